"""Which filters a page of results shows, and how much of each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from search.queries import NO_VALUE
from search.results import Facet, FacetValue

# Fewer filled in than this, and a filter would hide most of what was found.
SHOWN_SHARE = 0.3
OPEN_FACETS = 5
# A facet with more values than this folds all but these, and those that are chosen.
OPEN_VALUES = 10


@dataclass(frozen=True)
class ShownFacet:
    """A filter with the values that are seen at once, and those behind "show all"."""

    facet: Facet
    first: tuple[FacetValue, ...]
    more: tuple[FacetValue, ...]


@dataclass(frozen=True)
class ShownFacets:
    """The filters that stand open, and those under "more filters"."""

    opened: tuple[ShownFacet, ...]
    folded: tuple[ShownFacet, ...]


def shown_facets(facets: Iterable[Facet], total: int) -> ShownFacets:
    """The filters worth showing for `total` results, in their order; those in use are always open."""
    worthwhile = [facet for facet in facets if facet.selected or _filled(facet, total) >= SHOWN_SHARE]
    # Filters in use take the open places first, so that a choice never hides itself.
    by_use = sorted(worthwhile, key=lambda facet: not facet.selected)
    open_names = {facet.name for number, facet in enumerate(by_use) if number < OPEN_FACETS or facet.selected}
    return ShownFacets(
        opened=tuple(_shown(facet) for facet in worthwhile if facet.name in open_names),
        folded=tuple(_shown(facet) for facet in worthwhile if facet.name not in open_names),
    )


def _filled(facet: Facet, total: int) -> float:
    """The share of the results that have a value; counts of a facet that is not in use are over all results."""
    missing = sum(value.count for value in facet.values if value.key == NO_VALUE)
    return 1 - missing / total if total else 0.0


def _shown(facet: Facet) -> ShownFacet:
    if len(facet.values) <= OPEN_VALUES:
        return ShownFacet(facet, facet.values, ())
    named = [value for value in facet.values if value.key != NO_VALUE]
    first = _selected_or_among(facet.values, named[:OPEN_VALUES])
    return ShownFacet(facet, first, tuple(value for value in facet.values if value not in first))


def _selected_or_among(values: Sequence[FacetValue], few: Sequence[FacetValue]) -> tuple[FacetValue, ...]:
    return tuple(value for value in values if value.selected or value in few)
