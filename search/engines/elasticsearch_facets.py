"""Facets in Elasticsearch's own terms: filters, and counts that leave out a facet's own filter."""

from collections.abc import Sequence
from typing import Any

from search.engines.base import Request
from search.queries import NO_VALUE

Clause = dict[str, Any]
MAX_FACET_VALUES = 1_000
FREE = "free:"  # the facets without a filter; no facet has this name


def filters(request: Request) -> dict[str, Clause]:
    """The conditions of the filters that are chosen, by facet."""
    return {facet: _having(facet, keys) for facet, keys in request.filters.items()}


def _having(facet: str, keys: Sequence[str]) -> Clause:
    field = f"facets.{facet}"
    having: list[Clause] = [{"terms": {field: list(keys)}}]
    if NO_VALUE in keys:
        having.append({"bool": {"must_not": [{"exists": {"field": field}}]}})
    return {"bool": {"should": having, "minimum_should_match": 1}}


def counting(request: Request) -> Clause:
    """The counts of every facet, among the documents that pass the filters of the others.

    All facets without a filter of their own are counted together.
    """
    chosen = filters(request)
    free = {_counts(facet): _by_key(facet) for facet in request.facets if facet not in chosen}
    own = {
        facet: _among([clause for name, clause in chosen.items() if name != facet], {_counts(facet): _by_key(facet)})
        for facet in chosen
        if facet in request.facets
    }
    if not chosen:
        return free
    return own | ({FREE: _among(list(chosen.values()), free)} if free else {})


def _counts(facet: str) -> str:
    return f"counts:{facet}"


def _by_key(facet: str) -> Clause:
    return {"terms": {"field": f"facets.{facet}", "size": MAX_FACET_VALUES, "missing": NO_VALUE}}


def _among(clauses: list[Clause], counted: Clause) -> Clause:
    return {"filter": {"bool": {"filter": clauses}}, "aggs": counted}


def read(response: dict[str, Any], request: Request) -> dict[str, dict[str, int]]:
    """The counts by facet and key; NO_VALUE is the key of documents without a value."""
    found = response.get("aggregations", {})
    counted = found | {
        name: answer for group in (*request.filters, FREE) for name, answer in found.get(group, {}).items()
    }
    return {
        facet: {bucket["key"]: bucket["doc_count"] for bucket in counted[_counts(facet)]["buckets"]}
        for facet in request.facets
        if _counts(facet) in counted
    }
