"""Bulk operations: what is sent to Elasticsearch, a pair of lines for each document."""

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from search.engines import elasticsearch_index as index
from search.models import SearchDocument

logger = logging.getLogger(__name__)
# Of one request: far below the 100 MB that Elasticsearch takes, and little enough for a small node.
MOST_BYTES, MOST_OPERATIONS = 4_000_000, 200


@dataclass(frozen=True)
class Operation:
    """One operation on one document, as lines of JSON."""

    page_id: int
    lines: tuple[bytes, ...]


def operations(documents: Iterable[SearchDocument]) -> tuple[list[Operation], dict[int, str]]:
    """The operations that store documents, and the reasons of those of which none could be made.

    Whatever is wrong with one document stops no other.
    """
    made, broken = [], {}
    for document in documents:
        try:
            lines = (_line({"index": _address(document.page_id, document.version)}), _line(index.source(document)))
        except Exception as error:
            logger.exception("The document of page %s cannot be sent.", document.page_id)
            broken[document.page_id] = f"{type(error).__name__}: {error}"
        else:
            made.append(Operation(document.page_id, lines))
    return made, broken


def removals(versions: Mapping[int, int]) -> list[Operation]:
    """The operations that remove documents by page id, unless they are newer than the version."""
    return [
        Operation(page_id, (_line({"delete": _address(page_id, version)}),)) for page_id, version in versions.items()
    ]


def requests(wanted: Iterable[Operation]) -> Iterator[list[Operation]]:
    """The operations parted into requests."""
    request: list[Operation] = []
    size = 0
    for operation in wanted:
        more = sum(map(len, operation.lines))
        if request and (size + more > MOST_BYTES or len(request) == MOST_OPERATIONS):
            yield request
            request, size = [], 0
        request.append(operation)
        size += more
    if request:
        yield request


def _address(page_id: int, version: int) -> dict[str, Any]:
    # The same version may come twice; an older one never replaces a newer one.
    return {"_id": str(page_id), "version": version, "version_type": "external_gte"}


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
