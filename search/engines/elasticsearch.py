"""Search in Elasticsearch, a projection of `SearchDocument`: whitespace analysis of our own tokens."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from time import monotonic
from typing import Any, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

from search.batches import batches
from search.engines import elasticsearch_index as index
from search.engines import elasticsearch_query as query
from search.engines.base import PATIENCE, Answer, Engine, EngineUnavailable, Request
from search.models import SearchDocument
from search.result_set import coverage

Result = TypeVar("Result")
SEARCH_SECONDS = 2.0
# After a failure the database answers for so long, so that not every reader waits for a time-out.
PAUSE_SECONDS = 5.0
BATCH = 200
SCAN = 5_000


class ElasticsearchEngine(Engine):
    """Two aliases lead to the index: `<prefix>` for reading, `<prefix>-write` for writing, to two during a rebuild."""

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str) -> None:
        self._client = Elasticsearch(url, retry_on_timeout=False, max_retries=0)
        self._read, self._write = prefix, f"{prefix}-write"
        self._paused_until = 0.0

    def put(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> None:
        if documents:
            self._ask(lambda: self._write_all(lambda name: self._bulk(name, documents, seconds), seconds))

    def delete(self, page_ids: Iterable[int], *, seconds: float = PATIENCE) -> None:
        ids = list(page_ids)
        if ids:
            self._ask(lambda: self._write_all(lambda name: self._delete(name, ids, seconds), seconds))

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        return self._ask(lambda: self._rebuild(documents))

    def search(self, request: Request) -> Answer:
        if monotonic() < self._paused_until:
            raise EngineUnavailable("it did not answer a moment ago")
        try:
            return self._ask(lambda: self._search(request))
        except EngineUnavailable:
            self._paused_until = monotonic() + PAUSE_SECONDS
            raise

    def suggest(self, words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> list[int]:
        body = query.suggestions(words, languages, at, limit)
        return query.page_ids(self._ask(lambda: self._searching(body)))

    def versions(self) -> Iterator[tuple[int, int]]:
        after: list[Any] | None = None
        while True:
            body = query.visible_versions(SCAN, after)
            hits = self._ask(lambda body=body: self._searching(body))["hits"]["hits"]  # type: ignore[misc]
            for hit in hits:
                yield int(hit["_id"]), int(hit["_version"])
            if len(hits) < SCAN:
                return
            after = hits[-1]["sort"]

    def refresh(self) -> None:
        """Make all that was put visible to searches now, instead of within a second."""
        self._ask(lambda: self._client.indices.refresh(index=f"{self._read}*"))

    def drop(self) -> None:
        """Remove all indexes of this prefix."""
        for name in self._ask(self._all_indexes):
            self._ask(lambda name=name: self._client.indices.delete(index=name))  # type: ignore[misc]

    def _searching(self, body: dict[str, Any]) -> dict[str, Any]:
        client = self._client.options(request_timeout=SEARCH_SECONDS)
        response = client.search(index=self._read, **body)
        if response["timed_out"] or response["_shards"]["failed"]:
            raise EngineUnavailable("a part of the index did not answer")
        return dict(response)

    def _search(self, request: Request) -> Answer:
        words = request.question.words
        weighed = self._searching(query.frequencies(request))
        statistics = query.read_statistics(weighed)
        asked = coverage(*query.read_frequencies(weighed, len(words)))
        unknown = tuple(words[place].word for place in asked.unknown)
        if asked.is_impossible or (words and not any(asked.weights)):
            return Answer(facets={facet: {} for facet in request.facets}, unknown=unknown)
        response = self._searching(query.results(request, asked, statistics))
        return Answer(
            page_ids=query.page_ids(response) if request.limit else (),
            total=response["hits"]["total"]["value"],
            facets=query.read_facets(response, request),
            unknown=unknown,
            statistics=statistics,
        )

    def _write_all(self, write: Callable[[str], None], seconds: float) -> None:
        """Write to the live index, and to the new one while there is one."""
        client = self._client.options(request_timeout=seconds)
        for name in sorted(client.indices.get_alias(name=self._write)):
            write(name)

    def _delete(self, name: str, page_ids: list[int], seconds: float) -> None:
        operations = [{"delete": {"_index": name, "_id": str(page_id)}} for page_id in page_ids]
        self._client.options(request_timeout=seconds).bulk(operations=operations)

    def _bulk(self, name: str, documents: Iterable[SearchDocument], seconds: float) -> None:
        client = self._client.options(request_timeout=seconds)
        operations: list[dict[str, Any]] = []
        for document in documents:
            operations += index.operation(name, document)
        response = client.bulk(operations=operations)
        if not response["errors"]:
            return
        for item in response["items"]:
            failed = item["index"]
            # An older version than the stored one is refused, which is what we want.
            if failed["status"] >= index.BAD and failed["status"] != index.CONFLICT:
                raise EngineUnavailable(f"document {failed['_id']}: {failed.get('error')}")

    def _rebuild(self, documents: Iterable[SearchDocument]) -> int:
        client = self._client.options(request_timeout=PATIENCE)
        new = f"{self._read}-{datetime.now(UTC):%Y%m%d%H%M%S%f}"
        client.indices.create(index=new, settings=index.SETTINGS, mappings=index.MAPPINGS)
        # From here on changes go to both; what is read below may be older and never replaces them.
        client.indices.put_alias(index=new, name=self._write)
        count = 0
        for batch in batches(documents, BATCH):
            self._bulk(new, batch, PATIENCE)
            count += sum(document.visible for document in batch)
        client.indices.refresh(index=new)
        old = self._all_indexes() - {new}
        client.indices.update_aliases(
            actions=[{"add": {"index": new, "alias": self._read}}, *({"remove_index": {"index": name}} for name in old)]
        )
        return count

    def _all_indexes(self) -> set[str]:
        return set(self._client.indices.get(index=f"{self._read}-*", expand_wildcards="all"))

    @staticmethod
    def _ask(call: Callable[[], Result]) -> Result:
        try:
            return call()
        except (TransportError, ApiError) as error:
            raise EngineUnavailable(str(error)) from error
