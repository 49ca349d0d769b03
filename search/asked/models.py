"""Counts of questions: no cookie, no user, no address, and the text only where it may be kept."""

from django.db import models


class AskedQuestion(models.Model):
    """A question in a language that was asked at least once in the last 90 days.

    `digest` is a keyed hash of the folded question. `text` is empty until it may be kept (`search.asked.recording`) and
    has numbers and e-mail addresses masked. `found` is the number of results when it was last looked at.
    """

    language = models.CharField(max_length=12)
    digest = models.CharField(max_length=64)
    text = models.CharField(max_length=120, blank=True)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["language", "digest"], name="search_asked_once")]

    def __str__(self) -> str:
        return self.text or self.digest[:8]


class AskedDay(models.Model):
    """How often a question was asked on a day, and how often a result was opened then, by readers with script."""

    question = models.ForeignKey(AskedQuestion, on_delete=models.CASCADE, related_name="days")
    day = models.DateField(db_index=True)
    asked = models.PositiveIntegerField(default=0)
    opened = models.PositiveIntegerField(default=0)
    found_nothing = models.BooleanField(default=False)  # at least once that day

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "day"], name="search_asked_day_once")]

    def __str__(self) -> str:
        return f"{self.question} {self.day}: {self.asked}"
