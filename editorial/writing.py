"""From a question that nothing answers to a page that does."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import Locale, Page

from editorial.models import WritingIdea
from knowledge.making import store
from knowledge.models import KnowledgeIndexPage, KnowledgePage
from knowledge.registry import page_types
from knowledge.types import Text


@dataclass(frozen=True)
class PageKind:
    """A type of page that someone may begin, and where it would stand."""

    key: str
    label: Text
    model: type[KnowledgePage]
    parent: Page


def open_ideas() -> QuerySet[WritingIdea]:
    """The subjects that are still to be written about, the newest first."""
    return WritingIdea.objects.filter(done_at__isnull=True).exclude(page__live=True).select_related("page", "raised_by")


def done_ideas() -> QuerySet[WritingIdea]:
    """The subjects that are done, or whose page is live, the newest first."""
    done = WritingIdea.objects.filter(Q(done_at__isnull=False) | Q(page__live=True))
    return done.select_related("page", "raised_by")


def raise_idea(text: str, language: str, asked: int, user: Any) -> bool:
    """Put a subject on the list; False when it is on it already."""
    same = WritingIdea.objects.filter(text__iexact=text, language=language, done_at__isnull=True)
    same.filter(page__in=Page.objects.filter(live=True)).update(done_at=timezone.now())
    if same.exists():
        return False
    try:
        with transaction.atomic():
            WritingIdea.objects.create(text=text, language=language, asked=asked, raised_by=user)
    except IntegrityError:  # someone else just did
        return False
    return True


def tick_off(idea: WritingIdea, *, done: bool) -> None:
    """Take a subject off the list, or put it back."""
    idea.done_at = timezone.now() if done else None
    idea.save(update_fields=["done_at"])


def kinds(language: str, user: Any) -> list[PageKind]:
    """The types of page that someone may add in a language, each with its section."""
    sections = KnowledgeIndexPage.objects.filter(locale__language_code=language, depth=3)
    by_type = {section.type_key: section for section in sections if section.type_key}
    return [
        PageKind(model.knowledge_type.key, model.knowledge_type.label, model, parent)
        for model in page_types()
        if (parent := by_type.get(model.knowledge_type.key))
        and model.can_create_at(parent)
        and parent.permissions_for_user(user).can_add_subpage()
    ]


@transaction.atomic
def begin(idea: WritingIdea, kind: PageKind, user: Any) -> KnowledgePage:
    """A draft with the subject as its title, linked to the idea; its owner is who began it."""
    title = idea.text[:1].upper() + idea.text[1:]
    page = kind.model(title=title, locale=Locale.objects.get(language_code=idea.language), owner=user)
    stored: KnowledgePage = store(page, kind.parent, publish=False, user=user)
    idea.page = stored
    idea.save(update_fields=["page"])
    return stored
