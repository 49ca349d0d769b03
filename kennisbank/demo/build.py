"""From a content file to a page in memory, with the same block ids at each run and in both languages."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, Page

from home.models import KennisbankImage
from kennisbank.demo.content import CONCEPT_KEYS, ContentError, Document, Text
from kennisbank.demo.markdown import Block, Heading, Paragraph, Picture, Quote, Table, strip_marks

PAGE_LINK = re.compile(r'href="page:([^"]*)"')
# Keys that are no field of the page.
OTHER_KEYS = {*CONCEPT_KEYS, "relations", "image", "published_on"}
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock, blocks.URLBlock, blocks.ChoiceBlock)
VERIFIED_BY = "Redactie Kennisbank"


@dataclass(frozen=True)
class World:
    """What content files name: pages by Dutch slug and images by file name, as they are stored."""

    pages: Mapping[str, int] = field(default_factory=dict)
    images: Mapping[str, KennisbankImage] = field(default_factory=dict)

    def page(self, slug: str) -> int:
        """The id of a page. Raises ContentError."""
        if slug not in self.pages:
            raise ContentError(f"No page {slug!r}.")
        return self.pages[slug]

    def image(self, file: str) -> KennisbankImage:
        """An image. Raises ContentError."""
        if file not in self.images:
            raise ContentError(f"No image {file!r}.")
        return self.images[file]


def page_in_memory(document: Document, locale: Locale, world: World) -> Page:
    """A page with the texts and facts of the files in one language; concepts and relations are left to the loader."""
    english = locale.language_code != "nl"
    text = translated(document) if english else document.nl
    page = document.model(locale=locale, slug=text.meta["slug"])
    for name, value in _values(document, text, world).items():
        setattr(page, name, value)
    return page


def translated(document: Document) -> Text:
    """The English text over the Dutch facts, as one text."""
    if document.en is None:
        raise ContentError(f"{document.slug} has no English text.")
    merged = {name: _over(value, document.en.meta.get(name)) for name, value in document.nl.meta.items()}
    return replace(document.en, meta={**document.en.meta, **merged})


def _over(dutch: Any, english: Any) -> Any:
    if english is None:
        return dutch
    if isinstance(dutch, list) and isinstance(english, list):
        return [_over(*pair) for pair in zip(dutch, english, strict=True)]
    if isinstance(dutch, dict) and isinstance(english, dict):
        return {**dutch, **english}
    return english


def _values(document: Document, text: Text, world: World) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in text.meta.items():
        if name == "theme":
            values["theme_key"] = value
        elif name not in OTHER_KEYS:
            values[name] = _value(document, name, value, world)
    for name in text.sections:
        values[name] = _section(document, name, text.blocks(name), world)
    if "image" in text.meta:
        values["image"] = world.image(text.meta["image"])
    if "verified_on" in values:
        values.setdefault("verified_by", VERIFIED_BY)
    if document.folder == "articles":
        values["single_language"] = document.en is None
    return values


def _value(document: Document, name: str, value: Any, world: World) -> Any:
    declared = document.model._meta.get_field(name)
    if isinstance(declared, StreamField):
        block = declared.stream_block.child_blocks["item"]
        items = [_item(_id(document, name, number), block, item, world) for number, item in enumerate(value)]
        return declared.to_python(items)
    if isinstance(declared, RichTextField):
        return "<ul>" + "".join(f"<li>{_escape(item)}</li>" for item in value) + "</ul>"
    if declared.get_internal_type() == "DateTimeField":
        return _moment(value)
    return value


def _item(block_id: str, block: Any, item: Mapping[str, Any], world: World) -> dict[str, Any]:
    # A text that is left out would become None, which neither forms nor localize expect.
    texts = {name: "" for name, child in block.child_blocks.items() if isinstance(child, TEXT_BLOCKS)}
    value = {**texts, **{name: _raw(name, part) for name, part in item.items()}}
    if "cases" in block.child_blocks:
        value["cases"] = [
            {"type": "item", "value": world.page(slug), "id": str(uuid5(NAMESPACE_URL, f"{block_id}/{slug}"))}
            for slug in item.get("cases", [])
        ]
    return {"type": "item", "value": value, "id": block_id}


def _raw(name: str, value: Any) -> Any:
    if name in {"start", "end"}:
        return _moment(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _section(document: Document, name: str, parts: tuple[Block, ...], world: World) -> Any:
    declared = document.model._meta.get_field(name)
    if isinstance(declared, StreamField):
        raw = [{**_story_block(block, world), "id": _id(document, name, number)} for number, block in enumerate(parts)]
        return declared.to_python(raw)
    if not all(isinstance(block, Paragraph) for block in parts):
        raise ContentError(f"{document.slug}: {name} holds paragraphs and lists only.")
    return "".join(_linked(block.html, world) for block in parts if isinstance(block, Paragraph))


def _story_block(block: Block, world: World) -> dict[str, Any]:
    match block:
        case Paragraph(html):
            return {"type": "paragraph", "value": _linked(html, world)}
        case Heading(text):
            return {"type": "heading", "value": text}
        case Quote(text, attribution):
            return {"type": "quote", "value": {"text": text, "attribution": attribution}}
        case Picture(file, caption):
            return {"type": "image", "value": {"image": world.image(file).pk, "caption": caption}}
        case Table(caption, rows):
            return {"type": "table", "value": _table(caption, rows)}


def _table(caption: str, rows: tuple[tuple[str, ...], ...]) -> dict[str, Any]:
    return {
        "data": [list(row) for row in rows],
        "cell": [],
        "mergeCells": [],
        "table_caption": caption,
        "table_header_choice": "both",
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }


def _linked(html: str, world: World) -> str:
    return PAGE_LINK.sub(lambda found: f'linktype="page" id="{world.page(found[1])}"', html)


def _id(document: Document, name: str, number: int) -> str:
    return str(uuid5(NAMESPACE_URL, f"{document.folder}/{document.slug}/{name}/{number}"))


def _moment(value: str | datetime) -> datetime:
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def _escape(text: str) -> str:
    return strip_marks(text).replace("&", "&amp;")
