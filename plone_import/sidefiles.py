"""The files beside the content: recognised by their first element, read into the parts of an export."""

import re
from typing import TYPE_CHECKING, Any

from plone_import.items import Comment, Portlet
from plone_import.values import line, text, texts

if TYPE_CHECKING:
    from plone_import.reading import Reading

LANGUAGE = re.compile(r"[a-z]{2}(-[a-z]{2})?")
# Kind of file, and the keys that its elements all have.
SIGNS: tuple[tuple[str, frozenset[str]], ...] = (
    ("default_pages", frozenset({"uuid", "default_page"})),
    ("default_pages", frozenset({"uuid", "default_page_uuid"})),
    ("ordering", frozenset({"uuid", "order"})),
    ("local_roles", frozenset({"uuid", "localroles"})),
    ("relations", frozenset({"from_uuid", "to_uuid"})),
    ("discussion", frozenset({"uuid", "conversation"})),
    ("portlets", frozenset({"uuid", "portlets"})),
    ("portlets", frozenset({"uuid", "blacklist_status"})),
    ("members", frozenset({"members", "groups"})),
    ("content", frozenset({"@id", "@type"})),
    ("content", frozenset({"@id", "UID"})),
    ("content", frozenset({"unexported_paths"})),
)


def recognise(value: Any) -> str:
    """What kind of file begins with this element; "unknown" for what is no part of an export."""
    if not isinstance(value, dict) or not value:
        return "unknown"
    for kind, keys in SIGNS:
        if keys <= value.keys():
            return kind
    if all(isinstance(target, str) for target in value.values()):
        if all(LANGUAGE.fullmatch(key) for key in value):
            return "translations"
        if all(key.startswith("/") for key in value):
            return "redirects"
    return "unknown"


def _default_page(reading: "Reading", value: dict[str, Any]) -> None:
    if page := line(value.get("default_page_uuid")):
        reading.default_pages[line(value["uuid"])] = page


def _order(reading: "Reading", value: dict[str, Any]) -> None:
    if isinstance(value["order"], int):
        reading.order[line(value["uuid"])] = value["order"]


def _local_roles(reading: "Reading", value: dict[str, Any]) -> None:
    roles = value["localroles"]
    if isinstance(roles, dict):
        reading.local_roles[line(value["uuid"])] = {line(who): texts(what) for who, what in roles.items()}


def _relation(reading: "Reading", value: dict[str, Any]) -> None:
    parts = (value["from_uuid"], value["to_uuid"], value.get("relationship"))
    reading.relations.append((line(parts[0]), line(parts[1]), line(parts[2])))


def _translation(reading: "Reading", value: dict[str, Any]) -> None:
    reading.translations.append({language: line(uid) for language, uid in value.items()})


def _redirects(reading: "Reading", value: dict[str, Any]) -> None:
    reading.redirects.update({line(source): line(target) for source, target in value.items() if line(target)})


def _discussion(reading: "Reading", value: dict[str, Any]) -> None:
    conversation = value["conversation"]
    items = conversation.get("items") if isinstance(conversation, dict) else None
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            body = item.get("text")
            words = text(body.get("data")) if isinstance(body, dict) else text(body)
            reading.comments.append(Comment(line(value["uuid"]), line(item.get("author_name")), words))


def _portlets(reading: "Reading", value: dict[str, Any]) -> None:
    managers = value.get("portlets")
    for boxes in managers.values() if isinstance(managers, dict) else ():
        for box in boxes if isinstance(boxes, list) else ():
            if isinstance(box, dict):
                given = box.get("assignment")
                words = text(given.get("text")) if isinstance(given, dict) else ""
                reading.portlets.append(Portlet(line(value.get("@id")), line(box.get("type")), words))


def _members(reading: "Reading", value: dict[str, Any]) -> None:
    reading.members += len(value["members"]) if isinstance(value["members"], list) else 0
    reading.groups += len(value["groups"]) if isinstance(value["groups"], list) else 0


READERS = {
    "default_pages": _default_page,
    "ordering": _order,
    "local_roles": _local_roles,
    "relations": _relation,
    "translations": _translation,
    "redirects": _redirects,
    "discussion": _discussion,
    "portlets": _portlets,
    "members": _members,
}
