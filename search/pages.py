"""Visible knowledge pages by id, as their own types, in a fixed number of queries."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

from django.db.models import prefetch_related_objects

from home.visibility import visible
from knowledge.models import KnowledgePage
from knowledge.registry import page_types


@cache
def _accessors() -> tuple[str, ...]:
    """The names by which a knowledge page leads to its row of each type."""
    links = (model._meta.get_ancestor_link(KnowledgePage) for model in page_types())
    return tuple(link.remote_field.get_accessor_name() for link in links if link is not None)


def visible_pages(page_ids: Iterable[int], at: datetime | None = None) -> dict[int, KnowledgePage]:
    """Those of the pages that anyone may open, by id, with locale and concepts loaded.

    Queries: the restrictions, one for the pages with the tables of all types joined, and two for their concepts.
    """
    pages = visible(KnowledgePage.objects.filter(pk__in=list(page_ids)), at)
    rows = pages.select_related("locale", *_accessors())
    found = [specific for page in rows if (specific := _specific(page)) is not None]
    prefetch_related_objects(found, "concept_links__concept")
    return {page.pk: page for page in found}


def _specific(page: KnowledgePage) -> KnowledgePage | None:
    """The page as its own type; None halfway through a deletion, when the row of its type has gone first."""
    for name in _accessors():
        specific: KnowledgePage | None = getattr(page, name, None)
        if specific is not None:
            specific.locale = page.locale
            return specific
    return None
