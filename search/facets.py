"""The filters that page types declare, with labels for their values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from knowledge.registry import page_types
from knowledge.types import FacetSource
from knowledge.vocabulary import Vocabulary, kept_vocabulary
from search.documents import TYPE_FACET
from search.queries import NO_VALUE
from search.results import Facet, FacetValue

Text = str | Promise
MAX_VALUES = 50  # of one facet in one address
LAST = 10_000  # after any value of a scale, any year and any count


@dataclass(frozen=True)
class DeclaredFacet:
    """A filter: its name in addresses, its label, and the labels of its values where they are fixed.

    `scheme` is the vocabulary of a facet of concepts; `years` says that any year is a value.
    """

    name: str
    label: Text
    labels: Mapping[str, Text]
    scheme: str = ""
    years: bool = False


@cache
def declared_facets() -> dict[str, DeclaredFacet]:
    """All filters of all types, by name: the type of page, then the vocabularies, then fixed scales."""
    types = page_types()
    of_types = {model.knowledge_type.key: model.knowledge_type.label for model in types}
    facets = {TYPE_FACET: DeclaredFacet(TYPE_FACET, _("Kind of page"), of_types)}
    for model in types:
        for scheme in model.knowledge_type.schemes:
            if scheme.facet:
                facets.setdefault(scheme.key, DeclaredFacet(scheme.key, scheme.label, {}, scheme=scheme.key))
    for model in types:
        for choice in model.knowledge_type.choice_facets:
            years = choice.source == FacetSource.YEAR
            labels = {} if years else _choice_labels(model, choice.field)
            facets.setdefault(choice.field, DeclaredFacet(choice.field, choice.label, labels, years=years))
    return facets


def _choice_labels(model: Any, field: str) -> dict[str, Text]:
    return {str(key): label for key, label in model._meta.get_field(field).flatchoices}


@dataclass(frozen=True)
class FacetLabels:
    """The labels of every facet's values in one language; costs one small query."""

    terms: Vocabulary

    @classmethod
    def in_language(cls, language: str) -> "FacetLabels":
        """The labels for a reader of a language."""
        return cls(kept_vocabulary(language))

    def label(self, facet: DeclaredFacet, key: str) -> Text | None:
        """The label of a value; None for a value that there is not."""
        if key == NO_VALUE:
            return _("Not filled in")
        if facet.scheme:
            term = self.terms.get((facet.scheme, key))
            return term.label if term else None
        if facet.years:
            return key if key.isascii() and key.isdigit() and len(key) == len("2026") else None
        return facet.labels.get(key)

    def known_filters(self, asked: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
        """Those of the filters in an address that exist; an old or mistyped one is left out."""
        known: dict[str, tuple[str, ...]] = {}
        for name, facet in declared_facets().items():
            keys = [key for key in dict.fromkeys(asked.get(name, ())) if self.label(facet, key) is not None]
            if keys:
                known[name] = tuple(keys[:MAX_VALUES])
        return known

    def facets(
        self, counts: Mapping[str, Mapping[str, int]], chosen: Mapping[str, tuple[str, ...]]
    ) -> tuple[Facet, ...]:
        """The facets as a page shows them: values with results and those that are chosen; empty facets left out."""
        facets = (
            Facet(name, facet.label, self._values(facet, counts.get(name, {}), chosen.get(name, ())))
            for name, facet in declared_facets().items()
        )
        return tuple(facet for facet in facets if facet.values)

    def _values(
        self, facet: DeclaredFacet, counts: Mapping[str, int], chosen: tuple[str, ...]
    ) -> tuple[FacetValue, ...]:
        values = []
        for key in dict.fromkeys([*counts, *chosen]):
            label = self.label(facet, key)
            if label is not None:
                values.append(FacetValue(key, label, counts.get(key, 0), key in chosen))
        return tuple(sorted(values, key=lambda value: self._order(facet, value)))

    @staticmethod
    def _order(facet: DeclaredFacet, value: FacetValue) -> tuple[int, int, str]:
        """Fixed scales in their own order, years from the last, all else by frequency; "not filled in" at the end."""
        if value.key == NO_VALUE:
            return (LAST, 0, "")
        if facet.years:
            return (-int(value.key), 0, "")
        if facet.labels and facet.name != TYPE_FACET:
            return (list(facet.labels).index(value.key), 0, "")
        return (-value.count, 0, str(value.label))
