"""What the templates of a frame show."""

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise

from embed.addresses import page_address
from embed.body import sections
from embed.frames import Framed
from knowledge.presentation.common import is_overdue

# Light unless the address asks for more: a dark frame in a light intranet is worse than a bright one.
SCHEMAS = {"light": "light", "dark": "dark", "auto": "light dark"}


def frame_context(request: HttpRequest, framed: Framed) -> dict[str, Any]:
    """What the templates of a page show; call it with the page's language active."""
    page = framed.page
    brief = page.knowledge_type.brief
    return {
        **furniture(request, page.language),
        "framed": framed,
        "page": page,
        "address": page_address(page),
        "overdue": is_overdue(page, date.today()),
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
