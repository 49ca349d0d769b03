"""What an export holds beside its items and this importer does not take over: named, line by line."""

from collections.abc import Iterator

from plone_import.context import Context
from plone_import.plan import Fate, Placement
from plone_import.report import Outcome, Row
from plone_import.reviews import DAYS_A_MONTH

OWNER = "Owner"


def name_leftovers(ctx: Context) -> None:
    """Settle skipped items and elements, and name the contents of the side files."""
    for placement in ctx.having(Fate.SKIPPED):
        _skipped(ctx, placement)
    for element in ctx.export.unplaced:
        key = f"{element.file}:{element.number}"
        ctx.report.settle(key, Outcome.SKIPPED, element.code)
        ctx.report.rows.append(Row(key, "", element.code, element.detail))
    for item, code, what in ctx.plan.notes:
        ctx.report.add(item, code, what)
    _side_files(ctx)
    pages = len(ctx.having(Fate.PAGE))
    room = int(ctx.mapping.review_months * DAYS_A_MONTH / 7) * ctx.mapping.review_per_week
    if pages > room:
        ctx.report.rows.append(Row("/", "", "review_dates", f"{pages} > {room}"))


def _skipped(ctx: Context, placement: Placement) -> None:
    item = placement.item
    ctx.skip(item, placement.reason)
    if item.text is not None:
        ctx.report.add(item, "site_text" if item.type == "Plone Site" else "unread", "text", item.text.data[:200])
    if item.remote_url:
        ctx.report.add(item, "link_item", item.remote_url)
    if item.criteria:
        ctx.report.add(item, "collection", "", item.criteria)


def _side_files(ctx: Context) -> None:
    items = ctx.index.by_uid
    rows = ctx.report.rows

    def path(uid: str) -> str:
        return items[uid].path if uid in items else uid

    for comment in ctx.export.comments:
        rows.append(Row(path(comment.uid), comment.uid, "comment", comment.author, comment.text[:200]))
    for portlet in ctx.export.portlets:
        rows.append(Row(portlet.path, "", "portlet", portlet.type, portlet.text[:200]))
    for uid, who, what in _given_roles(ctx):
        rows.append(Row(path(uid), uid, "local_role", f"{who}: {what}"))
    for source, target, kind in ctx.export.relations:
        rows.append(Row(path(source), source, "related", f"{kind}: {path(target)}"))
    for item in ctx.export.items:
        for target in item.related:
            ctx.report.add(item, "related", path(target))
    if ctx.export.members or ctx.export.groups:
        rows.append(Row("/", "", "members", f"{ctx.export.members} + {ctx.export.groups}"))


def _given_roles(ctx: Context) -> Iterator[tuple[str, str, str]]:
    """Item, person or group, and roles; that somebody owns what they made is left out."""
    for uid, roles in ctx.export.local_roles.items():
        for who, what in roles.items():
            if set(what) - {OWNER}:
                yield uid, who, ", ".join(what)
