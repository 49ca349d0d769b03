"""Writes an export into the site: media, tree, texts and addresses, in that order."""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from knowledge.publication import waived
from plone_import.addresses import keep_addresses
from plone_import.context import Context, Progress, default_site
from plone_import.items import Export
from plone_import.leftovers import name_leftovers
from plone_import.links import LinkIndex
from plone_import.mapping import Mapping
from plone_import.media_stage import take_over_media
from plone_import.models import PloneItem, PloneRun
from plone_import.plan import Fate, Plan
from plone_import.report import Outcome, Report
from plone_import.text_stage import write_texts
from plone_import.tree_stage import make_tree

WAIVER = "plone-import"
STAGES: tuple[Callable[[Context], None], ...] = (take_over_media, make_tree, write_texts, keep_addresses)


def no_progress(stage: str, done: int, total: int) -> None:
    """For callers that show none."""


def write(
    export: Export, mapping: Mapping, *, source: str = "", progress: Progress = no_progress, now: datetime | None = None
) -> Report:
    """Bring an export into the default site and say what became of every item.

    Each batch of items is a transaction: a run that is stopped leaves whole items, and the next run goes on.
    Raises NoSiteError before `set_up_site` has run.
    """
    site, homes = default_site()
    ctx = Context(
        export=export,
        mapping=mapping,
        plan=Plan(export, mapping),
        index=LinkIndex(export, mapping.hosts),
        run=PloneRun.objects.create(source=source[:1000]),
        site=site,
        homes=homes,
        now=now or timezone.now(),
        progress=progress,
    )
    known = PloneItem.objects.select_related("page", "image", "document")
    ctx.rows = {row.uid: row for row in known if row.uid in ctx.index.by_uid}
    with waived(WAIVER):
        for stage in STAGES:
            stage(ctx)
    _settle_the_rest(ctx)
    name_leftovers(ctx)
    ctx.run.finished, ctx.run.counts = timezone.now(), ctx.report.counts
    ctx.run.save()
    return ctx.report


def _settle_the_rest(ctx: Context) -> None:
    """Home pages and folded pages that were there before have nothing to write."""
    for placement in ctx.having(Fate.HOME, Fate.FOLDED):
        ctx.report.outcomes.setdefault(placement.item.uid, (Outcome.UNCHANGED, ""))
