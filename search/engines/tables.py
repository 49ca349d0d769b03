"""Index tables of the site's own database: one live, and during a rebuild a second that takes its place.

Each has a row for each visible document. While the second exists, changes go to both.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from search import state
from search.batches import batches
from search.engines.base import PATIENCE, Engine
from search.models import SearchDocument

LIVE, NEW = "search_index", "search_index_new"
BATCH = 500
# A piece of SQL with its parameters.
Sql = tuple[str, list[Any]]


class TableEngine(Engine):
    """Stores documents in index tables; subclasses say how such a table is made and filled in their SQL."""

    id_column = "page_id"

    def put(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> None:
        with connection.cursor() as cursor:
            for table in self._tables(cursor):
                self._store(cursor, table, documents)

    def delete(self, versions: Mapping[int, int], *, seconds: float = PATIENCE) -> None:
        with connection.cursor() as cursor:
            for table in self._tables(cursor):
                self._remove(cursor, table, list(versions))

    def sweep(self) -> None:
        with connection.cursor() as cursor:
            if not self._table_exists(cursor, NEW):
                return
        with self._alone() as cursor:
            cursor.execute(f"DROP TABLE {NEW}")

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        with self._alone() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {NEW}")
            self.create_table(cursor, NEW)
        count = 0
        for batch in batches(documents, BATCH):
            with transaction.atomic(), connection.cursor() as cursor:
                # Read again under the lock: a page may have changed since it was listed.
                ids = [document.page_id for document in batch]
                current = list(SearchDocument.objects.select_for_update().filter(pk__in=ids))
                self._store(cursor, NEW, current)
                count += sum(document.visible for document in current)
        with self._alone() as cursor:
            cursor.execute(f"DROP TABLE {LIVE}")
            cursor.execute(f"ALTER TABLE {NEW} RENAME TO {LIVE}")
            self._after_swap(cursor)
            state.next_generation()  # what processes remember of the old one is no longer so
        return count

    @contextmanager
    def _alone(self) -> Iterator[Any]:
        """A transaction in which no other writes to the tables, so that none finds them made or gone halfway."""
        with transaction.atomic(), connection.cursor() as cursor:
            state.lock()
            yield cursor

    def refresh(self) -> None:
        """Nothing to do: what is committed is seen."""

    def versions(self) -> Iterator[tuple[int, int]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self.id_column}, version FROM {LIVE}")
            yield from [(int(page_id), int(version)) for page_id, version in cursor.fetchall()]

    @abstractmethod
    def create_table(self, cursor: Any, table: str) -> None:
        """Make an empty index table."""

    @abstractmethod
    def _store(self, cursor: Any, table: str, documents: Sequence[SearchDocument]) -> None:
        """Replace the rows of documents; an invisible one has none."""

    @abstractmethod
    def _among(self, column: str, ids: Iterable[int]) -> Sql:
        """A condition: a column is one of many ids, passed as one parameter."""

    def _after_swap(self, cursor: Any) -> None:
        """What remains to be renamed."""

    @abstractmethod
    def _table_exists(self, cursor: Any, table: str) -> bool:
        """Whether there is such a table."""

    def _tables(self, cursor: Any) -> list[str]:
        return [LIVE, NEW] if self._table_exists(cursor, NEW) else [LIVE]

    def _remove(self, cursor: Any, table: str, page_ids: list[int]) -> None:
        condition, parameters = self._among(self.id_column, page_ids)
        cursor.execute(f"DELETE FROM {table} WHERE {condition}", parameters)
