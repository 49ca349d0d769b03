"""What readers asked for and nobody wrote yet."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class WritingIdea(models.Model):
    """A subject to write about, raised from a question; done when an editor says so or its page is live."""

    text = models.CharField(_("subject"), max_length=120)
    language = models.CharField(_("language"), max_length=12)
    asked = models.PositiveIntegerField(_("times asked"), default=0)  # in the 90 days before it was raised
    note = models.CharField(_("note"), max_length=300, blank=True)
    raised_at = models.DateTimeField(_("raised"), auto_now_add=True)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    # A list of work is no use of a page that an editor should be warned of.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("subject to write about")
        verbose_name_plural = _("subjects to write about")
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "text"], condition=Q(done_at__isnull=True), name="editorial_one_open_idea"
            )
        ]
        default_permissions: ClassVar[Any] = ()

    def __str__(self) -> str:
        return self.text
