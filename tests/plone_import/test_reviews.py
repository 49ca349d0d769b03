"""Review dates are spread so that two editors can keep up."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from plone_import.reviews import spread

FIRST = date(2027, 1, 4)


def weeks(dates):
    return Counter((day - FIRST).days // 7 for day in dates)


def test_few_pages_are_spread_over_the_whole_period():
    dates = list(spread([str(number) for number in range(10)], [], FIRST, 24, 3).values())
    assert dates == sorted(dates)
    assert max(weeks(dates).values()) == 1
    assert (dates[-1] - FIRST).days > 600


@given(
    st.integers(0, 400), st.lists(st.dates(FIRST, date(2029, 1, 1)), max_size=50), st.integers(1, 24), st.integers(1, 7)
)
def test_no_week_gets_more_than_its_share(number, taken, months, per_week):
    dates = spread([str(key) for key in range(number)], taken, FIRST, months, per_week)
    assert len(dates) == number
    load, before = weeks([*dates.values(), *taken]), weeks(taken)
    assert all(load[week] <= max(per_week, before[week]) for week in load)
    assert all(day >= FIRST for day in dates.values())
