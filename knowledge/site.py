"""The tree that every installation starts from, in both languages."""

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from knowledge.models import KnowledgeIndexPage, ThemeIndexPage
from knowledge.rights import give_editors_rights


@dataclass(frozen=True)
class Section:
    """A section of the site: its page type ("" for mixed) and its title and slug by language."""

    type_key: str
    titles: dict[str, str]
    slugs: dict[str, str]


SECTIONS = (
    Section("case", {"nl": "Praktijkcases", "en": "Practice cases"}, {"nl": "praktijk", "en": "practice"}),
    Section("research", {"nl": "Onderzoek", "en": "Research"}, {"nl": "onderzoek", "en": "research"}),
    Section("dilemma", {"nl": "Dilemma’s", "en": "Dilemmas"}, {"nl": "dilemmas", "en": "dilemmas"}),
    Section(
        "studio",
        {"nl": "Leerateliers", "en": "Learning studios"},
        {"nl": "leerateliers", "en": "learning-studios"},
    ),
    Section("article", {"nl": "Artikelen", "en": "Articles"}, {"nl": "artikelen", "en": "articles"}),
)
HOME_TITLES = {"nl": "Kennisbank netwerkend werken", "en": "Knowledge base working in networks"}
HOME_SLUGS = {"nl": "kennisbank", "en": "kennisbank-en"}
THEMES = Section("theme", {"nl": "Thema’s", "en": "Themes"}, {"nl": "themas", "en": "themes"})


@transaction.atomic
def set_up_site(hostname: str = "", port: int = 80) -> dict[str, HomePage]:
    """Make locales, home pages and sections where they are missing; running it again changes nothing.

    With a host name the site is known by it and the port from then on: canonical addresses are made of them.
    Returns the home page of each language.
    """
    locales = {code: Locale.objects.get_or_create(language_code=code)[0] for code, _name in settings.LANGUAGES}
    if not HomePage.objects.exists():
        give_editors_rights()
    homes = _homes(locales)
    _site(homes[settings.LANGUAGE_CODE], hostname, port)
    for section in SECTIONS:
        _add_section(KnowledgeIndexPage, section, homes, type_key=section.type_key)
    _add_section(ThemeIndexPage, THEMES, homes)
    return homes


def section(type_key: str, language: str) -> KnowledgeIndexPage:
    """The section of a page type in a language; raises DoesNotExist before `set_up_site`."""
    return KnowledgeIndexPage.objects.get(type_key=type_key, locale__language_code=language, depth=3)


def theme_index(language: str) -> ThemeIndexPage:
    """The page of all themes in a language; raises DoesNotExist before `set_up_site`."""
    return ThemeIndexPage.objects.get(locale__language_code=language)


def _homes(locales: dict[str, Locale]) -> dict[str, HomePage]:
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    key = None
    for code, locale in locales.items():
        home = HomePage.objects.filter(locale=locale, depth=2).first()
        if home is None:
            home = HomePage(title=HOME_TITLES[code], slug=HOME_SLUGS[code], locale=locale)
            home.translation_key = key or home.translation_key
            root.add_child(instance=home)
            home.save_revision().publish()
        key = home.translation_key
        homes[code] = HomePage.objects.get(pk=home.pk)
    return homes


def _site(home: HomePage, hostname: str, port: int) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    welcome = site.root_page if site.root_page_id not in {None, home.pk} else None
    address = {"hostname": hostname, "port": port} if hostname else {}
    wanted = {"root_page": home, "site_name": site.site_name or settings.WAGTAIL_SITE_NAME, **address}
    if any(getattr(site, name, None) != value for name, value in wanted.items()):
        for name, value in wanted.items():
            setattr(site, name, value)
        site.save()
    if welcome is not None and welcome.specific_class is Page:
        welcome.delete()


def _add_section(model: type[Page], section: Section, homes: dict[str, HomePage], **fields: str) -> None:
    key = None
    for code, home in homes.items():
        page = model.objects.child_of(home).filter(slug=section.slugs[code]).first()
        if page is None:
            page = model(
                title=section.titles[code],
                slug=section.slugs[code],
                locale=home.locale,
                show_in_menus=True,
                **fields,
            )
            page.translation_key = key or page.translation_key
            home.add_child(instance=page)
            page.save_revision().publish()
        key = page.translation_key
