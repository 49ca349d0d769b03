"""Recording translations that exist already, as if a translator had typed them.

A page and its translation that were both written elsewhere (in files, in another system) are not copied side by side:
each Dutch segment gets its English text in wagtail-localize's memory, and localize makes the English page from that. So
the translation desk shows the page as translated, and a later sync keeps the texts of all segments that did not change.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

BLOCK_KEYS = {"type", "value", "id"}
MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
Pair = tuple[str, str, str]  # path, source text, translated text; both as localize's inline HTML


class TranslationDiffers(ValueError):
    """A translation is not built as its source; says on which page and in which field."""

    def __init__(self, page: Page, field: str, why: str) -> None:
        self.field = field
        super().__init__(f"{page.title!r} ({page.slug}), field {field}: {why}")


@transaction.atomic
def record_translation(
    source: Page, translated: Page, *, slug: str = "", user: Any = None, publish: bool = True
) -> Page:
    """Record the texts of `translated` as the translation of `source`, make the page from them, and give it as stored.

    `translated` is an instance in memory of the same type, with its locale set; only its texts are read, so it need not
    be complete, and its blocks need not have the ids of the source's. `slug` is the address of a translation that was
    never published (an earlier one keeps its own). Nothing is saved when nothing changed.
    Raises `TranslationDiffers` when its structure is not the source's, and what the publication check raises.
    """
    source = type(source).objects.get(pk=source.pk)  # localize fails on an instance with unsaved child objects
    frozen, renewed = TranslationSource.update_or_create_from_instance(source)
    translation, _made = Translation.objects.get_or_create(source=frozen, target_locale=translated.locale)
    changed = _store(translation, pair_segments(source, translated), user)
    target = source.get_translation_or_none(translated.locale)
    if target and not (changed or renewed or (publish and not target.live)):
        return target
    target = target or source.copy_for_translation(translated.locale)
    if slug and not target.first_published_at and target.slug != slug:
        target.slug = slug
        target.save()
    # Localize would publish after the commit, where a refusal can undo nothing; this is the same step within it.
    translation.save_target(user=user, publish=False)
    stored = type(source).objects.get(pk=target.pk)
    if publish:
        stored.get_latest_revision().publish(user=user)
        stored.refresh_from_db()
    return stored


def pair_segments(source: Page, translated: Page) -> list[Pair]:
    """The texts of a page beside those of its translation, by path and order. Raises `TranslationDiffers`."""
    _take_block_ids(source, translated)
    ours, theirs = _by_path(source), _by_path(translated)
    for path in theirs.keys() - ours.keys():
        raise TranslationDiffers(source, path.partition(".")[0], "has text only in the translation")
    pairs: list[Pair] = []
    for path, segments in ours.items():
        pairs += _pair(source, path, segments, theirs.get(path, []))
    return pairs


def _pair(source: Page, path: str, ours: list[Any], theirs: list[Any]) -> Iterator[Pair]:
    field = path.partition(".")[0]
    templates = [
        [segment.template for segment in segments if isinstance(segment, TemplateSegmentValue)]
        for segments in (ours, theirs)
    ]
    texts = [
        [segment.string.data for segment in segments if isinstance(segment, StringSegmentValue)]
        for segments in (ours, theirs)
    ]
    if len(texts[0]) != len(texts[1]):
        raise TranslationDiffers(source, field, f"has {len(texts[0])} texts, its translation {len(texts[1])}")
    if templates[0] != templates[1]:
        raise TranslationDiffers(source, field, f"is marked up as {templates[0]}, not {templates[1]}")
    return ((path, ours_text, theirs_text) for ours_text, theirs_text in zip(*texts, strict=True))


def _by_path(page: Page) -> dict[str, list[Any]]:
    segments: dict[str, list[Any]] = defaultdict(list)
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue | TemplateSegmentValue):
            segments[segment.path].append(segment)
    return segments


def _take_block_ids(source: Page, translated: Page) -> None:
    """Give the blocks of `translated` the ids of the source's: localize finds texts by them."""
    for field in source._meta.get_fields():
        if isinstance(field, StreamField):
            ours = field.get_prep_value(getattr(source, field.name))
            theirs = field.get_prep_value(getattr(translated, field.name))
            setattr(translated, field.name, field.to_python(_with_ids(ours, theirs)))


def _with_ids(ours: Any, theirs: Any) -> Any:
    """`theirs`, with the ids of blocks in the same place in `ours`; what has no counterpart stays as it is."""
    if isinstance(ours, list) and isinstance(theirs, list):
        common = [_with_ids(our, their) for our, their in zip(ours, theirs, strict=False)]
        return common + theirs[len(common) :]
    if isinstance(ours, dict) and isinstance(theirs, dict):
        merged = {key: _with_ids(ours.get(key), value) for key, value in theirs.items()}
        if ours.keys() >= BLOCK_KEYS and theirs.keys() >= BLOCK_KEYS:
            merged["id"] = ours["id"]
        return merged
    return theirs


def _store(translation: Translation, pairs: list[Pair], user: Any) -> bool:
    """Keep the translated texts; whether any was new or different."""
    segments = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    places = {(segment.context.path, segment.string.data): (segment.string, segment.context) for segment in segments}
    known = {
        (kept.translation_of_id, kept.context_id): kept
        for kept in StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=translation.source.object_id
        )
    }
    changed = False
    for path, ours, theirs in pairs:
        string, context = places[path, ours]
        kept = known.get((string.pk, context.pk)) or StringTranslation(
            translation_of=string, context=context, locale=translation.target_locale
        )
        if kept.pk and kept.data == theirs:
            continue
        kept.data, kept.has_error, kept.translation_type = theirs, False, MANUAL
        kept.last_translated_by = user
        kept.save()
        known[string.pk, context.pk] = kept
        changed = True
        if kept.has_error:  # localize checks tags and links when it saves
            source = translation.source.get_source_instance()
            raise TranslationDiffers(source, path.partition(".")[0], f"links or tags differ in {theirs!r}")
    return changed
