"""What a reader sees when something is not there or goes wrong."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.utils import translation

from home.former_paths import language_of_path

MAX_WORDS = 8
WORD = re.compile(r"[^\W\d_]{2,}")


def words_of_path(path: str) -> str:
    """The words of an address that one could search for: /nl/praktijk/dag-opvang.html gives "praktijk dag opvang"."""
    language = translation.get_language_from_path(path) or ""
    words = WORD.findall(path.removeprefix(f"/{language}/").removesuffix(".html"))
    return " ".join(dict.fromkeys(words[:MAX_WORDS]))


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the language of the address, with a search from its words."""
    with translation.override(language_of_path(request.path_info)):
        return render(request, "404.html", {"words": words_of_path(request.path_info)}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400 for an address that no page and no form of ours makes. Reads no database."""
    return HttpResponseBadRequest(_without_database(request, "400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """500 without context processors, session or database: any of them may be what failed."""
    return HttpResponseServerError(_without_database(request, "500.html"))


def _without_database(request: HttpRequest, template: str) -> str:
    with translation.override(translation.get_language_from_path(request.path_info) or "nl"):
        return get_template(template).render({})
