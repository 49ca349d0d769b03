"""How consumers find out that a page can be embedded: links in its head and in its headers."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from embed.addresses import oembed_address, page_address
from home.visibility import is_visible
from knowledge.models import KnowledgePage

MEDIA_TYPES = {"json": "application/json+oembed", "xml": "text/xml+oembed"}


@dataclass(frozen=True)
class DiscoveryLink:
    """Where the oEmbed answer for a page is, in one format."""

    media_type: str
    address: str
    title: str


def links_of(page: Any) -> list[DiscoveryLink]:
    """The discovery links of a page, JSON first; empty for what cannot be embedded."""
    if not isinstance(page, KnowledgePage) or not page.pk or not page.number or not is_visible(page):
        return []
    address = page_address(page)
    return [
        DiscoveryLink(media_type, oembed_address(address, answer_format), page.title)
        for answer_format, media_type in MEDIA_TYPES.items()
        if address
    ]


def add_link_headers(response: HttpResponse, page: Any) -> None:
    """Put the discovery links into the `Link` header, beside what stands there."""
    links = [f'<{link.address}>; rel="alternate"; type="{link.media_type}"' for link in links_of(page)]
    if links:
        response["Link"] = ", ".join([*filter(None, [response.get("Link")]), *links])
