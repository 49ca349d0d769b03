"""From a request to a page of results: an engine retrieves, the ranker puts the first in order."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from search.engines.base import Answer, Engine, Request
from search.models import SearchDocument, stored_terms
from search.queries import Sort
from search.questions import Question
from search.ranking import RankedDocument, Score, fused, rank
from search.statistics import Statistics
from search.vectors.meaning import Meaning, Near

# So many of the engine's best are put in order by what they hold; the others keep the engine's order.
DEPTH = 150
# So many pages that only their meaning found are shown apart.
RELATED = 5


def retrieve(engine: Engine, request: Request, meaning: Meaning | None = None) -> Answer:
    """The answer with its page of ids in their final order. Raises EngineUnavailable.

    With `meaning` the nearest pages come into it: among the results when several languages are asked, else apart.
    """
    is_ranked = request.sort == Sort.BEST and request.question.scoring
    if not is_ranked or meaning is None:
        return _by_words(engine, request) if is_ranked else engine.search(request)
    if _is_mixed(request):
        near = meaning.near(request)
        return _mixed(engine, request, near) if near else _by_words(engine, request)
    if not request.limit or request.offset >= DEPTH:
        return engine.search(request)
    near = meaning.near(request)
    answer = _by_words(engine, request, near)
    return replace(answer, related=near.page_ids[:RELATED]) if near and not request.offset else answer


def _is_mixed(request: Request) -> bool:
    return len(request.languages) > 1


def _by_words(engine: Engine, request: Request, near: Near | None = None) -> Answer:
    """The pages that have the words; with `near` ordered by their meaning too."""
    if not request.limit or request.offset >= DEPTH:
        return engine.search(request)
    answer = _from_the_first(engine, request)
    first, rest = answer.page_ids[:DEPTH], answer.page_ids[DEPTH:]
    return replace(answer, page_ids=_cut(request, (*_ordered(request, first, answer, near), *rest)))


def _mixed(engine: Engine, request: Request, near: Near) -> Answer:
    """The pages that have the words and those that only their meaning found, as one result set."""
    answer = _from_the_first(engine, request) if request.limit else engine.search(request)
    others = [page_id for page_id in near.page_ids if page_id not in answer.page_ids]
    first, rest = (*answer.page_ids[:DEPTH], *others), answer.page_ids[DEPTH:]
    ids = (*_ordered(request, first, answer, near), *rest) if request.limit else ()
    return replace(
        answer,
        page_ids=_cut(request, ids),
        total=answer.total + len(others),
        facets=_added(answer.facets, near.counts(request.facets)),
    )


def _from_the_first(engine: Engine, request: Request) -> Answer:
    end = request.offset + request.limit
    return engine.search(replace(request, offset=0, limit=max(DEPTH, end)))


def _cut(request: Request, page_ids: tuple[int, ...]) -> tuple[int, ...]:
    return page_ids[request.offset : request.offset + request.limit]


def _ordered(request: Request, page_ids: Iterable[int], answer: Answer, near: Near | None) -> list[int]:
    scored = scores(request.question, page_ids, answer.statistics, request.at)
    ids = [score.page_id for score in scored]
    return fused(scored, near.of(ids)) if near else ids


def _added(
    facets: Mapping[str, Mapping[str, int]], more: Mapping[str, Mapping[str, int]]
) -> dict[str, Mapping[str, int]]:
    return {facet: dict(Counter(counts) + Counter(more.get(facet, {}))) for facet, counts in facets.items()}


def scores(question: Question, page_ids: Iterable[int], statistics: Statistics, at: datetime) -> list[Score]:
    """The scores of documents, the best first; of those that are still there. One query."""
    rows = SearchDocument.objects.filter(pk__in=list(page_ids), visible=True)
    # Not as objects of the model, which would take as long as the ranking.
    read = rows.values_list("page_id", "language", "title_key", "published_at", "terms", "lengths")
    documents = (
        RankedDocument(page_id, language, title_key, published_at, stored_terms(terms, lengths))
        for page_id, language, title_key, published_at, terms, lengths in read
    )
    return rank(question, documents, statistics, at)
