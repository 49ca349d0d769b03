"""The search page and suggestions: address in, results out."""

from dataclasses import asdict

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from search import addresses
from search.help import nearby
from search.presentation import ResultsPage
from search.questions import MAX_QUESTION_LENGTH, is_too_long
from search.service import search
from search.suggestions import suggestion_groups

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def _language() -> str:
    language = get_language() or settings.LANGUAGE_CODE
    return language if language in LANGUAGES else settings.LANGUAGE_CODE


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """A page of results with its filters; an empty question shows everything, the newest first."""
    query = addresses.read(request.GET, _language(), LANGUAGES)
    found = search(query)
    context = {
        "results": found,
        "view": ResultsPage(found),
        "nearby": [] if found.total else nearby(found.query),
        "question_was_cut": is_too_long(request.GET.get(addresses.TEXT, "")),
        "max_question_length": MAX_QUESTION_LENGTH,
    }
    return render(request, "search/results.html", context)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What begins as was typed, as {"groups": [{"key", "label", "suggestions": [{"title", "url", "note"}]}]}."""
    groups = suggestion_groups(request.GET.get(addresses.TEXT, ""), _language())
    return JsonResponse({"groups": [asdict(group) for group in groups]})
