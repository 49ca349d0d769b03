"""Related pages, read from both sides and in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.functional import Promise

from home.visibility import visible
from knowledge.choices import REVERSE_RELATION_LABELS, RelationKind
from knowledge.listing import as_types
from knowledge.models import KnowledgePage, PageRelation


@dataclass(frozen=True)
class Related:
    """A page at the other end of a relation, and the relation in words from this side."""

    page: KnowledgePage
    kind: RelationKind
    label: str | Promise
    incoming: bool


@dataclass(frozen=True)
class Around:
    """The visible pages around a page: those related to it, and by the id that a link names those linked to."""

    related: list[Related]
    linked: dict[int, KnowledgePage]


def related_to(page: KnowledgePage) -> list[Related]:
    """The visible pages related to `page`, outgoing ones first, each once per kind; in its language where they exist.

    Queries: relations, pages and visibility.
    """
    return read_around(page).related


def read_around(page: KnowledgePage, linked_ids: Iterable[int] = ()) -> Around:
    """The pages related to `page` and those that its text links to, read together."""
    ends = _ends(page)
    linked = set(linked_ids)
    if not ends and not linked:
        return Around([], {})
    wanted = Q(translation_key__in={end[0] for end in ends})
    if linked:
        keys = KnowledgePage.objects.filter(pk__in=linked).values("translation_key")
        wanted |= Q(translation_key__in=keys)
    shown = as_types(visible(KnowledgePage.objects.filter(wanted)))
    best = _in_language(shown, page)
    related = [
        Related(best[other], kind, REVERSE_RELATION_LABELS[kind] if incoming else kind.label, incoming)
        for other, kind, incoming in ends
        if other in best
    ]
    linked_pages = {other.pk: best[other.translation_key] for other in shown if other.pk in linked}
    return Around(sorted(related, key=lambda found: found.incoming), linked_pages)


def _ends(page: KnowledgePage) -> list[tuple[object, RelationKind, bool]]:
    """The other ends of the page's relations as (translation key, kind, incoming), each once."""
    key = page.translation_key
    rows = PageRelation.objects.filter(Q(page=page) | Q(target__translation_key=key))
    found = [_end(row, page) for row in rows.select_related("page", "target")]
    return list(dict.fromkeys(end for end in found if end[0] != key))


def _end(row: PageRelation, page: KnowledgePage) -> tuple[object, RelationKind, bool]:
    kind = RelationKind(row.kind)
    if row.page_id == page.pk:
        return row.target.translation_key, kind, False
    return row.page.translation_key, kind, True


def _in_language(shown: Iterable[KnowledgePage], page: KnowledgePage) -> dict[object, KnowledgePage]:
    """One page for each translation key: the one in the language of `page` where there is one."""
    best: dict[object, KnowledgePage] = {}
    for other in shown:
        if other.translation_key not in best or other.locale_id == page.locale_id:
            best[other.translation_key] = other
    return best


def related_page_ids(page_ids: Iterable[int]) -> set[int]:
    """The ids of all pages, in any language, that name one of these pages or are named by it."""
    keys = list(KnowledgePage.objects.filter(pk__in=list(page_ids)).values_list("translation_key", flat=True))
    rows = PageRelation.objects.filter(Q(page__translation_key__in=keys) | Q(target__translation_key__in=keys))
    ends = {key for row in rows.values_list("page__translation_key", "target__translation_key") for key in row}
    return set(KnowledgePage.objects.filter(translation_key__in=ends - set(keys)).values_list("pk", flat=True))
