"""The texts of the files that pages give to readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.documents import get_document_model
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, ReferenceIndex

from home.media import in_open_collections
from home.stories import references
from knowledge.models import KnowledgePage
from search.attachments.models import AttachmentText


@dataclass(frozen=True)
class Attached:
    """The text of a file, and its language where an editor told it."""

    text: str
    language: str


def attached_texts(pages: Iterable[KnowledgePage]) -> dict[int, list[Attached]]:
    """By page id, the texts of the files that a page refers to, in the order of their numbers.

    Give it pages as they are stored as live and as readers may see them. What a collection keeps from the public is
    left out, and what was read of a file that has been replaced since. Three queries when any page has files.
    """
    named = {page.pk: sorted(_documents_of(page)) for page in pages}
    wanted = {pk for ids in named.values() for pk in ids}
    if not wanted:
        return {}
    documents = in_open_collections(get_document_model().objects.filter(pk__in=wanted)).in_bulk()
    rows = AttachmentText.objects.filter(pk__in=list(documents)).exclude(text="")
    texts = {
        row.document_id: Attached(row.text, documents[row.document_id].language)
        for row in rows
        if row.source == source_of(documents[row.document_id])
    }
    return {page_id: [texts[pk] for pk in ids if pk in texts] for page_id, ids in named.items()}


def source_of(document: Any) -> str:
    """What tells the file of a document from any that replaces it."""
    return f"{document.file_hash} {document.file.name}"


def pages_with(document_ids: Iterable[int]) -> set[int]:
    """The pages that refer to any of these documents, by what Wagtail keeps of stored pages. One query."""
    kinds = ContentType.objects.get_for_models(Page, get_document_model())
    found = ReferenceIndex.objects.filter(
        base_content_type=kinds[Page],
        to_content_type=kinds[get_document_model()],
        to_object_id__in=[str(pk) for pk in document_ids],
    )
    return {int(page_id) for page_id in found.values_list("object_id", flat=True)}


def _documents_of(page: KnowledgePage) -> set[int]:
    fields = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField | RichTextField)]
    return references(getattr(page, name) for name in fields).documents
