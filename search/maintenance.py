"""Building indexes anew, comparing pages, documents and indexes, and letting Elasticsearch catch up."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from home.locks import exclusive
from knowledge.models import KnowledgePage
from search import outbox, state
from search.batches import batches
from search.concepts import concept_map
from search.documents import contents
from search.engines.base import Engine
from search.engines.choice import database_engine, remote_engine
from search.engines.remote import RemoteEngine
from search.indexing import BATCH, refresh, store
from search.models import IndexTask, SearchDocument
from search.reindexing.work import note_done
from search.spelling import count_words

logger = logging.getLogger(__name__)
LOCK = "rebuild_search"
TURN_SECONDS = 45.0  # of one turn of the periodic job
WAITING, REFUSED = "waits to be delivered", "refused"


class RebuildGoesOn(Exception):
    """Another process is building the indexes anew; one at a time does."""


@dataclass(frozen=True)
class Difference:
    """A page that stands otherwise in one place than it should: missing, stale, left behind, waiting or refused."""

    where: str
    what: str
    page_id: int


def rebuild() -> dict[str, int]:
    """Read all pages again and build every index anew; gives the number of documents by engine.

    Raises RebuildGoesOn, or EngineUnavailable with the index of Elasticsearch as it was.
    """
    with _only_rebuild():
        version = concept_map().version
        for batch in batches(_all_ids(), BATCH):
            refresh(batch)
        note_done(version)
        counts = {engine.name: _rebuild_one(engine) for engine in _engines()}
        count_words()
        return counts


def catch_up() -> int:
    """Bring Elasticsearch what it missed, in a minute or so; gives the number of notes dealt with.

    Where it has no index for this version of the code, as after an upgrade or when it lost its data, one is built. What
    a rebuild that died left behind is removed. Raises EngineUnavailable.
    """
    remote = remote_engine()
    with exclusive(LOCK) as mine:
        if mine:
            for engine in _engines():
                engine.sweep()
            if remote is not None and not remote.exists():
                _rebuild_one(remote)
    return outbox.deliver(TURN_SECONDS)


def mend() -> None:
    """Put right all that differs; what there was to mend is logged."""
    for difference in check(mend=True):
        logger.warning("Mended in search: %s: %s: %s", difference.where, difference.what, difference.page_id)


def check(*, mend: bool) -> list[Difference]:
    """All that differs between pages, documents and indexes; with `mend` it is put right, but for what is refused."""
    remote = remote_engine()
    found = list(_stale_documents())
    if mend:
        refresh(difference.page_id for difference in found)
    for engine in _engines():
        differences = _lasting_differences(engine)
        found += differences
        if mend:
            _mend_engine(engine, [difference.page_id for difference in differences if difference.what != REFUSED])
    if mend and remote is not None:
        outbox.deliver()
    return [*found, *_undelivered()]


def _undelivered() -> list[Difference]:
    """What Elasticsearch does not have yet, and what it refuses; nothing when there is none."""
    remote = remote_engine()
    tasks = IndexTask.objects.order_by("page_id") if remote is not None else []
    name = remote.name if remote is not None else ""
    return [Difference(name, f"{REFUSED}: {task.error}" if task.error else WAITING, task.page_id) for task in tasks]


@contextmanager
def _only_rebuild() -> Iterator[None]:
    with exclusive(LOCK) as mine:
        if not mine:
            raise RebuildGoesOn
        yield


def _engines() -> list[Engine]:
    remote = remote_engine()
    return [database_engine(), *([remote] if remote else [])]


def _rebuild_one(engine: Engine) -> int:
    count = engine.rebuild(SearchDocument.objects.order_by("pk").iterator(chunk_size=BATCH))
    if isinstance(engine, RemoteEngine):
        outbox.try_all_again()
    return count


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


def _lasting_differences(engine: Engine) -> list[Difference]:
    """Those that are there at a second look too: a page may change while one looks."""
    first = list(_stale_entries(engine))
    return sorted(set(first) & set(_stale_entries(engine)), key=lambda found: found.page_id) if first else []


def _stale_entries(engine: Engine) -> Iterator[Difference]:
    """What an engine holds otherwise than the documents say; what is noted for it is not its fault."""
    noted: set[int] = set()
    if isinstance(engine, RemoteEngine):
        engine.refresh()
        noted = set(IndexTask.objects.values_list("page_id", flat=True))
    held = dict(engine.versions())
    wanted = dict(SearchDocument.objects.filter(visible=True).values_list("pk", "version"))
    for page_id in sorted((wanted.keys() | held.keys()) - noted):
        if page_id not in held:
            yield Difference(engine.name, "missing", page_id)
        elif page_id not in wanted:
            yield Difference(engine.name, "left behind", page_id)
        elif wanted[page_id] != held[page_id]:
            yield Difference(engine.name, "stale", page_id)


def _mend_engine(engine: Engine, page_ids: Sequence[int]) -> None:
    """Give documents a new version and store them again everywhere; remove what has no document."""
    for batch in batches(page_ids, BATCH):
        with transaction.atomic():
            state.lock()
            SearchDocument.objects.filter(pk__in=batch).update(version=F("version") + 1)
            documents = list(SearchDocument.objects.filter(pk__in=batch))
            store(documents)
    _remove_strangers(engine, page_ids)


def _remove_strangers(engine: Engine, page_ids: Iterable[int]) -> None:
    known = set(SearchDocument.objects.filter(pk__in=page_ids).values_list("pk", flat=True))
    held = dict(engine.versions())
    engine.delete({page_id: held[page_id] for page_id in page_ids if page_id in held and page_id not in known})
