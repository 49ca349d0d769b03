"""The parts of a practice case."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from home.stories import raw_values
from knowledge.presentation.common import (
    Fact,
    Material,
    Section,
    TypeView,
    evidence_mark,
    facts,
    named,
    present,
    roles,
    story_section,
)


def view(material: Material) -> TypeView:
    """Context, intervention, mechanism, outcome; what went wrong has as much weight as what came of it."""
    page = material.page
    return TypeView(
        sections=_sections(material),
        facts=_facts(material),
        head=tuple(part for part in (page.place, period(page)) if part),
        figure="knowledge/figures/roles.html",
        figure_content={"roles": page_roles(page), "switch_moment": page.switch_moment},
        contact=", ".join(part for part in (page.contact_role, page.contact_organisation) if part),
    )


def page_roles(page: Any) -> tuple[Any, ...]:
    """The four roles, with those of the page on."""
    return roles(concept.key for concept in page.concepts("gov_role"))


def period(page: Any) -> str:
    """The years in which it happened: 2023 – present."""
    start = str(page.start_date.year) if page.start_date else ""
    end = _("present") if page.ongoing else str(page.end_date.year) if page.end_date else ""
    if start == end:
        return start
    return " – ".join(part for part in (start, end) if part)


def _sections(material: Material) -> tuple[Section, ...]:
    page = material.page
    in_short = page.in_short
    brief = Section("in-short", gettext_lazy("In short"), "knowledge/sections/in_short.html", in_short, first=True)
    mechanisms = material.labels("mechanism")
    return present(
        (
            brief if in_short else None,
            story_section(material, "context", gettext_lazy("Occasion and context")),
            story_section(
                material, "intervention", gettext_lazy("Approach: what was done"), toc=gettext_lazy("Approach")
            ),
            _mechanisms(material, mechanisms),
            story_section(material, "outcomes", gettext_lazy("Outcome and effects"), toc=gettext_lazy("Outcome")),
            _failures(page),
            _repeat(page),
        )
    )


def _mechanisms(material: Material, labels: tuple[str, ...]) -> Section | None:
    if not material.page.mechanisms and not labels:
        return None
    content = {"story": material.page.mechanisms, "labels": labels}
    return Section("mechanisms", gettext_lazy("Why it worked"), "knowledge/sections/mechanisms.html", content)


def _failures(page: Any) -> Section | None:
    if not (page.failures or page.do_differently or page.failures_withheld):
        return None
    return Section(
        "failures",
        gettext_lazy("What went wrong, and what they would do differently"),
        "knowledge/sections/failures.html",
        {"failures": page.failures, "differently": page.do_differently, "withheld": page.failures_withheld},
        kicker=gettext_lazy("Told honestly"),
        toc=gettext_lazy("What went wrong"),
    )


def _repeat(page: Any) -> Section | None:
    if not (page.conditions or page.not_when or page.needs):
        return None
    content = {"conditions": page.conditions, "not_when": page.not_when, "needs": page.needs}
    return Section("repeat", gettext_lazy("Would you like this too?"), "knowledge/sections/repeat.html", content)


def _facts(material: Material) -> tuple[Fact, ...]:
    page = material.page
    mark = evidence_mark(page)
    return facts(
        (gettext_lazy("Place"), named(page, page.place)),
        (gettext_lazy("Period"), _dates(page)),
        (gettext_lazy("Scale"), material.labels("scale")),
        (gettext_lazy("Phase"), page.get_phase_display() if page.phase else ""),
        (gettext_lazy("Led by"), named(page, page.lead_organisation)),
        (gettext_lazy("Parties"), [_actor(material, value) for value in raw_values(page.actors)]),
        (gettext_lazy("Network governance"), material.labels("network_form")),
        (gettext_lazy("Kind of collaboration"), material.labels("partnership")),
        (gettext_lazy("Participation"), material.labels("spectrum")),
        (gettext_lazy("Layer of government"), material.labels("gov_layer")),
        (gettext_lazy("Competences"), material.labels("competence")),
        (gettext_lazy("Costs"), [page.get_cost_class_display() if page.cost_class else "", page.cost_note]),
        (gettext_lazy("Hours of work"), _("%(hours)s hours") % {"hours": page.hours} if page.hours else ""),
        (gettext_lazy("Evidence"), mark.assessed if mark else ""),
        (gettext_lazy("Evaluation"), _evaluation(page)),
        (gettext_lazy("Also applied by"), [_adopter(page, value) for value in raw_values(page.adopters)]),
    )


def _dates(page: Any) -> str:
    start = date_format(page.start_date, "F Y") if page.start_date else ""
    end = _("present") if page.ongoing else date_format(page.end_date, "F Y") if page.end_date else ""
    return " – ".join(part for part in (start, end) if part)


def _actor(material: Material, value: Any) -> dict[str, str] | None:
    kind = material.label("actor_kind", value["kind"]) if value.get("kind") else ""
    return named(material.page, value.get("name") or "", value.get("role") or "", kind=kind)


def _adopter(page: Any, value: Any) -> dict[str, str] | None:
    return named(page, value.get("name") or "", value.get("note") or "", value.get("url") or "")


def _evaluation(page: Any) -> Any:
    if page.evaluation_url and not page.evaluation_by:
        return {"name": _("Read the evaluation"), "url": page.evaluation_url}
    return named(page, page.evaluation_by, url=page.evaluation_url)
