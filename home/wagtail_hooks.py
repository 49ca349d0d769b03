"""Hooks into Wagtail for every page of the site."""

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from home.media import is_public, may_fetch
from home.periodic_report import PeriodicMenuItem, PeriodicReport, menu_item
from home.visibility import is_open_to_some, is_visible


@hooks.register("before_serve_page")
def serve_visible_pages_only(page: Page, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse | None:
    """Nobody opens a page that is not visible, but for a restricted one that Wagtail asks a reader to sign in to.

    An alias would serve Dutch under an English address: it leads to its original, with a notice there.
    """
    if page.alias_of_id is not None:
        if not is_visible(page.alias_of):
            raise Http404
        url = page.alias_of.get_url(request)
        missing = page.locale_id != page.alias_of.locale_id
        query = urlencode({"missing": page.locale.language_code}) if missing else ""
        return HttpResponseRedirect(f"{url}?{query}" if query else url)
    if is_visible(page) or is_open_to_some(page):
        return None
    raise Http404


@hooks.register("before_serve_document")
def serve_documents_of_visible_pages_only(document: Any, request: HttpRequest) -> None:
    """A document is public when a visible page refers to it, else only for those who may see that page."""
    if not is_public(document) and not may_fetch(document, request):
        raise Http404


@hooks.register("register_admin_urls")
def periodic_report_address() -> list[URLPattern]:
    """The report on periodic jobs."""
    return [path("reports/periodic-jobs/", PeriodicReport.as_view(), name="periodic_report")]


@hooks.register("register_reports_menu_item")
def periodic_report_item() -> PeriodicMenuItem:
    """The report on periodic jobs, in the menu."""
    return menu_item()


@hooks.register("register_permissions")
def periodic_report_permission() -> QuerySet[Permission]:
    """The right to see the report, so that it can be given to a group."""
    return Permission.objects.filter(content_type__app_label="home", codename="view_jobrun")
