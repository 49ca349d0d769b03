"""What SQLite and PostgreSQL have in common: lists of documents by term from the index, everything else in memory.

The index gives, for each term and level, the documents that have it; scope, sums, filters, counts and order are worked
out over `search.columns`.
"""

from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import connection

from search.columns import Columns, Mask, Numbers
from search.engines.base import Answer, Request
from search.engines.memory import Memory, Posting, PostingCache
from search.engines.scores import Scores, approximate
from search.engines.tables import LIVE, Sql, TableEngine
from search.queries import Sort
from search.questions import Question, QuestionWord
from search.result_set import Coverage, coverage
from search.statistics import Statistics
from search.terms import LEVEL_MARK, LEVELS

# SQLite joins at most 500 queries into one.
MAX_PARTS = 400
Phrase = tuple[str, ...]
Postings = dict[str, Posting]


@dataclass(frozen=True)
class Selected:
    """The documents of a request, as masks over the columns.

    Those of the `scope` that meet the conditions are `eligible`, and `found` when their words weigh enough; for each
    facet with a filter `allowed` has those that pass it.
    """

    columns: Columns
    postings: Postings
    coverage: Coverage
    scope: Mask
    eligible: Mask
    found: Mask
    allowed: Mapping[str, Mask]

    def filtered(self, mask: Mask, but: str = "") -> Mask:
        """The documents of a mask that pass all filters, but for that of one facet."""
        return _all_of(mask, *(allowed for facet, allowed in self.allowed.items() if facet != but))

    def counts(self, facets: Iterable[str], mask: Mask) -> dict[str, dict[str, int]]:
        """For each facet the counts of its values in a mask, without its own filter."""
        return {facet: self.columns.counts(facet, self.filtered(mask, but=facet)) for facet in facets}


class DatabaseEngine(TableEngine):
    """Search in the site's own database; subclasses say how a term, a phrase and an order are written in its SQL."""

    def __init__(self) -> None:
        self._memory = Memory()

    def search(self, request: Request) -> Answer:
        selected = self.select(request)
        columns, found = selected.columns, selected.found
        result = selected.filtered(found)
        statistics = _statistics(request.question, selected.postings, columns, selected.scope)
        return Answer(
            page_ids=self._page(request, columns, selected.postings, statistics, result),
            total=int(np.count_nonzero(result)),
            facets=selected.counts(request.facets, found),
            unknown=tuple(request.question.words[place].word for place in selected.coverage.unknown),
            statistics=statistics,
        )

    def select(self, request: Request) -> Selected:
        """The documents that a request asks for."""
        question = request.question
        columns, cache = self._memory.now()
        postings = self._postings(question, columns, cache)
        scope = columns.scope(request.languages, request.at)
        having = [_having(word, postings, len(scope)) & scope for word in question.words]
        asked = coverage([int(np.count_nonzero(mask)) for mask in having], int(np.count_nonzero(scope)), request.needed)
        eligible = scope & self._conditions(question, postings, columns)
        return Selected(
            columns=columns,
            postings=postings,
            coverage=asked,
            scope=scope,
            eligible=eligible,
            found=_covered(asked.weights, asked.threshold, having) & eligible if having else eligible,
            allowed={facet: columns.having(facet, keys) for facet, keys in request.filters.items()},
        )

    # What a database writes in its own way.

    join = "JOIN"
    # An aggregate over the index table `i`: its page ids as one text, with commas.
    joined_ids: str

    @abstractmethod
    def _posting(self, term: str) -> Sql:
        """A condition on the index table `i`: it has a term with its level."""

    @abstractmethod
    def _phrase(self, phrase: Phrase) -> Sql:
        """A condition on the index table `i`: it has these words in a row."""

    # Lists of documents.

    def _postings(self, question: Question, columns: Columns, cache: PostingCache) -> Postings:
        """The documents of each term of a question; those that are not remembered come from the index."""
        words = (*question.scoring, *question.excluded)
        terms = dict.fromkeys(term for word in words for term in word.terms)
        known = cache.known(terms)
        read: dict[str, list[tuple[int, Numbers]]] = {term: [] for term in terms if term not in known}
        asked = [(term, level) for term in read for level in LEVELS]
        for place, ids in self._lists([self._posting(f"{term}{LEVEL_MARK}{level}") for term, level in asked]):
            term, level = asked[place]
            read[term].append((level, columns.rows_of(ids)))
        fresh = {term: Posting.of(parts) for term, parts in read.items()}
        cache.remember(fresh)
        return known | fresh

    def _lists(self, conditions: Sequence[Sql]) -> list[tuple[int, Numbers]]:
        """The page ids for which each condition on the index holds, by its place; those without any left out."""
        found = []
        for start in range(0, len(conditions), MAX_PARTS):
            parts, parameters = [], []
            for place, (condition, own) in enumerate(conditions[start : start + MAX_PARTS], start):
                parts.append(f"SELECT {place}, {self.joined_ids} FROM {LIVE} i WHERE {condition}")
                parameters += own
            with connection.cursor() as cursor:
                cursor.execute(" UNION ALL ".join(parts), parameters)
                # Numbers in one text are read some ten times faster than as rows.
                found += [(place, np.fromstring(ids, np.int64, sep=",")) for place, ids in cursor.fetchall() if ids]
        return found

    def _conditions(self, question: Question, postings: Postings, columns: Columns) -> Mask:
        """The documents with every phrase and without the excluded words."""
        size = len(columns.ids)
        mask = np.ones(size, dtype=bool)
        for word in question.excluded:
            mask &= ~_having(word, postings, size)
        if question.phrases:
            lists = dict(self._lists([self._phrase(phrase) for phrase in question.phrases]))
            for place in range(len(question.phrases)):
                with_phrase = np.zeros(size, dtype=bool)
                if place in lists:
                    with_phrase[columns.rows_of(lists[place])] = True
                mask &= with_phrase
        return mask

    # Order.

    def _page(
        self, request: Request, columns: Columns, postings: Postings, statistics: Statistics, result: Mask
    ) -> tuple[int, ...]:
        if request.limit <= 0 or not result.any():
            return ()
        if request.sort == Sort.BEST and request.question.scoring:
            scores = approximate(request.question, postings, statistics, columns)
            exact = columns.rows_of(np.array(self._exact_titles(request.question), np.int64))
            scores[exact] = np.inf
            return _first(columns.ids[result], scores[result], request.offset, request.limit)
        order = self._title_order if request.sort == Sort.TITLE else "d.published_at DESC"
        return self._sorted(request, [int(page_id) for page_id in columns.ids[result]], order)

    def _exact_titles(self, question: Question) -> list[int]:
        if not question.title_key:
            return []
        with connection.cursor() as cursor:
            cursor.execute("SELECT page_id FROM search_searchdocument WHERE title_key = %s", [question.title_key])
            return [page_id for (page_id,) in cursor.fetchall()]

    def _sorted(self, request: Request, ids: Sequence[int], order: str) -> tuple[int, ...]:
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

    def _scope(self, languages: Sequence[str], at: datetime) -> Sql:
        marks = ", ".join(["%s"] * len(languages))
        moment = connection.ops.adapt_datetimefield_value(at)
        sql = f"d.visible AND d.language IN ({marks}) AND (d.expire_at IS NULL OR d.expire_at > %s)"
        return sql, [*languages, moment]


