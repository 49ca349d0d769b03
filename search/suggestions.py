"""What the search field offers while a reader types: pages, terms and themes."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.themes import theme_links
from search.addresses import Address
from search.language import fold_words
from search.models import DocumentFacet
from search.queries import Query
from search.questions import clean
from search.service import suggest
from search.term_names import TermNames, term_names

MAX_PAGES, MAX_TERMS, MAX_THEMES = 5, 3, 2


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
    return tuple(
        Suggested(one.title, one.page.url or "", one.page.specific_class.knowledge_type.label) for one in found
    )


def _themes(typed: str, language: str) -> tuple[Suggested, ...]:
    links = dict(theme_links(language))
    return tuple(Suggested(title, links[title]) for title in _best(links, typed)[:MAX_THEMES])


def _terms(typed: str, language: str) -> tuple[Suggested, ...]:
    found = [(term, name) for term in term_names(language) if (name := _matching(term.names, typed))]
    filters = [(term.scheme, term.key) for term, _name in found if not term.url]
    used = _used(filters, language) if filters else set()
    shown = sorted(
        (one for one in found if one[0].url or (one[0].scheme, one[0].key) in used),
        key=lambda one: (not one[0].url, *_order(one[1], typed)),
    )
    return tuple(
        Suggested(term.label, term.url or _filtered(term, language), term.kind if name == term.label else name)
        for term, name in shown[:MAX_TERMS]
    )


def _used(terms: Iterable[tuple[str, str]], language: str) -> set[tuple[str, str]]:
    """Those of the filter values that a visible page of the language has: a suggestion never leads to nothing."""
    keys = [key for _scheme, key in terms]
    rows = DocumentFacet.objects.filter(document__visible=True, document__language=language, key__in=keys)
    return set(rows.values_list("facet", "key").distinct())


def _filtered(term: TermNames, language: str) -> str:
    return reverse("search") + Address(Query(language=language, filters={term.scheme: (term.key,)})).url()


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
