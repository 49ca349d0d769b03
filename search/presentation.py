"""What the results template shows, made ready so that the template only prints."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from knowledge.cards import Card
from knowledge.vocabulary import Vocabulary, kept_vocabulary
from search.addresses import ALL_LANGUAGES, Address
from search.filters import ShownFacets, shown_facets
from search.languages import OtherLanguage, all_languages, hit_cards, in_other_languages, language_name
from search.promotions import Promotion, promoted
from search.queries import NO_VALUE, Sort
from search.results import Facet, FacetValue, SearchResults

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
class ResultsPage:
    """Links, chips and fields around a list of results."""

    results: SearchResults

    @cached_property
    def _terms(self) -> Vocabulary:
        return kept_vocabulary(self.results.query.language)

    @cached_property
    def cards(self) -> list[Card]:
        """The hits as cards."""
        return hit_cards(self.results.hits, self.results.query.language, self._terms)

    @cached_property
    def related(self) -> list[Card]:
        """The pages that only sentence vectors found, as cards."""
        return hit_cards(self.results.related, self.results.query.language, self._terms)

    @cached_property
    def promoted(self) -> list[Promotion]:
        """What editors recommend for the question."""
        return promoted(self.results.query)

    @cached_property
    def others(self) -> list[tuple[OtherLanguage, str]]:
        """What the same question finds in other languages, with the address of all of it."""
        found = in_other_languages(self.results, self._terms)
        return [(other, self.address.in_languages((other.language,)).url()) for other in found]

    @cached_property
    def address(self) -> Address:
        """The address of this search."""
        return Address(self.results.query)

    @cached_property
    def facets(self) -> ShownFacets:
        """The filters worth showing."""
        return shown_facets(self.results.facets, self.results.total)

    @property
    def chips(self) -> list[Chip]:
        """One for each chosen value."""
        return [
            Chip(_chip_label(facet, value), self.address.without(facet.name, value.key).url())
            for facet in self.results.facets
            for value in facet.selected
        ]

    @property
    def languages(self) -> list[tuple[str, str, bool]]:
        """The languages that can be searched, as (value, name, chosen)."""
        query = self.results.query
        own, *others = sorted(all_languages(), key=lambda code: code != query.language)
        choices = [("", language_name(own)), *((code, language_name(code)) for code in others)]
        choices.append((ALL_LANGUAGES, gettext("All languages")))
        return [(value, capfirst(name), value == self.address.language_choice) for value, name in choices]

    @property
    def literal_url(self) -> str:
        """The address of exactly what was typed."""
        return self.address.literally().url()

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


def _chip_label(facet: Facet, value: FacetValue) -> str | Promise:
    if value.key != NO_VALUE:
        return value.label
    return gettext("%(facet)s: not filled in") % {"facet": facet.label}
