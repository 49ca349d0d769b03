"""What Elasticsearch stores of a document."""

from datetime import UTC, datetime
from typing import Any

from knowledge.types import SearchField
from search.engines.base import FIELD_WEIGHTS, surface_text
from search.models import FIELDS, SearchDocument

BAD, CONFLICT = 400, 409
NEVER_EXPIRES = 2**62  # microseconds; a number, so that one range asks all documents
SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # statistics of words are of a whole language, not of a part
    "auto_expand_replicas": "0-2",
    "refresh_interval": "1s",
    # What was deleted may be put again at once: who delivers reads the present document, so nothing old comes after it.
    "gc_deletes": "0s",
}
TOKENS = {"type": "text", "analyzer": "whitespace"}
MAPPINGS: dict[str, Any] = {
    "dynamic": "strict",
    "properties": {
        "page_id": {"type": "long"},
        "language": {"type": "keyword"},
        "visible": {"type": "boolean"},
        "expires": {"type": "long"},
        "published": {"type": "long"},
        "title_key": {"type": "keyword"},
        # The expanded stream of all fields; what weighs more stands in it more often.
        "terms": TOKENS,
        "surface": {**TOKENS, "norms": False},
        "names": {**TOKENS, "norms": False, "index_options": "docs"},
        "facets": {"type": "object", "dynamic": True},
    },
    "dynamic_templates": [
        {"facets": {"path_match": "facets.*", "match_mapping_type": "string", "mapping": {"type": "keyword"}}}
    ],
}
# How often a term of a field stands in "terms": the weights of `base` in whole numbers.
REPEATS = {part: round(weight / min(FIELD_WEIGHTS.values())) for part, weight in FIELD_WEIGHTS.items()}


def microseconds(moment: datetime) -> int:
    """A moment as Elasticsearch compares it: its own dates are of milliseconds, those of databases finer."""
    passed = moment - datetime(1970, 1, 1, tzinfo=UTC)
    return (passed.days * 86_400 + passed.seconds) * 1_000_000 + passed.microseconds


def operation(name: str, document: SearchDocument) -> list[dict[str, Any]]:
    """A bulk operation that stores a document unless a newer version is there."""
    action = {
        "_index": name,
        "_id": str(document.page_id),
        "version": document.version,
        "version_type": "external_gte",
    }
    return [{"index": action}, _source(document)]


def _source(document: SearchDocument) -> dict[str, Any]:
    source: dict[str, Any] = {"page_id": document.page_id, "visible": document.visible}
    if not document.visible:
        return source
    return {
        **source,
        "language": document.language,
        "expires": microseconds(document.expire_at) if document.expire_at else NEVER_EXPIRES,
        "published": microseconds(document.published_at),
        "title_key": document.title_key,
        "names": document.title_key,
        "terms": _weighted_terms(document),
        "surface": surface_text(document),
        "facets": document.facets,
    }


def _weighted_terms(document: SearchDocument) -> str:
    tokens = document.field_tokens
    return " ".join(
        term for part in FIELDS for _time in range(REPEATS[SearchField(part)]) for term in tokens[part].terms()
    )
