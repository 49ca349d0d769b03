"""Practice case: what was done, why it worked, what came of it (context, intervention, mechanism, outcome)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from home.blocks import PARAGRAPH_FEATURES, StoryBlock
from home.fields import StoryField
from knowledge import text
from knowledge.blocks import ActorBlock, AdopterBlock, list_of
from knowledge.choices import CostClass, Phase
from knowledge.models.evidence import EvidenceMixin, evidence_panel
from knowledge.models.page import KnowledgePage
from knowledge.publication import Requirement
from knowledge.types import ChoiceFacet, KnowledgeType, Scheme, SearchField

BRIEF_LENGTH = 160
BRIEF_FIELDS = ("brief_task", "brief_approach", "brief_works", "brief_outcome", "brief_caution")


def brief_field(label: Any) -> "models.CharField[str, str]":
    """A row of "In short"."""
    return models.CharField(
        label, max_length=BRIEF_LENGTH, blank=True,
        help_text=_("Left empty, the first sentence of its section is used."),
    )  # fmt: skip


class PracticeCase(EvidenceMixin, KnowledgePage):
    """A case from practice, told honestly enough to repeat or avoid."""

    knowledge_type = KnowledgeType(
        key="case",
        label=_("Practice case"),
        label_plural=_("Practice cases"),
        card_template="knowledge/cards/case.html",
        searched={
            SearchField.TITLE: ("title",),
            SearchField.SUMMARY: ("one_liner", "summary"),
            SearchField.BODY: (
                *BRIEF_FIELDS,
                "context", "intervention", "mechanisms", "outcomes", "failures", "do_differently",
                "conditions", "not_when", "needs", "switch_moment", "cost_note",
            ),
            SearchField.LABELS: ("actors", "lead_organisation", "place", "adopters", "contact_organisation"),
        },
        schemes=(
            Scheme("theme", _("Theme"), max=3),
            Scheme("gov_role", _("Role of government")),
            Scheme("gov_layer", _("Layer of government")),
            Scheme("network_form", _("Form of network governance"), max=1),
            Scheme("partnership", _("Kind of collaboration")),
            Scheme("mechanism", _("Mechanism")),
            Scheme("spectrum", _("Degree of participation"), max=1),
            Scheme("scale", _("Scale"), max=1),
            Scheme("competence", _("Competence")),
        ),
        choice_facets=(
            ChoiceFacet("phase", _("Phase")),
            ChoiceFacet("evidence", _("Strength of the evidence")),
            ChoiceFacet("cost_class", _("Costs")),
            ChoiceFacet("reader_status", _("Status")),
        ),
        list_facets=(("actors", "kind", "actor_kind"),),
        relation_kinds=("supports", "contradicts", "follows_up", "part_of", "dilemma", "method"),
        sections=(
            "context", "intervention", "mechanisms", "outcomes", "failures", "do_differently", "conditions", "not_when",
            "needs", "switch_moment", "actors", "cost_note", "adopters",
        ),
        brief="in_short",
    )  # fmt: skip
    requirements = (
        *KnowledgePage.requirements,
        Requirement("concept_links", _("Choose at least one layer of government."), scheme="gov_layer"),
        Requirement("context", _("Tell what the occasion and the context were.")),
        Requirement("intervention", _("Tell what was done.")),
        Requirement("outcomes", _("Tell what came of it.")),
        Requirement(
            "failures",
            _(
                "Tell what was difficult or what you would do differently, "
                "or tick that the organisation does not share this yet."
            ),
            alternatives=("do_differently", "failures_withheld"),
        ),
    )  # fmt: skip

    brief_task = brief_field(_("in short: task"))
    brief_approach = brief_field(_("in short: approach"))
    brief_works = brief_field(_("in short: works through"))
    brief_outcome = brief_field(_("in short: outcome"))
    brief_caution = brief_field(_("in short: caution"))

    context = StoryField(StoryBlock(), verbose_name=_("occasion, task and context"), blank=True)
    intervention = StoryField(StoryBlock(), verbose_name=_("approach: what was done"), blank=True)
    mechanisms = StoryField(StoryBlock(), verbose_name=_("why it worked"), blank=True)
    outcomes = StoryField(StoryBlock(), verbose_name=_("outcome and effects"), blank=True)
    failures = StoryField(StoryBlock(), verbose_name=_("what went wrong"), blank=True)
    do_differently = RichTextField(_("what you would do differently"), features=PARAGRAPH_FEATURES, blank=True)
    failures_withheld = models.BooleanField(_("the organisation does not share this (yet)"), default=False)
    conditions = RichTextField(_("conditions for repeating it"), features=PARAGRAPH_FEATURES, blank=True)
    not_when = RichTextField(_("when not"), features=PARAGRAPH_FEATURES, blank=True)
    needs = RichTextField(_("what you need: people, mandate, means"), features=PARAGRAPH_FEATURES, blank=True)

    switch_moment = models.TextField(_("when the role of government shifted"), blank=True)
    phase = models.CharField(_("phase of the collaboration"), max_length=20, choices=Phase, blank=True)
    actors = StoryField(list_of(ActorBlock), verbose_name=_("parties"), blank=True)
    lead_organisation = models.CharField(_("who led it"), max_length=255, blank=True)
    place = models.CharField(_("place (municipality)"), max_length=255, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    start_date = models.DateField(_("started on"), null=True, blank=True)
    end_date = models.DateField(_("ended on"), null=True, blank=True)
    ongoing = models.BooleanField(_("still going on"), default=False)
    cost_class = models.CharField(_("costs"), max_length=20, choices=CostClass, blank=True)
    cost_note = models.TextField(_("note on the costs"), blank=True)
    hours = models.PositiveIntegerField(_("hours of work"), null=True, blank=True)
    evaluation_url = models.URLField(_("evaluation"), blank=True)
    evaluation_by = models.CharField(_("evaluated by"), max_length=255, blank=True)
    adopters = StoryField(list_of(AdopterBlock), verbose_name=_("also applied by"), blank=True)
    contact_role = models.CharField(_("contact: role"), max_length=255, blank=True)
    contact_organisation = models.CharField(_("contact: organisation"), max_length=255, blank=True)

    content_panels = [
        *KnowledgePage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in BRIEF_FIELDS],
            heading=_("In short"),
        ),
        *[
            FieldPanel(name)
            for name in (
                "context", "intervention", "mechanisms", "outcomes", "failures", "do_differently", "failures_withheld",
                "conditions", "not_when", "needs",
            )
        ],
        MultiFieldPanel(
            [
                FieldPanel("switch_moment"),
                FieldPanel("phase"),
                FieldPanel("actors"),
                FieldPanel("lead_organisation"),
                FieldRowPanel([FieldPanel("place"), FieldPanel("latitude"), FieldPanel("longitude")]),
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("end_date"), FieldPanel("ongoing")]),
                FieldRowPanel([FieldPanel("cost_class"), FieldPanel("hours")]),
                FieldPanel("cost_note"),
                FieldPanel("adopters"),
                FieldRowPanel([FieldPanel("contact_role"), FieldPanel("contact_organisation")]),
            ],
            heading=_("Facts"),
        ),
        evidence_panel(),
        FieldRowPanel([FieldPanel("evaluation_url"), FieldPanel("evaluation_by")]),
    ]  # fmt: skip

    override_translatable_fields: ClassVar[list[Any]] = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("evidence_assessed_by"),
        SynchronizedField("lead_organisation"),
        SynchronizedField("place"),
        SynchronizedField("evaluation_by"),
        SynchronizedField("contact_organisation"),
    ]

    class Meta:
        verbose_name = _("Practice case")
        verbose_name_plural = _("Practice cases")

    @property
    def in_short(self) -> list[tuple[str, Any, str]]:
        """The rows of "In short" as (field, label, text), empty ones left out."""
        rows = [
            ("brief_task", pgettext_lazy("in short", "Task"), "context"),
            ("brief_approach", _("Approach"), "intervention"),
            ("brief_works", _("Works through"), "mechanisms"),
            ("brief_outcome", _("Outcome"), "outcomes"),
            ("brief_caution", _("Caution"), "failures"),
        ]
        written = [
            (name, label, getattr(self, name) or text.first_sentence(text.field_text(self, section)))
            for name, label, section in rows
        ]
        return [row for row in written if row[2]]
