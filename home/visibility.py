"""Who may see a page: one rule, asked everywhere.

`visible` filters any queryset of pages to those that anyone on the internet may open now; `is_visible` is the same
rule for one page. Page views, search, suggestions, feeds, API, embeds, sitemap, related lists, images and documents
ask these two and nothing else. A page is visible when it is live, is not an alias, is not past its expiry date, and
neither it nor an ancestor nor any of its translations (with their ancestors) is restricted. A restriction that
comes through a translation can be lifted by an editor on the page or an ancestor of it (`LiftedRestriction`).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.models.restrictions import LiftedRestriction

# What the request at hand has read already; None outside `one_reading`.
_read: ContextVar[dict[str, list[str]] | None] = ContextVar("visibility_read", default=None)


@contextmanager
def one_reading() -> Iterator[None]:
    """Within it, restrictions are read from the database once: for a request that only reads.

    A page asks for them at every list it shows; the rule must also be the same for all of these.
    """
    token = _read.set({})
    try:
        yield
    finally:
        _read.reset(token)


def _once(name: str, read: Callable[[], list[str]]) -> list[str]:
    known = _read.get()
    if known is None:
        return read()
    if name not in known:
        known[name] = read()
    return known[name]


def restricted_paths() -> list[str]:
    """The tree paths on which a restriction stands; everything below them is restricted too."""
    restrictions = PageViewRestriction.objects.values_list("page__path", flat=True).distinct()
    return _once("restricted", lambda: list(restrictions))


def lifted_paths() -> list[str]:
    """The tree paths on which an editor lifted a restriction that comes through a translation."""
    return _once("lifted", lambda: list(LiftedRestriction.objects.values_list("page__path", flat=True)))


def below(paths: Iterable[str]) -> Q:
    """A condition on pages: at or below one of the tree paths. Without paths it holds for no page."""
    condition = Q(pk__in=[])
    for path in paths:
        condition |= Q(path__startswith=path)
    return condition


def twin_paths(paths: list[str]) -> list[str]:
    """The tree paths of sections that are translations of what stands at or below `paths`; they hide what they hold."""
    keys = Page.objects.filter(below(paths)).values("translation_key")
    twins = Page.objects.filter(translation_key__in=keys, numchild__gt=0).exclude(below(paths))
    return _once("twins", lambda: list(twins.values_list("path", flat=True)))


def restricted(paths: list[str]) -> Q:
    """A condition on pages: kept from the public by a restriction on `paths`, directly or through a translation.

    Through a translation means: of the page itself or of a section above it.
    """
    keys = Page.objects.filter(below(paths)).values("translation_key")
    through_translation = Q(translation_key__in=keys) | below(twin_paths(paths))
    return below(paths) | (through_translation & ~below(lifted_paths()))


def visible(pages: Any, at: datetime | None = None) -> Any:
    """Those of a queryset of pages that anyone may open at a moment (now, unless told otherwise).

    Costs one query for the restrictions, and two more only where there are any.
    """
    at = at or timezone.now()
    pages = pages.filter(live=True, alias_of__isnull=True).exclude(expire_at__lte=at)
    paths = restricted_paths()
    return pages.exclude(restricted(paths)) if paths else pages


def is_visible(page: Page, at: datetime | None = None) -> bool:
    """Whether anyone may open `page` at a moment; the twin of `visible` for a page that is loaded already."""
    at = at or timezone.now()
    if not page.live or page.alias_of_id is not None or (page.expire_at and page.expire_at <= at):
        return False
    paths = restricted_paths()
    if not paths:
        return True
    return not Page.objects.filter(restricted(paths), pk=page.pk).exists()


def is_restricted_itself(page: Page) -> bool:
    """Whether a restriction stands on the page or an ancestor."""
    return any(page.path.startswith(path) for path in restricted_paths())


def is_open_to_some(page: Page, at: datetime | None = None) -> bool:
    """Whether nothing but a restriction on the page or an ancestor keeps it from the public: one may sign in to it."""
    expired = bool(page.expire_at and page.expire_at <= (at or timezone.now()))
    return page.live and not expired and is_restricted_itself(page)
