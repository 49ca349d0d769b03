"""Reading the files that are new or changed, in turns, and telling the pages that have them."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from wagtail.documents import get_document_model

from home.media import in_open_collections
from search.attachments.extraction import KINDS, Reading, read_document
from search.attachments.models import AttachmentText
from search.attachments.texts import pages_with, source_of
from search.indexing import refresh

TURN_SECONDS = 30.0  # of one turn of the periodic job, in which the last file may take as long again
MAX_ATTEMPTS = 3
# A file that was not there, perhaps because its store was away, is looked for again.
LOOK_AGAIN = timedelta(hours=1)
State = AttachmentText.State


def read_attachments() -> int:
    """Read what is new or changed, for half a minute or so; gives the number of files. The periodic job."""
    until = monotonic() + TURN_SECONDS
    count = 0
    for document in _unread():
        _read_one(document)
        count += 1
        if monotonic() > until:
            break
    follow_collections()
    return count


def follow_collections() -> None:
    """Let search follow which files the collections keep from the public; moving files sends no signal."""
    rows = dict(AttachmentText.objects.values_list("document_id", "public"))
    open_ids = set(in_open_collections(get_document_model().objects.all()).values_list("pk", flat=True))
    changed = [pk for pk, public in rows.items() if public != (pk in open_ids)]
    if changed:
        with transaction.atomic():
            AttachmentText.objects.filter(pk__in=changed).update(public=False)
            AttachmentText.objects.filter(pk__in=set(changed) & open_ids).update(public=True)
            refresh_pages_with(changed)


def refresh_pages_with(document_ids: Iterable[int]) -> None:
    """Bring the search documents of the pages with these files up to date."""
    refresh(pages_with(document_ids))


def _unread() -> Iterator[Any]:
    """The documents whose file was not read yet, as it is now."""
    condition = Q()
    for kind in KINDS:
        condition |= Q(file__iendswith=f".{kind}")
    documents = get_document_model().objects.filter(condition).order_by("pk").only("pk", "file", "file_hash")
    known = {row.document_id: row for row in AttachmentText.objects.defer("text")}
    for document in list(documents):
        row = known.get(document.pk)
        if row is None or row.source != source_of(document) or _to_be_tried(row):
            yield document


def _to_be_tried(row: AttachmentText) -> bool:
    if row.state == State.MISSING:
        return row.made_at < timezone.now() - LOOK_AGAIN
    return row.state == State.WAITING and row.attempts < MAX_ATTEMPTS


def _read_one(document: Any) -> None:
    with suppress(OSError):
        # What was not uploaded by an editor has no hash yet, and a hash that came later would look like another file.
        document.get_file_hash()
    source = source_of(document)
    row = AttachmentText.objects.filter(pk=document.pk, source=source).defer("text").first()
    attempts = row.attempts + 1 if row else 1
    _store(document, source, Reading(State.WAITING), attempts)
    _store(document, source, read_document(document), attempts)


@transaction.atomic
def _store(document: Any, source: str, reading: Reading, attempts: int) -> None:
    """Keep what was read, unless the document went or got another file meanwhile."""
    documents = get_document_model().objects.select_for_update()
    now = documents.filter(pk=document.pk).first()
    if now is None or source_of(now) != source:
        return
    AttachmentText.objects.update_or_create(
        pk=document.pk,
        defaults={
            "source": source,
            "state": reading.state,
            "text": reading.text,
            "attempts": attempts,
            "public": in_open_collections(documents.filter(pk=document.pk)).exists(),
        },
    )
    if reading.state != State.WAITING:
        refresh_pages_with([document.pk])
