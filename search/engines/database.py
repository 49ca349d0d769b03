"""What SQLite and PostgreSQL have in common: lists of documents by word from the index, everything else over ids.

Which documents are results is worked out over sets of ids; facets, order and expiry are asked of `SearchDocument`.
"""

from abc import abstractmethod
from collections.abc import Sequence
from datetime import datetime
from heapq import nsmallest

from django.db import connection

from search.engines.base import Answer, Request
from search.engines.tables import LIVE, Sql, TableEngine
from search.queries import Sort
from search.questions import Question, QuestionWord
from search.result_set import coverage, covered

EXACT_TITLE = 1_000_000.0  # above any score
Phrase = tuple[str, ...]


class DatabaseEngine(TableEngine):
    """Search in the site's own database; subclasses say how a word, a phrase and an order are written in its SQL."""

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

    # What a database writes in its own way.

    join = "JOIN"

    @abstractmethod
    def _word(self, word: QuestionWord) -> Sql:
        """A condition on the index table `i`: it has one of the terms of a word."""

    @abstractmethod
    def _phrase(self, phrase: Phrase) -> Sql:
        """A condition on the index table `i`: it has these words in a row."""

    @abstractmethod
    def _scored(self, question: Question, ids: set[int]) -> Sql:
        """A query of (page id, score), of `ids` at least; a higher score is better, some may be left out."""

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
                f" {self.join} search_searchdocument d ON d.page_id = i.{self.id_column}"
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
        if request.sort == Sort.TITLE:
            return self._sorted(request, ids, self._title_order)
        if request.sort == Sort.NEWEST or not request.question.scoring:
            return self._sorted(request, ids, "d.published_at DESC")
        scores = self._scores(request, ids)
        ranked = nsmallest(
            request.offset + request.limit, ids, key=lambda page_id: (-scores.get(page_id, 0.0), page_id)
        )
        return tuple(ranked[request.offset :])

    def _scores(self, request: Request, ids: set[int]) -> dict[int, float]:
        """The score of each document, one with the question as its title above all."""
        sql, parameters = self._scored(request.question, ids)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            scores: dict[int, float] = dict(cursor.fetchall())
            cursor.execute(
                "SELECT page_id FROM search_searchdocument WHERE title_key = %s", [request.question.title_key]
            )
            for (page_id,) in cursor.fetchall():
                scores[page_id] = scores.get(page_id, 0.0) + EXACT_TITLE
        return scores

    def _sorted(self, request: Request, ids: set[int], order: str) -> tuple[int, ...]:
        among, parameters = self._among("d.page_id", ids)
        exact, title = "", []
        if request.sort == Sort.BEST:
            exact, title = "CASE WHEN d.title_key = %s THEN 0 ELSE 1 END, ", [request.question.title_key]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT d.page_id FROM search_searchdocument d WHERE {among}"
                f" ORDER BY {exact}{order}, d.page_id LIMIT %s OFFSET %s",
                [*parameters, *title, request.limit, request.offset],
            )
            return tuple(page_id for (page_id,) in cursor.fetchall())

    _title_order = "d.title_key"
