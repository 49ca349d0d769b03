"""The parts of an article."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy

from knowledge.choices import ArticleKind
from knowledge.presentation.common import Fact, Material, Section, TypeView, facts


def view(material: Material) -> TypeView:
    """A text, and for a meeting when and where."""
    page = material.page
    kind = "" if page.kind == ArticleKind.ARTICLE else page.get_kind_display()
    body = Section("body", "", "knowledge/sections/body.html", page.body) if page.body else None
    return TypeView(
        sections=(body,) if body else (),
        facts=_facts(material),
        head=tuple(part for part in (kind, when(page), page.location) if part),
    )


def when(page: Any) -> str:
    """When a meeting takes place: on one day with its times, or from one date to another."""
    if not page.start:
        return ""
    start = timezone.localtime(page.start)
    end = timezone.localtime(page.end) if page.end else None
    if end is None:
        return date_format(start, "j F Y, H.i")
    if start.date() == end.date():
        return f"{date_format(start, 'j F Y, H.i')} – {date_format(end, 'H.i')}"
    return f"{date_format(start, 'j F Y')} – {date_format(end, 'j F Y')}"


def _facts(material: Material) -> tuple[Fact, ...]:
    page = material.page
    return facts(
        (gettext_lazy("Kind"), page.get_kind_display()),
        (gettext_lazy("When"), when(page)),
        (gettext_lazy("Where"), page.location),
        (gettext_lazy("Layer of government"), material.labels("gov_layer")),
        (gettext_lazy("Role of government"), material.labels("gov_role")),
        (gettext_lazy("Competences"), material.labels("competence")),
    )
