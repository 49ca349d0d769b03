"""The piece of HTML that puts a frame into someone else's page."""

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from embed.addresses import frame_address
from knowledge.models import KnowledgePage


@dataclass(frozen=True)
class Size:
    """Width and height of a frame in pixels."""

    width: int
    height: int


# Heights that show most cards and summaries at this width; a longer page scrolls, or a script of the host follows it.
SIZES = {"card": Size(600, 400), "summary": Size(600, 640), "full": Size(760, 1020)}
DEFAULT_SIZE = SIZES["summary"]


def fitting_size(kind: str, max_width: int | None = None, max_height: int | None = None) -> Size:
    """The usual size of a kind, made smaller where it would pass a ceiling; a ceiling never makes it larger."""
    usual = SIZES.get(kind, DEFAULT_SIZE)
    return Size(min(usual.width, max_width or usual.width), min(usual.height, max_height or usual.height))


def frame_code(page: KnowledgePage, kind: str, language: str, size: Size | None = None) -> SafeString:
    """The iframe for a page: empty, with a title for screen readers, without anything that hosts strip or refuse."""
    size = size or fitting_size(kind)
    return format_html(
        '<iframe src="{}" width="{}" height="{}" title="{}" frameborder="0"></iframe>',
        frame_address(page.number or 0, kind, language),
        size.width,
        size.height,
        page.title,
    )
