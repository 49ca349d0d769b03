"""What a page gets from an item: plain values, so that one checksum tells whether anything changed."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from plone_import.html import plain_to_html
from plone_import.html_nodes import sanitise
from plone_import.items import Item, Meeting
from plone_import.mapping import Mapping, Rule, body_field
from plone_import.report import Report
from plone_import.values import SITE_ZONE

TITLE_LENGTH, SUMMARY_LENGTH, SLUG_LENGTH = 255, 300, 200
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


@dataclass
class Values:
    """Fields of a page by name, its concepts, and whether and when it is visible."""

    fields: dict[str, Any] = field(default_factory=dict)
    stories: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    concepts: list[tuple[str, str]] = field(default_factory=list)
    live: bool = False
    expired: bool = False
    first_published: datetime | None = None

    @property
    def checksum(self) -> str:
        """Changes when anything does."""
        parts = [self.fields, self.stories, self.concepts, self.live, self.expired]
        return sha256(json.dumps(parts, sort_keys=True, default=str).encode()).hexdigest()


def page_title(item: Item, report: Report) -> str:
    """The title, at most as long as a title may be; the last part of the address when there is none."""
    if not item.title:
        report.add(item, "no_title")
        return item.name or item.type
    if len(item.title) > TITLE_LENGTH:
        report.add(item, "long_title", item.title)
    return shortened(item.title, TITLE_LENGTH)


def shortened(text: str, length: int) -> str:
    """A text cut at a word, with dots where it was cut."""
    if len(text) <= length:
        return text
    cut = text[: length - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,.;:") + "…"


def page_slug(item: Item) -> str:
    """Plone's id as a slug: letters without accents, and no dots or spaces."""
    name = unicodedata.normalize("NFKC", item.name).replace(".", "-").replace("_", "-")
    return (slugify(name) or slugify(item.title) or "pagina")[:SLUG_LENGTH].strip("-")


def add_summary(item: Item, values: Values, story: str, report: Report) -> None:
    """The description as summary; one that is too long stands in full above the text."""
    summary = " ".join(item.description.split())
    if len(summary) > SUMMARY_LENGTH:
        report.add(item, "long_summary", "", summary[:200])
        block = {"type": "paragraph", "value": sanitise(plain_to_html(item.description))}
        values.stories[story] = [block, *values.stories.get(story, [])]
    values.fields["summary"] = shortened(summary, SUMMARY_LENGTH)


def add_dates(item: Item, values: Values, *, public: bool, now: datetime, report: Report) -> None:
    """When the page is visible: never more than Plone showed."""
    values.first_published = item.effective or item.published or item.created
    values.live = public
    values.fields["expire_at"] = item.expires
    values.fields["go_live_at"] = item.effective if public and item.effective and item.effective > now else None
    if not public:
        report.add(item, "state", item.state)
    elif item.expires and item.expires <= now:
        values.expired = True
        report.add(item, "expired", f"{item.expires:%Y-%m-%d}")
    elif values.fields["go_live_at"]:
        report.add(item, "scheduled", f"{item.effective:%Y-%m-%d}")


def add_care(item: Item, values: Values, mapping: Mapping, report: Report) -> None:
    """Whose page it is, where it comes from and under which terms; nothing is claimed that Plone did not say."""
    modified = item.modified or item.created
    values.fields |= {
        "taken_over_from": modified.astimezone(SITE_ZONE).date() if modified else None,
        "content_owner_name": shortened(", ".join(item.creators), TITLE_LENGTH),
        "licence": mapping.licence,
    }
    if item.rights:
        report.add(item, "rights", "", item.rights[:200])
    if item.contributors:
        report.add(item, "contributors", ", ".join(item.contributors))
    if item.versions:
        report.add(item, "versions", str(item.versions))
    for name, value in item.unread:
        report.add(item, "unread", name, value)


def add_subjects(item: Item, values: Values, mapping: Mapping, known: set[tuple[str, str]], report: Report) -> None:
    """Keywords that are concepts here; `known` are the concepts of the page's language."""
    for subject in item.subjects:
        concept = mapping.subjects.get(" ".join(subject.split()).casefold())
        if concept is None or concept not in known:
            report.add(item, "subject", subject)
        elif concept not in values.concepts:
            values.concepts.append(concept)


def add_meeting(item: Item, meeting: Meeting, values: Values, language: str, report: Report) -> None:
    """Time and place of an event, its address as a source, its contact as the owner of the page."""
    start, end = _hours(meeting)
    values.fields |= {"start": start, "end": end, "location": shortened(meeting.location, TITLE_LENGTH)}
    values.fields["content_owner_name"] = meeting.contact_name[:TITLE_LENGTH] or values.fields["content_owner_name"]
    if "@" in meeting.contact_email:
        values.fields["content_owner_email"] = meeting.contact_email[:254]
    if ADDRESS.fullmatch(meeting.url):
        with override(language):
            title = _("Website of the meeting")
        block = {"type": "item", "value": {"title": title, "url": meeting.url, "note": ""}}
        values.stories["sources"] = [block]
    if meeting.contact_phone:
        report.add(item, "contact_phone", meeting.contact_phone)
    if meeting.attendees:
        report.add(item, "attendees", ", ".join(meeting.attendees))
    if meeting.recurrence:
        report.add(item, "recurrence", meeting.recurrence)


def _hours(meeting: Meeting) -> tuple[datetime | None, datetime | None]:
    start, end = meeting.start, None if meeting.open_end else meeting.end
    if meeting.whole_day and start:
        first = start.astimezone(SITE_ZONE).date()
        last = end.astimezone(SITE_ZONE).date() if end else first
        start = datetime.combine(first, time(), SITE_ZONE).astimezone(UTC)
        # A day without an hour: an end only when it lasts longer than that day.
        end = datetime.combine(last, time(), SITE_ZONE).astimezone(UTC) if last - first >= timedelta(days=1) else None
    return start, end


def story_name(rule: Rule | None) -> str:
    """The field that gets the text of an item."""
    return body_field(rule) if rule else "body"
