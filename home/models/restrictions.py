"""Privacy across languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class LiftedRestriction(models.Model):
    """An editor's word that a page and all below it may be read although its translation is restricted.

    Without such a row a restriction on a Dutch page hides its English twin too: Wagtail itself leaves the twin public.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    lifted_at = models.DateTimeField(_("lifted at"), auto_now_add=True)

    class Meta:
        verbose_name = _("lifted restriction")
        verbose_name_plural = _("lifted restrictions")

    def __str__(self) -> str:
        return str(self.page)
