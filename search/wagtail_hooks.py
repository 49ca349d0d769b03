"""Hooks into Wagtail for search."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path
from wagtail import hooks

from search.attachments.report import AttachmentsMenuItem, AttachmentsReport, menu_item
from search.attachments.work import follow_collections
from search.reindexing.views import ReindexPage


@hooks.register("register_admin_urls")
def reindex_address() -> list[URLPattern]:
    """The page on which an editor has all pages analysed again; the glossary knows it by this name."""
    return [path("search/reindex/", ReindexPage.as_view(), name="search_reindex")]


@hooks.register("after_bulk_action")
def follow_moved_documents(request: HttpRequest, action_type: str, objects: Any, action_class_instance: Any) -> None:
    """Documents that are moved many at a time send no signal, and their new collection may be closed to the public."""
    if action_type == "add_to_collection":
        follow_collections()


@hooks.register("register_admin_urls")
def attachments_report_address() -> list[URLPattern]:
    """The report on files that search cannot read."""
    return [path("reports/attachments/", AttachmentsReport.as_view(), name="search_attachments")]


@hooks.register("register_reports_menu_item")
def attachments_report_item() -> AttachmentsMenuItem:
    """The report on files, in the menu."""
    return menu_item()
