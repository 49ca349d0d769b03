"""Writing to Elasticsearch: documents in bulk, and new indexes beside the live one.

Names, for the prefix `kennisbank` and a form (a fingerprint of settings and mappings) `1a2b3c4d`:

- `kennisbank-20261123120000000000`: an index, by the moment of its making;
- `kennisbank-read-1a2b3c4d`: the alias that searches ask. It leads to one whole index. Code of another form does not
  see it, so an index is never searched by code that it was not made for;
- `kennisbank-write-1a2b3c4d`: the alias of indexes to write to, two during a rebuild;
- `kennisbank-20261123120000000000-in`: the alias of one index that documents are sent to. Elasticsearch is told that it
  must be an alias, so that writing to an index that has just been removed does not bring it back, empty and half alive.
"""

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from time import monotonic, sleep
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from search.batches import batches
from search.engines import elasticsearch_index as index
from search.engines.base import PATIENCE, EngineUnavailable
from search.engines.elasticsearch_bulk import Operation, operations, removals, requests
from search.engines.remote import Outcome
from search.models import SearchDocument

logger = logging.getLogger(__name__)
BATCH = 200
# What Elasticsearch answers when it is too busy, or a part of it is away for the moment.
BUSY = frozenset({429, 500, 502, 503, 504})
TOO_LARGE, CONFLICT, GONE = 413, 409, 404
FIRST_WAIT, LONGEST_WAIT = 0.1, 5.0
MERGE_PATIENCE = 1_800.0  # seconds; it took 5 for 100,000 documents
REASON_LENGTH = 300  # Elasticsearch quotes from the document
# A new index may lack this share of the documents, or a few when there are not many; with more it does not replace.
LOST_SHARE, LOST_FEW = 0.01, 10


