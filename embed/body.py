"""The whole text of a page of any type, section by section, from what its type declares."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.fields import RichTextField

from home.blocks import StoryBlock
from home.stories import Resources, Target, gather, raw, targets
from home.templatetags.story_tags import rich, story
from knowledge.blocks import ConceptKeyBlock
from knowledge.models import Concept, KnowledgePage
from knowledge.presentation.common import full_date


@dataclass(frozen=True)
class Section:
    """A part of the text under its heading."""

    heading: str
    html: SafeString


@dataclass(frozen=True)
class Row:
    """One value of an item in a structured list."""

    label: str
    html: SafeString


@dataclass(frozen=True)
class Surroundings:
    """What the text names by key or id: concepts by (scheme, key), pages that readers may see, images and files."""

    labels: dict[tuple[str, str], str]
    pages: dict[int, Target]
    resources: Resources


@dataclass(frozen=True)
class Value:
    """A value inside an item as it is stored, with the block that knows what it means."""

    block: Any
    stored: Any


def sections(page: KnowledgePage) -> list[Section]:
    """The sections of a page that hold text, in reading order.

    Queries: one each for concepts, pages in lists, links, images and files in the text, where there are any.
    """
    around = _surroundings(page)
    rendered = ((name, _field_html(page, name, around)) for name in page.knowledge_type.story)
    return [
        Section(capfirst(str(page._meta.get_field(name).verbose_name)), html) for name, html in rendered if html.strip()
    ]


def _field_html(page: KnowledgePage, name: str, around: Surroundings) -> SafeString:
    value = getattr(page, name)
    if isinstance(value, blocks.StreamValue):
        if isinstance(value.stream_block, StoryBlock):
            return story(value, around.resources)
        return SafeString("".join(_item_html(item, around) for item in _items(value)))
    if isinstance(page._meta.get_field(name), RichTextField):
        return rich(value, around.resources)
    return mark_safe(linebreaks(value, autoescape=True)) if value else SafeString()  # noqa: S308  # escaped there


def _items(stream: blocks.StreamValue) -> Iterator[dict[str, Value]]:
    """The items of a structured list, read as stored: turning them into objects would fetch each page they name."""
    for child in raw(stream):
        block = stream.stream_block.child_blocks.get(child["type"])
        if isinstance(block, blocks.StructBlock):
            yield {name: Value(inner, child["value"].get(name)) for name, inner in block.child_blocks.items()}


def _item_html(item: dict[str, Value], around: Surroundings) -> str:
    rows = [Row(str(value.block.label), html) for value in item.values() if (html := _value_html(value, around))]
    if not rows:
        return ""
    return render_to_string("embed/parts/item.html", {"heading": rows[0].html, "rows": rows[1:]})


def _value_html(value: Value, around: Surroundings) -> SafeString:
    if value.stored in (None, "", []):
        return SafeString()
    if isinstance(value.block, blocks.ListBlock):
        return _links([around.pages[pk] for pk in _page_ids(value) if pk in around.pages])
    if isinstance(value.block, blocks.URLBlock):
        return format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', value.stored, value.stored)
    return format_html("{}", _in_words(value, around))


def _in_words(value: Value, around: Surroundings) -> Any:
    if isinstance(value.block, ConceptKeyBlock):
        return around.labels.get((value.block.scheme, value.stored), "")
    if isinstance(value.block, blocks.ChoiceBlock):
        return dict(value.block.field.choices).get(value.stored, "")
    meant = value.block.to_python(value.stored)
    if isinstance(meant, datetime):
        return date_format(timezone.localtime(meant), "j F Y, H.i")
    return full_date(meant) if isinstance(meant, date) else meant


def _links(pages: list[Target]) -> SafeString:
    links = (format_html('<a href="{}" target="_blank" rel="noopener">{}</a>', page.url, page.title) for page in pages)
    return SafeString(", ".join(links))


def _page_ids(value: Value) -> list[int]:
    """The pages in a list, whose items Wagtail stores with an id of their own or, as it once did, bare."""
    return [item["value"] if isinstance(item, dict) else item for item in value.stored or []]


def _surroundings(page: KnowledgePage) -> Surroundings:
    texts = [getattr(page, name) for name in page.knowledge_type.story]
    lists = [text for text in texts if isinstance(text, blocks.StreamValue)]
    values = [value for stream in lists for item in _items(stream) for value in item.values()]
    keys = {(value.block.scheme, value.stored) for value in values if isinstance(value.block, ConceptKeyBlock)}
    ids = {pk for value in values if isinstance(value.block, blocks.ListBlock) for pk in _page_ids(value)}
    return Surroundings(
        _labels({(scheme, key) for scheme, key in keys if key}, page),
        targets(ids, page.language),
        gather(texts, page.language),
    )


def _labels(keys: set[tuple[str, str]], page: KnowledgePage) -> dict[tuple[str, str], str]:
    if not keys:
        return {}
    concepts = Concept.objects.filter(key__in={key for _scheme, key in keys}, locale_id=page.locale_id)
    return {(concept.scheme, concept.key): concept.label for concept in concepts}
