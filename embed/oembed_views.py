"""The oEmbed endpoint: reads the question, words the answer in JSON or XML."""

import re
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from embed import oembed as provider
from embed.headers import make_shareable

HTTP_BAD_REQUEST = 400
HTTP_UNAUTHORIZED = 401
HTTP_NOT_FOUND = 404
HTTP_NOT_IMPLEMENTED = 501
PIXELS = re.compile(r"[1-9][0-9]{0,5}")
# What XML 1.0 cannot hold, even escaped.
NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class BadRequest(Exception):
    """The question cannot be understood; the message says why."""


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The oEmbed answer for `url`: 200, or 400, 401, 404 or 501 as the specification has them."""
    language = _language_of(request.GET.get("url", ""))
    with translation.override(language):
        return make_shareable(_answer(request), language)


def _language_of(address: str) -> str:
    """The language of the page that is asked for; a refusal speaks it too."""
    path = address.partition("://")[2].partition("/")[2]
    return translation.get_language_from_path(f"/{path}") or settings.LANGUAGE_CODE


def _answer(request: HttpRequest) -> HttpResponse:
    answer_format = request.GET.get("format") or "json"
    if answer_format not in {"json", "xml"}:
        return _refusal(_("This format is not offered: ask for json or xml."), HTTP_NOT_IMPLEMENTED)
    try:
        found = provider.answer(
            request, _address(request), request.GET.get("size", ""), provider.Ceilings(
                _pixels(request, "maxwidth"), _pixels(request, "maxheight")
            ),
        )  # fmt: skip
    except BadRequest as error:
        return _refusal(str(error), HTTP_BAD_REQUEST)
    except provider.Private:
        return _refusal(_("This page is not public."), HTTP_UNAUTHORIZED)
    except provider.NotFound:
        return _refusal(_("There is no page at this address."), HTTP_NOT_FOUND)
    response = JsonResponse(found) if answer_format == "json" else _xml(found)
    # What is withdrawn must be gone at once; `cache_age` in the answer is a hint to the consumer itself.
    response["Cache-Control"] = "public, no-cache"
    return response


def _address(request: HttpRequest) -> str:
    address = request.GET.get("url", "")
    if not address:
        raise BadRequest(_("Give the address of a page as url."))
    return address


def _pixels(request: HttpRequest, name: str) -> int | None:
    value = request.GET.get(name, "")
    if not value:
        return None
    if not PIXELS.fullmatch(value):
        raise BadRequest(_("A size is a whole number of pixels above 0."))
    return int(value)


def _refusal(message: str, status: int) -> HttpResponse:
    return HttpResponse(f"{message}\n", status=status, content_type="text/plain; charset=utf-8")


def _xml(values: dict[str, Any]) -> HttpResponse:
    elements = "".join(f"<{name}>{escape(NOT_IN_XML.sub('', str(value)))}</{name}>" for name, value in values.items())
    document = f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<oembed>{elements}</oembed>\n'
    return HttpResponse(document, content_type="text/xml; charset=utf-8")
