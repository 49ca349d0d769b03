"""The parts that every page shows, as plain data for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from home.stories import Resources
from home.typography import hard_spaces
from knowledge.choices import Evidence, ReaderStatus
from knowledge.models import KnowledgePage
from knowledge.models.evidence import EvidenceMixin
from knowledge.relations import Related
from knowledge.vocabulary import Vocabulary

Text = str | Promise
# A page is not "late" on the day after its date: the owner has two months, then readers are told.
OVERDUE_AFTER = timedelta(days=60)
# Where the roles of government stand in the figure, row by row (NSOB; see the vocabulary's file).
ROLE_ORDER = ("performing", "networking", "lawful", "responsive")
ROLE_WORDS = {
    "performing": pgettext_lazy("role of government", "performing"),
    "networking": pgettext_lazy("role of government", "networking"),
    "lawful": pgettext_lazy("role of government", "lawful"),
    "responsive": pgettext_lazy("role of government", "responsive"),
}
ROLE_HINTS = {
    "performing": gettext_lazy("getting results"),
    "networking": gettext_lazy("sharing a task"),
    "lawful": gettext_lazy("guarding rules and rights"),
    "responsive": gettext_lazy("giving room to initiative"),
}


def full_date(day: date) -> str:
    """A date in full in the active language: 3 november 2026."""
    return date_format(day, "j F Y")


@dataclass(frozen=True)
class Section:
    """A part of a page with a heading, and the template that shows its content.

    A `wide` one uses the full width; after the one that comes `first`, the page in short, stand notices and image.
    """

    id: str
    title: Text
    template: str
    content: Any = None
    kicker: Text = ""
    toc: Text = ""
    wide: bool = False
    first: bool = False

    @property
    def toc_title(self) -> Text:
        """What the list of contents calls it."""
        return self.toc or self.title


@dataclass(frozen=True)
class Fact:
    """A row of the facts column: words, names as `named` makes them, or rich text as {"rich": …}."""

    label: Text
    values: tuple[Any, ...]


@dataclass(frozen=True)
class CheckLine:
    """When a page was checked and until when that holds, as one line; `kind` is "", "due" or "old"."""

    kind: str
    icon: str
    text: str


@dataclass(frozen=True)
class Alert:
    """Something a reader must know before reading: `kind` is "" (warning), "note" or "error"."""

    kind: str
    icon: str
    title: str
    text: str = ""


@dataclass(frozen=True)
class EvidenceMark:
    """The strength of the evidence: in words always, in cells from level 2."""

    level: int
    label: str
    cells: tuple[bool, ...]
    assessed: str

    @property
    def words(self) -> str:
        """Such as: Evidence 3/4: independently evaluated."""
        return _("Evidence %(level)s/4: %(words)s") % {"level": self.level, "words": self.label}


@dataclass(frozen=True)
class Role:
    """One of the four roles of government in the figure."""

    key: str
    name: Text
    hint: Text
    on: bool


@dataclass(frozen=True)
class Material:
    """What a page is presented from, read once: see `knowledge.presentation.view`."""

    page: Any
    terms: Vocabulary
    resources: Resources
    related: list[Related]
    today: date

    def label(self, scheme: str, key: str) -> str:
        """The label of a concept that a structured list names by its key; the key when it is unknown."""
        term = self.terms.get((scheme, key))
        return term.label if term else key

    def labels(self, scheme: str) -> tuple[str, ...]:
        """The labels of the concepts of a scheme on the page."""
        return tuple(concept.label for concept in self.page.concepts(scheme))


@dataclass(frozen=True)
class TypeView:
    """What one page type adds to the common parts."""

    sections: tuple[Section, ...] = ()
    facts: tuple[Fact, ...] = ()
    head: tuple[Any, ...] = ()
    figure: str = ""
    figure_content: Any = None
    contact: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


def present(sections: Iterable[Section | None]) -> tuple[Section, ...]:
    """The sections that there are."""
    return tuple(section for section in sections if section is not None)


def story_section(material: Material, name: str, title: Text, **kwargs: Any) -> Section | None:
    """A section of one story or rich text field; None when it is empty."""
    value = getattr(material.page, name)
    if not value:
        return None
    template = "knowledge/sections/story.html" if hasattr(value, "stream_block") else "knowledge/sections/text.html"
    return Section(name.replace("_", "-"), title, kwargs.pop("template", template), value, **kwargs)


def facts(*rows: tuple[Text, Any]) -> tuple[Fact, ...]:
    """Rows of the facts column from (label, value or values); empty ones are left out."""
    made = []
    for label, value in rows:
        values = tuple(value) if isinstance(value, (list, tuple)) else (value,)
        values = tuple(hard_spaces(str(item)) if isinstance(item, (str, Promise)) else item for item in values if item)
        if values:
            made.append(Fact(label, values))
    return tuple(made)


def check_line(page: KnowledgePage, today: date) -> CheckLine | None:
    """When a page was checked, or what to mind instead; None for a page that was never checked and has no date."""
    if page.reader_status == ReaderStatus.WITHDRAWN:
        return CheckLine("old", "cross", _("Withdrawn"))
    if page.reader_status == ReaderStatus.OUTDATED:
        return CheckLine("old", "warning", _("Outdated, kept as a lesson"))
    if page.taken_over_from and not page.verified_on:
        return CheckLine("due", "clock", taken_over(page))
    if page.reader_status == ReaderStatus.TO_CHECK or is_overdue(page, today):
        return CheckLine(
            "due", "clock", _("To be checked before %(date)s") % {"date": full_date(page.review_by or today)}
        )
    return _checked(page)


def _checked(page: KnowledgePage) -> CheckLine | None:
    if not page.verified_on:
        return None
    dates = {"checked": full_date(page.verified_on), "until": full_date(page.review_by) if page.review_by else ""}
    if page.review_by:
        return CheckLine("", "check", _("Checked on %(checked)s, valid until %(until)s") % dates)
    return CheckLine("", "check", _("Checked on %(checked)s") % dates)


def is_overdue(page: KnowledgePage, today: date) -> bool:
    """Whether a review is so late that readers are told."""
    return bool(page.review_by and page.review_by + OVERDUE_AFTER < today)


def taken_over(page: KnowledgePage) -> str:
    """Where a page that was not written here comes from."""
    day = full_date(page.taken_over_from) if page.taken_over_from else ""
    return _("Taken over from the old site, last changed on %(date)s") % {"date": day}


def name_language(page: KnowledgePage) -> str:
    """The language of names that are the same in every translation, where it is not the page's; else empty."""
    return "" if page.language == settings.LANGUAGE_CODE else settings.LANGUAGE_CODE


