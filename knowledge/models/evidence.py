"""How strong the evidence is, who says so and since when."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from knowledge.choices import Evidence


class EvidenceMixin(models.Model):
    """The level of evidence with its date and assessor; a level without them is not shown. Empty until assessed."""

    evidence = models.PositiveSmallIntegerField(_("strength of the evidence"), choices=Evidence, null=True, blank=True)
    evidence_assessed_on = models.DateField(_("evidence assessed on"), null=True, blank=True)
    evidence_assessed_by = models.CharField(_("evidence assessed by"), max_length=255, blank=True)

    class Meta:
        abstract = True

    @property
    def evidence_cells(self) -> int | None:
        """How many of four cells are filled; None when there is nothing to show as cells.

        Level 0 is a word without cells, level 1 a word with one description: cells start at level 2.
        """
        if self.evidence is None or self.evidence < Evidence.DATA:
            return None
        return self.evidence


def evidence_panel() -> MultiFieldPanel:
    """The fields of the mixin as one group."""
    return MultiFieldPanel(
        [
            FieldPanel("evidence"),
            FieldRowPanel([FieldPanel("evidence_assessed_on"), FieldPanel("evidence_assessed_by")]),
        ],
        heading=_("Evidence"),
    )
