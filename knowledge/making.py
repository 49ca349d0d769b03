"""Making pages in code as an editor makes them: added as a draft, saved as a revision, published through the door."""

from collections.abc import Sequence
from typing import Any

from wagtail.models import Page

from knowledge.models import Concept, ConceptLink, KnowledgePage


def link_concepts(page: KnowledgePage, concepts: Sequence[Concept]) -> None:
    """Put concepts on a page that is not stored yet, in this order; with a stored page it replaces them on saving."""
    page.concept_links = [
        ConceptLink(concept=linked, sort_order=order, locale=page.locale) for order, linked in enumerate(concepts)
    ]


def add_draft(page: Page, parent: Page) -> None:
    """Add a page to the tree, seen by no reader yet."""
    page.live = False
    parent.add_child(instance=page)


def store(page: Page, parent: Page, *, publish: bool = True, user: Any = None) -> Any:
    """Add a page as a draft and, unless told otherwise, publish it; gives it as it is stored."""
    add_draft(page, parent)
    revision = page.save_revision(user=user)
    if publish:
        revision.publish(user=user)
    return type(page).objects.get(pk=page.pk)
