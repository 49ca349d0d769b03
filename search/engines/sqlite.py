"""Search in SQLite by FTS5: one MATCH for each level of a term, phrases by place."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from search.engines.base import surface_text
from search.engines.database import DatabaseEngine, Phrase
from search.engines.tables import LIVE, Sql
from search.models import SearchDocument
from search.terms import levelled

COLUMNS = ("terms", "surface", "names", "version")


class SqliteEngine(DatabaseEngine):
    """FTS5 over our own tokens: its `ascii` tokeniser parts them at the spaces and leaves all else as it is."""

    name = "sqlite"
    id_column = "rowid"
    joined_ids = "group_concat(i.rowid)"
    join = "CROSS JOIN"  # SQLite's way to say: the index first, or it asks the index once for each document

    def create_table(self, cursor: Any, table: str) -> None:
        # Without the sizes of columns, which only FTS5's own ranking reads.
        cursor.execute(
            f"CREATE VIRTUAL TABLE {table} USING"
            " fts5(terms, surface, names, version UNINDEXED, tokenize='ascii', columnsize=0)"
        )

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
            " ".join(levelled(document.document_terms)),
            surface_text(document),
            document.title_key,
            document.version,
        ]

    def _posting(self, term: str) -> Sql:
        # A term with a level stands in no other column.
        return f"i.{LIVE} MATCH %s", [f'"{term}"']

    def _phrase(self, phrase: Phrase) -> Sql:
        return f"i.{LIVE} MATCH %s", [f'surface : "{" ".join(phrase)}"']

    def _among(self, column: str, ids: Iterable[int]) -> Sql:
        return f"{column} IN (SELECT value FROM json_each(%s))", [json.dumps(list(ids))]

    def _table_exists(self, cursor: Any, table: str) -> bool:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", [table])
        return cursor.fetchone() is not None
