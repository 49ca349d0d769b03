"""What the importer remembers: which item became what, so that a second run changes nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class PloneRun(models.Model):
    """One run of the importer, with its counts."""

    started = models.DateTimeField(_("started"), auto_now_add=True)
    finished = models.DateTimeField(_("finished"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=1000)
    counts = models.JSONField(_("counts"), default=dict)

    class Meta:
        verbose_name = _("run of the Plone import")
        verbose_name_plural = _("runs of the Plone import")

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d %H:%M}"


class PloneItem(models.Model):
    """An item of the old site by its UID, and what it is here.

    `checksum` is that of the values the importer wrote, "" as long as only the place of the page is there. A page whose
    latest revision is not `revision` was edited here since, and is not overwritten.
    """

    uid = models.CharField(_("UID"), max_length=255, unique=True)
    old_path = models.TextField(_("old address"))
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page"))
    image = models.ForeignKey(
        "home.KennisbankImage", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("image")
    )
    document = models.ForeignKey(
        "home.KennisbankDocument", null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("document")
    )
    joined = models.BooleanField(_("was there before the import"), default=False)
    checksum = models.CharField(_("checksum"), max_length=64, blank=True)
    revision = models.PositiveBigIntegerField(_("revision"), null=True)
    was_live = models.BooleanField(_("was published by the import"), default=False)
    run = models.ForeignKey(PloneRun, on_delete=models.PROTECT, related_name="items", verbose_name=_("run"))

    # What the importer knows of a file does not make it public.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("item of the Plone site")
        verbose_name_plural = _("items of the Plone site")

    def __str__(self) -> str:
        return self.old_path
