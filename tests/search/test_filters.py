"""Which filters a page of results shows."""

import pytest

from search.filters import shown_facets
from search.queries import NO_VALUE
from search.results import Facet, FacetValue


def facet(name, *, filled=10, missing=0, values=2, selected=False):
    """A facet with a number of values, the first of them chosen or not."""
    some = [FacetValue(f"v{number}", f"Value {number}", filled, selected and not number) for number in range(values)]
    none = [FacetValue(NO_VALUE, "none", missing)] if missing else []
    return Facet(name, name, (*some, *none))


def names(facets):
    return [shown.facet.name for shown in facets]


@pytest.mark.parametrize(("missing", "expected"), [(0, ["theme"]), (7, ["theme"]), (8, [])])
def test_a_filter_shows_where_enough_results_have_a_value(missing, expected):
    assert names(shown_facets([facet("theme", missing=missing)], 10).opened) == expected


def test_a_filter_in_use_always_shows():
    shown = shown_facets([facet("theme", missing=90, selected=True)], 100)
    assert names(shown.opened) == ["theme"]


def test_five_are_open_and_the_rest_folded_with_those_in_use_first():
    facets = [facet(f"f{number}", selected=number == 6) for number in range(7)]
    shown = shown_facets(facets, 10)
    assert names(shown.opened) == ["f0", "f1", "f2", "f3", "f6"]
    assert names(shown.folded) == ["f4", "f5"]


def test_a_long_filter_folds_what_is_not_chosen():
    chosen = FacetValue("v11", "Eleven", 1, selected=True)
    values = (*(FacetValue(f"v{number}", "x", 20 - number) for number in range(11)), chosen)
    (shown,) = shown_facets([Facet("theme", "theme", values)], 10).opened
    assert [value.key for value in shown.first] == [*(f"v{number}" for number in range(10)), "v11"]
    assert [value.key for value in shown.more] == ["v10"]
    (short,) = shown_facets([facet("theme", values=10)], 10).opened
    assert (len(short.first), short.more) == (10, ())
