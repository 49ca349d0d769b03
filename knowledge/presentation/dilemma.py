"""The parts of a dilemma."""

from string import ascii_uppercase
from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from home.stories import raw_values
from knowledge.presentation.common import (
    ROLE_WORDS,
    Fact,
    Material,
    Section,
    TypeView,
    facts,
    present,
    role_words,
    roles,
    story_section,
)
from knowledge.vocabulary import Vocabulary


def view(material: Material) -> TypeView:
    """The situation, the values, how others look at it, the options side by side, and what to do first."""
    page = material.page
    pairs = value_pairs(page, material.terms)
    option_roles = roles(str(value.get("fits_role")) for value in raw_values(page.options))
    return TypeView(
        sections=_sections(material),
        facts=_facts(material),
        head=(option_count(page),) if page.options else (),
        figure="knowledge/figures/beams.html" if pairs else "",
        figure_content=pairs[:1],
        extra={"roles": option_roles, "role_words": role_words(option_roles)},
    )


def value_pairs(page: Any, terms: Vocabulary) -> list[tuple[str, str]]:
    """The values in tension, by label."""

    def label(key: str) -> str:
        term = terms.get(("value", key))
        return term.label if term else key

    return [(label(pair.get("a", "")), label(pair.get("b", ""))) for pair in raw_values(page.value_pairs)]


def option_count(page: Any) -> str:
    """How many options are compared: "3 options"."""
    count = len(page.options)
    return ngettext("%(count)s option", "%(count)s options", count) % {"count": count}


def _sections(material: Material) -> tuple[Section, ...]:
    page = material.page
    return present(
        (
            _story(page),
            _values(value_pairs(page, material.terms)),
            story_section(material, "facts", gettext_lazy("What we know")),
            story_section(material, "unknowns", gettext_lazy("What we do not know")),
            _perspectives(material),
            _options(material),
            _poll(page),
            _action(page),
            _reflections(page),
            story_section(
                material,
                "team_format",
                gettext_lazy("With your team: 30 minutes"),
                toc=gettext_lazy("With your team"),
            ),
        )
    )


def _values(pairs: list[tuple[str, str]]) -> Section | None:
    if not pairs:
        return None
    return Section("values", gettext_lazy("Values in tension"), "knowledge/sections/values.html", pairs)


def _story(page: Any) -> Section | None:
    if not (page.story or page.question):
        return None
    content = {"story": page.story, "question": page.question, "anonymised": page.anonymised, "decider": page.decider}
    return Section("story", gettext_lazy("The situation"), "knowledge/sections/situation.html", content)


def _perspectives(material: Material) -> Section | None:
    if not material.page.perspectives:
        return None
    views = [
        {
            "who": value.get("who"),
            "position": value.get("position"),
            "interest": value.get("interest"),
            "value": material.label("value", value["value"]) if value.get("value") else "",
            "role": value.get("desired_role"),
        }
        for value in raw_values(material.page.perspectives)
    ]
    title = gettext_lazy("How others look at it")
    return Section("perspectives", title, "knowledge/sections/perspectives.html", views, wide=True)


def _options(material: Material) -> Section | None:
    options = [_option(material, letter, value) for letter, value in lettered(material.page)]
    if not options:
        return None
    rows = [(label, [option[name] for option in options]) for name, label in OPTION_ROWS]
    content = {"options": options, "rows": [row for row in rows if any(row[1])]}
    title = gettext_lazy("The options side by side")
    return Section(
        "options", title, "knowledge/sections/options.html", content, toc=gettext_lazy("The options"), wide=True
    )


OPTION_ROWS = (
    ("what", gettext_lazy("What you do")),
    ("pros", gettext_lazy("Advantage")),
    ("cons", gettext_lazy("Drawback")),
    ("who_bears", gettext_lazy("Who bears it")),
    ("mitigation", gettext_lazy("What softens it")),
    ("role", gettext_lazy("Fits the role")),
    ("when_not", gettext_lazy("Not when")),
    ("links", gettext_lazy("Based on")),
)


def lettered(page: Any) -> list[tuple[str, Any]]:
    """The stored options of a dilemma, each with its letter: the same one everywhere on the page."""
    return list(zip(ascii_uppercase, raw_values(page.options), strict=False))


def _option(material: Material, letter: str, value: Any) -> dict[str, Any]:
    # As stored, for the chosen pages are in `resources` already, and only those that readers may see.
    names = ("title", "what", "pros", "cons", "who_bears", "mitigation", "when_not")
    option = {name: value.get(name) or "" for name in names}
    role = value.get("fits_role") or ""
    option["letter"] = letter
    option["role"] = ROLE_WORDS.get(role, role)
    option["links"] = [material.resources.pages[pk] for pk in case_ids(value) if pk in material.resources.pages]
    option["rows"] = [(label, option[name]) for name, label in OPTION_ROWS if option[name]]
    return option


def case_ids(value: Any) -> list[int]:
    """The ids of the pages that an option rests on, from its raw value (plain, or as list items with ids)."""
    items = value.get("cases") or []
    numbers = [item.get("value") if isinstance(item, dict) else item for item in items]
    return [number for number in numbers if isinstance(number, int)]


def _poll(page: Any) -> Section | None:
    if not page.poll_enabled or not page.options:
        return None
    options = [{"letter": letter, "title": value.get("title", "")} for letter, value in lettered(page)]
    return Section("poll", gettext_lazy("What would you do?"), "knowledge/sections/poll.html", options)


def _action(page: Any) -> Section | None:
    if not (page.first_step or page.conversation_questions or page.involve):
        return None
    content = {"step": page.first_step, "questions": page.conversation_questions, "involve": page.involve}
    return Section(
        "action", gettext_lazy("Your first step"), "knowledge/sections/first_step.html", content,
        kicker=gettext_lazy("What you can do"),
    )  # fmt: skip


def _reflections(page: Any) -> Section | None:
    if not page.reflections:
        return None
    values = raw_values(page.reflections)
    return Section("reflections", gettext_lazy("Reflections"), "knowledge/sections/reflections.html", values)


def _facts(material: Material) -> tuple[Fact, ...]:
    page = material.page
    return facts(
        (gettext_lazy("Who decides"), page.decider),
        (gettext_lazy("Rules"), {"rich": page.rules} if page.rules else ""),
        (gettext_lazy("Layer of government"), material.labels("gov_layer")),
        (gettext_lazy("Role of government"), material.labels("gov_role")),
        (gettext_lazy("Values"), material.labels("value")),
        (gettext_lazy("Competences"), material.labels("competence")),
    )
