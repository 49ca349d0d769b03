"""The files that search could not read, or not wholly, for the editors who may change them."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.documents import get_document_model
from wagtail.permissions import policy_registry

from search.attachments.models import AttachmentText
from search.attachments.work import MAX_ATTEMPTS

RIGHTS = ["change", "delete"]
SHOWN = 500


@dataclass(frozen=True)
class FileLine:
    """A line of the report: a document of the library, and why search does not know all of its text."""

    title: str
    url: str
    state: str


def lines(user: Any) -> list[FileLine]:
    """The files, of those that a user may change, that were not read or not wholly. Not those whose turn comes."""
    State = AttachmentText.State
    rows = AttachmentText.objects.exclude(state=State.READ).exclude(state=State.WAITING, attempts__lt=MAX_ATTEMPTS)
    states = {row.document_id: row for row in rows.defer("text")}
    documents = policy().instances_user_has_any_permission_for(user, RIGHTS).filter(pk__in=list(states))
    return [
        FileLine(title, reverse("wagtaildocs:edit", args=[pk]), _state(states[pk]))
        for pk, title in documents.order_by("title", "pk").values_list("pk", "title")[:SHOWN]
    ]


def _state(row: AttachmentText) -> str:
    # One that still waits after so many turns brought down whoever read it.
    waits = row.state == AttachmentText.State.WAITING
    return str(AttachmentText.State.TOO_HEAVY.label if waits else row.get_state_display())


def policy() -> Any:
    """Who may do what with documents."""
    return policy_registry.get_by_type(get_document_model())


class AttachmentsReport(WagtailAdminTemplateMixin, PermissionCheckedMixin, TemplateView):
    """The page below Reports, for those who may change documents."""

    template_name = "search/admin/attachments.html"
    page_title = _("Files that search cannot read")
    header_icon = "doc-full"
    any_permission_required = RIGHTS

    @property
    def permission_policy(self) -> Any:
        return policy()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lines=lines(self.request.user), **kwargs)


class AttachmentsMenuItem(MenuItem):
    """The way to the report, for those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy().user_has_any_permission(request.user, RIGHTS))


def menu_item() -> AttachmentsMenuItem:
    """The item in the menu of reports."""
    return AttachmentsMenuItem(
        AttachmentsReport.page_title,
        reverse("search_attachments"),
        name="attachments",
        icon_name="doc-full",
        order=1310,
    )
