"""The page in the admin on which an editor asks for it and sees how far it is."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from search.reindexing.work import Stage, ask, progress

RIGHT = "knowledge.change_concept"  # whoever changes terms


class ReindexPage(WagtailAdminTemplateMixin, TemplateView):
    """The state; a POST asks for a re-index."""

    template_name = "search/admin/reindex.html"
    page_title = _("Re-index")
    header_icon = "rotate"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever may not change terms."""
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Ask for it, and show the state."""
        ask(request.user)
        messages.success(request, _("All pages will be analysed again; it begins within a minute."))
        return HttpResponseRedirect(reverse("search_reindex"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = progress()
        waits = found.stage in {Stage.ASKED, Stage.RUNNING}
        return super().get_context_data(progress=found, waits=waits, **kwargs)
