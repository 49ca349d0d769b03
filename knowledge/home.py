"""What the home page shows of all knowledge, with true counts."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Max, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.visibility import visible
from knowledge.cards import Card, card
from knowledge.listing import as_types
from knowledge.models import Dilemma, KnowledgeIndexPage, KnowledgePage
from knowledge.presentation.common import Role, full_date, roles
from knowledge.registry import page_types
from knowledge.themes import ThemeLine, theme_lines
from knowledge.vocabulary import Vocabulary, vocabulary

NEWEST = 4
DILEMMAS = 3
# One line below the name of a type; a type without one has only its name and count.
DOOR_TEXTS: dict[str, str | Promise] = {
    "case": gettext_lazy("What was done, what worked, what went wrong and whom you can call."),
    "research": gettext_lazy("The answer in three sentences, and what you do with it tomorrow."),
    "dilemma": gettext_lazy("Values in tension, the options side by side, a first step."),
    "studio": gettext_lazy("Learning together from a question of your own, with dates and a programme."),
    "article": gettext_lazy("Explanations, meetings and publications to begin with."),
}


@dataclass(frozen=True)
class Door:
    """The way into all pages of one type."""

    key: str
    title: str
    url: str
    count: int
    text: str | Promise


@dataclass(frozen=True)
class HomeOverview:
    """All that the home page shows below its search field."""

    total: int
    changed: str
    doors: list[Door]
    newest: list[Card]
    dilemma: Card | None
    dilemmas: list[Card]
    dilemmas_url: str
    themes: list[ThemeLine]
    roles: tuple[Role, ...]


def home_overview(language: str) -> HomeOverview:
    """The overview of a language. Seven queries, whatever the number of pages."""
    pages = visible(KnowledgePage.objects.filter(locale__language_code=language))
    counts, changed = _counts(pages)
    terms = vocabulary(language, ["value"])
    doors = _doors(language, counts)
    newest = as_types(pages.order_by("-last_published_at", "-pk")[:NEWEST])
    dilemmas = [_plain(page, terms, language) for page in _dilemmas(language)]
    return HomeOverview(
        total=sum(counts.values()),
        changed=full_date(timezone.localtime(changed)) if changed else "",
        doors=doors,
        newest=[card(page, terms, language, reason=reason(page)) for page in newest],
        dilemma=dilemmas[0] if dilemmas else None,
        dilemmas=dilemmas[1:],
        dilemmas_url=next((door.url for door in doors if door.key == "dilemma"), ""),
        themes=theme_lines(language),
        roles=roles(()),
    )


def _counts(pages: "QuerySet[KnowledgePage]") -> tuple[dict[str, int], datetime | None]:
    keys = {ContentType.objects.get_for_model(model).pk: model.knowledge_type.key for model in page_types()}
    rows = pages.values("content_type").annotate(pages=Count("pk"), changed=Max("last_published_at")).order_by()
    found = list(rows)
    counts = {keys[row["content_type"]]: row["pages"] for row in found if row["content_type"] in keys}
    return counts, max((row["changed"] for row in found if row["changed"]), default=None)


def _doors(language: str, counts: dict[str, int]) -> list[Door]:
    sections = visible(KnowledgeIndexPage.objects.filter(locale__language_code=language, depth=3)).exclude(type_key="")
    return [
        Door(page.type_key, page.title, page.url or "", counts.get(page.type_key, 0), DOOR_TEXTS.get(page.type_key, ""))
        for page in sections.order_by("path")
    ]


def _dilemmas(language: str) -> list[Any]:
    pages = visible(Dilemma.objects.filter(locale__language_code=language)).select_related("locale")
    return list(pages.order_by("-first_published_at", "-pk")[:DILEMMAS])


def _plain(page: Any, terms: Vocabulary, language: str) -> Card:
    return card(page, terms, language)


def reason(page: KnowledgePage, today: date | None = None) -> str:
    """Why a page stands among the newest: new, updated, or corrected."""
    if not page.last_published_at or not page.first_published_at:
        return ""
    changed = timezone.localtime(page.last_published_at).date()
    corrected = [child.value["date"] for child in page.notices if child.value["kind"] == "correction"]
    if corrected and max(corrected) >= changed:
        return _("Correction on %(date)s") % {"date": full_date(max(corrected))}
    if timezone.localtime(page.first_published_at).date() == changed:
        return _("New on %(date)s") % {"date": full_date(changed)}
    return _("Updated on %(date)s") % {"date": full_date(changed)}
