"""Research summary: what was asked, what was found, and what it means for your work."""

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from home.blocks import PARAGRAPH_FEATURES, StoryBlock
from home.fields import StoryField
from knowledge.models.evidence import EvidenceMixin, evidence_panel
from knowledge.models.page import KnowledgePage
from knowledge.publication import Requirement
from knowledge.types import ChoiceFacet, FacetSource, KnowledgeType, Scheme, SearchField

# Crossref's recommended pattern for current DOIs.
DOI = RegexValidator(r"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$", _("A DOI looks like 10.1234/abcd."))


class ResearchSummary(EvidenceMixin, KnowledgePage):
    """A study in words that a civil servant can use.

    Its sections follow EMMIE: effect, mechanism, moderators, implementation, economics.
    """

    knowledge_type = KnowledgeType(
        key="research",
        label=_("Research"),
        label_plural=_("Research"),
        card_template="knowledge/cards/research.html",
        searched={
            SearchField.TITLE: ("title",),
            SearchField.SUMMARY: ("one_liner", "summary", "question"),
            SearchField.BODY: (
                "answer", "so_what", "effect", "mechanism", "moderators", "implementation", "economics", "limits",
                "setting", "transfer",
            ),
            SearchField.LABELS: ("authors", "publisher"),
        },
        schemes=(
            Scheme("theme", _("Theme"), max=3),
            Scheme("gov_role", _("Role of government")),
            Scheme("gov_layer", _("Layer of government")),
            Scheme("research_design", _("Kind of research"), max=1),
            Scheme("product_form", _("Form"), max=1),
            Scheme("mechanism", _("Mechanism")),
            Scheme("competence", _("Competence")),
        ),
        choice_facets=(
            ChoiceFacet("evidence", _("Strength of the evidence")),
            ChoiceFacet("year", _("Year"), FacetSource.YEAR),
            ChoiceFacet("reader_status", _("Status")),
        ),
        relation_kinds=("supports", "contradicts", "follows_up", "part_of"),
        sections=(
            "question", "answer", "so_what", "effect", "mechanism", "moderators", "implementation", "economics",
            "limits", "setting", "transfer",
        ),
        schema_org="ScholarlyArticle",
    )  # fmt: skip
    requirements = (
        *KnowledgePage.requirements,
        Requirement("question", _("Write down the question of the research.")),
        Requirement("answer", _("Give the answer in three sentences.")),
        Requirement("so_what", _("Tell what it means for the reader's work.")),
        Requirement("authors", _("Name the authors.")),
        Requirement("year", _("Give the year of publication.")),
        Requirement("doi", _("Give a DOI or the address of the source."), alternatives=("source_url",)),
    )

    question = models.TextField(_("research question"), blank=True)
    answer = models.TextField(_("answer in three sentences"), blank=True)
    so_what = StoryField(StoryBlock(), verbose_name=_("what it means for your work"), blank=True)
    effect = StoryField(StoryBlock(), verbose_name=_("effect"), blank=True)
    mechanism = StoryField(StoryBlock(), verbose_name=_("mechanism"), blank=True)
    moderators = RichTextField(_("for whom and when"), features=PARAGRAPH_FEATURES, blank=True)
    implementation = RichTextField(_("implementation"), features=PARAGRAPH_FEATURES, blank=True)
    economics = RichTextField(_("costs and benefits"), features=PARAGRAPH_FEATURES, blank=True)
    limits = RichTextField(_("limits of the research"), features=PARAGRAPH_FEATURES, blank=True)
    setting = models.TextField(_("country or region, and period"), blank=True)
    transfer = RichTextField(_("does it apply to the Netherlands?"), features=PARAGRAPH_FEATURES, blank=True)
    authors = models.TextField(_("authors"), blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    publisher = models.CharField(_("publisher"), max_length=255, blank=True)
    doi = models.CharField("DOI", max_length=255, blank=True, validators=[DOI])
    source_url = models.URLField(_("address of the source"), blank=True)
    open_access = models.BooleanField(_("open access"), default=False)
    summariser = models.CharField(_("summarised by"), max_length=255, blank=True)
    author_checked = models.BooleanField(_("shown to the author"), default=False)

    content_panels = [
        *KnowledgePage.content_panels,
        *[
            FieldPanel(name)
            for name in (
                "question", "answer", "so_what", "effect", "mechanism", "moderators", "implementation", "economics",
                "limits", "setting", "transfer",
            )
        ],
        MultiFieldPanel(
            [
                FieldPanel("authors"),
                FieldRowPanel([FieldPanel("year"), FieldPanel("publisher")]),
                FieldRowPanel([FieldPanel("doi"), FieldPanel("source_url"), FieldPanel("open_access")]),
                FieldRowPanel([FieldPanel("summariser"), FieldPanel("author_checked")]),
            ],
            heading=_("Publication"),
        ),
        evidence_panel(),
    ]  # fmt: skip

    override_translatable_fields: ClassVar[list[Any]] = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("evidence_assessed_by"),
        SynchronizedField("authors"),
        SynchronizedField("publisher"),
        SynchronizedField("doi"),
        SynchronizedField("summariser"),
    ]

    class Meta:
        verbose_name = _("Research summary")
        verbose_name_plural = _("Research summaries")

    @property
    def doi_url(self) -> str:
        """The address of the publication: its DOI's, else the source's."""
        return f"https://doi.org/{self.doi}" if self.doi else self.source_url