class IndexWriter:
    """Writes to the indexes of one prefix. Its errors are those of the client, but for EngineUnavailable where said."""

    def __init__(self, client: Elasticsearch, prefix: str) -> None:
        self._client, self._prefix = client, prefix
        self.read = f"{prefix}-read-{index.FORM}"
        self.write = f"{prefix}-write-{index.FORM}"

    def send(self, documents: Sequence[SearchDocument], seconds: float) -> Outcome:
        """Send documents to the live index, and to the new one while there is one."""
        prepared, broken = operations(documents)
        return self._everywhere(lambda name, until: self._bulk(name, prepared, until), seconds) | Outcome(broken)

    def remove(self, versions: Mapping[int, int], seconds: float) -> Outcome:
        """Remove documents for good, none that is newer than its version here."""
        return self._everywhere(lambda name, until: self._bulk(name, removals(versions), until), seconds)

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        """Build an index beside the live one and swap them; what goes wrong leaves the live one as it is."""
        new = f"{self._prefix}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        try:
            self._create(new)
            count = self._fill(new, documents)
            self._swap(new)
        except BaseException:
            self._delete_if_possible(new)
            raise
        return count

    def sweep(self) -> None:
        """Remove what a rebuild that died left behind: indexes that no form of the code searches."""
        for name, held in self._indexes().items():
            if not any(alias.startswith(f"{self._prefix}-read-") for alias in held["aliases"]):
                logger.warning("Removing %s, which a rebuild left behind.", name)
                self._client.indices.delete(index=name, ignore_unavailable=True)

    def drop(self) -> None:
        """Remove all indexes of the prefix."""
        for name in self._indexes():
            self._client.indices.delete(index=name, ignore_unavailable=True)

    def _indexes(self) -> dict[str, Any]:
        """Our own indexes: another site's prefix may begin with ours."""
        found = self._client.indices.get_alias(index=f"{self._prefix}-*")
        ours = re.compile(rf"{re.escape(self._prefix)}-\d{{20}}")
        return {name: held for name, held in found.items() if ours.fullmatch(name)}

    def _everywhere(self, write: Callable[[str, float], Outcome], seconds: float) -> Outcome:
        until = monotonic() + seconds
        names = self._client.options(request_timeout=seconds).indices.get_alias(name=self.write)
        outcome = Outcome()
        for name in sorted(names):
            outcome |= write(name, until)
        return outcome

    def _bulk(self, name: str, wanted: Sequence[Operation], until: float) -> Outcome:
        """Send operations in requests of a bearable size; what Elasticsearch is too busy for again, until a moment."""
        refused: dict[int, str] = {}
        left, later, wait = list(wanted), dict[int, str](), FIRST_WAIT
        while left:
            later = {}
            for request in requests(left):
                answer = self._request(name, request, until)
                refused |= answer.refused
                later |= answer.later
            left = [operation for operation in left if operation.page_id in later]
            if not left or monotonic() + wait > until:
                break
            sleep(wait)
            wait = min(2 * wait, LONGEST_WAIT)
        return Outcome(refused, later)

    def _request(self, name: str, request: Sequence[Operation], until: float) -> Outcome:
        seconds = max(until - monotonic(), 0.01)
        client = self._client.options(request_timeout=seconds, max_retries=0)
        lines: list[Any] = [line for operation in request for line in operation.lines]
        try:
            # The server gives up before the client does, and says of each document how far it came.
            answer = client.bulk(
                index=f"{name}-in", operations=lines, require_alias=True, timeout=f"{round(800 * seconds)}ms"
            )
        except ApiError as error:
            if error.status_code in BUSY:
                return Outcome(later={operation.page_id: str(error) for operation in request})
            if error.status_code != TOO_LARGE:
                raise
            if len(request) == 1:
                return Outcome(refused={request[0].page_id: str(error)})
            half = len(request) // 2
            return self._request(name, request[:half], until) | self._request(name, request[half:], until)
        return _read(answer["items"]) if answer["errors"] else Outcome()

    def _create(self, name: str) -> None:
        client = self._client.options(request_timeout=PATIENCE)
        # From here on changes go to both; what is read below may be older and never replaces them. That holds once all
        # nodes know the aliases.
        created = client.indices.create(
            index=name, settings=index.SETTINGS, mappings=index.MAPPINGS, aliases={f"{name}-in": {}, self.write: {}}
        )
        if not created["acknowledged"]:
            raise EngineUnavailable("not all nodes learned of the new index")

    def _fill(self, name: str, documents: Iterable[SearchDocument]) -> int:
        count, refused = 0, dict[int, str]()
        for batch in batches(documents, BATCH):
            prepared, broken = operations(batch)
            outcome = self._bulk(name, prepared, monotonic() + PATIENCE) | Outcome(broken)
            if outcome.later:
                raise EngineUnavailable(next(iter(outcome.later.values())))
            refused |= outcome.refused
            count += sum(document.visible and document.page_id not in outcome.refused for document in batch)
        for page_id, reason in refused.items():
            logger.error("Elasticsearch refuses the document of page %s: %s", page_id, reason)
        if len(refused) > max(LOST_FEW, LOST_SHARE * count):
            raise EngineUnavailable(f"{len(refused)} documents were refused; the index before stays")
        return count

    def _swap(self, new: str) -> None:
        client = self._client.options(request_timeout=PATIENCE)
        client.indices.refresh(index=new)
        # A third less work for each search; what changes later is little beside it.
        client.options(request_timeout=MERGE_PATIENCE).indices.forcemerge(index=new, max_num_segments=1)
        old = sorted(set(self._indexes()) - {new})
        client.indices.update_aliases(
            actions=[
                *({"remove": {"index": name, "alias": f"{self._prefix}-*", "must_exist": False}} for name in old),
                {"add": {"index": new, "alias": self.read}},
            ]
        )
        # Only now, so that a search that is at the old index can finish; dying here leaves work for `sweep`.
        for name in old:
            client.indices.delete(index=name, ignore_unavailable=True)

    def _delete_if_possible(self, name: str) -> None:
        try:
            held = self._client.indices.get_alias(index=name)[name]["aliases"]
            if self.read not in held:  # the swap may have happened, with its answer lost
                self._client.indices.delete(index=name, ignore_unavailable=True)
        except Exception as error:  # the first error is the one to tell
            logger.warning("%s is left behind for the next sweep: %s", name, error)


def _read(items: list[dict[str, Any]]) -> Outcome:
    """What became of each operation of a bulk request."""
    refused, later = {}, {}
    for item in items:
        answer: dict[str, Any] = next(iter(item.values()))
        page_id, status = int(answer["_id"]), answer["status"]
        if not answer.get("error") or status == CONFLICT:
            continue  # stored; or a newer version is there, which is what we want
        reason = f"{answer['error'].get('type')}: {answer['error'].get('reason')}"[:REASON_LENGTH]
        if status in BUSY or status == GONE:
            later[page_id] = reason  # an index that is gone was replaced just now
        else:
            refused[page_id] = reason
    return Outcome(refused, later)
