"""Waivers of the publication check."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PublicationWaiver(models.Model):
    """A reason why a page was published although it misses something; kept for as long as the page exists."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    name = models.CharField(_("name"), max_length=60)  # which door asked for it: "plone-import"
    missing = models.JSONField(_("what was missing"), default=list)  # codes of the findings
    granted_at = models.DateTimeField(_("granted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("publication waiver")
        verbose_name_plural = _("publication waivers")

    def __str__(self) -> str:
        return f"{self.name}: {self.page}"
