"""What stands in an export and what the mapping would do with it, without writing anything."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from plone_import.html import elements_in
from plone_import.items import Export, Item
from plone_import.mapping import Mapping as Rules
from plone_import.plan import Fate, Plan
from plone_import.wording import why

MEGABYTE = 1_000_000


def inspection(export: Export, rules: Rules) -> Iterator[str]:
    """The findings, a line each."""
    items = export.items
    yield _("Elements: %(count)s, of which %(items)s items") % {"count": export.elements, "items": len(items)}
    yield _("Address of the site: %(url)s; its id: %(id)s") % {"url": export.root_url, "id": export.site_id or "-"}
    yield from _table(_("Files"), (f"{kind}: {name}" for name, kind in export.files))
    yield from _table(_("Types"), (item.type for item in items))
    yield from _table(_("States"), (item.state or "-" for item in items))
    yield from _table(_("Languages"), (item.language or "-" for item in items))
    yield from _table(_("Images and files"), _blobs(items))
    yield from _table(_("Elements in texts"), _elements(items))
    yield from _table(_("Texts that are not HTML"), _other_texts(items))
    yield from _beside(export)
    yield from _plan(Plan(export, rules))
    yield from _table(_("Elements that are no items"), (why(element.code) for element in export.unplaced))


def _table(title: str, values: Iterable[str]) -> Iterator[str]:
    counted = Counter(values)
    if not counted:
        return
    yield ""
    yield title
    for value, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        yield f"{count:>7}  {value}"


def _blobs(items: Iterable[Item]) -> Iterator[str]:
    size = 0
    for item in items:
        if item.blob is not None:
            size += item.blob.size
            yield why(item.blob.missing) if item.blob.missing else item.blob.content_type or "-"
        elif item.type in {"Image", "File"}:
            yield why("no_file")
    if size:
        yield _("together, in MB: %(size)s") % {"size": round(size / MEGABYTE, 1)}


def _elements(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if item.text is not None and item.text.content_type == "text/html":
            yield from (f"<{name}>" for name in elements_in(item.text.data))


def _other_texts(items: Iterable[Item]) -> Iterator[str]:
    for item in items:
        if item.text is not None and item.text.content_type != "text/html":
            yield item.text.content_type


def _beside(export: Export) -> Iterator[str]:
    found: Mapping[str, Any] = {
        _("groups of translations"): export.translations,
        _("default pages"): export.default_pages,
        _("redirects"): export.redirects,
        _("relations"): export.relations,
        _("comments"): export.comments,
        _("boxes beside the text"): export.portlets,
        _("items with rights of their own"): export.local_roles,
        _("members"): range(export.members),
        _("groups"): range(export.groups),
    }
    yield ""
    yield _("Beside the items")
    for name, values in found.items():
        yield f"{len(values):>7}  {name}"


def _plan(plan: Plan) -> Iterator[str]:
    yield from _table(_("What the mapping would make of it"), (_fate(plan, uid) for uid in plan.by_uid))
    skipped = [placement for placement in plan.placements if placement.fate == Fate.SKIPPED]
    yield ""
    yield _("What cannot be placed")
    for placement in skipped:
        yield f"  {placement.item.path or '/'}: {why(placement.reason)}"
    for item, code, what in plan.notes:
        yield f"  {item.path}: {why(code)} {what}".rstrip()


def _fate(plan: Plan, uid: str) -> str:
    placement = plan.by_uid[uid]
    made = placement.rule.page if placement.fate == Fate.PAGE and placement.rule else str(placement.fate)
    hidden = not placement.public and placement.fate != Fate.SKIPPED
    line = f"{placement.item.type} → {made}"
    return _("%(line)s (not public)") % {"line": line} if hidden else line
