"""Single values of Plone's JSON, read without trusting any of them."""

import re
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from plone_import.items import Meeting, RichText

# Plone writes dates without an offset in the time of the site.
SITE_ZONE = ZoneInfo("Europe/Amsterdam")
# Plone's "never" and "always": 1969-12-31 and 2499-12-31.
FIRST_YEAR, LAST_YEAR = 1971, 2400
SPACE = re.compile(r"\s+")
# Control characters, and marks that turn text around or hide in it.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")

# What no database stores: NUL, and halves of characters.
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


def text(value: Any) -> str:
    """A string without invisible characters; "" for anything else."""
    return INVISIBLE.sub("", value).strip() if isinstance(value, str) else ""


def line(value: Any) -> str:
    """A string on one line."""
    return SPACE.sub(" ", text(value)).strip()


def texts(value: Any) -> tuple[str, ...]:
    """The strings of a list."""
    return tuple(found for found in map(line, value) if found) if isinstance(value, list) else ()


def moment(value: Any) -> datetime | None:
    """A date and time with its zone; None for none, for Plone's sentinels and for what is no date."""
    if not isinstance(value, str):
        return None
    try:
        found = datetime.fromisoformat(value)
    except ValueError:
        return None
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=SITE_ZONE)).astimezone(UTC)


def token(value: Any) -> str:
    """A value that is a string, or an object with a token as Plone writes without its migration flag."""
    return line(value.get("token")) if isinstance(value, dict) else line(value)


def rich_text(value: Any) -> RichText | None:
    """The text of an item; None when it has none or an empty one."""
    if isinstance(value, str):
        value = {"data": value}
    if not isinstance(value, dict) or not isinstance(value.get("data"), str) or not value["data"].strip():
        return None
    kind = line(value.get("content-type")) or "text/html"
    return RichText(UNSTORABLE.sub("", value["data"]), kind.partition(";")[0].lower())


def last_published(history: Any) -> datetime | None:
    """When the item was last published, from its workflow history: `effective` is empty when a script did it."""
    if not isinstance(history, dict):
        return None
    moments = [
        moment(step.get("time"))
        for steps in history.values()
        if isinstance(steps, list)
        for step in steps
        if isinstance(step, dict) and step.get("review_state") == "published"
    ]
    return max((found for found in moments if found), default=None)


def meeting(value: dict[str, Any]) -> Meeting | None:
    """What makes an item an event; None for other items."""
    if "start" not in value or "whole_day" not in value:
        return None
    return Meeting(
        start=moment(value.get("start")),
        end=moment(value.get("end")),
        whole_day=bool(value.get("whole_day")),
        open_end=bool(value.get("open_end")),
        location=line(value.get("location")),
        url=line(value.get("event_url")),
        contact_name=line(value.get("contact_name")),
        contact_email=line(value.get("contact_email")),
        contact_phone=line(value.get("contact_phone")),
        attendees=texts(value.get("attendees")),
        recurrence=text(value.get("recurrence")),
    )
