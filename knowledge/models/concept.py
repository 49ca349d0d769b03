"""Vocabularies: one table of concepts, reached from pages through one translatable link."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField, TranslatableField


class SchemeKey(models.TextChoices):
    """The vocabularies; sources of each in its file in `knowledge/vocabularies/`."""

    THEME = "theme", _("theme")
    GOV_ROLE = "gov_role", _("role of government")
    GOV_LAYER = "gov_layer", _("layer of government")
    COMPETENCE = "competence", _("competence")
    NETWORK_FORM = "network_form", _("form of network governance")
    PARTNERSHIP = "partnership", _("kind of collaboration")
    MECHANISM = "mechanism", _("mechanism")
    SPECTRUM = "spectrum", _("degree of participation")
    SCALE = "scale", _("scale")
    ACTOR_KIND = "actor_kind", _("kind of party")
    VALUE = "value", _("value")
    RESEARCH_DESIGN = "research_design", _("kind of research")
    PRODUCT_FORM = "product_form", _("form of publication")
    TERM = "term", _("glossary")


class Concept(TranslatableMixin, index.Indexed, models.Model):
    """A term of a vocabulary in one language: label, definition and the words that readers use for it."""

    scheme = models.CharField(_("vocabulary"), max_length=30, choices=SchemeKey, db_index=True)
    key = models.SlugField(_("key"), max_length=60, help_text=_("Stable; the same in every language."))
    label = models.CharField(_("label"), max_length=120)
    definition = models.TextField(_("definition"), blank=True)
    synonyms = models.TextField(
        _("synonyms"),
        blank=True,
        help_text=_("One a line: words that readers use for this; search knows them too."),
    )
    abbreviation = models.CharField(_("abbreviation"), max_length=30, blank=True)
    plural_forms = models.TextField(
        _("plural forms"),
        blank=True,
        help_text=_("One a line, and any other form in which the word stands in a text."),
    )
    marked = models.BooleanField(
        _("mark in pages"),
        default=True,
        help_text=_("The first use on a page shows the definition. For terms of the glossary only."),
    )
    uri = models.URLField(_("TOOI or SKOS address"), blank=True)
    sort_order = models.PositiveIntegerField(_("order"), default=0)
    # What `knowledge.vocabulary.stamp` sees a change by. The count notices one that was committed late, after a later
    # one; the moment tells apart what a rolled back transaction would have made equal.
    edits = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True, editable=False)

    panels = [
        FieldRowPanel([FieldPanel("scheme"), FieldPanel("key")]),
        FieldPanel("label"),
        FieldPanel("definition"),
        FieldPanel("synonyms"),
        FieldPanel("plural_forms"),
        FieldRowPanel([FieldPanel("abbreviation"), FieldPanel("sort_order")]),
        FieldPanel("uri"),
    ]
    translatable_fields: list[Any] = [
        TranslatableField("label"),
        TranslatableField("definition"),
        TranslatableField("synonyms"),
        TranslatableField("abbreviation"),
        TranslatableField("plural_forms"),
        BaseTranslatableField("marked"),  # a word may be common in one language and rare in the other
        SynchronizedField("scheme", overridable=False),
        SynchronizedField("key", overridable=False),
        SynchronizedField("uri"),
        SynchronizedField("sort_order"),
    ]

    # For the editors' chooser only; readers' search has its own index.
    search_fields = [
        index.SearchField("label"),
        index.AutocompleteField("label"),
        index.SearchField("synonyms"),
        index.FilterField("scheme"),
        index.FilterField("locale"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ["scheme", "sort_order", "label"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "key", "locale"], name="one_concept_a_key_and_language"),
        ]

    def __str__(self) -> str:
        return f"{self.label} ({self.get_scheme_display()})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save and count it: by the count caches of other processes see the change."""
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "edits", "changed_at"}
        if self._state.adding:
            super().save(*args, **kwargs)
            return
        # Counted by the database: another process may have saved since this instance was read.
        self.edits = models.F("edits") + 1
        super().save(*args, **kwargs)
        self.refresh_from_db(fields=["edits"])

    @property
    def plural_list(self) -> list[str]:
        """The plural forms, without empty lines."""
        return [word.strip() for word in self.plural_forms.splitlines() if word.strip()]

    @property
    def synonym_list(self) -> list[str]:
        """The synonyms and the abbreviation, without empty lines."""
        words = [*self.synonyms.splitlines(), self.abbreviation]
        return [word.strip() for word in words if word.strip()]


class ConceptLink(TranslatableMixin, Orderable):
    """A concept on a page, in the order of importance that the editor gave.

    Translatable, so that the English page has the English concept: a plain Orderable would keep the Dutch one.
    """

    page = ParentalKey("knowledge.KnowledgePage", on_delete=models.CASCADE, related_name="concept_links")
    concept = models.ForeignKey(
        Concept, on_delete=models.PROTECT, related_name="page_links", verbose_name=_("concept"),
        limit_choices_to=~models.Q(scheme=SchemeKey.TERM),  # the glossary explains words, it does not sort pages
    )  # fmt: skip

    panels = [FieldPanel("concept")]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("concept on a page")
        verbose_name_plural = _("concepts on pages")

    def __str__(self) -> str:
        return str(self.concept)
