"""Telling other apps that what readers may see has changed.

`pages_changed` is sent with page ids inside the transaction that changes them. A receiver reads those pages again
by id, from what is stored as live: the instance that caused it may hold a draft, or a page that is scheduled and
not live at all.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal, receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import post_page_move

from home.models import LiftedRestriction
from home.visibility import below

pages_changed = Signal()  # page_ids: list[int]
_gathered: ContextVar[set[int] | None] = ContextVar("gathered_page_ids", default=None)


def announce(page_ids: Iterable[int]) -> None:
    """Send `pages_changed` for pages; call it within the transaction that changed them."""
    gathered = _gathered.get()
    if gathered is not None:
        gathered.update(page_ids)
    elif ids := sorted(set(page_ids)):
        pages_changed.send(sender=None, page_ids=ids)


@contextmanager
def announced_together() -> Iterator[None]:
    """A transaction at whose end all that was announced in it is sent once.

    Saving one page announces its relations one by one, and an import hundreds of pages that name each other: without
    this every one of them would be read and indexed many times.
    """
    if _gathered.get() is not None:
        with transaction.atomic():  # what fails within an act that goes on leaves nothing behind
            yield
        return
    gathered: set[int] = set()
    with transaction.atomic():
        token = _gathered.set(gathered)
        try:
            yield
        finally:
            _gathered.reset(token)
        announce(gathered)


def subtree_ids(page: Page) -> list[int]:
    """A page and all below it."""
    return list(Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True))


def subtree_and_translations_ids(page: Page) -> list[int]:
    """A page, all below it, the translations of all of these, and what stands below those."""
    keys = Page.objects.filter(path__startswith=page.path).values("translation_key")
    twins = Page.objects.filter(translation_key__in=keys)
    sections = [path for path, children in twins.values_list("path", "numchild") if children]
    return list(Page.objects.filter(Q(translation_key__in=keys) | below(sections)).values_list("pk", flat=True))


@receiver(post_page_move)
def announce_move(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A moved section may come under a restriction, or from under one; so do its translations."""
    announce(subtree_and_translations_ids(instance))


@receiver([post_save, post_delete], sender=PageViewRestriction)
@receiver([post_save, post_delete], sender=LiftedRestriction)
def announce_restriction(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A restriction hides a section and its translations, its removal shows them."""
    announce(subtree_and_translations_ids(instance.page))


@receiver(post_save, sender=Page)
def announce_bare_save(sender: Any, instance: Page, **kwargs: Any) -> None:
    """Wagtail's expiry command and bulk actions save a page as a bare `Page`, past `KnowledgePage.save`."""
    announce([instance.pk])


@receiver(post_delete, sender=Page)
def announce_deletion(sender: Any, instance: Page, **kwargs: Any) -> None:
    """A deleted page is gone for readers in the same transaction."""
    announce([instance.pk])


@receiver([post_save, post_delete], sender="knowledge.PageRelation")
def announce_relation(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Pages name those they are related to, from both sides."""
    announce([instance.page_id, instance.target_id])


@receiver([post_save, post_delete], sender="knowledge.Concept")
def announce_concept(sender: Any, instance: Any, **kwargs: Any) -> None:
    """A changed label or synonym changes every page that carries the concept, in a link or inside a list."""
    concepts = sender.objects.filter(scheme=instance.scheme, key=instance.key)
    linked = set(concepts.exclude(page_links=None).values_list("page_links__page_id", flat=True))
    announce(linked | set(_ids_of_pages_with_lists_of(instance.scheme)))


def _ids_of_pages_with_lists_of(scheme: str) -> Iterable[int]:
    # Imported here because the registry needs the models, which import this module.
    from knowledge.registry import page_types  # noqa: PLC0415

    for model in page_types():
        if any(listed == scheme for _field, _name, listed in model.knowledge_type.list_facets):
            yield from model.objects.filter(live=True).values_list("pk", flat=True)
