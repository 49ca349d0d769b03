"""The last net under the publication door."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from knowledge.publication import PublicationRefused


class PublicationRefusedMiddleware:
    """Turns a refused publication into a message on the edit page.

    Doors that cannot be asked beforehand (bulk actions, a translation published after its transaction) end here
    instead of in a server error. The page stays the draft it was.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """The site's answer."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Back to the form, with what is missing."""
        if not isinstance(exception, PublicationRefused) or exception.page_id is None:
            return None
        messages.error(request, _("The page was not published. It stays a draft until this is there:"))
        for finding in exception.findings:
            messages.error(request, str(finding.message))
        return redirect("wagtailadmin_pages:edit", exception.page_id)
