"""Hooks into Wagtail for every page of the site."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail import hooks
from wagtail.models import Page

from home.visibility import is_restricted_itself, is_visible


@hooks.register("before_serve_page")
def serve_visible_pages_only(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Nobody opens a page that is not visible, but for a restricted one that Wagtail asks a reader to sign in to.

    An alias would serve Dutch under an English address: it leads to its original, with a notice there.
    """
    if page.alias_of_id is not None:
        if not is_visible(page.alias_of):
            raise Http404
        query = urlencode({"missing": page.locale.language_code})
        return HttpResponseRedirect(f"{page.alias_of.get_url(request)}?{query}")
    if is_visible(page) or is_restricted_itself(page):
        return None
    raise Http404
