"""What every page of the search desk has."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic.base import View
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial.rights import may_use_desk

LANGUAGES = dict(settings.LANGUAGES)


class DeskMixin:
    """Lets in only those who may use the desk; a change needs a POST."""

    also_needed = ""  # a right beside that to the desk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever has not the rights."""
        if not may_use_desk(request.user) or (self.also_needed and not request.user.has_perm(self.also_needed)):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class DeskAction(DeskMixin, View):
    """Something to do at the desk; it answers with a page of the desk."""

    http_method_names = ["post"]


class DeskPage(DeskMixin, WagtailAdminTemplateMixin, View):
    """A page of the desk in the admin's furniture."""

    header_icon = "search"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Where this page stands."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("search_desk"), "label": _("Search desk")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the template shows."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "languages": LANGUAGES}

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page."""
        return self.render_to_response(self.get_context_data())
