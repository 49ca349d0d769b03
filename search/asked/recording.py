"""Counting a question, and when its text may be kept.

The text is kept once the question found nothing or was asked on three different days; until then a keyed hash stands
for it, which tells nobody what was asked and only recognises it when it is asked again.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from search.asked.masking import digest, folded, masked
from search.asked.models import AskedDay, AskedQuestion
from search.queries import Query
from search.questions import clean, parse
from search.service import search

KEPT_DAYS = 90
DAYS_BEFORE_TEXT = 3
MAX_LENGTH = 120  # characters; longer ones are pasted text, which tells an editor nothing and may tell of a person
MAX_QUESTIONS_A_DAY = 5_000


def asked(question: str, language: str) -> None:
    """Count that a reader of a language asked a question; what is no question, or one too many, is left out."""
    shown = masked(question)
    key = folded(shown)
    if not key or len(shown) > MAX_LENGTH or parse(question, language).is_empty:
        return
    today = timezone.localdate()
    found = _found(question, language, digest(key), today)
    with transaction.atomic():
        row = _row(digest(key), language, today)
        if row is None:
            return
        AskedDay.objects.filter(pk=row.pk).update(asked=F("asked") + 1)
        if found is not None:
            AskedQuestion.objects.filter(pk=row.question_id).update(found=found)
        if found == 0:
            AskedDay.objects.filter(pk=row.pk).update(found_nothing=True)
        with_reason_to_keep(today).filter(pk=row.question_id, text="").update(text=shown)


def opened(question: str, language: str) -> None:
    """Count that a reader opened a result of a question that was counted today; never more often than it was asked."""
    key = digest(folded(masked(question)))
    days = AskedDay.objects.filter(question__language=language, question__digest=key, day=timezone.localdate())
    days.filter(opened__lt=F("asked")).update(opened=F("opened") + 1)


def look_again(question: AskedQuestion) -> int:
    """Count the results of a question whose text is kept anew, after an editor did something for it."""
    question.found = _results(question.text, question.language)
    question.save(update_fields=["found"])
    return question.found


def with_reason_to_keep(today: date) -> QuerySet[AskedQuestion]:
    """The questions whose text may be kept, by the days that are still counted."""
    days = AskedDay.objects.filter(day__gt=today - timedelta(days=KEPT_DAYS))
    often = days.values("question").annotate(number=Count("pk")).filter(number__gte=DAYS_BEFORE_TEXT)
    fruitless = days.filter(found_nothing=True)
    return AskedQuestion.objects.filter(Q(pk__in=fruitless.values("question")) | Q(pk__in=often.values("question")))


def forget_old(today: date | None = None) -> int:
    """Forget counts of more than 90 days ago, and texts that have no reason left; gives how many questions went."""
    today = today or timezone.localdate()
    AskedDay.objects.filter(day__lte=today - timedelta(days=KEPT_DAYS)).delete()
    kept = with_reason_to_keep(today).values("pk")
    AskedQuestion.objects.exclude(text="").exclude(pk__in=kept).update(text="")
    return AskedQuestion.objects.filter(days__isnull=True).delete()[0]


def _found(question: str, language: str, key: str, today: date) -> int | None:
    """The number of results, worked out here and not believed from outside; None when it was known today.

    One that found nothing is looked at again, so that an editor sees her synonym help.
    """
    known = AskedDay.objects.filter(question__language=language, question__digest=key, day=today, question__found__gt=0)
    return None if known.exists() else _results(question, language)


def _results(question: str, language: str) -> int:
    """The number of results that a reader of a language gets, with whatever search makes of the question."""
    return search(Query(text=clean(question), language=language, page_size=1), facets=False).total


def _row(key: str, language: str, today: date) -> AskedDay | None:
    """Today's row of a question, made when there is room for it."""
    question = AskedQuestion.objects.filter(language=language, digest=key).first()
    row = AskedDay.objects.filter(question=question, day=today).first() if question else None
    if row is None and AskedDay.objects.filter(day=today).count() < MAX_QUESTIONS_A_DAY:
        question, _made = AskedQuestion.objects.get_or_create(language=language, digest=key)
        row, _made = AskedDay.objects.get_or_create(question=question, day=today)
    return row
