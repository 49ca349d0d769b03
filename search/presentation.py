"""What the results template shows, made ready so that the template only prints."""

from dataclasses import dataclass, replace
from functools import cached_property

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.cards import Card, cards
from knowledge.vocabulary import vocabulary
from search.addresses import Address
from search.queries import Sort
from search.results import Facet, SearchResults

OPEN_FACETS = 5
# Page links on either side of the page that is shown.
PAGE_REACH = 2
SORT_LABELS: dict[Sort, str | Promise] = {
    Sort.BEST: _("best answer"),
    Sort.NEWEST: _("newest"),
    Sort.TITLE: _("title"),
}


@dataclass(frozen=True)
class Chip:
    """A filter that is chosen, with the address of the search without it."""

    label: str | Promise
    url: str


@dataclass(frozen=True)
class PageLink:
    """A link to a page of results; `gap` says that pages were left out before it."""

    number: int
    url: str
    current: bool
    gap: bool


@dataclass(frozen=True)
class ShownFacet:
    """A facet, open or folded."""

    facet: Facet
    is_open: bool


@dataclass(frozen=True)
class ResultsPage:
    """Links, chips and fields around a list of results."""

    results: SearchResults

    @cached_property
    def cards(self) -> list[Card]:
        """The hits as the cards that every list has, with what was found marked."""
        language = self.results.query.language
        pages = [hit.page for hit in self.results.hits]
        shown = cards(pages, vocabulary(language, ["value"]), language) if pages else []
        return [
            replace(card, title_pieces=hit.title, text_pieces=hit.fragment)
            for card, hit in zip(shown, self.results.hits, strict=True)
        ]

    @cached_property
    def address(self) -> Address:
        """The address of this search."""
        return Address(self.results.query)

    @property
    def facets(self) -> list[ShownFacet]:
        """The filters; the first few are open, and those in use."""
        return [
            ShownFacet(facet, number < OPEN_FACETS or bool(facet.selected))
            for number, facet in enumerate(self.results.facets)
        ]

    @property
    def chips(self) -> list[Chip]:
        """One for each chosen value."""
        return [
            Chip(value.label, self.address.without(facet.name, value.key).url())
            for facet in self.results.facets
            for value in facet.selected
        ]

    @property
    def without_filters(self) -> str:
        """The address of this search without any filter."""
        return self.address.with_filters({}).url()

    @property
    def sorts(self) -> list[tuple[str, str | Promise, bool]]:
        """The orders that can be chosen, as (value, label, chosen)."""
        return [(sort.value, label, sort == self.results.query.sort) for sort, label in SORT_LABELS.items()]

    @property
    def search_fields(self) -> list[tuple[str, str]]:
        """What the search field's form carries along: a new question keeps no filters, only the languages."""
        return [field for field in self.address.hidden_fields() if field[0] == "lang"]

    @property
    def filter_fields(self) -> list[tuple[str, str]]:
        """What the filters' form carries along."""
        return self.address.hidden_fields(without_filters=True)

    @property
    def sort_fields(self) -> list[tuple[str, str]]:
        """What the form of the order carries along."""
        text = self.results.query.text
        return [*([("q", text)] if text else []), *self.address.hidden_fields()]

    @property
    def all_languages_url(self) -> str:
        """The address of this search in all languages; empty when that is what it is."""
        if self.results.query.languages:
            return ""
        return self.address.in_languages(tuple(code for code, _name in settings.LANGUAGES)).url()

    @property
    def own_language_url(self) -> str:
        """The address of this search in the reader's language only."""
        return self.address.in_languages(()).url()

    @property
    def page_links(self) -> list[PageLink]:
        """Links to the first, the last and the nearest pages; none when there is one page."""
        current, last = self.results.page, self.results.pages
        if last == 1:
            return []
        near = range(current - PAGE_REACH, current + PAGE_REACH + 1)
        numbers = sorted({1, last, *(number for number in near if 1 <= number <= last)})
        return [
            PageLink(number, self.address.url(number), number == current, number - before > 1)
            for before, number in zip([0, *numbers], numbers, strict=False)
        ]

    @property
    def next_url(self) -> str:
        """The next page; empty on the last."""
        page = self.results.page
        return self.address.url(page + 1) if page < self.results.pages else ""
