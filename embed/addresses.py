"""Full addresses of what is embedded. From BASE_URL, never from the Host header: all readers share a cache."""

from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from wagtail.models import Page

from embed.partners import OPEN


def absolute(path: str) -> str:
    """The full address of a path on this site."""
    return f"{settings.BASE_URL}{path}"


def page_address(page: Page) -> str:
    """The full address of a page's original; empty when it stands in no site."""
    parts = page.get_url_parts()
    return absolute(parts[2]) if parts else ""


def frame_address(number: int, kind: str, language: str, partner: str = OPEN) -> str:
    """The full address of a page's frame, the same through renames and moves."""
    return absolute(reverse("embed_frame", args=[partner, kind, number, language]))


def oembed_address(address: str, answer_format: str) -> str:
    """The full address where the oEmbed answer for a page's address is found."""
    return f"{absolute(reverse('oembed'))}?{urlencode({'url': address, 'format': answer_format})}"


def instructions_address(number: int, language: str) -> str:
    """The path of the page that explains how to embed a page."""
    with translation.override(language):
        return reverse("embed_instructions", args=[number])
