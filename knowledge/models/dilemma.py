"""Dilemma: values that pull apart, perspectives, options, and what to do first."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField

from home.blocks import PARAGRAPH_FEATURES, StoryBlock
from home.fields import StoryField
from knowledge.blocks import OptionBlock, PerspectiveBlock, ReflectionBlock, ValuePairBlock, list_of
from knowledge.models.page import KnowledgePage
from knowledge.publication import Requirement
from knowledge.types import ChoiceFacet, KnowledgeType, Scheme, SearchField


class Dilemma(KnowledgePage):
    """A choice without a right answer, with what helps to make it."""

    knowledge_type = KnowledgeType(
        key="dilemma",
        label=_("Dilemma"),
        label_plural=_("Dilemmas"),
        card_template="knowledge/cards/dilemma.html",
        searched={
            SearchField.TITLE: ("title",),
            SearchField.SUMMARY: ("one_liner", "summary", "question"),
            SearchField.BODY: (
                "story", "rules", "decider", "perspectives", "facts", "unknowns", "options", "first_step",
                "conversation_questions", "involve", "reflections", "team_format",
            ),
        },
        schemes=(
            Scheme("theme", _("Theme"), max=3),
            Scheme("value", _("Values in tension")),
            Scheme("gov_role", _("Role of government")),
            Scheme("gov_layer", _("Layer of government")),
            Scheme("competence", _("Competence")),
        ),
        choice_facets=(ChoiceFacet("reader_status", _("Status")),),
        list_facets=(
            ("value_pairs", "a", "value"),
            ("value_pairs", "b", "value"),
            ("options", "fits_role", "gov_role"),
        ),
        relation_kinds=("supports", "contradicts", "follows_up", "part_of", "case"),
        sections=(
            "question", "story", "value_pairs", "decider", "rules", "perspectives", "facts", "unknowns", "options",
            "first_step", "conversation_questions", "involve", "reflections", "team_format",
        ),
    )  # fmt: skip
    requirements = (
        *KnowledgePage.requirements,
        Requirement("question", _("Put the dilemma as a question: do I … or …?")),
        Requirement("story", _("Tell the situation.")),
        Requirement("perspectives", _("Describe at least two perspectives."), least=2),
        Requirement("options", _("Describe at least two options."), least=2),
        Requirement("first_step", _("Say what the first step is.")),
    )

    question = models.TextField(_("the dilemma as a question"), blank=True)
    story = StoryField(StoryBlock(), verbose_name=_("the situation"), blank=True)
    anonymised = models.BooleanField(_("made anonymous"), default=False)
    value_pairs = StoryField(list_of(ValuePairBlock, most=3), verbose_name=_("values in tension"), blank=True)
    decider = models.TextField(_("who decides here?"), blank=True)
    rules = RichTextField(_("which rules apply"), features=PARAGRAPH_FEATURES, blank=True)
    perspectives = StoryField(list_of(PerspectiveBlock), verbose_name=_("perspectives"), blank=True)
    facts = StoryField(StoryBlock(), verbose_name=_("facts"), blank=True)
    unknowns = RichTextField(_("what we do not know"), features=PARAGRAPH_FEATURES, blank=True)
    options = StoryField(list_of(OptionBlock, most=4), verbose_name=_("options"), blank=True)
    first_step = models.TextField(_("action perspective: first step"), blank=True)
    conversation_questions = RichTextField(
        _("action perspective: questions for a conversation"), features=PARAGRAPH_FEATURES, blank=True
    )
    involve = models.TextField(_("action perspective: whom to involve"), blank=True)
    poll_enabled = models.BooleanField(_("ask readers what they would do"), default=False)
    reflections = StoryField(list_of(ReflectionBlock), verbose_name=_("reflections"), blank=True)
    team_format = StoryField(StoryBlock(), verbose_name=_("exercise for a team (30 minutes)"), blank=True)

    content_panels = [
        *KnowledgePage.content_panels,
        *[
            FieldPanel(name)
            for name in (
                "question", "story", "anonymised", "value_pairs", "decider", "rules", "perspectives", "facts",
                "unknowns", "options", "first_step", "conversation_questions", "involve", "poll_enabled", "reflections",
                "team_format",
            )
        ],
    ]  # fmt: skip
    override_translatable_fields: ClassVar[list[Any]] = [*KnowledgePage.override_translatable_fields]

    class Meta:
        verbose_name = _("Dilemma")
        verbose_name_plural = _("Dilemmas")
