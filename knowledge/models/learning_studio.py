"""Learning studio: civil servants learning together around a question of their own."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail_localize.fields import SynchronizedField

from home.blocks import PARAGRAPH_FEATURES, StoryBlock
from home.fields import StoryField
from knowledge.blocks import ProgrammeStepBlock, SessionBlock, list_of
from knowledge.choices import StudioForm, StudioStatus
from knowledge.models.page import KnowledgePage
from knowledge.publication import Requirement
from knowledge.types import ChoiceFacet, KnowledgeType, Scheme, SearchField


class LearningStudio(KnowledgePage):
    """A series of meetings, and afterwards what came of them."""

    knowledge_type = KnowledgeType(
        key="studio",
        label=_("Learning studio"),
        label_plural=_("Learning studios"),
        card_template="knowledge/cards/studio.html",
        searched={
            SearchField.TITLE: ("title",),
            SearchField.SUMMARY: ("one_liner", "summary", "learning_question"),
            SearchField.BODY: (
                "body", "audience", "prior_knowledge", "goals", "programme", "results", "self_organise",
                "venue_accessibility", "cost_note",
            ),
            SearchField.LABELS: ("organisation", "facilitators"),
        },
        schemes=(
            Scheme("theme", _("Theme"), max=3),
            Scheme("competence", _("Competence")),
            Scheme("gov_role", _("Role of government")),
            Scheme("gov_layer", _("Layer of government")),
        ),
        choice_facets=(ChoiceFacet("studio_form", _("Form")), ChoiceFacet("status", _("Sign-up"))),
        relation_kinds=("supports", "follows_up", "part_of", "case", "dilemma", "method"),
        sections=(
            "learning_question", "body", "audience", "prior_knowledge", "goals", "sessions", "programme", "cost_note",
            "venue_accessibility", "results", "self_organise",
        ),
        schema_org="Event",
    )  # fmt: skip
    requirements = (
        Requirement("title", _("Give the page a title.")),
        Requirement("summary", _("Write a summary of one or two sentences.")),
    )

    body = StoryField(StoryBlock(), verbose_name=_("text"), blank=True)
    learning_question = models.TextField(_("learning question"), blank=True)
    audience = models.TextField(_("for whom"), blank=True)
    prior_knowledge = models.TextField(_("what you should know beforehand"), blank=True)
    goals = RichTextField(_("learning goals"), features=PARAGRAPH_FEATURES, blank=True)
    studio_form = models.CharField(_("form"), max_length=20, choices=StudioForm, blank=True)
    status = models.CharField(_("sign-up"), max_length=20, choices=StudioStatus, blank=True)
    sessions = StoryField(list_of(SessionBlock), verbose_name=_("dates"), blank=True)
    facilitators = models.TextField(_("facilitators"), blank=True)
    organisation = models.CharField(_("organisation"), max_length=255, blank=True)
    programme = StoryField(list_of(ProgrammeStepBlock), verbose_name=_("programme"), blank=True)
    cost_note = models.TextField(_("costs"), blank=True)
    places = models.PositiveIntegerField(_("number of places"), null=True, blank=True)
    signup_url = models.URLField(_("address for signing up"), blank=True)
    venue_accessibility = models.TextField(_("accessibility of the place"), blank=True)
    results = StoryField(StoryBlock(), verbose_name=_("what came of it"), blank=True)
    self_organise = StoryField(StoryBlock(), verbose_name=_("organise it yourself"), blank=True)

    content_panels = [
        *KnowledgePage.content_panels,
        *[FieldPanel(name) for name in ("body", "learning_question", "audience", "prior_knowledge", "goals")],
        FieldRowPanel([FieldPanel("studio_form"), FieldPanel("status"), FieldPanel("places")]),
        *[
            FieldPanel(name)
            for name in (
                "sessions", "signup_url", "programme", "facilitators", "organisation", "cost_note",
                "venue_accessibility", "results", "self_organise",
            )
        ],
    ]  # fmt: skip
    override_translatable_fields: ClassVar[list[Any]] = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("organisation"),
    ]

    class Meta:
        verbose_name = _("Learning studio")
        verbose_name_plural = _("Learning studios")
