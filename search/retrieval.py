"""From a request to a page of results: an engine retrieves, the ranker puts the first in order."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from search.engines.base import Answer, Engine, Request
from search.models import SearchDocument
from search.queries import Sort
from search.questions import Question
from search.ranking import RankedDocument, Score, rank
from search.statistics import Statistics

# So many of the engine's best are put in order by what they hold; the others keep the engine's order.
DEPTH = 150


def retrieve(engine: Engine, request: Request) -> Answer:
    """The answer with its page of ids in their final order. Raises EngineUnavailable."""
    is_ranked = request.sort == Sort.BEST and request.question.scoring and request.limit > 0
    if not is_ranked or request.offset >= DEPTH:
        return engine.search(request)
    end = request.offset + request.limit
    answer = engine.search(replace(request, offset=0, limit=max(DEPTH, end)))
    first, rest = answer.page_ids[:DEPTH], answer.page_ids[DEPTH:]
    ranked = [score.page_id for score in scores(request.question, first, answer.statistics, request.at)]
    return replace(answer, page_ids=(*ranked, *rest)[request.offset : end])


def scores(question: Question, page_ids: Iterable[int], statistics: Statistics, at: datetime) -> list[Score]:
    """The scores of documents, the best first; of those that are still there. One query."""
    rows = SearchDocument.objects.filter(pk__in=list(page_ids), visible=True)
    read = rows.only("page_id", "language", "title_key", "published_at", "lengths", "terms")
    documents = (
        RankedDocument(row.page_id, row.language, row.title_key, row.published_at, row.document_terms) for row in read
    )
    return rank(question, documents, statistics, at)
