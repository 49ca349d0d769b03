"""Relations between pages, with their kind."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Orderable

from knowledge.choices import RelationKind


class PageRelation(Orderable):
    """One page bears on another in one way; read from both sides (`knowledge.relations`).

    Not translatable: a page and its translation have the same relations, and the page at the other end is shown in the
    reader's language where it exists.
    """

    page = ParentalKey("knowledge.KnowledgePage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("kind of relation"), max_length=20, choices=RelationKind, default=RelationKind.SUPPORTS)
    target = models.ForeignKey(
        "knowledge.KnowledgePage",
        on_delete=models.CASCADE,
        related_name="incoming_relations",
        verbose_name=_("page"),
    )

    panels = [FieldPanel("kind"), PageChooserPanel("target")]

    class Meta(Orderable.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.target}"

    def clean(self) -> None:
        super().clean()
        if self.target_id and self.page_id == self.target_id:
            raise ValidationError({"target": _("A page cannot be related to itself.")})
