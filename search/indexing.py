"""Keeping search documents equal to what readers may see, in the transaction that changes it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from search import outbox, state
from search.batches import batches
from search.documents import Content, contents
from search.engines.choice import database_engine
from search.instants import microseconds
from search.models import DocumentFacet, DocumentVector, SearchDocument

BATCH = 200
CHANGEABLE = [
    field.name for field in SearchDocument._meta.concrete_fields if field.name != "page_id"
]  # fmt: skip


def refresh(page_ids: Iterable[int]) -> list[int]:
    """Bring the documents of pages up to date with the database; gives the ids of those that changed.

    Pages are read again by id. A page that readers may not see (any more), or that is gone, loses its document's
    content. Call it in the transaction that changed the pages.
    """
    changed: list[int] = []
    for batch in batches(sorted(set(page_ids)), BATCH):
        with transaction.atomic():
            # Before any document is locked: the one order in which all who write take their locks.
            state.lock()
            changed += _refresh_batch(batch)
    return changed


def _refresh_batch(page_ids: list[int]) -> list[int]:
    stored = _locked(page_ids)
    # Only now: what another transaction stored before it let go of the lock is then seen.
    now = timezone.now()
    fresh = contents(page_ids, now)
    documents = [
        _document(content, stored.get(pk), now)
        for pk, content in fresh.items()
        if pk not in stored or not stored[pk].visible or stored[pk].fingerprint != content.fingerprint
    ]
    documents += [_withdrawn(document, now) for pk, document in stored.items() if document.visible and pk not in fresh]
    if documents:
        store(documents)
    return [document.page_id for document in documents]


def _locked(page_ids: list[int]) -> dict[int, SearchDocument]:
    """The stored documents, without their content, locked until the transaction ends, in an order that all keep."""
    rows = SearchDocument.objects.select_for_update().filter(pk__in=page_ids).order_by("pk")
    return {document.page_id: document for document in rows.defer("texts", "tokens", "facets")}


def store(documents: list[SearchDocument]) -> None:
    """Write documents with their facets to the table and the database's index, and note them for Elasticsearch."""
    ids = [document.page_id for document in documents]
    generation = state.next_generation()
    for document in documents:
        document.generation = generation
    SearchDocument.objects.bulk_create(
        documents, update_conflicts=True, unique_fields=["page_id"], update_fields=CHANGEABLE
    )
    DocumentFacet.objects.filter(document_id__in=ids).delete()
    if withdrawn := [document.page_id for document in documents if not document.visible]:
        DocumentVector.objects.filter(document__in=withdrawn).delete()
    DocumentFacet.objects.bulk_create(
        DocumentFacet(document_id=document.page_id, facet=facet, key=key)
        for document in documents
        for facet, keys in document.facets.items()
        for key in keys
    )
    database_engine().put(documents)
    outbox.note(documents)


def _next_version(previous: SearchDocument | None, now: datetime) -> int:
    return max(microseconds(now), previous.version + 1 if previous else 0)


def _document(content: Content, previous: SearchDocument | None, now: datetime) -> SearchDocument:
    return SearchDocument(
        page_id=content.page_id,
        translation_key=content.translation_key,
        language=content.language,
        type_key=content.type_key,
        title_key=content.title_key,
        texts=content.texts,
        tokens=content.tokens,
        terms=content.terms.counts,
        lengths=content.terms.length_list,
        facets=content.facets,
        published_at=content.published_at,
        expire_at=content.expire_at,
        visible=True,
        version=_next_version(previous, now),
        fingerprint=content.fingerprint,
        changed_at=now,
    )


def _withdrawn(document: SearchDocument, now: datetime) -> SearchDocument:
    """A document that says only that there is nothing to find: what was withdrawn lies about in no index."""
    return SearchDocument(
        page_id=document.page_id,
        translation_key=document.translation_key,
        language=document.language,
        type_key=document.type_key,
        published_at=document.published_at,
        visible=False,
        version=_next_version(document, now),
        changed_at=now,
    )
