"""Hooks into Wagtail for search."""

from django.urls import URLPattern, path
from wagtail import hooks

from search.reindexing.views import ReindexPage


@hooks.register("register_admin_urls")
def reindex_address() -> list[URLPattern]:
    """The page on which an editor has all pages analysed again; the glossary knows it by this name."""
    return [path("search/reindex/", ReindexPage.as_view(), name="search_reindex")]
