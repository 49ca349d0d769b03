"""What Elasticsearch stores of a document."""

from typing import Any

from search.engines.base import surface_text
from search.instants import NEVER_EXPIRES, microseconds
from search.models import FIELDS, SearchDocument
from search.terms import levelled

BAD, CONFLICT = 400, 409
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
        # Each term once, with its level.
        "terms": {"type": "keyword", "doc_values": False},
        # Meaningful words by field, for their means; a field without any is left out.
        "lengths": {"properties": {field: {"type": "integer", "index": False} for field in FIELDS}},
        "surface": {**TOKENS, "norms": False},
        "names": {**TOKENS, "norms": False, "index_options": "docs"},
        "facets": {"type": "object", "dynamic": True},
    },
    "dynamic_templates": [
        {"facets": {"path_match": "facets.*", "match_mapping_type": "string", "mapping": {"type": "keyword"}}}
    ],
}


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
        "terms": list(levelled(document.document_terms)),
        "lengths": document.document_terms.lengths,
        "surface": surface_text(document),
        "facets": document.facets,
    }
