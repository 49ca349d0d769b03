"""The parts of a research summary."""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.choices import Evidence
from knowledge.presentation.common import (
    Fact,
    Material,
    Section,
    TypeView,
    evidence_mark,
    facts,
    named,
    present,
    story_section,
)

SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[\"'‘“(]?[A-Z0-9À-Þ])")


def view(material: Material) -> TypeView:
    """The answer first, then what it means for the reader's work, then what was found."""
    page = material.page
    mark = evidence_mark(page)
    return TypeView(
        sections=_sections(material),
        facts=_facts(material),
        head=_head(material),
        figure="knowledge/figures/ladder.html" if mark else "",
        figure_content={"mark": mark, "levels": _levels(mark.level)} if mark else None,
    )


def _levels(level: int) -> list[tuple[int, str, bool]]:
    return [(choice.value, str(choice.label), choice.value == level) for choice in reversed(Evidence)]


def _head(material: Material) -> tuple[Any, ...]:
    page = material.page
    words = [str(page.year or ""), *(label.lower() for label in material.labels("research_design"))]
    if page.open_access:
        words.append(_("free to read"))
    if page.author_checked:
        words.append(_("shown to the authors"))
    return tuple(word for word in words if word)


def sentences(text: str) -> list[str]:
    """The sentences of a short text, one for each number in the answer."""
    return [sentence.strip() for sentence in SENTENCE_END.split(text.strip()) if sentence.strip()]


def _sections(material: Material) -> tuple[Section, ...]:
    page = material.page
    answer = {"question": page.question, "sentences": sentences(page.answer)}
    return present(
        (
            Section("answer", gettext_lazy("The answer in three sentences"), "knowledge/sections/answer.html", answer,
                    toc=gettext_lazy("The answer"), first=True) if page.answer or page.question else None,
            story_section(
                material, "so_what", gettext_lazy("What does this mean for your work?"),
                template="knowledge/sections/action_story.html", kicker=gettext_lazy("What you can do"),
                toc=gettext_lazy("For your work"),
            ),
            story_section(material, "effect", gettext_lazy("What was found")),
            story_section(material, "mechanism", gettext_lazy("Why would that be so?"), toc=gettext_lazy("Why")),
            _for_whom(page),
            story_section(material, "implementation", gettext_lazy("Putting it into practice")),
            story_section(material, "economics", gettext_lazy("Costs and benefits")),
            _citation(material),
        )
    )  # fmt: skip


def _for_whom(page: Any) -> Section | None:
    if not (page.moderators or page.limits or page.transfer):
        return None
    content = {"moderators": page.moderators, "limits": page.limits, "transfer": page.transfer}
    return Section(
        "for-whom", gettext_lazy("For whom and when does this hold?"), "knowledge/sections/for_whom.html", content,
        toc=gettext_lazy("For whom and when"),
    )  # fmt: skip


def _citation(material: Material) -> Section | None:
    page = material.page
    if not page.authors:
        return None
    return Section("cite", gettext_lazy("Source"), "knowledge/sections/citation.html", page)


def _facts(material: Material) -> tuple[Fact, ...]:
    page = material.page
    return facts(
        (gettext_lazy("Kind of research"), material.labels("research_design")),
        (gettext_lazy("Form"), material.labels("product_form")),
        (gettext_lazy("Where and when"), page.setting),
        (gettext_lazy("Authors"), named(page, page.authors)),
        (gettext_lazy("Year"), str(page.year or "")),
        (gettext_lazy("Publisher"), named(page, page.publisher)),
        ("DOI", {"name": page.doi, "url": page.doi_url} if page.doi else ""),
        (gettext_lazy("Open access"), _("yes") if page.open_access else _("no")),
        (gettext_lazy("Summarised by"), named(page, page.summariser)),
        (gettext_lazy("Shown to the author"), _("yes") if page.author_checked else _("no")),
        (gettext_lazy("Mechanisms"), material.labels("mechanism")),
        (gettext_lazy("Role of government"), material.labels("gov_role")),
        (gettext_lazy("Layer of government"), material.labels("gov_layer")),
        (gettext_lazy("Competences"), material.labels("competence")),
    )
