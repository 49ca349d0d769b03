"""What SQLite and PostgreSQL have in common: lists of documents by word from the index, everything else over ids.

The index is a table beside `SearchDocument` with a row for each visible document. A rebuild fills a second table and
then gives it the name of the first; while it exists, changes go to both.
"""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from search.batches import batches
from search.engines.base import PATIENCE, Answer, Engine, Request
from search.models import SearchDocument
from search.queries import Sort
from search.questions import Question, QuestionWord
from search.result_set import coverage, covered

LIVE, NEW = "search_index", "search_index_new"
BATCH = 500
# A piece of SQL with its parameters.
Sql = tuple[str, list[Any]]
Phrase = tuple[str, ...]


class DatabaseEngine(Engine):
    """Search in the site's own database; subclasses say how a word, a phrase and an order are written in its SQL."""

    def put(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> None:
        with connection.cursor() as cursor:
            for table in self._tables(cursor):
                self._store(cursor, table, documents)

    def delete(self, page_ids: Iterable[int], *, seconds: float = PATIENCE) -> None:
        with connection.cursor() as cursor:
            for table in self._tables(cursor):
                self._remove(cursor, table, list(page_ids))

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        with connection.cursor() as cursor:
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
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {LIVE}")
            cursor.execute(f"ALTER TABLE {NEW} RENAME TO {LIVE}")
            self._after_swap(cursor)
        return count

    def search(self, request: Request) -> Answer:
        question = request.question
        documents, lists = self._lists(request)
        words, conditions = len(question.words), len(question.words) + len(question.phrases)
        asked = coverage([len(ids) for ids in lists[:words]], documents)
        found = covered(asked, lists[:words]) if words else self._all(request)
        for ids in lists[words:conditions]:
            found &= ids
        for ids in lists[conditions:]:
            found -= ids
        allowed = self._allowed(request)
        result = found.intersection(*allowed.values())
        unknown = tuple(question.words[place].word for place in asked.unknown)
        return Answer(
            page_ids=self._page(request, result),
            total=len(result),
            facets=self._facet_counts(request, found, allowed),
            unknown=unknown,
        )

    def versions(self) -> Iterator[tuple[int, int]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {self.id_column}, version FROM {LIVE}")
            yield from [(int(page_id), int(version)) for page_id, version in cursor.fetchall()]

    # What a database writes in its own way.

    id_column = "page_id"

    @abstractmethod
    def create_table(self, cursor: Any, table: str) -> None:
        """Make an empty index table."""

    @abstractmethod
    def _store(self, cursor: Any, table: str, documents: Sequence[SearchDocument]) -> None:
        """Replace the rows of documents; an invisible one has none."""

    @abstractmethod
    def _word(self, word: QuestionWord) -> Sql:
        """A condition on the index table `i`: it has one of the terms of a word."""

    @abstractmethod
    def _phrase(self, phrase: Phrase) -> Sql:
        """A condition on the index table `i`: it has these words in a row."""

    @abstractmethod
    def _among(self, column: str, ids: Iterable[int]) -> Sql:
        """A condition: a column is one of many ids, passed as one parameter."""

    @abstractmethod
    def _by_score(self, question: Question, ids: set[int]) -> Sql:
        """A query of (page id, score) for documents among `ids`; a higher score is better. Some may be left out."""

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

    # The result set over ids.

    def _scope(self, languages: Sequence[str], at: datetime) -> Sql:
        marks = ", ".join(["%s"] * len(languages))
        moment = connection.ops.adapt_datetimefield_value(at)
        sql = f"d.visible AND d.language IN ({marks}) AND (d.expire_at IS NULL OR d.expire_at > %s)"
        return sql, [*languages, moment]

    def _lists(self, request: Request) -> tuple[int, list[set[int]]]:
        """The number of documents, and the documents for each word, phrase and excluded word, in one query."""
        question = request.question
        conditions = [
            *map(self._word, question.words),
            *map(self._phrase, question.phrases),
            *map(self._word, question.excluded),
        ]
        scope, scope_parameters = self._scope(request.languages, request.at)
        parts = [f"SELECT -1, count(*) FROM search_searchdocument d WHERE {scope}"]
        parameters = [*scope_parameters]
        for place, (condition, own) in enumerate(conditions):
            parts.append(
                f"SELECT {place}, d.page_id FROM {LIVE} i"
                f" JOIN search_searchdocument d ON d.page_id = i.{self.id_column}"
                f" WHERE {condition} AND {scope}"
            )
            parameters += [*own, *scope_parameters]
        lists: list[set[int]] = [set() for _condition in conditions]
        documents = 0
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), parameters)
            for place, value in cursor.fetchall():
                if place < 0:
                    documents = value
                else:
                    lists[place].add(value)
        return documents, lists

    def _all(self, request: Request) -> set[int]:
        scope, parameters = self._scope(request.languages, request.at)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT d.page_id FROM search_searchdocument d WHERE {scope}", parameters)
            return {page_id for (page_id,) in cursor.fetchall()}

    def _allowed(self, request: Request) -> dict[str, set[int]]:
        """The documents that pass each filter, by facet, in one query."""
        allowed: dict[str, set[int]] = {facet: set() for facet in request.filters}
        if not allowed:
            return {}
        conditions, parameters = [], []
        for facet, keys in request.filters.items():
            conditions.append(f"(facet = %s AND key IN ({', '.join(['%s'] * len(keys)) or 'NULL'}))")
            parameters += [facet, *keys]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT facet, document_id FROM search_documentfacet WHERE {' OR '.join(conditions)}",
                parameters,
            )
            for facet, page_id in cursor.fetchall():
                allowed[facet].add(page_id)
        return allowed

    def _facet_counts(
        self, request: Request, found: set[int], allowed: dict[str, set[int]]
    ) -> dict[str, dict[str, int]]:
        """The counts of all facets asked for, each without its own filter, in one query."""
        groups: dict[frozenset[str], list[str]] = {}
        for facet in request.facets:
            groups.setdefault(frozenset(set(allowed) - {facet}), []).append(facet)
        parts, parameters = [], []
        for filters, facets in groups.items():
            ids = found.intersection(*(allowed[facet] for facet in filters))
            among, own = self._among("document_id", ids)
            marks = ", ".join(["%s"] * len(facets))
            parts.append(
                f"SELECT facet, key, count(*) FROM search_documentfacet WHERE {among} AND facet IN ({marks})"
                " GROUP BY facet, key"
            )
            parameters += [*own, *facets]
        counts: dict[str, dict[str, int]] = {facet: {} for facet in request.facets}
        if parts:
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), parameters)
                for facet, key, count in cursor.fetchall():
                    counts[facet][key] = count
        return counts

    def _page(self, request: Request, ids: set[int]) -> tuple[int, ...]:
        if not ids or request.limit <= 0:
            return ()
        order, parameters = self._order(request, ids)
        among, own = self._among("d.page_id", ids)
        source: str = ""
        source_parameters: list[Any] = []
        if request.sort == Sort.BEST and request.question.scoring:
            scores, source_parameters = self._by_score(request.question, ids)
            source = f" LEFT JOIN ({scores}) s ON s.page_id = d.page_id"
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT d.page_id FROM search_searchdocument d{source} WHERE {among}"
                f" ORDER BY {order}, d.page_id LIMIT %s OFFSET %s",
                [*source_parameters, *own, *parameters, request.limit, request.offset],
            )
            return tuple(page_id for (page_id,) in cursor.fetchall())

    def _order(self, request: Request, ids: set[int]) -> Sql:
        if request.sort == Sort.NEWEST:
            return "d.published_at DESC", []
        if request.sort == Sort.TITLE:
            return self._title_order, []
        exact: Sql = "CASE WHEN d.title_key = %s THEN 0 ELSE 1 END", [request.question.title_key]
        if request.question.scoring:
            return f"{exact[0]}, coalesce(s.score, 0) DESC", exact[1]
        return f"{exact[0]}, d.published_at DESC", exact[1]

    _title_order = "d.title_key"
