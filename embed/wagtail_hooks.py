"""Hooks into Wagtail for embedding."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from embed.discovery import add_link_headers

Serve = Callable[[Page, HttpRequest, Any, Any], HttpResponse]


@hooks.register("on_serve_page")
def announce_embed(serve: Serve) -> Serve:
    """A page that readers get says in its headers where its oEmbed answer is."""

    def serve_with_links(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
        response = serve(page, request, args, kwargs)
        add_link_headers(response, page)
        return response

    return serve_with_links
