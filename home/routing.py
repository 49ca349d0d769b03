"""From an address to its page, in two queries instead of three for each level of the tree."""

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from wagtail import views as wagtail_views
from wagtail.models import Page, Site

from home.models import PermanentNumber


def serve(request: HttpRequest, path: str) -> HttpResponse:
    """Wagtail's page view. An address that is not that of a page is left to Wagtail's own walk down the tree."""
    page = page_at(request, path)
    if page is not None:
        # Where Wagtail itself keeps the route of a request; `Page.route_for_request` walks only when it is missing.
        request._wagtail_route_for_request = _route(page, request)  # type: ignore[attr-defined]
    response: HttpResponse = wagtail_views.serve(request, path)
    return response


def page_at(request: HttpRequest, path: str) -> Page | None:
    """The page of an address in the active language, visible or not: of its own type, with locale and number."""
    site = Site.find_for_request(request)
    root_path = next((root.root_path for root in Site.get_site_root_paths() if _is_home(root, site)), None)
    if root_path is None:
        return None
    url_path = f"{root_path}{path.strip('/')}/" if path.strip("/") else root_path
    # The slug is indexed, the path as a whole is not.
    slug = url_path.strip("/").rpartition("/")[2]
    numbers = PermanentNumber.objects.filter(translation_key=OuterRef("translation_key")).values("number")
    pages = Page.objects.filter(slug=slug, url_path=url_path).select_related("locale")
    found = pages.annotate(number=Subquery(numbers[:1])).first()
    if found is None:
        return None
    page: Page = found.specific
    page.locale, page.number = found.locale, found.number
    return page


def _is_home(root: object, site: Site | None) -> bool:
    # Wagtail gives a named tuple without types.
    return site is not None and (root.site_id, root.language_code) == (site.pk, get_language())  # type: ignore[attr-defined]


def _route(page: Page, request: HttpRequest) -> object | None:
    try:
        return page.route(request, [])
    except Http404:
        return None
