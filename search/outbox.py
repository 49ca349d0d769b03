"""From the database to Elasticsearch: page ids noted in the transaction, delivered after it, or later by a command."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from search.engines.base import PATIENCE, Engine, EngineUnavailable
from search.engines.choice import database_engine, remote_engine
from search.models import IndexTask, SearchDocument

logger = logging.getLogger(__name__)
# What is delivered in the request of an editor, and how long that may take; the rest waits for the command.
AT_ONCE = 50
AT_ONCE_SECONDS = 0.3
BATCH = 500
# A withdrawal is kept for so long, that every copy of the index learns of it.
WITHDRAWALS_KEPT = timedelta(days=1)


def note(page_ids: Iterable[int]) -> None:
    """Note changed pages, within their transaction, and deliver them as soon as it is committed."""
    if remote_engine() is None:
        return
    IndexTask.objects.bulk_create(IndexTask(page_id=page_id) for page_id in page_ids)
    transaction.on_commit(deliver_at_once, robust=True)


def deliver_at_once() -> None:
    """Deliver a little; what fails stays in the table and disturbs nobody."""
    engine = remote_engine()
    try:
        if engine is not None:
            _deliver_batch(engine, AT_ONCE, AT_ONCE_SECONDS)
    except EngineUnavailable as error:
        logger.warning("Elasticsearch did not take a change; deliver_index will: %s", error)


def deliver() -> int:
    """Deliver all that is noted; gives the number of pages. Raises EngineUnavailable, with the rest still noted."""
    engine = remote_engine()
    delivered = 0
    while engine is not None and (count := _deliver_batch(engine, BATCH, PATIENCE)):
        delivered += count
    return delivered


def _deliver_batch(engine: Engine, size: int, seconds: float) -> int:
    """Send the documents of the oldest notes, as they are now. Doing it twice, or in two processes, does no harm."""
    tasks = dict(IndexTask.objects.order_by("pk").values_list("pk", "page_id")[:size])
    if not tasks:
        return 0
    ids = set(tasks.values())
    documents = list(SearchDocument.objects.filter(pk__in=ids))
    engine.put(documents, seconds=seconds)
    engine.delete(ids - {document.page_id for document in documents}, seconds=seconds)
    IndexTask.objects.filter(pk__in=tasks).delete()
    return len(ids)


def forget_withdrawals() -> int:
    """Remove for good what was withdrawn more than a day ago; gives the number of documents."""
    old = SearchDocument.objects.filter(visible=False, changed_at__lt=timezone.now() - WITHDRAWALS_KEPT)
    ids = list(old.values_list("pk", flat=True))
    remote = remote_engine()
    if remote is not None:
        remote.delete(ids)
    with transaction.atomic():
        gone = list(old.select_for_update().filter(pk__in=ids).values_list("pk", flat=True))
        database_engine().delete(gone)
        SearchDocument.objects.filter(pk__in=gone).delete()
    return len(gone)
