"""The headers of what is embedded: who may frame it, and nothing in it that differs from reader to reader."""

from collections.abc import Iterable

from django.http import HttpResponse

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)


def make_framable(response: HttpResponse, origins: Iterable[str], language: str) -> HttpResponse:
    """The response with the headers of a frame that pages of `origins`, and our own, may hold.

    The language header says that the address decided the language: the language middleware then adds no `Vary`.
    """
    response["Content-Security-Policy"] = POLICY.format(ancestors=" ".join(["'self'", *origins]))
    response["Content-Language"] = language
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Referrer-Policy"] = "same-origin"
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    # What django.views.decorators.clickjacking sets: the middleware then leaves X-Frame-Options out.
    response.xframe_options_exempt = True
    return response


def make_shareable(response: HttpResponse, language: str) -> HttpResponse:
    """The response with the headers of an answer that programs on any site may read."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Content-Language"] = language
    response["X-Content-Type-Options"] = "nosniff"
    response["X-Robots-Tag"] = "noindex"
    return response
