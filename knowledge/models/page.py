"""The page that all knowledge shares."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.functional import cached_property
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Page
from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from home.fields import StoryField
from home.models import PermanentNumber, PublicPageMixin
from knowledge import publication, text
from knowledge.blocks import NoticeBlock, SourceBlock, list_of
from knowledge.changes import announce, announced_together
from knowledge.choices import Licence, ReaderStatus
from knowledge.forms import KnowledgePageForm
from knowledge.models.concept import Concept
from knowledge.publication import Requirement
from knowledge.types import KnowledgeType

REVIEW_PERIOD = timedelta(days=365)


def a_year_ahead() -> date:
    """The review date of a new page."""
    return date.today() + REVIEW_PERIOD


class KnowledgePage(PublicPageMixin, Page):
    """What cases, research summaries, dilemmas, learning studios and articles have in common.

    A concrete parent, not an abstract base: one set of fields to facet, list, embed and review over all types, for one
    join. A subclass declares `knowledge_type` and, by `requirements`, what a page of it needs to be published.
    """

    knowledge_type: ClassVar[KnowledgeType]
    requirements: ClassVar[tuple[Requirement, ...]] = (
        Requirement("title", _("Give the page a title.")),
        Requirement("summary", _("Write a summary of one or two sentences.")),
        Requirement("concept_links", _("Choose at least one theme."), scheme="theme"),
    )

    summary = models.TextField(_("summary"), max_length=300, blank=True, help_text=_("At most 300 characters."))
    one_liner = models.CharField(
        _("key message in one sentence"), max_length=200, blank=True,
        help_text=_("Left empty, the first sentence of the summary is used."),
    )  # fmt: skip
    bridge_title = models.CharField(
        _("title in the other language"), max_length=255, blank=True,
        help_text=_("So that the page is found by readers of the other language until there is a translation."),
    )  # fmt: skip
    bridge_message = models.CharField(_("key message in the other language"), max_length=200, blank=True)
    single_language = models.BooleanField(
        _("only in this language"),
        default=False,
        help_text=_("The page then counts nowhere as untranslated."),
    )
    image = models.ForeignKey(
        "home.KennisbankImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+",
        verbose_name=_("image"),
    )  # fmt: skip

    content_owner_name = models.CharField(_("name of the owner"), max_length=255, blank=True)
    content_owner_role = models.CharField(_("role of the owner"), max_length=255, blank=True)
    content_owner_organisation = models.CharField(_("organisation of the owner"), max_length=255, blank=True)
    content_owner_email = models.EmailField(_("e-mail of the owner"), blank=True)
    content_owner_aware = models.BooleanField(
        _("this person knows"), default=False,
        help_text=_("Without it readers see the role and the organisation, never a name or a personal address."),
    )  # fmt: skip
    content_owner_aware_on = models.DateField(_("knows since"), null=True, blank=True)

    verified_on = models.DateField(_("checked on"), null=True, blank=True)
    verified_by = models.CharField(_("checked by"), max_length=255, blank=True)
    review_by = models.DateField(_("check again before"), null=True, blank=True, default=a_year_ahead)
    reader_status = models.CharField(
        _("status for readers"), max_length=20, choices=ReaderStatus, default=ReaderStatus.CURRENT
    )
    notices = StoryField(list_of(NoticeBlock), verbose_name=_("corrections and notices"), blank=True)
    sources = StoryField(list_of(SourceBlock), verbose_name=_("sources and downloads"), blank=True)
    licence = models.CharField(_("licence of the text"), max_length=20, choices=Licence, default=Licence.CC_BY)
    # When the page was last changed on the site it was taken over from; empty for a page that was written here.
    taken_over_from = models.DateField(_("taken over; last changed there on"), null=True, blank=True)

    is_creatable = False
    base_form_class = KnowledgePageForm
    parent_page_types = ["knowledge.KnowledgeIndexPage"]
    subpage_types: list[str] = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("one_liner"),
        InlinePanel("concept_links", heading=_("Concepts"), label=_("concept")),
    ]
    relation_panels = [
        InlinePanel("relations", heading=_("Related pages"), label=_("relation")),
        FieldPanel("sources"),
        FieldPanel("image"),
    ]
    care_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("content_owner_role"), FieldPanel("content_owner_organisation")]),
                FieldRowPanel([FieldPanel("content_owner_name"), FieldPanel("content_owner_email")]),
                FieldRowPanel([FieldPanel("content_owner_aware"), FieldPanel("content_owner_aware_on")]),
            ],
            heading=pgettext_lazy("of the content", "Owner"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("verified_by")]),
                FieldRowPanel([FieldPanel("review_by"), FieldPanel("reader_status")]),
                FieldPanel("notices"),
            ],
            heading=_("Checking"),
        ),
        MultiFieldPanel(
            [FieldPanel("single_language"), FieldPanel("bridge_title"), FieldPanel("bridge_message")],
            heading=_("Other language"),
        ),
        FieldPanel("licence"),
        FieldPanel("taken_over_from"),
    ]
    promote_panels = [*relation_panels, *care_panels, *Page.promote_panels]

    # Names, addresses, numbers and dates are the same in both languages; slug and bridge texts belong to one language.
    override_translatable_fields: ClassVar[list[Any]] = [
        BaseTranslatableField("slug"),
        BaseTranslatableField("bridge_title"),
        BaseTranslatableField("bridge_message"),
        SynchronizedField("content_owner_name"),
        SynchronizedField("content_owner_organisation"),
        SynchronizedField("verified_by"),
    ]

    class Meta:
        verbose_name = _("Knowledge page")
        verbose_name_plural = _("Knowledge pages")

    @announced_together()
    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save the page; a live one passes the publication check first, whatever door it came through.

        Wagtail's edit view publishes without calling `publish`, so the check stands here, in the one place where every
        publication ends. What depends on the page (search, embeds) is told within the same transaction.
        Raises `PublicationRefused` with what is missing.
        """
        partial = kwargs.get("update_fields") is not None
        stored = publication.stored_state(self)
        self._name_translation_after_its_title(stored)
        if not partial or publication.goes_live(self, stored):
            publication.refuse_if_unready(self, stored)
        result = super().save(*args, **kwargs)
        # An alias has no number of its own until it is made a page of its own.
        if not self.alias_of_id and (stored is None or stored.alias_of_id):
            PermanentNumber.objects.get_or_create(translation_key=self.translation_key)
        if self.live or (stored and stored.live):
            publication.keep_waiver(self)
            announce([self.pk])
        return result

    @announced_together()
    def publish(self, revision: Any, *args: Any, log_action: Any = True, **kwargs: Any) -> None:
        """Publish a revision in one transaction with all that follows from it.

        A scheduled page that misses something at its hour stays a draft; Wagtail's command would stop there for all.
        """
        if log_action == publication.SCHEDULED and not publication.is_ready(revision.as_object()):
            publication.cancel_schedule(revision)
            return
        super().publish(revision, *args, log_action=log_action, **kwargs)

    @announced_together()
    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Withdraw the page in one transaction with all that follows from it."""
        super().unpublish(*args, **kwargs)

    @announced_together()
    def move(self, *args: Any, **kwargs: Any) -> None:
        """Move the page in one transaction with all that follows from it."""
        super().move(*args, **kwargs)

    @announced_together()
    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Delete the page in one transaction with all that follows from it."""
        return super().delete(*args, **kwargs)

    def _name_translation_after_its_title(self, stored: "publication.StoredState | None") -> None:
        """Give a translation that was never published a slug from its own title instead of its source's."""
        if stored is None or self.first_published_at or self.alias_of_id or self.slug != stored.slug:
            return
        source = Page.objects.filter(translation_key=self.translation_key, first_published_at__isnull=False)
        found = source.exclude(pk=self.pk).values("slug", "title").first()
        if not found or not self.slug.startswith(found["slug"]) or self.title == found["title"]:
            return
        wish = slugify(self.title)
        if wish:
            self.slug: str = self._get_autogenerated_slug(wish)

    @cached_property
    def number(self) -> int | None:
        """The permanent number, one for all languages; None for a page that was never saved."""
        numbers = PermanentNumber.objects.filter(translation_key=self.translation_key)
        return numbers.values_list("number", flat=True).first()

    @property
    def language(self) -> str:
        """The language code of the page's text."""
        return str(self.locale.language_code)

    @property
    def key_message(self) -> str:
        """The page in one sentence: the editor's, else the first of the summary."""
        return self.one_liner or text.first_sentence(self.summary)

    @cached_property
    def concepts_by_scheme(self) -> dict[str, list[Concept]]:
        """The linked concepts in the editor's order, by scheme."""
        schemes: dict[str, list[Concept]] = {}
        for link in self.concept_links.all():
            schemes.setdefault(link.concept.scheme, []).append(link.concept)
        return schemes

    def concepts(self, scheme: str) -> list[Concept]:
        """The linked concepts of one scheme, in the editor's order."""
        return self.concepts_by_scheme.get(scheme, [])

    @property
    def themes(self) -> list[Concept]:
        """The themes, the most important first."""
        return self.concepts("theme")

    def list_concept_keys(self) -> Iterable[tuple[str, str]]:
        """The concepts named inside structured lists, as (scheme, key)."""
        for field, name, scheme in self.knowledge_type.list_facets:
            for block in getattr(self, field):
                if key := block.value.get(name):
                    yield scheme, key

    @property
    def owner_for_readers(self) -> str:
        """Whom a reader may ask: role and organisation, with the name only of a person who knows of it."""
        name = self.content_owner_name if self.content_owner_aware and self.content_owner_aware_on else ""
        return ", ".join(part for part in (name, self.content_owner_role, self.content_owner_organisation) if part)

    @property
    def owner_email_for_readers(self) -> str:
        """The address for questions, shown only when its owner knows of it."""
        return self.content_owner_email if self.content_owner_aware and self.content_owner_aware_on else ""
