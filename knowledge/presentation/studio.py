"""The parts of a learning studio."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from knowledge.choices import StudioStatus
from knowledge.presentation.common import Fact, Material, Section, Text, TypeView, facts, named, present, story_section


@dataclass(frozen=True)
class Session:
    """A date of a studio, in the words in which it is set."""

    start: datetime
    day: str
    month: str
    weekday: str
    times: str
    place: str
    online_url: str
    note: str

    @property
    def day_and_month(self) -> str:
        """The date as a figure: 14 jan."""
        return f"{self.day} {self.month}"


def view(material: Material) -> TypeView:
    """The question, for whom, the dates large, the programme, and how to do it oneself."""
    page = material.page
    dates = sessions(page)
    upcoming = next_session(dates, material.today)
    form = page.get_studio_form_display() if page.studio_form else ""
    sign_up = page.signup_url if page.status == StudioStatus.OPEN else ""
    count = ngettext("%(count)s session", "%(count)s sessions", len(dates)) % {"count": len(dates)} if dates else ""
    return TypeView(
        sections=_sections(material, dates),
        facts=_facts(material),
        head=tuple(part for part in (count, form) if part),
        figure="knowledge/figures/next_session.html" if upcoming else "",
        figure_content={"session": upcoming, "page": page, "sign_up": sign_up},
    )


def sessions(page: Any) -> list[Session]:
    """The dates of a studio in order of time."""
    values = sorted((child.value for child in page.sessions), key=lambda value: value["start"])
    return [_session(value) for value in values]


def next_session(dates: list[Session], today: date) -> Session | None:
    """The first date that is not over."""
    return next((session for session in dates if session.start.date() >= today), None)


def _session(value: Any) -> Session:
    start = timezone.localtime(value["start"])
    times = date_format(start, "H.i")
    if value.get("end"):
        times = f"{times} – {date_format(timezone.localtime(value['end']), 'H.i')}"
    return Session(
        start=start,
        day=date_format(start, "j"),
        month=date_format(start, "M"),
        weekday=date_format(start, "l"),
        times=times,
        place=value.get("place") or "",
        online_url=value.get("online_url") or "",
        note=value.get("note") or "",
    )


def _sections(material: Material, dates: list[Session]) -> tuple[Section, ...]:
    page = material.page
    brief = _brief(material)
    programme = [child.value for child in page.programme]
    return present(
        (
            _section("in-short", gettext_lazy("In short"), "in_short", brief),
            story_section(material, "body", gettext_lazy("Why this learning studio")),
            story_section(material, "goals", gettext_lazy("What you learn")),
            _section("sessions", gettext_lazy("Sessions"), "sessions", dates),
            _section("programme", gettext_lazy("Programme"), "programme", programme),
            story_section(material, "results", gettext_lazy("What came of it")),
            story_section(
                material,
                "self_organise",
                gettext_lazy("Organise it yourself"),
                template="knowledge/sections/panel_story.html",
            ),
        )
    )


def _section(name: str, title: Text, template: str, content: list[Any]) -> Section | None:
    made = Section(name, title, f"knowledge/sections/{template}.html", content, first=name == "in-short")
    return made if content else None


def _brief(material: Material) -> list[tuple[str, Any, str]]:
    page = material.page
    rows = [
        ("question", _("Learning question"), page.learning_question),
        ("audience", _("For whom"), page.audience),
        ("prior", _("Beforehand"), page.prior_knowledge),
    ]
    return [row for row in rows if row[2]]


def _facts(material: Material) -> tuple[Fact, ...]:
    page = material.page
    return facts(
        (gettext_lazy("Sign-up"), page.get_status_display() if page.status else ""),
        (gettext_lazy("Form"), page.get_studio_form_display() if page.studio_form else ""),
        (gettext_lazy("Places"), str(page.places or "")),
        (gettext_lazy("Costs"), page.cost_note),
        (gettext_lazy("Facilitators"), page.facilitators),
        (gettext_lazy("Organisation"), named(page, page.organisation)),
        (gettext_lazy("Accessibility of the place"), page.venue_accessibility),
        (gettext_lazy("Competences"), material.labels("competence")),
        (gettext_lazy("Layer of government"), material.labels("gov_layer")),
        (gettext_lazy("Role of government"), material.labels("gov_role")),
    )
