"""From a page to what its template shows: everything read once, and put in words.

`view` is for a whole page; lists use `knowledge.cards`. Each type has a module here with a function `view`; a type
without one shows the common parts.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy
from wagtail.fields import RichTextField, StreamField

from home.stories import References, Resources, Target, load, raw_values, references
from knowledge.cards import Card, card
from knowledge.listing import load_concepts
from knowledge.models import KnowledgePage
from knowledge.presentation import article, case, dilemma, research, studio
from knowledge.presentation.alerts import notices, state
from knowledge.presentation.common import (
    Alert,
    CheckLine,
    EvidenceMark,
    Fact,
    Material,
    Section,
    TypeView,
    check_line,
    evidence_mark,
    facts,
)
from knowledge.relations import Related, read_around
from knowledge.vocabulary import vocabulary

TYPE_VIEWS: dict[str, Callable[[Material], TypeView]] = {
    "article": article.view,
    "case": case.view,
    "dilemma": dilemma.view,
    "research": research.view,
    "studio": studio.view,
}


@dataclass(frozen=True)
class PageView:
    """Everything that the template of a knowledge page shows."""

    page: KnowledgePage
    key: str
    label: str | Promise
    sections: tuple[Section, ...]
    rest: tuple[Section, ...]  # from the first wide section on; they stand below the facts column
    type: TypeView
    facts: tuple[Fact, ...]
    state: Alert | None
    notices: tuple[Alert, ...]
    check: CheckLine | None
    evidence: EvidenceMark | None
    related: list[Card]
    resources: Resources

    @property
    def bare_resources(self) -> Resources:
        """The same for what is no running text, such as the facts column: nothing is marked there."""
        return replace(self.resources, finish=None)

    @property
    def image(self) -> Any:
        """The image of the page, when readers may see it."""
        return self.resources.images.get(self.page.image_id)

    @property
    def contents(self) -> tuple[Section, ...]:
        """The sections of the list of contents, in the order in which they stand on the page."""
        named = tuple(section for section in (*self.sections, *self.rest) if section.toc_title)
        return (*named, *self.ending)

    @property
    def ending(self) -> tuple[Section, ...]:
        """What every page ends with, where there is any: sources, and pages to read on."""
        parts: list[Section] = []
        if self.page.sources:
            sources = [child.value for child in self.page.sources]
            title = gettext_lazy("Sources and downloads")
            parts.append(Section("sources", title, "knowledge/sections/sources.html", sources))
        if self.related:
            parts.append(Section("related", gettext_lazy("Read on"), "knowledge/sections/related.html", self.related))
        return tuple(parts)


def view(
    page: KnowledgePage, today: date | None = None, *, finish: Callable[[str], str] | None = None
) -> PageView:  # fmt: skip
    """What a page shows. Six queries; one more for files and for links to other kinds of pages, if any.

    `finish` is applied to each piece of running text, in reading order.
    """
    today = today or date.today()
    language = page.language
    load_concepts([page])
    found = _references(page)
    around = read_around(page, found.pages)
    known = {pk: _target(linked) for pk, linked in around.linked.items()}
    resources = replace(load(found, language, known), finish=finish)
    material = Material(page, vocabulary(language), resources, around.related, today)
    shown = TYPE_VIEWS.get(page.knowledge_type.key, common_parts_only)(material)
    first_wide = next((n for n, part in enumerate(shown.sections) if part.wide), len(shown.sections))
    return PageView(
        page=page,
        key=page.knowledge_type.key,
        label=page.knowledge_type.label,
        sections=shown.sections[:first_wide],
        rest=shown.sections[first_wide:],
        type=shown,
        facts=(*facts((gettext_lazy("Themes"), material.labels("theme"))), *shown.facts),
        state=state(page, today),
        notices=notices(page),
        check=check_line(page, today),
        evidence=evidence_mark(page),
        related=[_related_card(related, material) for related in around.related],
        resources=material.resources,
    )


def common_parts_only(material: Material) -> TypeView:
    """For a type without a module of its own."""
    return TypeView()


def _references(page: KnowledgePage) -> References:
    names = [field.name for field in page._meta.get_fields() if isinstance(field, StreamField | RichTextField)]
    found = references(getattr(page, name) for name in names)
    if page.image_id:
        found.images.add(page.image_id)
    options = getattr(page, "options", None)
    for value in raw_values(options) if options else ():
        found.pages.update(dilemma.case_ids(value))
    return found


def _target(page: KnowledgePage) -> Target:
    return Target(page.url or "", page.language, page.title)


def _related_card(related: Related, material: Material) -> Card:
    return card(related.page, material.terms, material.page.language, relation=related.label, today=material.today)
