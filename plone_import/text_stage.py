"""The third stage: texts, dates and state of every page, written only where something changed."""

import json
from typing import Any

from wagtail.models import Page

from knowledge.models import Concept, ConceptLink, KnowledgePage
from plone_import.context import Context
from plone_import.items import Item
from plone_import.media import MediaError, Wanted, blob_data, store_image
from plone_import.models import PloneItem
from plone_import.page_values import (
    Values,
    add_care,
    add_dates,
    add_meeting,
    add_subjects,
    add_summary,
    page_title,
    story_name,
)
from plone_import.plan import Fate, Placement
from plone_import.report import Outcome
from plone_import.texts import Texts


def write_texts(ctx: Context) -> None:
    """Write every page and section whose values are not those of the last run."""
    stage = _TextStage(ctx)
    for placement in ctx.batches("texts", ctx.having(Fate.SECTION, Fate.PAGE)):
        if placement.item.uid in ctx.places:
            stage.settle(placement)


class _TextStage:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.texts = Texts(ctx.index, ctx.places)
        self.grouped = {uid for group in ctx.export.translations if len(group) > 1 for uid in group.values()}
        self.concepts = {
            language: set(Concept.objects.filter(locale=home.locale).values_list("scheme", "key"))
            for language, home in ctx.homes.items()
        }
        self.files = [placement for placement in ctx.having(Fate.DOCUMENT) if placement.parent]

    def settle(self, placement: Placement) -> None:
        item, row = placement.item, self.ctx.rows[placement.item.uid]
        is_page = placement.fate == Fate.PAGE
        values = self._page_values(placement) if is_page else self._section_values(placement, row)
        checksum = values.checksum
        if checksum == row.checksum or (row.joined and row.checksum == "kept"):
            self.ctx.report.settle(item.uid, Outcome.UNCHANGED)
            return
        page = Page.objects.get(pk=row.page_id).specific
        if row.checksum and _edited_here(page, row):
            self.ctx.report.settle(item.uid, Outcome.KEPT)
            self.ctx.report.add(item, "conflict", page.title)
            return
        if row.joined and not self._fill(item, page, row, values):
            return
        first_time = Outcome.JOINED if row.joined else Outcome.CREATED
        self.ctx.report.settle(item.uid, Outcome.UPDATED if row.checksum else first_time)
        self._write(page, values)
        self._remember(row, page, checksum)

    def _page_values(self, placement: Placement) -> Values:
        item, ctx = placement.item, self.ctx
        values = Values(fields={"title": page_title(item, ctx.report)})
        story = story_name(placement.rule)
        values.stories[story] = self._blocks(item)
        if placement.rule:
            values.fields |= placement.rule.fields
        add_summary(item, values, story, ctx.report)
        add_dates(item, values, public=placement.public, now=ctx.now, report=ctx.report)
        add_care(item, values, ctx.mapping, ctx.report)
        add_subjects(item, values, ctx.mapping, self.concepts[placement.language], ctx.report)
        values.fields["single_language"] = item.uid not in self.grouped
        values.fields["image_id"] = self._lead_image(item)
        if item.meeting and placement.rule and placement.rule.page == "article":
            add_meeting(item, item.meeting, values, placement.language, ctx.report)
        self._note_place(placement)
        return values

    def _section_values(self, placement: Placement, row: PloneItem) -> Values:
        item, ctx = placement.item, self.ctx
        values = Values()
        folded = [
            ctx.plan.by_uid[page].item
            for page, folder in ctx.plan.default_of.items()
            if folder == item.uid and page in ctx.plan.by_uid and ctx.plan.by_uid[page].fate == Fate.FOLDED
        ]
        values.stories["body"] = [block for text in (item, *folded) for block in self._blocks(text)]
        values.stories["body"] += [
            {"type": "document", "value": {"document": ctx.places[file.item.uid].document, "title": file.item.title}}
            for file in self.files
            if file.parent == item.uid and file.item.uid in ctx.places
        ]
        described = next((source for source in (item, *folded) if source.description), item)
        add_summary(described, values, "body", ctx.report)
        if row.joined:
            return values
        values.fields["title"] = page_title(item, ctx.report)
        in_menu = not placement.parent and not item.hidden_in_menus
        values.fields["show_in_menus"] = in_menu and ctx.mapping.in_menu
        if in_menu and not ctx.mapping.in_menu:
            ctx.report.add(item, "not_in_menu")
        add_dates(item, values, public=placement.public, now=ctx.now, report=ctx.report)
        return values

    def _blocks(self, item: Item) -> list[dict[str, Any]]:
        converted = self.texts.convert(item)
        for loss in converted.losses:
            self.ctx.report.add(item, loss.code, loss.what, loss.snippet, loss.count)
        return list(converted.blocks)

    def _lead_image(self, item: Item) -> int | None:
        if item.caption and item.blob is None:
            self.ctx.report.add(item, "caption", item.caption)
        if item.blob is None:
            return None
        try:
            wanted = Wanted(item.title, "", item.blob.filename, blob_data(item.blob))
            image, is_new = store_image(wanted)
        except MediaError as error:
            self.ctx.report.add(item, error.code, item.blob.filename)
            return None
        if is_new and item.caption:
            image.source = item.caption[:255]  # the line of the photographer: shown with the image
            image.save()
        elif item.caption and image.source != item.caption:
            self.ctx.report.add(item, "caption", item.caption)
        return int(image.pk)

    def _note_place(self, placement: Placement) -> None:
        item = placement.item
        if item.language and item.language != placement.language:
            self.ctx.report.add(item, "language_differs", item.language)
        around = self.ctx.plan.by_uid.get(placement.parent)
        if placement.public and around is not None and not around.public:
            self.ctx.report.add(item, "private_section", around.item.path)

    def _fill(self, item: Item, page: Page, row: PloneItem, values: Values) -> bool:
        """Whether a section that was there takes the text of the folder: only one without a text of its own."""
        has_own = bool(page.summary or len(page.body)) and not row.checksum
        brings = bool(values.fields["summary"] or values.stories["body"])
        if brings and not has_own:
            values.live = page.live
            return True
        if brings:
            self.ctx.report.add(item, "joined_text", "", str(values.fields["summary"])[:200])
        row.checksum = "kept"
        row.save()
        self.ctx.report.settle(item.uid, Outcome.JOINED)
        return False

    def _write(self, page: Page, values: Values) -> None:
        for name, value in values.fields.items():
            setattr(page, name, value)
        for name, blocks in values.stories.items():
            setattr(page, name, json.dumps(blocks))
        if isinstance(page, KnowledgePage):
            found = Concept.objects.filter(locale=page.locale)
            by_key = {(concept.scheme, concept.key): concept for concept in found}
            page.concept_links = [
                ConceptLink(concept=by_key[concept], sort_order=order, locale=page.locale)
                for order, concept in enumerate(values.concepts)
            ]
        publish(page, values)

    def _remember(self, row: PloneItem, page: Page, checksum: str) -> None:
        stored = Page.objects.values("latest_revision_id", "live").get(pk=page.pk)
        row.checksum, row.revision, row.was_live = checksum, stored["latest_revision_id"], stored["live"]
        row.old_path, row.run = self.ctx.plan.by_uid[row.uid].item.path, self.ctx.run
        row.save()


def publish(page: Page, values: Values) -> None:
    """Save a page through Wagtail's own doors; what Plone did not show stays a draft, what expired is withdrawn."""
    if not values.live:
        if page.live:
            page.unpublish()
        page.save()
        page.save_revision()
        return
    if page.first_published_at is None and values.first_published:
        page.first_published_at = values.first_published
        type(page).objects.filter(pk=page.pk).update(first_published_at=values.first_published)
    page.save_revision().publish()
    if values.expired:
        type(page).objects.get(pk=page.pk).unpublish(set_expired=True)


def _edited_here(page: Page, row: PloneItem) -> bool:
    return page.latest_revision_id != row.revision or (row.was_live and not page.live and not page.expired)
