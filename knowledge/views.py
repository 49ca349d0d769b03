"""Pages of knowledge that no editor places in the tree."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import translate_url
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from knowledge.glossary import glossary, letters


@require_safe
def show_glossary(request: HttpRequest) -> HttpResponse:
    """All terms in the language of the address, in the order of the alphabet."""
    terms = glossary(get_language() or settings.LANGUAGE_CODE)
    address = request.build_absolute_uri(request.path)
    context = {
        "letters": letters(terms),
        "count": len(terms),
        "canonical": address,
        "alternates": [(code, translate_url(address, code)) for code, _name in settings.LANGUAGES],
    }
    return render(request, "knowledge/glossary.html", context)
