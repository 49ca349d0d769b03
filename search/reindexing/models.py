"""The wish to analyse all pages again, and how far that is."""

from django.conf import settings
from django.db import models


class Reindexing(models.Model):
    """One row: the last wish and the last time that it came true.

    `cursor` is the page up to which all were analysed, so that a turn that dies is taken up there. `concepts` is
    the version of the names that pages were analysed with when all were last done.
    """

    asked_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )  # fmt: skip
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cursor = models.BigIntegerField(default=0)
    pages = models.PositiveIntegerField(default=0)  # analysed since it started
    started_with = models.CharField(max_length=64, blank=True)  # the version of the names when it started
    concepts = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return str(self.asked_at)
