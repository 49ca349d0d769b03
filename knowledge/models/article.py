"""Article: where an ordinary page goes."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_localize.fields import SynchronizedField

from home.blocks import StoryBlock
from home.fields import StoryField
from knowledge.choices import ArticleKind
from knowledge.models.page import KnowledgePage
from knowledge.publication import Requirement
from knowledge.types import ChoiceFacet, KnowledgeType, Scheme, SearchField


class Article(KnowledgePage):
    """News, a meeting, a publication, or any page that is none of the other types."""

    knowledge_type = KnowledgeType(
        key="article",
        label=_("Article"),
        label_plural=_("Articles"),
        card_template="knowledge/cards/article.html",
        searched={
            SearchField.TITLE: ("title",),
            SearchField.SUMMARY: ("one_liner", "summary"),
            SearchField.BODY: ("body", "location"),
        },
        schemes=(
            Scheme("theme", _("Theme"), max=3),
            Scheme("gov_role", _("Role of government")),
            Scheme("gov_layer", _("Layer of government")),
            Scheme("competence", _("Competence")),
        ),
        choice_facets=(ChoiceFacet("kind", _("Kind of article")), ChoiceFacet("reader_status", _("Status"))),
        relation_kinds=("supports", "contradicts", "follows_up", "part_of", "case", "dilemma"),
    )
    requirements = (
        Requirement("title", _("Give the page a title.")),
        Requirement("body", _("Write the text of the page.")),
    )

    kind = models.CharField(_("kind of article"), max_length=20, choices=ArticleKind, default=ArticleKind.ARTICLE)
    body = StoryField(StoryBlock(), verbose_name=_("text"), blank=True)
    start = models.DateTimeField(_("start"), null=True, blank=True)
    end = models.DateTimeField(_("end"), null=True, blank=True)
    location = models.CharField(_("place"), max_length=255, blank=True)

    content_panels = [
        *KnowledgePage.content_panels,
        FieldPanel("kind"),
        FieldPanel("body"),
        FieldRowPanel([FieldPanel("start"), FieldPanel("end"), FieldPanel("location")]),
    ]
    override_translatable_fields: ClassVar[list[Any]] = [
        *KnowledgePage.override_translatable_fields,
        SynchronizedField("location"),
    ]

    class Meta:
        verbose_name = _("Article")
        verbose_name_plural = _("Articles")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # A new article counts as meant for one language; loading one from the database passes all fields by position.
        if not args:
            kwargs.setdefault("single_language", True)
        super().__init__(*args, **kwargs)
