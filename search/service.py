"""The one entry to search: ask a Query, get SearchResults."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from django.utils import timezone

from home.visibility import visible
from knowledge.models import KnowledgePage
from search.asking import Answered, Asked, Knowledge, ask
from search.concepts import concept_map
from search.engines.base import Engine, EngineUnavailable, Request
from search.engines.choice import database_engine, remote_engine
from search.facets import FacetLabels, declared_facets
from search.highlights import hit
from search.language import fold_words
from search.models import SearchDocument
from search.pages import visible_pages
from search.queries import PAGE_SIZE, Query
from search.questions import Question, clean
from search.results import Hit, SearchResults, Suggestion
from search.spelling import speller
from search.vectors.choice import meaning

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
MAX_PAGE_SIZE = 100
MAX_SUGGESTIONS = 8


def search(query: Query, at: datetime | None = None, *, facets: bool = True) -> SearchResults:
    """One page of results with counts over all of them; a page number beyond the last gives the last.

    Filters that do not exist are left out of account; a search without `facets` takes them as they are. Every hit is
    read again by id through `visible`, so that an index that lags behind can give too little but never a page that
    readers may not open.
    """
    at = at or timezone.now()
    labels = FacetLabels.in_language(query.language) if facets else FacetLabels({})
    filters = labels.known_filters(query.filters) if facets else query.filters
    query = replace(query, filters=filters, page_size=_page_size(query))
    asked = _asked(query, at, tuple(declared_facets()) if facets else ())
    answered, degraded = _answered(asked)
    pages = max(1, -(-answered.answer.total // query.page_size))
    page = min(max(query.page, 1), pages)
    if page != query.page and answered.answer.total:
        answered, degraded = _answered(replace(asked, offset=(page - 1) * query.page_size))
    answer = answered.answer
    return SearchResults(
        query=query,
        total=answer.total,
        hits=_hits(answer.page_ids, answered.question, query.language, at),
        facets=labels.facets(answer.facets, query.filters),
        page=page,
        pages=pages,
        unknown=answer.unknown,
        degraded=degraded,
        correction=answered.correction,
        related=_hits(answer.related, answered.question, query.language, at),
    )


def count(query: Query, at: datetime | None = None) -> int:
    """The number of results of a query whose filters exist."""
    asked = replace(_asked(query, at or timezone.now()), offset=0, limit=0)
    return _answered(asked)[0].answer.total


def nearest(question: Question, language: str, needed: float, limit: int, at: datetime | None = None) -> list[int]:
    """The ids of documents of a language that have most of a question's words, the best first in the engine's order.

    A document needs a share of the question of `needed` only. What readers may not see (any more) can be among them.
    """
    at = at or timezone.now()
    request = Request(question=question, languages=(language,), at=at, limit=limit, needed=needed)
    return list(_ask(lambda engine: engine.search(request))[0].page_ids)


def suggest(text: str, language: str, limit: int = MAX_SUGGESTIONS, at: datetime | None = None) -> list[Suggestion]:
    """Visible pages in a language whose titles have words that begin with those typed."""
    words = fold_words(clean(text)).split()
    if not words:
        return []
    at = at or timezone.now()
    ids, _degraded = _ask(lambda engine: engine.suggest(words, [language], at, limit))
    # Not as their own types: title, address and type stand in the common row.
    pages = visible(KnowledgePage.objects.filter(pk__in=ids), at).select_related("locale").in_bulk()
    return [Suggestion(pages[page_id], pages[page_id].title) for page_id in ids if page_id in pages]


def _page_size(query: Query) -> int:
    return min(max(query.page_size, 1), MAX_PAGE_SIZE)


def _asked(query: Query, at: datetime, facets: tuple[str, ...] = ()) -> Asked:
    # A page number out of all reason is asked as the first, and answered with the last.
    page = query.page if 1 <= query.page <= MAX_RESULTS // PAGE_SIZE else 1
    return Asked(
        text=query.text,
        language=query.language,
        languages=query.document_languages,
        at=at,
        filters=query.filters,
        facets=facets,
        sort=query.sort,
        offset=(page - 1) * query.page_size,
        limit=query.page_size,
        literal=query.literal,
    )


# Elasticsearch pages through 10,000 results and no further.
MAX_RESULTS = 10_000


def answered(query: Query, limit: int, at: datetime) -> Answered:
    """The ids of the first results of a query, with the question as search took it."""
    return _answered(replace(_asked(query, at), offset=0, limit=limit))[0]


def _answered(asked: Asked) -> tuple[Answered, bool]:
    knowledge = Knowledge(concept_map(), speller, meaning())
    return _ask(lambda engine: ask(engine, asked, knowledge))


def _ask(question: Callable[[Engine], Result]) -> tuple[Result, bool]:
    """The answer of Elasticsearch where there is one, else of the database; and whether it was only the reserve."""
    remote = remote_engine()
    if remote is None:
        return question(database_engine()), False
    try:
        return question(remote), False
    except EngineUnavailable as error:
        logger.warning("Elasticsearch did not answer; the database does: %s", error)
        return question(database_engine()), True


def _hits(ids: Sequence[int], question: Question, language: str, at: datetime) -> tuple[Hit, ...]:
    if not ids:
        return ()
    pages = visible_pages(ids, at)
    # Without what only engines and the ranker read.
    documents = SearchDocument.objects.defer("terms", "facets").in_bulk(list(pages))
    return tuple(
        hit(pages[pk], documents[pk], question, language)
        for pk in ids
        if pk in pages and pk in documents and documents[pk].visible
    )
