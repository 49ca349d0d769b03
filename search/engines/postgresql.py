"""Search in PostgreSQL: one combined tsvector a document with a GIN index, made of our own tokens."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from knowledge.types import SearchField
from search.engines.base import surface_text
from search.engines.database import DatabaseEngine, Phrase
from search.engines.tables import LIVE, Sql
from search.models import FIELDS, SearchDocument
from search.terms import levelled

# Words of the surface stream in the same tsvector; no term of the expanded stream begins so.
SURFACE = "="
# Words of the title once more: asking the others for their place would read every document with a word that begins so.
NAME = "@"


class PostgresqlEngine(DatabaseEngine):
    """A GIN index finds words; phrases are then looked up in the stored surface stream, where no position is lost."""

    name = "postgresql"
    joined_ids = "string_agg(i.page_id::text, ',')"

    def create_table(self, cursor: Any, table: str) -> None:
        cursor.execute(
            f"CREATE TABLE {table} (page_id bigint NOT NULL CONSTRAINT {table}_pk PRIMARY KEY,"
            " version bigint NOT NULL, terms tsvector NOT NULL, surface text NOT NULL)"
        )
        # A list of pending changes would make the planner read all documents instead of the index.
        cursor.execute(f"CREATE INDEX {table}_terms ON {table} USING gin (terms) WITH (fastupdate = off)")

    def suggest(self, words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> list[int]:
        scope, parameters = self._scope(languages, at)
        query = " & ".join(f"'{NAME}{word}':*" for word in words)
        start = " ".join(words)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT d.page_id FROM {LIVE} i JOIN search_searchdocument d ON d.page_id = i.page_id"
                f" WHERE i.terms @@ %s::tsquery AND {scope}"
                f" ORDER BY starts_with(d.title_key, %s) DESC, {self._title_order}, d.page_id LIMIT %s",
                [query, *parameters, start, limit],
            )
            return [page_id for (page_id,) in cursor.fetchall()]

    def _store(self, cursor: Any, table: str, documents: Sequence[SearchDocument]) -> None:
        gone = [document.page_id for document in documents if not document.visible]
        if gone:
            self._remove(cursor, table, gone)
        rows = [
            (document.page_id, document.version, _vector(document), f" {surface_text(document)} ")
            for document in documents
            if document.visible
        ]
        if rows:
            cursor.executemany(
                f"INSERT INTO {table} AS old (page_id, version, terms, surface)"
                " VALUES (%s, %s, %s::tsvector, %s) ON CONFLICT (page_id) DO UPDATE SET"
                " version = excluded.version, terms = excluded.terms, surface = excluded.surface",
                rows,
            )

    def _posting(self, term: str) -> Sql:
        return "i.terms @@ %s::tsquery", [f"'{term}'"]

    def _phrase(self, phrase: Phrase) -> Sql:
        words = " & ".join(f"'{SURFACE}{word}'" for word in phrase)
        # Words are letters and digits: nothing in them is a wildcard.
        return "i.terms @@ %s::tsquery AND i.surface LIKE %s", [words, f"% {' '.join(phrase)} %"]

    def _among(self, column: str, ids: Iterable[int]) -> Sql:
        return f"{column} = ANY(%s)", [list(ids)]

    def _after_swap(self, cursor: Any) -> None:
        cursor.execute(f"ALTER INDEX {LIVE}_new_pk RENAME TO {LIVE}_pk")
        cursor.execute(f"ALTER INDEX {LIVE}_new_terms RENAME TO {LIVE}_terms")

    def _table_exists(self, cursor: Any, table: str) -> bool:
        cursor.execute("SELECT to_regclass(%s) IS NOT NULL", [table])
        return bool(cursor.fetchone()[0])

    # The order of bytes, as SQLite and Elasticsearch have it, whatever the database's collation.
    _title_order = 'd.title_key COLLATE "C"'


def _vector(document: SearchDocument) -> str:
    """The text form of a document's tsvector: its terms with their levels, all words, and those of the title."""
    tokens = document.field_tokens
    words = {f"{SURFACE}{word}" for part in FIELDS for word in tokens[part].surface}
    names = {f"{NAME}{word}" for word in tokens[SearchField.TITLE].surface}
    return " ".join(f"'{term}'" for term in (*levelled(document.document_terms), *words, *names))
