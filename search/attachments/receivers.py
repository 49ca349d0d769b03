"""Search follows the files that pages have."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction

from search.attachments.models import AttachmentText
from search.attachments.work import refresh_pages_with

DOCUMENT = settings.WAGTAILDOCS_DOCUMENT_MODEL


@receiver(post_save, sender=DOCUMENT)
@transaction.atomic
def follow_document(sender: Any, instance: Any, created: bool, **kwargs: Any) -> None:
    """A replaced file is not found by its old text, one in another collection perhaps not at all."""
    if not created:
        refresh_pages_with([instance.pk])


@receiver(pre_delete, sender=DOCUMENT)
@transaction.atomic
def forget_document(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Before, because afterwards nobody knows which pages had it."""
    AttachmentText.objects.filter(pk=instance.pk).delete()
    refresh_pages_with([instance.pk])


@receiver([post_save, post_delete], sender=CollectionViewRestriction)
@transaction.atomic
def follow_restriction(sender: Any, instance: CollectionViewRestriction, **kwargs: Any) -> None:
    """A restriction on a collection keeps the files in it and below it from the public."""
    within = get_document_model().objects.filter(collection__path__startswith=instance.collection.path)
    refresh_pages_with(within.values_list("pk", flat=True))
