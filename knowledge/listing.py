"""Lists of knowledge pages of several types, in a number of queries that does not grow with items or types."""

from typing import Any

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from knowledge.models.concept import ConceptLink
from knowledge.models.page import KnowledgePage


def as_types(pages: "QuerySet[KnowledgePage]") -> list[KnowledgePage]:
    """The pages as their own types, with their locale, in the order of the queryset. One query.

    The tables of all types are joined, each by its primary key; `specific()` would ask for each type on its own.
    """
    links = [
        relation.get_accessor_name()
        for relation in KnowledgePage._meta.related_objects
        if relation.one_to_one and relation.field.remote_field.parent_link
    ]
    return [_own_type(page, links) for page in pages.select_related("locale", *links)]


def load_concepts(pages: list[KnowledgePage]) -> list[KnowledgePage]:
    """The same pages with their concepts loaded. One query."""
    links = ConceptLink.objects.select_related("concept")
    prefetch_related_objects(pages, Prefetch("concept_links", queryset=links))
    return pages


def _own_type(page: KnowledgePage, links: list[Any]) -> KnowledgePage:
    for link in links:
        own: KnowledgePage | None = getattr(page, link, None)
        if own is not None:
            own.locale = page.locale
            return own
    return page
