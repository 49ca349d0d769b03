"""The bare engines, as anyone would use them: one text, their own analysis, ten results by their own score."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django.db import connection

from search.batches import batches

BATCH = 500
TABLE = "raw_engine"
LIMIT = 10


class RawEngine(ABC):
    """Holds texts by number."""

    @abstractmethod
    def fill(self, texts: Iterable[tuple[int, str]]) -> None:
        """Make the index and store texts."""

    @abstractmethod
    def ask(self, words: Sequence[str]) -> float | None:
        """Find the ten best with any of the words; gives the milliseconds that the server told it took, if it does."""

    def drop(self) -> None:  # noqa: B027  # most have nothing
        """Remove what is not in the scratch database."""


class RawSqlite(RawEngine):
    """FTS5 with bm25."""

    def fill(self, texts: Iterable[tuple[int, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE VIRTUAL TABLE {TABLE} USING fts5(text)")
            cursor.executemany(f"INSERT INTO {TABLE} (rowid, text) VALUES (%s, %s)", list(texts))

    def ask(self, words: Sequence[str]) -> None:
        match = " OR ".join(f'"{word}"' for word in words)
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s ORDER BY bm25({TABLE}) LIMIT {LIMIT}", [match]
            )
            cursor.fetchall()


class RawPostgresql(RawEngine):
    """A tsvector of the `dutch` configuration with a GIN index, and ts_rank."""

    def fill(self, texts: Iterable[tuple[int, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {TABLE} (id bigint PRIMARY KEY, words tsvector)")
            for batch in batches(texts, BATCH):
                cursor.executemany(f"INSERT INTO {TABLE} VALUES (%s, to_tsvector('dutch', %s))", batch)
            cursor.execute(f"CREATE INDEX {TABLE}_words ON {TABLE} USING gin (words) WITH (fastupdate = off)")
            cursor.execute(f"ANALYZE {TABLE}")

    def ask(self, words: Sequence[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id FROM {TABLE}, to_tsquery('dutch', %s) asked WHERE words @@ asked"
                f" ORDER BY ts_rank(words, asked) DESC LIMIT {LIMIT}",
                [" | ".join(words)],
            )
            cursor.fetchall()


class RawElasticsearch(RawEngine):
    """A text field with the `dutch` analyzer, and a match query."""

    def __init__(self, url: str) -> None:
        from elasticsearch import Elasticsearch

        self._client = Elasticsearch(url.split(","))
        self._index = f"scratch-raw-{uuid4().hex}"

    def fill(self, texts: Iterable[tuple[int, str]]) -> None:
        mappings = {"_source": {"enabled": False}, "properties": {"text": {"type": "text", "analyzer": "dutch"}}}
        settings = {"number_of_shards": 1, "number_of_replicas": 0}
        self._client.indices.create(index=self._index, mappings=mappings, settings=settings)
        for batch in batches(texts, BATCH):
            lines: list[dict[str, Any]] = []
            for number, text in batch:
                lines += [{"index": {"_id": str(number)}}, {"text": text}]
            self._client.bulk(index=self._index, operations=lines)
        self._client.indices.refresh(index=self._index)

    def ask(self, words: Sequence[str]) -> float:
        found = self._client.search(index=self._index, query={"match": {"text": " ".join(words)}}, size=LIMIT)
        return float(found["took"])

    def drop(self) -> None:
        self._client.indices.delete(index=self._index)
