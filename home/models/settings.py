"""What an administrator sets for the whole site."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="cog")
class SiteSettings(BaseSiteSetting):
    """Names and addresses that pages and forms of the whole site use."""

    tagline_nl = models.CharField(_("tagline in Dutch"), max_length=60, default="netwerkend werken")
    tagline_en = models.CharField(_("tagline in English"), max_length=60, default="working in networks")
    about_nl = models.CharField(
        _("about the site, in Dutch"), max_length=255, blank=True,
        default="Wat overheden leren van samenwerken: uit praktijk en wetenschap, nagekeken en gedateerd.",
    )  # fmt: skip
    about_en = models.CharField(
        _("about the site, in English"), max_length=255, blank=True,
        default="What governments learn from working together: from practice and research, checked and dated.",
    )  # fmt: skip
    editors_mailbox = models.EmailField(
        _("mailbox of the editors"),
        blank=True,
        help_text=_("Prefilled as the owner of a new page, and shown to readers who find nothing."),
    )
    mark_terms = models.BooleanField(
        _("mark terms of the glossary in pages"),
        default=True,
        help_text=_("The first use of a term on a page shows its definition."),
    )
    accessibility_register_url = models.URLField(_("entry in the register of accessibility statements"), blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("tagline_nl"),
                FieldPanel("tagline_en"),
                FieldPanel("about_nl"),
                FieldPanel("about_en"),
            ],
            heading=_("Name"),
        ),
        FieldPanel("editors_mailbox"),
        FieldPanel("mark_terms"),
        FieldPanel("accessibility_register_url"),
    ]

    class Meta:
        verbose_name = _("Site settings")

    def tagline(self, language: str) -> str:
        """The tagline in a language."""
        return self.tagline_en if language == "en" else self.tagline_nl

    def about(self, language: str) -> str:
        """One sentence on what the site is, in a language."""
        return self.about_en if language == "en" else self.about_nl
