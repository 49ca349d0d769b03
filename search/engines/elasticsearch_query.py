"""Questions and answers in Elasticsearch's own terms."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from search.engines import elasticsearch_facets as facets
from search.engines.base import Request
from search.instants import microseconds
from search.models import FIELDS
from search.queries import Sort
from search.questions import QuestionWord
from search.ranking import OTHERS
from search.result_set import Coverage
from search.statistics import Statistics
from search.terms import LEVEL_MARK, LEVEL_STRENGTHS, LEVELS

Clause = dict[str, Any]
EXACT_TITLE = 1_000_000.0  # above any sum of word scores
# Nothing of a hit but what it was sorted by: reading stored fields would unpack each document for its id.
NUMBERS_ONLY: Clause = {"stored_fields": "_none_"}
LANGUAGES, TERMS, WORDS = "languages", "terms", "words"


def usual_lengths(languages: Sequence[str]) -> dict[str, Any]:
    """How long fields are, by language.

    It reads every document; the moment of the question is left out, so that Elasticsearch remembers the answer until
    the index changes.
    """
    means = {field.value: {"avg": {"field": f"lengths.{field}"}} for field in FIELDS}
    return {
        "size": 0,
        "query": {"terms": {"language": sorted(languages)}},
        "aggs": {LANGUAGES: {"terms": {"field": "language"}, "aggs": means}},
    }


def frequencies(request: Request) -> dict[str, Any]:
    """How many documents there are, how many have each word, and how many of each language have each of its terms."""
    question = request.question
    words = {str(place): _any_term(word) for place, word in enumerate(question.words)}
    terms = {
        _by(term, language): _in_language(language, _levels([term]))
        for word in question.scoring
        for term in word.terms
        for language in request.languages
    }
    languages = {language: {"term": {"language": language}} for language in request.languages}
    counted = {LANGUAGES: languages, WORDS: words, TERMS: terms}
    return {
        "size": 0,
        "query": _scope(request.languages, request.at),
        "aggs": {name: {"filters": {"filters": filters}} for name, filters in counted.items() if filters},
        "track_total_hits": True,
    }


def read_frequencies(response: dict[str, Any], words: int) -> tuple[list[int], int]:
    """From the answer to `frequencies`: documents by word, and all documents."""
    buckets = response["aggregations"][WORDS]["buckets"] if words else {}
    counts = [buckets[str(place)]["doc_count"] for place in range(words)]
    return counts, response["hits"]["total"]["value"]


def read_statistics(request: Request, weighed: dict[str, Any], lengths: dict[str, Any]) -> Statistics:
    """From the answers to `frequencies` and `usual_lengths`: what scores compare with."""
    found = weighed["aggregations"]
    counted = found[TERMS]["buckets"] if TERMS in found else {}
    terms = {term for word in request.question.scoring for term in word.terms}
    return Statistics(
        documents={language: found[LANGUAGES]["buckets"][language]["doc_count"] for language in request.languages},
        frequencies={
            term: {language: counted[_by(term, language)]["doc_count"] for language in request.languages}
            for term in terms
        },
        lengths={
            bucket["key"]: {
                field.value: bucket[field.value]["value"] for field in FIELDS if bucket[field.value]["value"]
            }
            for bucket in lengths["aggregations"][LANGUAGES]["buckets"]
        },
    )


def _by(term: str, language: str) -> str:
    return f"{language}{LEVEL_MARK}{term}"


def _in_language(language: str, clause: Clause) -> Clause:
    return {"bool": {"filter": [{"term": {"language": language}}, clause]}}


def results(request: Request, asked: Coverage, statistics: Statistics) -> dict[str, Any]:
    """The result set with its facet counts, and one page of it."""
    return {
        "query": {
            "bool": {
                "filter": [_scope(request.languages, request.at), *_covered(request, asked), *_phrases(request)],
                "must_not": [_any_term(word) for word in request.question.excluded],
                "should": _scores(request, statistics),
            }
        },
        # After the query, so that the counts of a facet can leave out its own filter.
        "post_filter": {"bool": {"filter": list(facets.filters(request).values())}},
        "aggs": facets.counting(request),
        "sort": _order(request),
        "from_": request.offset,
        "size": request.limit,
        **NUMBERS_ONLY,
        "track_total_hits": True,
    }


def page_ids(response: dict[str, Any]) -> Any:
    """The ids of a page of hits, in order: what every order ends with."""
    return tuple(int(hit["sort"][-1]) for hit in response["hits"]["hits"])


def suggestions(words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> dict[str, Any]:
    """Titles with, for each word, a word that begins with it."""
    begins = {"constant_score": {"filter": {"prefix": {"title_key": {"value": " ".join(words)}}}}}
    return {
        "query": {
            "bool": {
                "filter": [_scope(languages, at), *({"prefix": {"names": {"value": word}}} for word in words)],
                "should": [begins],
            }
        },
        "sort": ["_score", {"title_key": "asc"}, {"page_id": "asc"}],
        "size": limit,
        **NUMBERS_ONLY,
    }


def visible_versions(size: int, after: list[Any] | None) -> dict[str, Any]:
    """A page of all visible documents with their versions, in the order of ids."""
    body: dict[str, Any] = {
        "query": {"term": {"visible": True}},
        "sort": [{"page_id": "asc"}],
        "size": size,
        **NUMBERS_ONLY,
        "version": True,
    }
    return body | ({"search_after": after} if after else {})


def _scope(languages: Sequence[str], at: datetime) -> Clause:
    """Documents of these languages (a withdrawn one has none) that have not expired (few have a moment at all)."""
    expired = {"range": {"expires": {"lte": microseconds(at)}}}
    return {"bool": {"filter": [{"terms": {"language": list(languages)}}], "must_not": [expired]}}


def _any_term(word: QuestionWord) -> Clause:
    return _levels(word.terms)


def _levels(terms: Iterable[str]) -> Clause:
    return {"terms": {"terms": [f"{term}{LEVEL_MARK}{level}" for term in terms for level in LEVELS]}}


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


def _scores(request: Request, statistics: Statistics) -> list[Clause]:
    """The approximate score, as `search.engines.scores` has it: the best alternative of a word, the others a little."""
    if request.sort != Sort.BEST:
        return []
    exact = {"term": {"title_key": {"value": request.question.title_key}}}
    scored: list[Clause] = [{"constant_score": {"filter": exact, "boost": EXACT_TITLE}}]
    for word in request.question.scoring:
        scored.append({"dis_max": {"queries": list(_alternatives(word, request, statistics)), "tie_breaker": OTHERS}})
    return scored


def _alternatives(word: QuestionWord, request: Request, statistics: Statistics) -> Iterator[Clause]:
    for alternative in word.alternatives:
        for language in request.languages:
            rarity = statistics.rarity(alternative.term, language)
            for level, strength in zip(LEVELS, LEVEL_STRENGTHS, strict=True):
                level_term = {"term": {"terms": f"{alternative.term}{LEVEL_MARK}{level}"}}
                filters = [level_term, {"term": {"language": language}}] if len(request.languages) > 1 else [level_term]
                points = alternative.weight * rarity * strength
                yield {"constant_score": {"filter": {"bool": {"filter": filters}}, "boost": points}}


def _order(request: Request) -> list[Any]:
    ties: Clause = {"page_id": "asc"}
    if request.sort == Sort.TITLE:
        return [{"title_key": "asc"}, ties]
    if request.sort == Sort.NEWEST or not request.question.scoring:
        exact = [{"_score": "desc"}] if request.sort == Sort.BEST else []
        return [*exact, {"published": "desc"}, ties]
    return [{"_score": "desc"}, ties]
