"""Addresses that last: former paths of pages, and the number that a page keeps for life."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site


class FormerPath(models.Model):
    """A path where a page, and with it all that stands below it, could once be found.

    One row serves a whole subtree, so renaming a section of thousands of pages writes one row. `home.former_paths`
    resolves them when an address is not found.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+", verbose_name=_("site"))
    prefix = models.CharField(
        _("former path"),
        max_length=1000,
        help_text=_("From the first slash, without one at the end: /nl/praktijk/oude-naam"),
    )
    # None once the page is deleted: the address then answers 410 instead of 404.
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page"))
    # A file that had an address of its own on a site that moved here.
    image = models.ForeignKey(
        "home.KennisbankImage", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("image")
    )
    document = models.ForeignKey(
        "home.KennisbankDocument", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("document")
    )
    since = models.DateTimeField(_("former since"), auto_now_add=True)

    # An old address shows nobody a file: it must not make one public.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("former path")
        verbose_name_plural = _("former paths")
        constraints = [models.UniqueConstraint(fields=["site", "prefix"], name="one_page_a_former_path")]

    def __str__(self) -> str:
        return self.prefix


class PermanentNumber(models.Model):
    """The number of a page in all its languages, given once and never again.

    Embeds, API, votes and counts key on it. It is a row of its own because a field on the page would be copied to
    translations, aliases and copies; and it stays when the page is deleted, so that a number is never given twice.
    """

    number = models.BigAutoField(primary_key=True)
    translation_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("permanent number")
        verbose_name_plural = _("permanent numbers")

    def __str__(self) -> str:
        return shown_number(self.number)


def shown_number(number: int) -> str:
    """A permanent number as readers see it."""
    return f"kb-{number:05d}"
