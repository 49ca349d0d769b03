"""The publication check: what a page needs before readers see it, asked at every door.

`findings` lists what is missing. `refuse_if_unready` is the door itself and is called by `KnowledgePage.save`;
forms, bulk actions and translation views ask `findings` beforehand, so that an editor is told in the form and loses
nothing. On a page that is live already only what this edit brings in stops it. An import passes
`waived("its-name")`, and the waiver is kept.
"""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError

if TYPE_CHECKING:
    from knowledge.models.page import KnowledgePage

logger = logging.getLogger(__name__)
SCHEDULED = "wagtail.publish.scheduled"  # Wagtail's log action of a publication by schedule
Check = Callable[["KnowledgePage"], Iterator["Finding"]]

_waiver: ContextVar[str] = ContextVar("publication_waiver", default="")
_checks: list[Check] = []


@dataclass(frozen=True)
class Requirement:
    """A field that a page needs to be published.

    `least` is the number of items a structured list needs; `scheme` narrows linked concepts to one vocabulary; any of
    `alternatives`, which are fields too, satisfies the requirement as well.
    """

    field: str
    message: Any  # text, or a lazy translation of it
    least: int = 1
    scheme: str = ""
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Finding:
    """Something that stops publication, with the field where it can be mended."""

    code: str
    field: str
    message: Any  # text, or a lazy translation of it


@dataclass(frozen=True)
class StoredState:
    """What the database holds of a page before it is saved."""

    live: bool
    slug: str
    alias_of_id: int | None


class PublicationRefused(ValidationError):
    """A page was not published; `findings` says why and `page_id` which."""

    def __init__(self, page: "KnowledgePage", findings: list[Finding]) -> None:
        self.page_id = page.pk
        self.findings = findings
        super().__init__([finding.message for finding in findings])


def register_check(check: Check) -> Check:
    """Add a check to the registry: a function from a page to its findings."""
    _checks.append(check)
    return check


def findings(page: "KnowledgePage") -> list[Finding]:
    """All that stops `page`, as it stands in memory, from being published."""
    return [finding for check in _checks for finding in check(page)]


def is_ready(page: "KnowledgePage") -> bool:
    """Whether a page may go live: nothing is missing, or a waiver is in force, or the live page has the same faults."""
    return not blocking(page, stored_state(page))


def stored_state(page: "KnowledgePage") -> StoredState | None:
    """What is stored of a page; None for a new one."""
    if page.pk is None:
        return None
    row = type(page).objects.filter(pk=page.pk).values("live", "slug", "alias_of_id").first()
    return StoredState(**row) if row else None


def blocking(page: "KnowledgePage", stored: StoredState | None) -> list[Finding]:
    """The findings that stop this publication: on a live page only those that are new."""
    found = findings(page)
    if not found or goes_live(page, stored):
        return found
    known = {finding.code for finding in findings(type(page).objects.get(pk=page.pk))}
    return [finding for finding in found if finding.code not in known]


def goes_live(page: "KnowledgePage", stored: StoredState | None) -> bool:
    """Whether readers do not see the page as one of its own until now: it is new, a draft, or an alias."""
    return stored is None or not stored.live or stored.alias_of_id is not None


def refuse_if_unready(page: "KnowledgePage", stored: StoredState | None) -> None:
    """Raise PublicationRefused when a live page misses something and no waiver is in force."""
    if not page.live or page.alias_of_id:
        return
    found = blocking(page, stored)
    if not found:
        return
    if not _waiver.get():
        raise PublicationRefused(page, found)
    page._waived = [finding.code for finding in found]


def keep_waiver(page: "KnowledgePage") -> None:
    """Write down that `page` went live by a waiver, if it did."""
    from knowledge.models import PublicationWaiver  # noqa: PLC0415  # models import this module

    missing = page.__dict__.pop("_waived", None)
    if missing:
        PublicationWaiver.objects.create(page_id=page.pk, name=_waiver.get(), missing=missing)


@contextmanager
def waived(name: str) -> Iterator[None]:
    """Let pages through the door within this block, under a name that is kept with each of them."""
    token = _waiver.set(name)
    try:
        yield
    finally:
        _waiver.reset(token)


def cancel_schedule(revision: Any) -> None:
    """Take back the hour of a revision that cannot be published; the page stays a draft."""
    logger.warning("Page %s misses what it needs and is not published by schedule.", revision.object_id)
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])


@register_check
def required_fields(page: "KnowledgePage") -> Iterator[Finding]:
    """Every requirement that the type declares and the page does not meet."""
    for requirement in page.requirements:
        fields = (requirement.field, *requirement.alternatives)
        if not any(_is_met(page, field, requirement) for field in fields):
            code = f"missing:{requirement.field}" + (f":{requirement.scheme}" if requirement.scheme else "")
            yield Finding(code, requirement.field, requirement.message)


def _is_met(page: "KnowledgePage", field: str, requirement: Requirement) -> bool:
    value = getattr(page, field)
    if requirement.scheme and field == requirement.field:
        return (
            sum(link.concept.scheme == requirement.scheme for link in value.all() if link.concept_id)
            >= requirement.least
        )
    if hasattr(value, "stream_block"):
        return len(value) >= requirement.least
    return bool(value.strip() if isinstance(value, str) else value)
