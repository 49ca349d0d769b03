"""Plain text out of what editors write."""

import re
from html import unescape
from typing import Any

from wagtail.blocks import ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.rich_text import get_text_for_indexing

from home.blocks import DocumentBlock, HeadingBlock, ImageBlock, TableBlock

SENTENCE = re.compile(r"(?s)^\s*(.+?[.!?…])(?=\s+[\"'‘“(]?[A-Z0-9À-Þ]|\s*$)")
TAGS = re.compile(r"<[^>]+>")
# Parts of a struct that are no running text.
NO_TEXT = {
    "url",
    "online_url",
    "kind",
    "a",
    "b",
    "value",
    "fits_role",
    "image",
    "document",
    "minutes",
    "start",
    "end",
}


def first_sentence(text: str) -> str:
    """The first sentence of a text, or all of it when no sentence ends."""
    found = SENTENCE.match(text)
    return (found.group(1) if found else text).strip()


def strip_tags(html: str) -> str:
    """The text of a piece of rich text, words kept apart."""
    return " ".join(unescape(TAGS.sub(" ", get_text_for_indexing(html))).split())


def field_text(page: Any, name: str) -> str:
    """The running text of a field, paragraphs on lines of their own; headings are left to `field_headings`."""
    value = getattr(page, name)
    if isinstance(value, StreamValue):
        return "\n".join(part for child in value.raw_data for part in _raw_text(value.stream_block, child) if part)
    return strip_tags(str(value)) if value else ""


def field_headings(page: Any, name: str) -> list[str]:
    """The headings inside a story."""
    value = getattr(page, name)
    if not isinstance(value, StreamValue):
        return []
    return [child.value for child in value if isinstance(child.block, HeadingBlock) and child.value]


def _raw_text(stream_block: StreamBlock, child: Any) -> list[str]:
    """The text of a stored block. Images and files are not fetched for the words that stand beside them."""
    block = stream_block.child_blocks.get(child["type"])
    if block is None:
        return []
    if isinstance(block, ImageBlock | DocumentBlock):
        words = child["value"] or {}
        return [words.get("caption") or words.get("title") or ""]
    return _block_text(block, block.to_python(child["value"]))


def _block_text(block: Any, value: Any) -> list[str]:
    if isinstance(block, HeadingBlock) or value is None:
        return []
    if isinstance(block, StructBlock):
        parts = [
            part
            for name, child in value.items()
            if name not in NO_TEXT
            for part in _block_text(block.child_blocks[name], child)
        ]
        return [" ".join(parts)]
    if isinstance(block, TableBlock):
        rows = value.get("data") or []
        return [value.get("table_caption") or "", *(" ".join(cell or "" for cell in row) for row in rows)]
    if isinstance(block, ListBlock):
        return [part for item in value for part in _block_text(block.child_block, item)]
    if isinstance(block, StreamBlock):
        return [part for child in value for part in _block_text(child.block, child.value)]
    # Rich text as it is stored: rendering it would look up where its links lead.
    words = getattr(value, "source", value)
    return [strip_tags(words)] if isinstance(words, str) else []
