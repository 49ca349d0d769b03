"""Building indexes anew, and comparing pages, documents and indexes."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from knowledge.models import KnowledgePage
from search.batches import batches
from search.documents import contents
from search.engines.base import Engine
from search.engines.choice import database_engine, remote_engine
from search.indexing import BATCH, refresh
from search.models import SearchDocument

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Difference:
    """A page that stands otherwise in one place than it should: missing, stale or left behind."""

    where: str
    what: str
    page_id: int


def rebuild() -> dict[str, int]:
    """Read all pages again and build every index anew; gives the number of documents by engine."""
    for batch in batches(_all_ids(), BATCH):
        refresh(batch)
    counts = {}
    for engine in _engines():
        documents = SearchDocument.objects.order_by("pk").iterator(chunk_size=BATCH)
        counts[engine.name] = engine.rebuild(documents)
    return counts


def mend() -> None:
    """Put right all that differs; what there was to mend is logged."""
    for difference in check(mend=True):
        logger.warning("Mended in search: %s: %s: %s", difference.where, difference.what, difference.page_id)


def check(*, mend: bool) -> list[Difference]:
    """All that differs between pages, documents and indexes; with `mend` it is put right."""
    found = list(_stale_documents())
    if mend:
        refresh(difference.page_id for difference in found)
    for engine in _engines():
        differences = list(_stale_entries(engine))
        found += differences
        if mend:
            _mend_engines([difference.page_id for difference in differences])
    return found


def _engines() -> list[Engine]:
    remote = remote_engine()
    return [database_engine(), *([remote] if remote else [])]


def _all_ids() -> list[int]:
    pages = set(KnowledgePage.objects.values_list("pk", flat=True))
    return sorted(pages | set(SearchDocument.objects.values_list("pk", flat=True)))


def _stale_documents() -> Iterator[Difference]:
    for batch in batches(_all_ids(), BATCH):
        fresh = contents(batch, timezone.now())
        rows = SearchDocument.objects.filter(pk__in=batch, visible=True)
        stored = dict(rows.values_list("pk", "fingerprint"))
        for page_id in batch:
            if page_id in fresh and page_id not in stored:
                yield Difference("documents", "missing", page_id)
            elif page_id in stored and page_id not in fresh:
                yield Difference("documents", "left behind", page_id)
            elif page_id in fresh and stored[page_id] != fresh[page_id].fingerprint:
                yield Difference("documents", "stale", page_id)


def _stale_entries(engine: Engine) -> Iterator[Difference]:
    wanted = dict(SearchDocument.objects.filter(visible=True).values_list("pk", "version"))
    held = dict(engine.versions())
    for page_id in sorted(wanted.keys() | held.keys()):
        if page_id not in held:
            yield Difference(engine.name, "missing", page_id)
        elif page_id not in wanted:
            yield Difference(engine.name, "left behind", page_id)
        elif wanted[page_id] != held[page_id]:
            yield Difference(engine.name, "stale", page_id)


def _mend_engines(page_ids: Iterable[int]) -> None:
    """Give documents a new version and put them everywhere.

    An index that deleted a document by mistake remembers its version for a moment, and refuses that same version.
    """
    for batch in batches(page_ids, BATCH):
        SearchDocument.objects.filter(pk__in=batch).update(version=F("version") + 1)
        documents = list(SearchDocument.objects.filter(pk__in=batch))
        for engine in _engines():
            engine.put(documents)
            engine.delete(set(batch) - {document.page_id for document in documents})