def named(page: KnowledgePage, name: str, note: str = "", url: str = "", kind: str = "") -> dict[str, str] | None:
    """A name for the facts column, marked with its language; None without a name."""
    return {"name": name, "note": note, "url": url, "kind": kind, "lang": name_language(page)} if name else None


def evidence_mark(page: KnowledgePage) -> EvidenceMark | None:
    """The evidence of a page; None where it was not assessed by someone on a date."""
    if not isinstance(page, EvidenceMixin) or page.evidence is None:
        return None
    if not page.evidence_assessed_on or not page.evidence_assessed_by:
        return None
    cells = page.evidence_cells
    filled = tuple(number < cells for number in range(4)) if cells else ()
    assessed = _("Assessed on %(date)s by %(who)s") % {
        "date": full_date(page.evidence_assessed_on),
        "who": page.evidence_assessed_by,
    }
    return EvidenceMark(page.evidence, str(Evidence(page.evidence).label), filled, assessed)


def roles(keys: Iterable[str]) -> tuple[Role, ...]:
    """The four roles in the order of the figure, with those of a page on."""
    on = set(keys)
    return tuple(Role(key, ROLE_WORDS[key], ROLE_HINTS[key], key in on) for key in ROLE_ORDER)


def role_words(shown: Iterable[Role]) -> str:
    """The roles that are on in words: "networking and responsive"."""
    words = [str(role.name) for role in shown if role.on]
    if len(words) < 2:  # noqa: PLR2004  # one word needs no "and"
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
