"""What the search field offers while a reader types: pages, terms and themes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.models import Concept
from knowledge.themes import theme_links
from search.addresses import Address
from search.facets import DeclaredFacet, declared_facets
from search.language import fold_words
from search.models import DocumentFacet
from search.queries import Query
from search.questions import clean
from search.service import suggest

MAX_PAGES, MAX_TERMS, MAX_THEMES = 5, 3, 2
THEME = "theme"  # themes have pages of their own, and a group of their own


@dataclass(frozen=True)
class Suggested:
    """Something to go to; `note` says what it is, or by which other name it was found."""

    title: str
    url: str
    note: str | Promise = ""


@dataclass(frozen=True)
class SuggestionGroup:
    """Suggestions of one kind."""

    key: str
    label: str | Promise
    suggestions: tuple[Suggested, ...]


def suggestion_groups(text: str, language: str) -> list[SuggestionGroup]:
    """Pages, terms and themes with, for each word typed, a word that begins with it; empty groups are left out."""
    typed = fold_words(clean(text))
    if not typed:
        return []
    groups = (
        SuggestionGroup("pages", _("Pages"), _pages(text, language)),
        SuggestionGroup("terms", _("Terms"), _terms(typed, language)),
        SuggestionGroup("themes", _("Themes"), _themes(typed, language)),
    )
    return [group for group in groups if group.suggestions]


def _pages(text: str, language: str) -> tuple[Suggested, ...]:
    found = suggest(text, language, MAX_PAGES)
    return tuple(Suggested(one.title, one.page.url or "", one.page.knowledge_type.label) for one in found)


def _themes(typed: str, language: str) -> tuple[Suggested, ...]:
    links = dict(theme_links(language))
    return tuple(Suggested(title, links[title]) for title in _best(links, typed)[:MAX_THEMES])


def _terms(typed: str, language: str) -> tuple[Suggested, ...]:
    """Values of filters that some page has; choosing one shows those pages."""
    schemes = {facet.scheme: facet for facet in declared_facets().values() if facet.scheme and facet.scheme != THEME}
    rows = Concept.objects.filter(scheme__in=schemes, locale__language_code=language)
    found = {
        (scheme, key, label): name
        for scheme, key, label, *others in rows.values_list("scheme", "key", "label", "synonyms", "abbreviation")
        if (name := _matching([label, *others[0].splitlines(), others[1]], typed))
    }
    used = _used(found, language) if found else set()
    ordered = sorted((one for one in found if one[:2] in used), key=lambda one: _order(found[one], typed))
    return tuple(
        Suggested(label, _filtered(scheme, key, language), _note(schemes[scheme], label, found[scheme, key, label]))
        for scheme, key, label in ordered[:MAX_TERMS]
    )


def _used(found: Iterable[tuple[str, str, str]], language: str) -> set[tuple[str, str]]:
    """Those of the terms that a visible page of the language has: a suggestion never leads to nothing."""
    keys = [key for _scheme, key, _label in found]
    rows = DocumentFacet.objects.filter(document__visible=True, document__language=language, key__in=keys)
    return set(rows.values_list("facet", "key").distinct())


def _filtered(facet: str, key: str, language: str) -> str:
    return reverse("search") + Address(Query(language=language, filters={facet: (key,)})).url()


def _note(facet: DeclaredFacet, label: str, name: str) -> str | Promise:
    return facet.label if name == label else name


def _best(titles: Iterable[str], typed: str) -> list[str]:
    """Those with a word for each word typed, those that begin so first."""
    return sorted((title for title in titles if _matches(title, typed)), key=lambda title: _order(title, typed))


def _order(title: str, typed: str) -> tuple[bool, str]:
    folded = _folded(title)
    return (not folded.startswith(typed), folded)


def _matching(names: Iterable[str], typed: str) -> str:
    """The first of the names that matches; empty when none does."""
    return next((name for name in names if name.strip() and _matches(name, typed)), "").strip()


def _matches(title: str, typed: str) -> bool:
    words = _folded(title).split()
    return all(any(word.startswith(half) for word in words) for half in typed.split())


@lru_cache(maxsize=10_000)
def _folded(title: str) -> str:
    return fold_words(title)
