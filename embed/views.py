"""Frames: a page, at an address that lasts, made to stand in someone else's page; and how to put one there."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from embed import frames
from embed.addresses import absolute, frame_address, page_address
from embed.code import frame_code
from embed.context import frame_context, furniture
from embed.headers import make_framable
from embed.partners import OPEN, partner

KIND_NAMES = {"card": _("Card"), "summary": _("Summary"), "full": _("Whole page")}


@dataclass(frozen=True)
class Message:
    """What a frame says in place of a page."""

    status: int
    heading: str | Promise
    text: str | Promise


NOTHING_HERE = Message(
    404,
    _("There is no page here"),
    _("The address of this frame is wrong. The webmaster of this page can look it up again."),
)
WITHDRAWN = Message(
    410,
    _("This page is no longer available"),
    _("It was withdrawn. The webmaster of this page can remove the frame."),
)


@dataclass(frozen=True)
class Copy:
    """A size in which a page can be embedded, with the code that a webmaster copies."""

    kind: str
    name: str | Promise
    address: str
    code: str


@require_safe
def frame(request: HttpRequest, partner_slug: str, kind: str, number: str, language: str) -> HttpResponse:
    """A page as a frame: 200 with the page, 404 for what does not exist, 410 for what is not public any more."""
    owner = partner(partner_slug)
    if owner is None:
        return _say(request, NOTHING_HERE, language)
    try:
        framed = frames.find(number, kind, language)
    except frames.Unknown:
        return _say(request, NOTHING_HERE, language, owner.origins)
    except frames.Withdrawn:
        return _say(request, WITHDRAWN, language, owner.origins)
    shown = framed.page.language
    with translation.override(shown):
        # No request for the templates: nothing of one reader can enter what is cached for all.
        html = render_to_string(f"embed/{framed.kind}.html", frame_context(request, framed))
    return make_framable(HttpResponse(html), owner.origins, shown)


@require_safe
def unknown_frame(request: HttpRequest, rest: str) -> HttpResponse:
    """404, in the style of a frame, for every other address below /embed/."""
    return _say(request, NOTHING_HERE, settings.LANGUAGE_CODE)


@require_safe
def instructions(request: HttpRequest, number: int) -> HttpResponse:
    """How to put a page on an intranet: its address, and a frame to copy in each size; it needs no script."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    page = frames.shown_page(number, language)
    if page is None:
        raise Http404
    copies = [
        Copy(
            kind,
            KIND_NAMES.get(kind, kind),
            frame_address(number, kind, language),
            frame_code(page, kind, language),
        )
        for kind in page.knowledge_type.embed_kinds
    ]
    # Not under the name "page": the frame around this page would take it for its own.
    context = {"embedded": page, "address": page_address(page), "copies": copies}
    return render(request, "embed/instructions.html", context)


def _say(request: HttpRequest, message: Message, language: str, origins: tuple[str, ...] | None = None) -> HttpResponse:
    """A message in a frame that the given origins may hold; everyone in the settings when there are none given."""
    if origins is None:
        everyone = partner(OPEN)
        origins = everyone.origins if everyone else ()
    language = language if frames.is_language(language) else settings.LANGUAGE_CODE
    with translation.override(language):
        context = {**furniture(request, language), "message": message, "address": absolute(f"/{language}/")}
        html = render_to_string("embed/message.html", context)
    return make_framable(HttpResponse(html, status=message.status), origins, language)
