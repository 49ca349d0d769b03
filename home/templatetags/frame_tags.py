"""The frame of a page, and the small signs used everywhere in it."""

from typing import Any

from django import template
from django.utils.translation import get_language_info, override

from home.frame import Frame, frame_for, missing_language
from home.models.addresses import shown_number

register = template.Library()


@register.simple_tag(takes_context=True)
def page_frame(context: template.Context) -> Frame:
    """What stands around the page of this context: `{% page_frame as frame %}`."""
    return frame_for(context["request"], context.get("page"))


@register.inclusion_tag("home/includes/icon.html")
def icon(name: str, size: int = 18) -> dict[str, Any]:
    """A sign beside a word, hidden from screen readers; `size` in CSS pixels."""
    return {"size": size, "template": f"home/icons/{name}.svg"}


@register.inclusion_tag("home/includes/missing_notice.html", takes_context=True)
def missing_notice(context: template.Context) -> dict[str, Any]:
    """For a reader who was led here from an address in a language in which the page does not exist."""
    page = context.get("page")
    asked = missing_language(context["request"], context["frame"], page)
    if page is None or not asked:
        return {}
    with override(asked):
        name = str(get_language_info(page.locale.language_code)["name_translated"])
        own = str(get_language_info(asked)["name_translated"])
    return {"asked": asked, "shown_name": name, "asked_name": own}


@register.simple_tag
def search_hints(text: str) -> list[str]:
    """The example questions below the search field, which an editor wrote with commas between them."""
    return [hint.strip() for hint in (text or "").split(",") if hint.strip()]


@register.filter
def permanent_number(number: int) -> str:
    """A permanent number as readers see it: kb-00117."""
    return shown_number(number)
