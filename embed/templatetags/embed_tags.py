"""What pages carry so that others can embed them."""

from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from embed.addresses import instructions_address
from embed.discovery import links_of

register = template.Library()


@register.simple_tag
def oembed_links(page: Any) -> SafeString:
    """The discovery links of a page for the head, JSON first; nothing for what cannot be embedded.

    They belong early in the head: consumers read only its first part.
    """
    return format_html_join(
        "\n",
        '<link rel="alternate" type="{}" href="{}" title="{}">',
        ((link.media_type, link.address, link.title) for link in links_of(page)),
    )


@register.simple_tag
def embed_instructions(page: Any) -> str:
    """The path of the page on how to embed this one, in its language; empty for what cannot be embedded."""
    return instructions_address(page.number, page.language) if links_of(page) else ""
