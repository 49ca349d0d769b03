"""The pages of the frame: the front page and the standing pages."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from home import visibility
from home.blocks import StoryBlock
from home.fields import StoryField

# A synchronised or translated slug would overwrite the one of this language at each sync; of Wagtail's own fields for
# search engines only the description is text.
PAGE_TRANSLATION: list[Any] = [
    BaseTranslatableField("slug"),
    SynchronizedField("show_in_menus"),
]


class PublicPageMixin:
    """A page that asks Wagtail for its restrictions only when it has any.

    Wagtail reads them in two queries at each view of a page, of which nearly none is restricted.
    """

    def get_view_restrictions(self) -> Any:
        """The restrictions on the page and its ancestors."""
        # A mixin: the page that it is mixed into has the attributes that the ignored lines use.
        if self.alias_of_id is None and not visibility.is_restricted_itself(self):  # type: ignore[attr-defined]
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()  # type: ignore[misc]


class HomePage(PublicPageMixin, Page):
    """The front page of one language; what stands on it is put there by the project's templates."""

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    search_hint = models.CharField(
        _("examples below the search field"), max_length=160, blank=True,
        help_text=_("A few questions that readers often have, with commas between them."),
    )  # fmt: skip

    parent_page_types = ["wagtailcore.Page"]
    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("search_hint")]
    override_translatable_fields: list[Any] = PAGE_TRANSLATION

    class Meta:
        verbose_name = _("Home page")
        verbose_name_plural = _("Home pages")


class StandardPage(PublicPageMixin, Page):
    """A standing page: about, accessibility statement, privacy."""

    summary = models.TextField(_("summary"), max_length=300, blank=True)
    body = StoryField(StoryBlock(), verbose_name=_("text"), blank=True)

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    override_translatable_fields: list[Any] = PAGE_TRANSLATION

    class Meta:
        verbose_name = _("Standing page")
        verbose_name_plural = _("Standing pages")
