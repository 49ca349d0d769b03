"""What editors see of the counts: questions with their text, most asked first."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from search.asked.models import AskedDay, AskedQuestion

Questions = QuerySet[Any]  # the stubs do not see what an annotation adds
LEAST_ASKED = 2  # a single reader who opens nothing says little


@dataclass(frozen=True)
class AskedLine:
    """A question whose text is kept, with its counts since a day and the number of results it had last."""

    pk: int
    text: str
    language: str
    asked: int
    opened: int
    days: int
    last: date
    found: int


@dataclass(frozen=True)
class AskedTotals:
    """All that was counted since a day; `unknown` questions are those of which only a hash is kept."""

    asked: int
    opened: int
    questions: int
    unknown: int


def most_asked(since: date, language: str, limit: int) -> list[AskedLine]:
    """The questions that were asked most since a day, in a language or ("") in all."""
    return _lines(_kept(since, language), limit)


def without_result(since: date, language: str, limit: int) -> list[AskedLine]:
    """The questions that found nothing when they were last asked."""
    return _lines(_kept(since, language).filter(found=0), limit)


def nothing_opened(since: date, language: str, limit: int) -> list[AskedLine]:
    """The questions that have results of which no reader with script opened any."""
    return _lines(_kept(since, language).filter(found__gt=0, opened=0, asked__gte=LEAST_ASKED), limit)


def totals(since: date, language: str) -> AskedTotals:
    """Everything that was counted since a day, in a language or ("") in all."""
    days = AskedDay.objects.filter(day__gte=since)
    questions = _asked(since, language)
    sums = (days.filter(question__language=language) if language else days).aggregate(
        asked=Sum("asked", default=0), opened=Sum("opened", default=0)
    )
    return AskedTotals(sums["asked"], sums["opened"], questions.count(), questions.filter(text="").count())


def _asked(since: date, language: str) -> Questions:
    questions = AskedQuestion.objects.filter(language=language) if language else AskedQuestion.objects.all()
    return questions.filter(days__day__gte=since).annotate(
        asked=Sum("days__asked"), opened=Sum("days__opened"), number_of_days=Count("days"), last=Max("days__day")
    )


def _kept(since: date, language: str) -> Questions:
    return _asked(since, language).exclude(text="")


def _lines(questions: Questions, limit: int) -> list[AskedLine]:
    rows = questions.order_by("-asked", "text", "pk").values_list(
        "pk", "text", "language", "asked", "opened", "number_of_days", "last", "found"
    )
    return [AskedLine(*row) for row in rows[:limit]]
