"""What the templates of a frame show."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from embed.addresses import page_address
from embed.body import sections
from embed.frames import Framed
from knowledge.models import KnowledgePage
from knowledge.models.evidence import EvidenceMixin

# Light unless the address asks for more: a dark frame in a light intranet is worse than a bright one.
SCHEMAS = {"light": "light", "dark": "dark", "auto": "light dark"}


@dataclass(frozen=True)
class EvidenceLine:
    """The strength of the evidence in words, and in cells out of four where it is strong enough for cells."""

    label: str
    cells: int | None


def frame_context(request: HttpRequest, framed: Framed) -> dict[str, Any]:
    """What the templates of a page show; call it with the page's language active."""
    page = framed.page
    brief = page.knowledge_type.brief
    return {
        **furniture(request, page.language),
        "framed": framed,
        "page": page,
        "address": page_address(page),
        "evidence": _evidence(page),
        "overdue": bool(page.review_by and page.review_by < date.today()),
        "newest_notice": sorted(page.notices, key=lambda notice: notice.value["date"])[-1:],
        "brief": getattr(page, brief) if brief else [],
        "sections": sections(page) if framed.kind == "full" else [],
        "shown_language_name": language_name(page.language),
    }


def furniture(request: HttpRequest, language: str) -> dict[str, Any]:
    """What every frame shows, with or without a page in it."""
    schema = request.GET.get("schema", "light")
    schema = schema if schema in SCHEMAS else "light"
    return {
        "language": language,
        "schema": schema,
        "color_scheme": SCHEMAS[schema],
        "site_name": settings.WAGTAIL_SITE_NAME,
    }


def language_name(code: str) -> str | Promise:
    """The name of a language, in whatever language is active when it is shown."""
    return dict(settings.LANGUAGES)[code]


def _evidence(page: KnowledgePage) -> EvidenceLine | None:
    """A level is shown only with the date on which it was assessed."""
    if not isinstance(page, EvidenceMixin) or page.evidence is None or not page.evidence_assessed_on:
        return None
    return EvidenceLine(page.get_evidence_display(), page.evidence_cells)
