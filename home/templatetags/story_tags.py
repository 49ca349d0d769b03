"""Stories and their blocks for readers."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from home.stories import IMAGE_SIZES, Resources, gather, parts
from home.typography import hard_spaces

register = template.Library()
# A figure or a word in a table stays on one line; a longer text may break.
SHORT_CELL = 12


@register.simple_tag
def story(value: StreamValue, resources: Resources | None = None, level: int = 3) -> SafeString:
    """The blocks of a story; headings in it stand at `level`. Without resources it gathers its own."""
    known = resources or gather([value], get_language() or "")
    context = {"resources": known, "level": level, "language": known.language}
    rendered = (render_to_string(part.template, {**context, "value": part.value}) for part in parts(value, known))
    return format_html_join("\n", "{}", ((html,) for html in rendered))


@register.simple_tag
def rich(value: Any, resources: Resources | None = None) -> SafeString:
    """Rich text as HTML; what editors may write is limited by the field's features, and Wagtail stores no other."""
    source = value.source if isinstance(value, RichText) else str(value or "")
    known = resources or gather([source], get_language() or "")
    return mark_safe(hard_spaces(known.rich_text(source)))  # noqa: S308  # see the docstring


@register.inclusion_tag("home/includes/picture.html")
def picture(image: Any, caption: str = "", language: str = "", eager: bool = False) -> dict[str, Any]:
    """An image in the sizes that browsers choose from, with its alternative text and credit line."""
    renditions = image.get_renditions(*IMAGE_SIZES)
    sizes = [renditions[spec] for spec in IMAGE_SIZES]
    return {
        "sizes": sizes,
        "first": sizes[0],
        "alt": image.alt_text(language or get_language() or ""),
        "credit": image.credit,
        "caption": caption,
        "eager": eager,
    }


@register.filter
def anchor(text: str) -> str:
    """The address of a heading within its page."""
    return slugify(text) or "section"


@register.filter(name="hard_spaces")
def hard_spaces_filter(text: Any) -> str:
    """A sum of money on one line."""
    return hard_spaces(str(text))


@register.simple_tag
def table_rows(value: dict[str, Any]) -> dict[str, Any]:
    """A table block as header cells and rows: (header or None, cells), a cell as (text, whether it is short)."""
    data = [[cell or "" for cell in row] for row in value.get("data") or []]
    head = data[0] if data and value.get("first_row_is_table_header") else None
    body = data[1:] if head else data
    by_column = bool(value.get("first_col_is_header"))
    split = [(row[0], row[1:]) if by_column and row else (None, row) for row in body]
    rows = [(header, [(cell, len(cell) <= SHORT_CELL) for cell in cells]) for header, cells in split]
    return {"head": head, "rows": rows, "caption": value.get("table_caption") or ""}
