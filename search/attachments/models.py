"""The text of an attached file, and how reading it went."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AttachmentText(models.Model):
    """What is written in a document of the library; only pages that readers may see give it to search.

    `source` tells the file that was read from any that replaces it. `attempts` counts turns that began with it: a file
    that brings down whoever reads it is left alone after a few. `public` is whether search was last told that anyone
    may fetch it.
    """

    class State(models.TextChoices):
        """How reading went."""

        WAITING = "waiting", _("Waits to be read")
        READ = "read", _("Read")
        PARTLY = "partly", _("Read in part: it is too long")
        EMPTY = "empty", _("Holds no text: perhaps pictures of pages")
        ENCRYPTED = "encrypted", _("Locked with a password")
        BROKEN = "broken", _("Damaged, or not what its name says")
        TOO_LARGE = "too_large", _("Too large")
        TOO_HEAVY = "too_heavy", _("Takes too much time or memory")
        MISSING = "missing", _("The file is not there")

    document_id = models.BigIntegerField(primary_key=True)
    source = models.CharField(max_length=255)
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    text = models.TextField(blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    public = models.BooleanField(default=False)
    made_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.document_id}: {self.state}"
