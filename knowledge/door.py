"""The publication door for what Wagtail, or a script, saves as a bare `Page`, past `KnowledgePage.save`."""

from typing import Any

from django.db.models.signals import pre_save
from django.dispatch import receiver
from wagtail.models import Page

from knowledge import publication
from knowledge.models import KnowledgePage


@receiver(pre_save, sender=Page)
def check_bare_page(sender: Any, instance: Page, raw: bool = False, **kwargs: Any) -> None:
    """Refuse a page that goes live with faults. Raises PublicationRefused."""
    if raw or instance.pk is None or not instance.live:
        return
    if not Page.objects.filter(pk=instance.pk, live=False).exists():
        return
    page = KnowledgePage.objects.filter(pk=instance.pk).first()
    if page is not None:
        stored = publication.stored_state(page)
        page = page.specific
        page.live = True
        publication.refuse_if_unready(page, stored)
        publication.keep_waiver(page)
