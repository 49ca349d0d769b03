"""Former addresses: kept when a page is renamed or moved, answered when an address is not found."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.media import is_public
from home.models import FormerPath
from home.visibility import visible

# A page that was renamed more often than this between two moves of its section is not found by its oldest address.
MAX_HOPS = 10
HOME_DEPTH = 2
# What an older site wrote after the address of a page or file: a view of it, a size, a way to download it.
VIEW = re.compile(r"/(?:view|index_html|folder_(?:listing|contents)|image_[a-z]+|at_download(?:/.*)?|@@.*)$")
LARGE = "max-1600x1600"


@dataclass(frozen=True)
class Found:
    """Where an address leads now: to a page, or to the address of an image or document."""

    page: Page | None
    permanent: bool
    # The language that was asked for and in which the page does not exist; empty when it does.
    missing_language: str = ""
    file_url: str = ""


class Gone(Exception):
    """The page of this address existed and is no more."""


def public_path(site: Site, language: str, home_url_path: str, url_path: str) -> str:
    """The public path, without a last slash, of a Wagtail `url_path` below a home page."""
    return f"/{language}/{url_path.removeprefix(home_url_path)}".rstrip("/")


def record(page: Page, old_url_path: str) -> None:
    """Keep the address that `page`, and all below it, had until now."""
    home = page.get_ancestors(inclusive=True).filter(depth=HOME_DEPTH).first()
    site = home and Site.objects.filter(root_page__translation_key=home.translation_key).first()
    if not site or not old_url_path.startswith(home.url_path):
        return
    prefix = public_path(site, page.locale.language_code, home.url_path, old_url_path)
    FormerPath.objects.update_or_create(site=site, prefix=prefix, defaults={"page_id": page.pk})


@receiver(pre_save)
def record_new_address(sender: Any, instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """A page that was ever published keeps its former address when it is renamed or moved.

    Before the save and so in its transaction: Wagtail's own signal for a rename comes after the commit.
    """
    if raw or not isinstance(instance, Page) or instance.pk is None or not instance.first_published_at:
        return
    published = Page.objects.filter(pk=instance.pk, first_published_at__isnull=False)
    old_url_path = published.values_list("url_path", flat=True).first()
    if old_url_path and old_url_path != instance.url_path:
        record(instance, old_url_path)


def resolve(site: Site, path: str) -> Found | None:
    """Where a path that was not found leads: a former address first, then the same page in the other language.

    Raises Gone for an address whose page was deleted or has expired.
    """
    path = path.rstrip("/")
    found = _by_former_path(site, path) or _in_other_language(site, path)
    if found is None and (plain := VIEW.sub("", path)) != path:
        page = page_at(site, plain)
        return _shown(page) if page else _by_former_path(site, plain)
    return found


def _by_former_path(site: Site, path: str) -> Found | None:
    seen = {path}
    for _hop in range(MAX_HOPS):
        former = FormerPath.objects.filter(site=site, prefix__in=list(_prefixes(path))).select_related(
            "page", "image", "document"
        )
        row = max(former, key=lambda candidate: len(candidate.prefix), default=None)
        if row is None:
            return None
        if row.image_id or row.document_id:
            return _file(row)
        if row.page is None:
            raise Gone
        path = _path_of(site, row.page) + path[len(row.prefix) :]
        if path in seen:
            return None
        seen.add(path)
        page = page_at(site, path)
        if page is not None:
            return _shown(page)
    return None


def _file(row: FormerPath) -> Found | None:
    """The address of the image or document of a row, as long as anyone may fetch it."""
    if row.document is not None and is_public(row.document):
        return Found(None, permanent=True, file_url=row.document.url)
    if row.image is not None and is_public(row.image):
        return Found(None, permanent=True, file_url=row.image.get_rendition(LARGE).url)
    return None


def _shown(page: Page) -> Found | None:
    shown = visible(Page.objects.filter(pk=page.pk)).first()
    return Found(shown, permanent=True) if shown else None


def _prefixes(path: str) -> Iterator[str]:
    while path:
        yield path
        path = path.rpartition("/")[0]


def _path_of(site: Site, page: Page) -> str:
    parts = page.get_url_parts()
    return parts[2].rstrip("/") if parts else ""


def _homes(site: Site) -> dict[str, Page]:
    homes = Page.objects.filter(translation_key=site.root_page.translation_key).select_related("locale")
    return {home.locale.language_code: home for home in homes}


def page_at(site: Site, path: str) -> Page | None:
    """The page that stands at a path now, whether it may be seen or not; None where there is none."""
    language, _slash, rest = path.lstrip("/").partition("/")
    home = _homes(site).get(language)
    if home is None:
        return None
    pages = Page.objects.select_related("locale")
    return pages.filter(url_path=f"{home.url_path}{rest}/" if rest else home.url_path).first()


def _in_other_language(site: Site, path: str) -> Found | None:
    """Walk the path over the trees of all languages at once; a slug may belong to any of them."""
    language, _slash, rest = path.lstrip("/").partition("/")
    homes = _homes(site)
    if language not in homes or not rest:
        return None
    pages = list(homes.values())
    for slug in rest.split("/"):
        pages = _children_in_any_language(pages, slug)
        if not pages:
            return None
    shown = {page.locale.language_code: page for page in visible(_all_translations(pages)).select_related("locale")}
    if language in shown:
        return Found(shown[language], permanent=False)
    if shown:
        return Found(next(iter(shown.values())), permanent=False, missing_language=language)
    if any(page.expired for page in pages):
        raise Gone
    return None


def _all_translations(pages: list[Page]) -> Any:
    return Page.objects.filter(translation_key__in=[page.translation_key for page in pages])


def _children_in_any_language(parents: list[Page], slug: str) -> list[Page]:
    condition = Q(pk__in=[])
    for parent in _all_translations(parents):
        condition |= Q(path__startswith=parent.path, depth=parent.depth + 1)
    return list(Page.objects.filter(condition, slug=slug))


def language_of_path(path: str) -> str:
    """The language of an address, the site's first one when it names none."""
    return translation.get_language_from_path(path) or Locale.get_default().language_code
