"""oEmbed answers (oembed.com, version 1.0): what a page looks like when its address is pasted elsewhere."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from wagtail.models import Page, Site

from embed import frames
from embed.addresses import page_address
from embed.code import fitting_size, frame_code
from embed.partners import OPEN
from home import former_paths
from home.visibility import is_open_to_some, is_visible
from knowledge.models import KnowledgePage

VERSION = "1.0"
CACHE_AGE = 300  # seconds
MAX_ADDRESS = 2000  # characters; what browsers and proxies agree on
DEFAULT_KIND = "summary"
# Below this width a frame is of no use: the answer is a link then. Consumers' ceilings are never raised.
LEAST_WIDTH = 200
USUAL_PORTS = {"http": 80, "https": 443}


class NotFound(Exception):
    """The address leads to nothing that the public may know of."""


class Private(Exception):
    """The address leads to a page that is not for everyone."""


@dataclass(frozen=True)
class Ceilings:
    """The largest size that the consumer takes, in pixels; None for no limit."""

    width: int | None
    height: int | None


@dataclass(frozen=True)
class Found:
    """The page at an address, and the size that the address itself asks for ("" for none)."""

    page: Page
    kind: str


def answer(request: HttpRequest, address: str, kind: str, ceilings: Ceilings) -> dict[str, Any]:
    """The answer for an address of this site: rich for a page that can be embedded, else a link.

    Raises NotFound and Private.
    """
    found = find(request, address)
    page = found.page.specific
    page.locale = found.page.locale
    common: dict[str, Any] = {
        "version": VERSION,
        "title": page.title,
        "provider_name": settings.WAGTAIL_SITE_NAME,
        "provider_url": f"{settings.BASE_URL}/",
        "cache_age": CACHE_AGE,
    }
    if not isinstance(page, KnowledgePage) or page.number is None:
        return {"type": "link", **common}
    if ceilings.width is not None and ceilings.width < LEAST_WIDTH:
        return {"type": "link", **common}
    return {"type": "rich", **common, **_rich(page, kind or found.kind, ceilings)}


def _rich(page: KnowledgePage, kind: str, ceilings: Ceilings) -> dict[str, Any]:
    kinds = page.knowledge_type.embed_kinds
    wanted = (kind, DEFAULT_KIND, *kinds)
    kind = next(name for name in wanted if name in kinds)
    size = fitting_size(kind, ceilings.width, ceilings.height)
    # The quotation comes first and the frame closes empty: WordPress drops an embed that does not look like this.
    html = format_html(
        '<blockquote><p><a href="{}">{}</a></p></blockquote>{}',
        page_address(page),
        page.title,
        frame_code(page, kind, page.language, size),
    )
    return {"html": str(html), "width": size.width, "height": size.height}


def find(request: HttpRequest, address: str) -> Found:
    """The visible page at an address in any language, also a former one, also that of a frame.

    Raises NotFound for an address elsewhere or of nothing, Private for a page that is kept from the public.
    """
    parts = _split(address)
    site = Site.find_for_request(request)
    if site is None or not _is_ours(request, parts):
        raise NotFound
    path = unquote(parts.path)
    if not path.isprintable():
        raise NotFound
    framed = _in_frame(path)
    if framed is not None:
        return framed
    kind = parse_qs(parts.query).get("size", [""])[0]
    return Found(_page_at(site, path), kind)


def _split(address: str) -> SplitResult:
    if len(address) > MAX_ADDRESS:
        raise NotFound
    try:
        parts = urlsplit(address.strip())
        _ = parts.port  # raises for a port that is none
    except ValueError as error:
        raise NotFound from error
    if parts.scheme not in {"http", "https"}:
        raise NotFound
    return parts


def _is_ours(request: HttpRequest, parts: SplitResult) -> bool:
    own = [urlsplit(settings.BASE_URL), urlsplit(request.build_absolute_uri("/"))]
    return _host_and_port(parts) in {_host_and_port(site) for site in own}


def _host_and_port(parts: SplitResult) -> tuple[str | None, int | None]:
    usual = USUAL_PORTS.get(parts.scheme)
    return parts.hostname, None if parts.port == usual else parts.port


def _in_frame(path: str) -> Found | None:
    """The page of one of our own frames; None for another address."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    if match.url_name != "embed_frame" or match.kwargs["partner_slug"] != OPEN:
        return None
    try:
        framed = frames.find(match.kwargs["number"], match.kwargs["kind"], match.kwargs["language"])
    except (frames.Unknown, frames.Withdrawn) as error:
        raise NotFound from error
    return Found(framed.page, framed.kind)


def _page_at(site: Site, path: str) -> Page:
    path = path.rstrip("/")
    page = former_paths.page_at(site, path)
    if page is not None and is_visible(page):
        return page
    if page is not None and is_open_to_some(page):
        raise Private
    try:
        found = former_paths.resolve(site, path)
    except former_paths.Gone as error:
        raise NotFound from error
    if found is None:
        raise NotFound
    return found.page
