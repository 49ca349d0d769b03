"""Knowledge pages for readers: whole pages, cards, and the signs that they share."""

from datetime import date
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from knowledge.cards import Card, card, cards
from knowledge.home import HomeOverview, home_overview
from knowledge.marking import marks_of_page
from knowledge.models import KnowledgePage, ThemeIndexPage
from knowledge.presentation.common import CheckLine, EvidenceMark, check_line, evidence_mark
from knowledge.presentation.view import PageView, view
from knowledge.themes import ThemeLine, theme_lines
from knowledge.vocabulary import vocabulary

register = template.Library()


@register.simple_tag(takes_context=True)
def page_view(context: template.Context, page: KnowledgePage) -> PageView:
    """What the template of a knowledge page shows: `{% page_view page as view %}`.

    Words of the glossary are marked in it, unless the site has that turned off.
    """
    frame = context.get("frame")
    return view(page, finish=marks_of_page(page.language) if frame and frame.marks_terms else None)


@register.simple_tag
def page_cards(pages: list[KnowledgePage]) -> list[Card]:
    """The cards of a list of pages with their concepts loaded: `{% page_cards listing.object_list as cards %}`."""
    return cards(pages, vocabulary(_language(), ["value"]), _language())


@register.simple_tag
def show_card(shown: Card, level: int = 3) -> SafeString:
    """A card in the template of its type; its title is a heading of `level`."""
    return render_to_string(shown.template, {"card": shown, "level": level})


@register.simple_tag
def knowledge_card(page: KnowledgePage, level: int = 3) -> SafeString:
    """The card of a single page, for a place that shows one; a list uses `page_cards`, which reads labels once."""
    return show_card(card(page, vocabulary(_language(), ["value"]), _language()), level)


@register.inclusion_tag("knowledge/parts/glyph.html")
def glyph(key: str, size: int = 18, css: str = "") -> dict[str, Any]:
    """The sign of a page type, beside its word."""
    return {"size": size, "css": css, "templates": [f"knowledge/glyphs/{key}.svg", "knowledge/glyphs/other.svg"]}


@register.inclusion_tag("knowledge/parts/evidence.html")
def evidence(of: KnowledgePage | EvidenceMark | None) -> dict[str, Any]:
    """The strength of the evidence of a page: words, and cells from level 2."""
    return {"mark": evidence_mark(of) if isinstance(of, KnowledgePage) else of}


@register.inclusion_tag("knowledge/parts/check.html")
def check(of: KnowledgePage | CheckLine | None) -> dict[str, Any]:
    """When a page was checked, and until when that holds."""
    return {"line": check_line(of, date.today()) if isinstance(of, KnowledgePage) else of}


@register.simple_tag
def overview(language: str) -> HomeOverview:
    """What the home page of a language shows of all knowledge."""
    return home_overview(language)


@register.simple_tag
def themes_of(page: ThemeIndexPage) -> list[ThemeLine]:
    """The themes below a theme index, with how many pages each has."""
    return theme_lines(page.locale.language_code, page)


def _language() -> str:
    return get_language() or ""
