"""What stands around every page: menu, breadcrumbs, languages, standing pages. One query, whatever the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.translation import get_language, get_language_info
from wagtail.models import Page, Site

from home.models import SiteSettings, StandardPage
from home.visibility import visible

HOME_DEPTH = 2
STEP = Page.steplen
# URL name of the readers' search, which is an app above this one.
SEARCH = "search"
PAGE_VIEW = "wagtail_serve"


@dataclass(frozen=True)
class Link:
    """A link with its words; `current` when it leads to the page at hand or to the section that the page is in."""

    url: str
    title: str
    current: bool = False


@dataclass(frozen=True)
class LanguageLink:
    """The way to another language: to the page itself there, or to that language's home when it has none."""

    code: str
    name: str
    url: str
    exists: bool


@dataclass(frozen=True)
class Frame:
    """All that `base.html` shows around a page."""

    language: str
    home_url: str
    search_url: str
    tagline: str
    about: str
    register_url: str
    contact: str = ""  # mailbox of the editors
    menu: tuple[Link, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    standing: tuple[Link, ...] = ()
    languages: tuple[LanguageLink, ...] = ()
    alternates: tuple[tuple[str, str], ...] = ()  # (language, full address), the page's own included
    canonical: str = ""
    marks_terms: bool = True  # whether words of the glossary are marked in pages of this site


def frame_for(request: HttpRequest, page: Page | None = None) -> Frame:
    """The frame of a page, or of a view without one (search, an error) in the active language."""
    site = Site.find_for_request(request)
    language = page.locale.language_code if page else get_language() or settings.LANGUAGE_CODE
    around = _Surroundings(request, site, language, page)
    # Not `for_site`: that writes a row when there is none, and reading a page writes nothing.
    names = SiteSettings.objects.filter(site=site).first() or SiteSettings()
    translations = around.translations()
    return Frame(
        language=language,
        home_url=around.home_url(language),
        search_url=_search_url(),
        tagline=names.tagline(language),
        about=names.about(language),
        register_url=names.accessibility_register_url,
        contact=names.editors_mailbox,
        menu=tuple(around.link(row) for row in around.top if row.show_in_menus),
        breadcrumbs=tuple(around.link(row) for row in around.ancestors()),
        standing=tuple(around.link(row) for row in around.top if around.is_standing(row)),
        languages=tuple(around.language_link(code, translations) for code in _other_languages(language)),
        alternates=tuple((code, row.get_full_url(request)) for code, row in translations.items()),
        canonical=page.get_full_url(request) if page else "",
        marks_terms=names.mark_terms,
    )


class _Surroundings:
    """The pages around a page, read in one query and sorted out."""

    def __init__(self, request: HttpRequest, site: Site | None, language: str, page: Page | None) -> None:
        self.request = request
        self.page = page
        self.language = language
        self._standing_type = ContentType.objects.get_for_model(StandardPage).pk
        self.rows = self._read(site) if site else []
        root_key = site.root_page.translation_key if site else None
        homes = [row for row in self.rows if row.depth == HOME_DEPTH and row.translation_key == root_key]
        self.homes = {row.locale.language_code: row for row in homes}
        home = self.homes.get(language)
        below_home = (row for row in self.rows if home and row.path.startswith(home.path))
        self.top = [row for row in below_home if row.depth == HOME_DEPTH + 1 and self._is_furniture(row)]

    def _read(self, site: Site) -> list[Page]:
        furniture = Q(show_in_menus=True) | Q(content_type=self._standing_type)
        wanted = Q(depth=HOME_DEPTH, translation_key=site.root_page.translation_key)
        wanted |= Q(depth=HOME_DEPTH + 1, locale__language_code=self.language) & furniture
        if self.page:
            wanted |= Q(translation_key=self.page.translation_key) | Q(path__in=_ancestor_paths(self.page.path))
        return list(visible(Page.objects.filter(wanted)).select_related("locale").order_by("path"))

    def is_standing(self, row: Page) -> bool:
        """Whether a page stands in the footer."""
        return bool(row.content_type_id == self._standing_type)

    def _is_furniture(self, row: Page) -> bool:
        return row.show_in_menus or self.is_standing(row)

    def link(self, row: Page) -> Link:
        """A link to one of the rows."""
        current = self.page is not None and self.page.path.startswith(row.path)
        return Link(row.get_url(self.request) or "", row.title, current)

    def ancestors(self) -> Iterable[Page]:
        """The pages above the page, the home page first."""
        paths = set(_ancestor_paths(self.page.path)) if self.page else set()
        return [row for row in self.rows if row.path in paths]

    def translations(self) -> dict[str, Page]:
        """The page in every language in which it can be read."""
        key = self.page.translation_key if self.page else None
        rows = [row for row in self.rows if row.translation_key == key]
        return {row.locale.language_code: row for row in rows}

    def home_url(self, language: str) -> str:
        """The address of a language's home page."""
        home = self.homes.get(language)
        return (home.get_url(self.request) if home else None) or f"/{language}/"

    def language_link(self, code: str, translations: dict[str, Page]) -> LanguageLink:
        """The way to another language."""
        name = get_language_info(code)["name_local"].capitalize()
        if code in translations:
            return LanguageLink(code, name, translations[code].get_url(self.request) or "", exists=True)
        match = self.request.resolver_match
        if self.page is None and match is not None and match.url_name != PAGE_VIEW:
            return LanguageLink(code, name, translate_url(self.request.get_full_path(), code), exists=True)
        return LanguageLink(code, name, self.home_url(code), exists=False)


def _ancestor_paths(path: str) -> list[str]:
    """The tree paths above a page, from the home page down."""
    return [path[: STEP * depth] for depth in range(HOME_DEPTH, len(path) // STEP)]


def _other_languages(language: str) -> list[str]:
    return [code for code, _name in settings.LANGUAGES if code != language]


def _search_url() -> str:
    try:
        return reverse(SEARCH)
    except NoReverseMatch:
        return ""


def missing_language(request: HttpRequest, frame: Frame, page: Any) -> str:
    """The language that a reader asked for and in which the page at hand cannot be read; empty when there is none."""
    asked = request.GET.get("missing", "")
    absent = {other.code for other in frame.languages if not other.exists}
    return asked if page is not None and asked in absent else ""
