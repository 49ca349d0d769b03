"""Pages that gather other pages: sections and themes."""

from typing import Any, ClassVar

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from home.blocks import StoryBlock
from home.fields import StoryField
from home.models import PublicPageMixin
from home.visibility import visible
from knowledge.listing import as_types, load_concepts
from knowledge.models.concept import Concept
from knowledge.models.page import KnowledgePage

PAGE_SIZE = 20


class ListingPage(PublicPageMixin, Page):
    """What section and theme pages share: a summary, a text, and pages of a list."""

    summary = models.TextField(_("summary"), max_length=300, blank=True)
    body = StoryField(StoryBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    override_translatable_fields: ClassVar[list[Any]] = [
        BaseTranslatableField("slug"),
        SynchronizedField("show_in_menus"),
    ]

    class Meta:
        abstract = True

    def listed(self) -> QuerySet[KnowledgePage]:
        """The visible knowledge pages that this page lists, the newest first."""
        raise NotImplementedError

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `listing`, one page of the list; a number that makes no sense shows the nearest page there is."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        context["listing"] = self.page_of_list(request.GET.get("page", "1"))
        return context

    def page_of_list(self, number: str) -> "PaginatorPage[KnowledgePage]":
        """One page of the list, with its items as their own types and their concepts loaded."""
        page: PaginatorPage[KnowledgePage] = Paginator(self.listed(), PAGE_SIZE).get_page(number)
        shown: Any = page.object_list  # a slice of the queryset
        page.object_list = load_concepts(as_types(shown))
        return page


class KnowledgeIndexPage(ListingPage):
    """A section: it lists the knowledge pages below it, at any depth."""

    parent_page_types = ["home.HomePage", "knowledge.KnowledgeIndexPage"]
    type_key = models.CharField(
        _("page type of this section"), max_length=20, blank=True,
        help_text=_("Gives the section the colour and sign of the type; empty for a mixed section."),
    )  # fmt: skip

    content_panels = [*ListingPage.content_panels, FieldPanel("type_key")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *ListingPage.override_translatable_fields,
        SynchronizedField("type_key"),
    ]

    class Meta:
        verbose_name = _("Section")
        verbose_name_plural = _("Sections")

    def listed(self) -> QuerySet[KnowledgePage]:
        pages = KnowledgePage.objects.descendant_of(self)
        return visible(pages).order_by("-first_published_at", "-pk")

    @cached_property
    def subsections(self) -> list["KnowledgeIndexPage"]:
        """The visible sections directly below this one, in the editor's order."""
        return list(visible(KnowledgeIndexPage.objects.child_of(self)).order_by("path"))


class ThemeIndexPage(ListingPage):
    """All themes on one page."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["knowledge.ThemePage"]
    max_count_per_parent = 1

    class Meta:
        verbose_name = _("Themes")
        verbose_name_plural = _("Themes")

    def listed(self) -> QuerySet[KnowledgePage]:
        return KnowledgePage.objects.none()

    @property
    def themes(self) -> QuerySet[Any]:
        """The visible theme pages in the editor's order."""
        return visible(ThemePage.objects.child_of(self)).order_by("path")


class ThemePage(ListingPage):
    """What is known about a theme, and everything that carries it."""

    theme_key = models.SlugField(_("key of the theme"), max_length=60)

    parent_page_types = ["knowledge.ThemeIndexPage"]
    subpage_types: list[str] = []
    content_panels = [*ListingPage.content_panels, FieldPanel("theme_key")]
    override_translatable_fields: ClassVar[list[Any]] = [
        *ListingPage.override_translatable_fields,
        SynchronizedField("theme_key"),
    ]

    class Meta:
        verbose_name = _("Theme")
        verbose_name_plural = _("Themes")

    @property
    def concept(self) -> Concept | None:
        """The theme in the language of this page."""
        return Concept.objects.filter(scheme="theme", key=self.theme_key, locale=self.locale).first()

    def listed(self) -> QuerySet[KnowledgePage]:
        pages = KnowledgePage.objects.filter(
            locale=self.locale,
            concept_links__concept__scheme="theme",
            concept_links__concept__key=self.theme_key,
        )
        return visible(pages).order_by("-first_published_at", "-pk").distinct()
