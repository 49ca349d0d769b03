"""From the database to Elasticsearch: changed pages are noted in the transaction, and delivered after it or later.

Nothing here depends on order or on being done once. Whoever delivers a note sends the document as it is in the database
at that moment, with its version; Elasticsearch keeps the newest version whatever comes in which order. A note goes only
when what was sent is stored, and only if the document did not change in the meantime. So a process may die between any
two lines, and two may deliver the same note.
"""

import logging
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from math import inf
from time import monotonic

from django.db import connection, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from search import state
from search.engines.base import PATIENCE, EngineUnavailable
from search.engines.choice import database_engine, remote_engine
from search.engines.remote import Outcome, RemoteEngine
from search.models import IndexTask, SearchDocument

logger = logging.getLogger(__name__)
# What is delivered in the request of an editor, and how long that may take; the rest waits for `run_due`.
AT_ONCE = 50
AT_ONCE_SECONDS = 0.3
# After a failure no request waits again for so long.
REST_SECONDS = 5.0
BATCH = 500
# A withdrawal is kept for so long, that every copy of the index learns of it.
WITHDRAWALS_KEPT = timedelta(days=1)
# The wait before a document is tried again doubles each time: one that Elasticsearch could not take then, and one that
# it refuses as it is and may take after a rebuild or a new release.
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=10)
FIRST_WAIT_REFUSED, LONGEST_WAIT_REFUSED = timedelta(minutes=10), timedelta(hours=12)


def note(documents: Sequence[SearchDocument]) -> None:
    """Note changed documents, within their transaction, and deliver them as soon as it is committed."""
    if remote_engine() is None:
        return
    tasks = [IndexTask(page_id=document.page_id, version=document.version) for document in documents]
    IndexTask.objects.bulk_create(
        sorted(tasks, key=lambda task: task.page_id),
        update_conflicts=True,
        unique_fields=["page_id"],
        update_fields=["version", "created_at", "attempts", "try_after", "error"],
    )
    if len(tasks) <= AT_ONCE:
        ids = [task.page_id for task in tasks]
        transaction.on_commit(partial(deliver_at_once, ids), robust=True)


def deliver_at_once(page_ids: Sequence[int]) -> None:
    """Deliver these pages within a moment; what fails stays noted and disturbs nobody."""
    engine = remote_engine()
    if engine is None or monotonic() < engine.rests_until:
        return
    try:
        _deliver(engine, _noted(IndexTask.objects.filter(page_id__in=page_ids)), AT_ONCE_SECONDS)
    except EngineUnavailable as error:
        engine.rests_until = monotonic() + REST_SECONDS
        logger.warning("Elasticsearch did not take a change now; run_due brings it: %s", error)


def deliver(seconds: float = inf) -> int:
    """Deliver what is noted and due, until it is done or the time is over; gives the number of notes dealt with.

    Raises EngineUnavailable when Elasticsearch is away; what is not delivered stays noted.
    """
    engine = remote_engine()
    until = monotonic() + seconds
    dealt_with = 0
    while engine is not None and monotonic() < until:
        due = IndexTask.objects.filter(Q(try_after=None) | Q(try_after__lte=timezone.now()))
        tasks = _noted(due.order_by("created_at", "pk")[:BATCH])
        settled = _deliver(engine, tasks, PATIENCE)
        dealt_with += settled
        if not settled:
            break
    return dealt_with


def try_all_again() -> None:
    """Let nothing wait for its moment: Elasticsearch has a new index, which may take what the old one did not."""
    IndexTask.objects.update(try_after=None)


def forget_withdrawals() -> int:
    """Remove for good what was withdrawn more than a day ago; gives the number of documents.

    What is still noted waits. A page that is published in the meantime is newer than what is removed here.
    """
    noted = IndexTask.objects.values("page_id")
    old = SearchDocument.objects.filter(visible=False, changed_at__lt=timezone.now() - WITHDRAWALS_KEPT)
    versions = dict(old.exclude(pk__in=noted).values_list("pk", "version"))
    remote = remote_engine()
    if remote is not None:
        remote.delete(versions)
    with transaction.atomic():
        state.lock()
        gone = dict(old.select_for_update().filter(pk__in=versions).values_list("pk", "version"))
        database_engine().delete(gone)
        SearchDocument.objects.filter(pk__in=gone).delete()
    return len(gone)


def _noted(tasks: "QuerySet[IndexTask]") -> dict[int, int]:
    return dict(tasks.values_list("page_id", "version"))


def _deliver(engine: RemoteEngine, tasks: Mapping[int, int], seconds: float) -> int:
    """Send the documents of these notes, and settle the notes; gives how many are settled."""
    if not tasks:
        return 0
    documents = list(SearchDocument.objects.filter(pk__in=tasks))
    outcome = engine.send(documents, seconds=seconds)
    gone = tasks.keys() - {document.page_id for document in documents}
    engine.delete({page_id: tasks[page_id] for page_id in gone}, seconds=seconds)
    return _settle(tasks, outcome)


def _settle(tasks: Mapping[int, int], outcome: Outcome) -> int:
    """Take away the notes of what is stored, and let the others wait; not those that changed since they were read."""
    trouble = outcome.trouble
    with transaction.atomic():
        # A note that another transaction is changing is not ours to settle, nor worth waiting for.
        skip = connection.features.has_select_for_update_skip_locked
        rows = IndexTask.objects.select_for_update(skip_locked=skip).filter(page_id__in=tasks)
        mine = [task for task in rows if task.version == tasks[task.page_id]]
        IndexTask.objects.filter(pk__in=[task.pk for task in mine if task.page_id not in trouble]).delete()
        waiting = [task for task in mine if task.page_id in trouble]
        for task in waiting:
            _postpone(task, trouble[task.page_id], refused=task.page_id in outcome.refused)
        IndexTask.objects.bulk_update(waiting, ["attempts", "try_after", "error"])
    return len(mine)


def _postpone(task: IndexTask, reason: str, *, refused: bool) -> None:
    first, longest = (FIRST_WAIT_REFUSED, LONGEST_WAIT_REFUSED) if refused else (FIRST_WAIT, LONGEST_WAIT)
    if refused and reason != task.error:
        logger.error("Elasticsearch refuses the document of page %s, which is set apart: %s", task.page_id, reason)
    task.try_after = timezone.now() + min(first * 2 ** min(task.attempts, 20), longest)
    task.attempts += 1
    task.error = reason if refused else ""
