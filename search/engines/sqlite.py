"""Search in SQLite by FTS5: one MATCH a word, one join, bm25 with weights."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from search.engines.base import FIELD_WEIGHTS, expanded_text, surface_text
from search.engines.database import DatabaseEngine, Phrase
from search.engines.tables import LIVE, Sql
from search.models import FIELDS, SearchDocument
from search.questions import Question, QuestionWord

EXPANDED = " ".join(FIELDS)
COLUMNS = (*FIELDS, "surface", "names", "version")


class SqliteEngine(DatabaseEngine):
    """FTS5 over our own tokens: its `ascii` tokeniser parts them at the spaces and leaves all else as it is."""

    name = "sqlite"
    id_column = "rowid"
    join = "CROSS JOIN"  # SQLite's way to say: the index first, or it asks the index once for each document

    def create_table(self, cursor: Any, table: str) -> None:
        columns = ", ".join([*FIELDS, "surface", "names", "version UNINDEXED"])
        cursor.execute(f"CREATE VIRTUAL TABLE {table} USING fts5({columns}, tokenize='ascii')")

    def suggest(self, words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> list[int]:
        scope, parameters = self._scope(languages, at)
        match = "names : (" + " AND ".join(f'"{word}"*' for word in words) + ")"
        start = " ".join(words)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT d.page_id FROM {LIVE} i {self.join} search_searchdocument d ON d.page_id = i.rowid"
                f" WHERE i.{LIVE} MATCH %s AND {scope}"
                " ORDER BY substr(d.title_key, 1, %s) = %s DESC, d.title_key, d.page_id LIMIT %s",
                [match, *parameters, len(start), start, limit],
            )
            return [page_id for (page_id,) in cursor.fetchall()]

    def _store(self, cursor: Any, table: str, documents: Sequence[SearchDocument]) -> None:
        self._remove(cursor, table, [document.page_id for document in documents])
        marks = ", ".join(["%s"] * (len(COLUMNS) + 1))
        rows = [self._row(document) for document in documents if document.visible]
        if rows:
            cursor.executemany(
                f"INSERT INTO {table} (rowid, {', '.join(COLUMNS)}) VALUES ({marks})",
                rows,
            )

    @staticmethod
    def _row(document: SearchDocument) -> list[Any]:
        return [
            document.page_id,
            *(expanded_text(document, part) for part in FIELDS),
            surface_text(document),
            document.title_key,
            document.version,
        ]

    def _word(self, word: QuestionWord) -> Sql:
        return f"i.{LIVE} MATCH %s", [_any_term([word])]

    def _phrase(self, phrase: Phrase) -> Sql:
        return f"i.{LIVE} MATCH %s", [f'surface : "{" ".join(phrase)}"']

    def _among(self, column: str, ids: Iterable[int]) -> Sql:
        return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]

    def _scored(self, question: Question, ids: set[int]) -> Sql:
        weights = ", ".join(str(FIELD_WEIGHTS[part]) for part in FIELDS)
        # bm25() is negative, the best the lowest.
        sql = f"SELECT rowid, -bm25({LIVE}, {weights}) FROM {LIVE} WHERE {LIVE} MATCH %s"
        return sql, [_any_term(question.scoring)]

    def _table_exists(self, cursor: Any, table: str) -> bool:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return cursor.fetchone() is not None


def _any_term(words: Sequence[QuestionWord]) -> str:
    """An FTS5 expression: any term of any of the words, in the expanded columns. Terms are letters and digits only."""
    terms = dict.fromkeys(term for word in words for term in word.terms)
    return "{" + EXPANDED + "} : (" + " OR ".join(f'"{term}"' for term in terms) + ")"
