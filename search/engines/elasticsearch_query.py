"""Questions and answers in Elasticsearch's own terms."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from search.engines.base import Request
from search.engines.elasticsearch_index import microseconds
from search.queries import Sort
from search.questions import QuestionWord
from search.result_set import Coverage

Clause = dict[str, Any]
MAX_FACET_VALUES = 1_000
EXACT_TITLE = 1_000_000.0  # above any sum of word scores
SCOPE, WORDS = "scope", "words"


def frequencies(request: Request) -> dict[str, Any]:
    """How many documents there are, and how many have each word."""
    filters = {str(place): _any_term(word) for place, word in enumerate(request.question.words)}
    return {
        "size": 0,
        "query": {"bool": {"filter": _scope(request.languages, request.at)}},
        "aggs": {WORDS: {"filters": {"filters": filters}}},
        "track_total_hits": True,
    }


def read_frequencies(response: dict[str, Any], words: int) -> tuple[list[int], int]:
    """The answer to `frequencies`: documents by word, and all documents."""
    buckets = response["aggregations"][WORDS]["buckets"]
    counts = [buckets[str(place)]["doc_count"] for place in range(words)]
    return counts, response["hits"]["total"]["value"]


def results(request: Request, asked: Coverage) -> dict[str, Any]:
    """The result set with its facet counts, and one page of it."""
    return {
        "query": {
            "bool": {
                "filter": [*_scope(request.languages, request.at), *_covered(request, asked), *_phrases(request)],
                "must_not": [_any_term(word) for word in request.question.excluded],
                "should": _scores(request),
            }
        },
        # After the query, so that the counts of a facet can leave out its own filter.
        "post_filter": {"bool": {"filter": list(_filters(request).values())}},
        "aggs": {facet: _facet(facet, request) for facet in request.facets},
        "sort": _order(request),
        "from_": request.offset,
        "size": request.limit,
        "source": False,
        "track_total_hits": True,
    }


def read_facets(response: dict[str, Any], request: Request) -> dict[str, dict[str, int]]:
    """The counts by facet and key."""
    found = response.get("aggregations", {})
    return {
        facet: {bucket["key"]: bucket["doc_count"] for bucket in found[facet]["keys"]["buckets"]}
        for facet in request.facets
    }


def page_ids(response: dict[str, Any]) -> Any:
    """The ids of a page of hits, in order."""
    return tuple(int(hit["_id"]) for hit in response["hits"]["hits"])


def suggestions(words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> dict[str, Any]:
    """Titles with, for each word, a word that begins with it."""
    begins = {"constant_score": {"filter": {"prefix": {"title_key": {"value": " ".join(words)}}}}}
    return {
        "query": {
            "bool": {
                "filter": [*_scope(languages, at), *({"prefix": {"names": {"value": word}}} for word in words)],
                "should": [begins],
            }
        },
        "sort": ["_score", {"title_key": "asc"}, {"page_id": "asc"}],
        "size": limit,
        "source": False,
    }


def visible_versions(size: int, after: list[Any] | None) -> dict[str, Any]:
    """A page of all visible documents with their versions, in the order of ids."""
    body: dict[str, Any] = {
        "query": {"term": {"visible": True}},
        "sort": [{"page_id": "asc"}],
        "size": size,
        "source": False,
        "version": True,
    }
    return body | ({"search_after": after} if after else {})


def _scope(languages: Sequence[str], at: datetime) -> list[Clause]:
    return [
        {"term": {"visible": True}},
        {"terms": {"language": list(languages)}},
        {"range": {"expires": {"gt": microseconds(at)}}},
    ]


def _any_term(word: QuestionWord) -> Clause:
    return {"terms": {"terms": list(word.terms)}}


def _covered(request: Request, asked: Coverage) -> list[Clause]:
    """A condition on the sum of weights; whole numbers below 2^24, which 32-bit floats add without error."""
    weighed = [
        {"constant_score": {"filter": _any_term(word), "boost": weight}}
        for word, weight in zip(request.question.words, asked.weights, strict=True)
        if weight
    ]
    if not weighed:
        return []
    return [{"function_score": {"query": {"bool": {"should": weighed}}, "min_score": asked.threshold}}]


def _phrases(request: Request) -> list[Clause]:
    return [{"match_phrase": {"surface": {"query": " ".join(phrase)}}} for phrase in request.question.phrases]


def _scores(request: Request) -> list[Clause]:
    if request.sort != Sort.BEST:
        return []
    exact = {"term": {"title_key": {"value": request.question.title_key}}}
    scored: list[Clause] = [{"constant_score": {"filter": exact, "boost": EXACT_TITLE}}]
    for word in request.question.scoring:
        # The best alternative of a word counts.
        scored.append({"dis_max": {"queries": [{"term": {"terms": term}} for term in word.terms]}})
    return scored


def _order(request: Request) -> list[Any]:
    ties: Clause = {"page_id": "asc"}
    if request.sort == Sort.TITLE:
        return [{"title_key": "asc"}, ties]
    if request.sort == Sort.NEWEST or not request.question.scoring:
        exact = [{"_score": "desc"}] if request.sort == Sort.BEST else []
        return [*exact, {"published": "desc"}, ties]
    return [{"_score": "desc"}, ties]


def _filters(request: Request) -> dict[str, Clause]:
    return {facet: {"terms": {f"facets.{facet}": list(keys)}} for facet, keys in request.filters.items()}


def _facet(facet: str, request: Request) -> Clause:
    others = [clause for name, clause in _filters(request).items() if name != facet]
    return {
        "filter": {"bool": {"filter": others}},
        "aggs": {"keys": {"terms": {"field": f"facets.{facet}", "size": MAX_FACET_VALUES}}},
    }