def _having(word: QuestionWord, postings: Postings, size: int) -> Mask:
    mask = np.zeros(size, dtype=bool)
    for term in word.terms:
        mask[postings[term].rows] = True
    return mask


def _covered(weights: Sequence[int], threshold: int, having: Sequence[Mask]) -> Mask:
    """The documents whose words weigh enough; a document without any word that retrieves is none."""
    sums = np.zeros(len(having[0]), np.int64)
    for weight, mask in zip(weights, having, strict=True):
        sums += weight * mask
    return sums >= max(threshold, 1)


def _all_of(first: Mask, *others: Mask) -> Mask:
    mask = first.copy()
    for other in others:
        mask &= other
    return mask


def _statistics(question: Question, postings: Postings, columns: Columns, scope: Mask) -> Statistics:
    size = len(columns.codes)

    def by_language(rows: Numbers) -> dict[str, int]:
        numbers = np.bincount(columns.languages[rows], minlength=size)
        return {code: int(number) for code, number in zip(columns.codes, numbers, strict=True) if number}

    terms = {term for word in question.scoring for term in word.terms}
    return Statistics(
        documents=by_language(np.flatnonzero(scope)),
        frequencies={term: by_language(postings[term].rows[scope[postings[term].rows]]) for term in terms},
        lengths=columns.usual_lengths,
    )


def _first(ids: Numbers, scores: Scores, offset: int, limit: int) -> tuple[int, ...]:
    """A part of the ids, the highest score first, ties by id."""
    wanted = offset + limit
    if wanted < len(ids):
        # All that score as much as the last one wanted, so that ties are cut the same way everywhere.
        least = np.partition(scores, len(scores) - wanted)[len(scores) - wanted]
        ids, scores = ids[scores >= least], scores[scores >= least]
    order = np.lexsort((ids, -scores))[offset:wanted]
    return tuple(int(page_id) for page_id in ids[order])
