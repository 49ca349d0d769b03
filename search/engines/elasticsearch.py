"""Search in Elasticsearch, a projection of `SearchDocument`: whitespace analysis of our own tokens."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar

from elastic_transport import TransportError
from elasticsearch import ApiError, BadRequestError, Elasticsearch

from search.engines import elasticsearch_facets as facets
from search.engines import elasticsearch_query as query
from search.engines.base import PATIENCE, Answer, EngineUnavailable, Request
from search.engines.elasticsearch_writing import IndexWriter
from search.engines.remote import Outcome, RemoteEngine
from search.models import SearchDocument
from search.result_set import coverage

Result = TypeVar("Result")
SEARCH_SECONDS = 2.0
# After a failure the database answers for so long, so that not every reader waits for a time-out.
PAUSE_SECONDS = 5.0
SCAN = 5_000


class ElasticsearchEngine(RemoteEngine):
    """One index, and during a rebuild two; `search.engines.elasticsearch_writing` tells their names.

    `url` may name several nodes, with commas: when one is away, another is asked.
    """

    name = "elasticsearch"

    def __init__(self, url: str, prefix: str) -> None:
        nodes = url.split(",")
        self._client = Elasticsearch(nodes, retry_on_timeout=False, max_retries=len(nodes) - 1)
        self._writer = IndexWriter(self._client, prefix)
        self._read = self._writer.read
        self._paused_until = 0.0

    def send(self, documents: Sequence[SearchDocument], *, seconds: float = PATIENCE) -> Outcome:
        return self._ask(lambda: self._writer.send(documents, seconds)) if documents else Outcome()

    def delete(self, versions: Mapping[int, int], *, seconds: float = PATIENCE) -> None:
        trouble = self._ask(lambda: self._writer.remove(versions, seconds)).trouble if versions else {}
        if trouble:
            raise EngineUnavailable(next(iter(trouble.values())))

    def rebuild(self, documents: Iterable[SearchDocument]) -> int:
        return self._ask(lambda: self._writer.rebuild(documents))

    def sweep(self) -> None:
        self._ask(self._writer.sweep)

    def exists(self) -> bool:
        return self._ask(lambda: bool(self._client.indices.exists_alias(name=self._read)))

    def search(self, request: Request) -> Answer:
        return self._read_or_pause(lambda: self._search(request))

    def suggest(self, words: Sequence[str], languages: Sequence[str], at: datetime, limit: int) -> list[int]:
        body = query.suggestions(words, languages, at, limit)
        return self._read_or_pause(lambda: list(query.page_ids(self._searching(body))))

    def versions(self) -> Iterator[tuple[int, int]]:
        after: list[Any] | None = None
        while True:
            body = query.visible_versions(SCAN, after)
            hits = self._ask(lambda body=body: self._searching(body))["hits"]["hits"]  # type: ignore[misc]
            for hit in hits:
                yield int(hit["sort"][0]), int(hit["_version"])
            if len(hits) < SCAN:
                return
            after = hits[-1]["sort"]

    def refresh(self) -> None:
        self._ask(lambda: self._client.indices.refresh(index=self._read))

    def drop(self) -> None:
        """Remove all indexes of this prefix."""
        self._ask(self._writer.drop)

    def _read_or_pause(self, call: Callable[[], Result]) -> Result:
        """The answer for a reader; after a failure none is asked for, for a moment."""
        if monotonic() < self._paused_until:
            raise EngineUnavailable("it did not answer a moment ago")
        try:
            return self._ask(call)
        except EngineUnavailable as error:
            # What only this question brought about holds up no other.
            if not isinstance(error.__cause__, BadRequestError):
                self._paused_until = monotonic() + PAUSE_SECONDS
            raise

    def _searching(self, body: dict[str, Any]) -> dict[str, Any]:
        return _whole(self._readers_client().search(index=self._read, **body).body)

    def _searching_both(self, *bodies: dict[str, Any]) -> list[dict[str, Any]]:
        searches = [line for body in bodies for line in ({}, body)]
        return [
            _whole(found) for found in self._readers_client().msearch(index=self._read, searches=searches)["responses"]
        ]

    def _readers_client(self) -> Elasticsearch:
        return self._client.options(request_timeout=SEARCH_SECONDS)

    def _search(self, request: Request) -> Answer:
        words = request.question.words
        weighed, lengths = self._searching_both(query.frequencies(request), query.usual_lengths(request.languages))
        statistics = query.read_statistics(request, weighed, lengths)
        asked = coverage(*query.read_frequencies(weighed, len(words)), request.needed)
        unknown = tuple(words[place].word for place in asked.unknown)
        if asked.is_impossible or (words and not any(asked.weights)):
            return Answer(facets={facet: {} for facet in request.facets}, unknown=unknown)
        response = self._searching(query.results(request, asked, statistics))
        return Answer(
            page_ids=query.page_ids(response) if request.limit else (),
            total=response["hits"]["total"]["value"],
            facets=facets.read(response, request),
            unknown=unknown,
            statistics=statistics,
        )

    @staticmethod
    def _ask(call: Callable[[], Result]) -> Result:
        try:
            return call()
        except (TransportError, ApiError) as error:
            raise EngineUnavailable(str(error)) from error


def _whole(response: dict[str, Any]) -> dict[str, Any]:
    """An answer that every part of the index took part in."""
    if response.get("error") or response["timed_out"] or response["_shards"]["failed"]:
        raise EngineUnavailable(f"a part of the index did not answer: {response.get('error', '')}")
    return response
