"""Related pages, read from both sides and in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from home.visibility import visible
from knowledge.choices import REVERSE_RELATION_LABELS, RelationKind
from knowledge.models import KnowledgePage, PageRelation


@dataclass(frozen=True)
class Related:
    """A page at the other end of a relation, and the relation in words from this side."""

    page: KnowledgePage
    kind: RelationKind
    label: str | Promise
    incoming: bool


def related_to(page: KnowledgePage) -> list[Related]:
    """The visible pages related to `page`, outgoing ones first, each once per kind; in its language where they exist.

    Queries: relations, pages, visibility, and one for each page type among them.
    """
    key = page.translation_key
    rows = PageRelation.objects.filter(Q(page=page) | Q(target__translation_key=key)).select_related("page", "target")
    ends = list(dict.fromkeys(_end(row, page) for row in rows if _end(row, page)[0] != key))
    pages = _pages_in_language({end[0] for end in ends}, page)
    found = [
        Related(pages[other], kind, REVERSE_RELATION_LABELS[kind] if incoming else kind.label, incoming)
        for other, kind, incoming in ends
        if other in pages
    ]
    return sorted(found, key=lambda related: related.incoming)


def _end(row: PageRelation, page: KnowledgePage) -> tuple[object, RelationKind, bool]:
    kind = RelationKind(row.kind)
    if row.page_id == page.pk:
        return row.target.translation_key, kind, False
    return row.page.translation_key, kind, True


def _pages_in_language(keys: Iterable[object], page: KnowledgePage) -> dict[object, KnowledgePage]:
    shown = visible(KnowledgePage.objects.filter(translation_key__in=list(keys))).select_related("locale").specific()
    pages: dict[object, KnowledgePage] = {}
    for other in shown:
        if other.translation_key not in pages or other.locale_id == page.locale_id:
            pages[other.translation_key] = other
    return pages


def related_page_ids(page_ids: Iterable[int]) -> set[int]:
    """The ids of all pages, in any language, that name one of these pages or are named by it."""
    keys = list(KnowledgePage.objects.filter(pk__in=list(page_ids)).values_list("translation_key", flat=True))
    rows = PageRelation.objects.filter(Q(page__translation_key__in=keys) | Q(target__translation_key__in=keys))
    ends = {key for row in rows.values_list("page__translation_key", "target__translation_key") for key in row}
    return set(KnowledgePage.objects.filter(translation_key__in=ends - set(keys)).values_list("pk", flat=True))
