"""Turns a text of Plone into blocks; what cannot be taken over is named, never dropped in silence."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import html5lib
import nh3
from markdown_it import MarkdownIt

from plone_import.html_flow import Flow, Losses, heading_anchors
from plone_import.html_nodes import Loss, Node, Resolver, blocks

MARKDOWN = {"text/markdown", "text/x-web-markdown"}
MAX_DEPTH = 150  # deeper nesting than any editor writes; Python's own stack ends not far beyond


@dataclass(frozen=True)
class Converted:
    """The blocks of a text, as a StreamField stores them, and what was lost on the way."""

    blocks: tuple[dict[str, Any], ...]
    losses: tuple[Loss, ...]


def convert(data: str, content_type: str, resolver: Resolver) -> Converted:
    """The blocks of a text of any content type that Plone writes."""
    losses = Losses()
    if content_type in MARKDOWN:
        data = MarkdownIt("commonmark", {"html": True}).enable("table").render(data)
    elif content_type != "text/html":
        if content_type != "text/plain":
            losses.add("content_type", content_type, data)
        data = plain_to_html(data)
    return Converted(tuple(blocks(_nodes(data, resolver, losses))), tuple(losses.rows()))


def plain_to_html(data: str) -> str:
    """Plain text as paragraphs and lines."""
    lines = data.replace("\r\n", "\n").strip().split("\n")
    return "<p>" + "<br/>".join(escape(line, quote=False) for line in lines) + "</p>"


def elements_in(data: str) -> Iterable[str]:
    """The names of all elements of an HTML text, for an inspection."""
    for element in html5lib.parseFragment(data, namespaceHTMLElements=False).iter():
        if isinstance(element.tag, str) and element.tag != "DOCUMENT_FRAGMENT":
            yield element.tag.rpartition("}")[2]


def _nodes(data: str, resolver: Resolver, losses: Losses) -> list[Node]:
    root = html5lib.parseFragment(data, namespaceHTMLElements=False)
    if _depth(root) > MAX_DEPTH:
        losses.add("too_deep", "", data)
        root = html5lib.parseFragment(plain_to_html(nh3.clean(data, tags=set())), namespaceHTMLElements=False)
    flow = Flow(resolver, losses, heading_anchors(root))
    flow.read(root)
    return flow.finished()


def _depth(root: Any) -> int:
    deepest, level = 0, [root]
    while level and deepest <= MAX_DEPTH:
        level = [child for element in level for child in element]
        deepest += 1
    return deepest
