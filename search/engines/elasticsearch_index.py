"""What Elasticsearch stores of a document."""

import json
from hashlib import blake2b
from typing import Any

from search.engines.base import surface_text
from search.instants import microseconds
from search.models import FIELDS, SearchDocument
from search.terms import levelled

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,  # statistics of words are of a whole language, not of a part
    "auto_expand_replicas": "0-2",
    "refresh_interval": "1s",
    # For so long an index remembers the version of what was removed, and takes nothing older from a slow process.
    "gc_deletes": "1h",
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
# Changes with settings and mappings, and is a part of names: an index of another form is neither searched nor written.
FORM = blake2b(json.dumps([SETTINGS, MAPPINGS], sort_keys=True).encode(), digest_size=4).hexdigest()


def source(document: SearchDocument) -> dict[str, Any]:
    """What is stored of a document; of a withdrawn one nothing but that."""
    stored: dict[str, Any] = {"page_id": document.page_id, "visible": document.visible}
    if not document.visible:
        return stored
    return {
        **stored,
        "language": document.language,
        **({"expires": microseconds(document.expire_at)} if document.expire_at else {}),
        "published": microseconds(document.published_at),
        "title_key": document.title_key,
        "names": document.title_key,
        "terms": list(levelled(document.document_terms)),
        "lengths": document.document_terms.lengths,
        "surface": surface_text(document),
        "facets": document.facets,
    }
