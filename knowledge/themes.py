"""Theme pages with the number of pages that carry each theme."""

from dataclasses import dataclass

from django.db.models import Count

from home.visibility import visible
from knowledge.models import ConceptLink, KnowledgePage, ThemeIndexPage, ThemePage


@dataclass(frozen=True)
class ThemeLine:
    """A theme in a list."""

    title: str
    summary: str
    url: str
    count: int


def theme_lines(language: str, index: ThemeIndexPage | None = None) -> list[ThemeLine]:
    """The visible theme pages of a language, or of one index page, in the editor's order. Two queries."""
    pages = visible(ThemePage.objects.filter(locale__language_code=language)).order_by("path")
    if index is not None:
        pages = pages.child_of(index)
    counts = theme_counts(language)
    return [ThemeLine(page.title, page.summary, page.url or "", counts.get(page.theme_key, 0)) for page in pages]


def theme_links(language: str) -> list[tuple[str, str]]:
    """Title and address of the visible theme pages of a language. One query."""
    pages = visible(ThemePage.objects.filter(locale__language_code=language)).order_by("path")
    return [(page.title, page.url or "") for page in pages.select_related("locale")]


def theme_counts(language: str) -> dict[str, int]:
    """How many visible pages of a language carry each theme, by its key. One query."""
    pages = visible(KnowledgePage.objects.filter(locale__language_code=language))
    links = ConceptLink.objects.filter(concept__scheme="theme", page__in=pages)
    counted = links.values("concept__key").annotate(pages=Count("page", distinct=True))
    return {row["concept__key"]: row["pages"] for row in counted.order_by()}
