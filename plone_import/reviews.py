"""Review dates of imported pages: spread, so that no week asks too much of the editors."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

WEEK = timedelta(days=7)
DAYS_A_MONTH = 30.4


def spread(keys: Sequence[str], taken: Sequence[date], first: date, months: int, per_week: int) -> dict[str, date]:
    """A date for each key, in their order, over so many months from `first` and at most `per_week` in a week.

    `taken` are dates that pages have already. When they do not all fit in the period, the dates run on after it.
    """
    weeks = max(int(months * DAYS_A_MONTH / WEEK.days), 1)
    load = Counter((day - first).days // WEEK.days for day in taken)
    dates: dict[str, date] = {}
    for number, key in enumerate(keys):
        week = number * weeks // len(keys)
        while load[week] >= per_week:
            week += 1
        dates[key] = first + week * WEEK + timedelta(days=load[week])
        load[week] += 1
    return dates
