"""Search follows what readers may see."""

from typing import Any

from django.db import transaction
from django.dispatch import receiver

from knowledge.changes import pages_changed
from knowledge.relations import related_page_ids
from search.indexing import refresh


@receiver(pages_changed)
@transaction.atomic
def refresh_documents(sender: Any, page_ids: list[int], **kwargs: Any) -> None:
    """Bring the documents of changed pages up to date, and those of the pages that name them."""
    refresh({*page_ids, *related_page_ids(page_ids)})
