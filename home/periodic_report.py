"""The periodic jobs as administrators see them: when each ran, how long it took, and what went wrong."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import JobRun
from home.periodic import Job, jobs

# Without a run for so long, nobody calls `run_due` at all.
SILENCE = timedelta(minutes=10)
UNITS = ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute"))
policy = ModelPermissionPolicy(JobRun)


@dataclass(frozen=True)
class JobLine:
    """A line of the report."""

    job: Job
    run: JobRun | None

    @property
    def every(self) -> str:
        """The interval in words."""
        unit = next((unit for unit in UNITS if self.job.every >= unit[0]), UNITS[-1])
        number = round(self.job.every / unit[0])
        if unit[1] == "day":
            return ngettext("every day", "every %(number)d days", number) % {"number": number}
        if unit[1] == "hour":
            return ngettext("every hour", "every %(number)d hours", number) % {"number": number}
        return ngettext("every minute", "every %(number)d minutes", number) % {"number": number}

    @property
    def state(self) -> str:
        """never, running, failed or done."""
        if self.run is None:
            return "never"
        if self.run.finished_at is None:
            return "running"
        return "failed" if self.run.error else "done"


def lines() -> list[JobLine]:
    """All jobs with their last runs."""
    runs = JobRun.objects.in_bulk()
    return [JobLine(job, runs.get(job.name)) for job in jobs()]


def silent_since(found: list[JobLine], now: datetime) -> datetime | None:
    """The last sign of life of `run_due`, when that was too long ago."""
    last = max((line.run.finished_at or line.run.started_at for line in found if line.run), default=None)
    return last if last and now - last > SILENCE else None


class PeriodicReport(WagtailAdminTemplateMixin, PermissionCheckedMixin, TemplateView):
    """The page below Reports, for those who may view runs of jobs: administrators, and groups that are given it."""

    template_name = "home/admin/periodic.html"
    page_title = _("Periodic jobs")
    header_icon = "history"
    permission_policy = policy
    any_permission_required = ["view"]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        found = lines()
        silence = silent_since(found, timezone.now())
        never = not any(line.run for line in found)
        return super().get_context_data(lines=found, silent_since=silence, never=never, **kwargs)


class PeriodicMenuItem(MenuItem):
    """The way to the report, for those who may open it."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(policy.user_has_permission(request.user, "view"))


def menu_item() -> PeriodicMenuItem:
    """The item in the menu of reports."""
    return PeriodicMenuItem(
        _("Periodic jobs"), reverse("periodic_report"), name="periodic-jobs", icon_name="history", order=1300
    )
