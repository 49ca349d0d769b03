"""The first stage: images and files."""

from collections.abc import Iterable
from typing import Any

from django.core.files.base import ContentFile

from home.models import KennisbankDocument, KennisbankImage
from plone_import.context import Context
from plone_import.items import Item
from plone_import.media import (
    MediaError,
    Wanted,
    blob_data,
    check_document,
    checksum,
    first_alts,
    image_filename,
    store_document,
    store_image,
)
from plone_import.models import PloneItem
from plone_import.plan import Fate, Placement
from plone_import.report import Outcome
from plone_import.texts import Place

Media = KennisbankImage | KennisbankDocument


def take_over_media(ctx: Context) -> None:
    """Make or update the image or document of every image and file of the export."""
    alts = first_alts(ctx.export, ctx.index)
    for placement in ctx.batches("media", ctx.having(Fate.IMAGE, Fate.DOCUMENT)):
        item = placement.item
        try:
            wanted = Wanted(
                item.title or item.name,
                item.description or alts.get(item.uid, "") if placement.fate == Fate.IMAGE else "",
                item.blob.filename if item.blob else "",
                blob_data(item.blob),
            )
            _settle(ctx, placement, wanted)
        except MediaError as error:
            ctx.skip(item, error.code, item.blob.filename if item.blob else "")


def _settle(ctx: Context, placement: Placement, wanted: Wanted) -> None:
    item, row = placement.item, ctx.rows.get(placement.item.uid)
    known: Media | None = (row.image or row.document) if row else None
    if row is None:
        known = _store(ctx, placement, wanted)
        row = _row(ctx, item, known, wanted)
        outcome = Outcome.CREATED
    elif known is None:
        ctx.skip(item, "deleted_here")
        return
    elif row.checksum == wanted.checksum:
        outcome = Outcome.UNCHANGED
    else:
        outcome, known = _update(ctx, placement, row, known, wanted)
    ctx.report.settle(item.uid, outcome)
    ctx.places[item.uid] = _place(known)
    if isinstance(known, KennisbankImage) and not known.description:
        ctx.report.add(item, "no_alt")


def _store(ctx: Context, placement: Placement, wanted: Wanted) -> Media:
    known: Media
    if placement.fate == Fate.IMAGE:
        known, is_new = store_image(wanted)
    else:
        known, is_new = store_document(wanted, placement.language)
    if not is_new:
        ctx.report.add(placement.item, "same_file", known.title)
    return known


def _row(ctx: Context, item: Item, known: Media, wanted: Wanted) -> PloneItem:
    row = PloneItem(uid=item.uid, old_path=item.path, run=ctx.run, checksum=wanted.checksum)
    _point(row, known)
    row.save()
    ctx.rows[item.uid] = row
    return row


def _point(row: PloneItem, known: Media) -> None:
    row.image = known if isinstance(known, KennisbankImage) else None
    row.document = known if isinstance(known, KennisbankDocument) else None


def _place(known: Media) -> Place:
    if isinstance(known, KennisbankImage):
        return Place(image=known.pk, description=known.description)
    return Place(document=known.pk)


def _update(ctx: Context, placement: Placement, row: PloneItem, known: Media, wanted: Wanted) -> tuple[Outcome, Media]:
    if _others(row):
        known = _store(ctx, placement, wanted)
    elif checksum(known.title, getattr(known, "description", ""), known.file_hash) != row.checksum:
        ctx.report.add(placement.item, "conflict", known.title)
        return Outcome.KEPT, known
    else:
        _change(known, wanted)
    _point(row, known)
    row.checksum, row.run = wanted.checksum, ctx.run
    row.save()
    return Outcome.UPDATED, known


def _others(row: PloneItem) -> Iterable[PloneItem]:
    same: dict[str, Any] = {"image": row.image} if row.image_id else {"document": row.document}
    return PloneItem.objects.filter(**same).exclude(pk=row.pk)


def _change(known: Media, wanted: Wanted) -> None:
    known.title = wanted.title[:255]
    if isinstance(known, KennisbankImage):
        known.description = wanted.description[:255]
    if known.file_hash != wanted.hash:
        if isinstance(known, KennisbankImage):
            known.file = ContentFile(wanted.data, name=image_filename(wanted.data, wanted.filename))
            known._set_image_file_metadata()
            known.renditions.all().delete()
        else:
            check_document(wanted.data, wanted.filename)
            known.file = ContentFile(wanted.data, name=wanted.filename)
            known._set_document_file_metadata()
    known.save()
