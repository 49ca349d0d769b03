"""Markdown of the content files as the blocks of a story."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

ATTRIBUTION = "— "  # the last line of a quote: who said it
CAPTION = "Table: "  # the paragraph before a table
HEADING_LEVEL = "h3"  # `##` is the field, deeper levels do not exist in a story
TAGS = {"strong": "b", "em": "i"}  # as Wagtail's editor writes them

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


class MarkdownError(ValueError):
    """Something that a story cannot hold."""


@dataclass(frozen=True)
class Paragraph:
    """Paragraphs and lists in a row, as HTML; links to pages of the demo still read `page:slug`."""

    html: str


@dataclass(frozen=True)
class Heading:
    """A heading."""

    text: str


@dataclass(frozen=True)
class Quote:
    """Someone's words."""

    text: str
    attribution: str


@dataclass(frozen=True)
class Table:
    """A table; its first row is the header."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """An image by its file name; the alternative text is the image's own, the text here becomes the caption."""

    file: str
    caption: str


Block = Paragraph | Heading | Quote | Table | Picture


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a piece of Markdown. Raises MarkdownError on what a story cannot hold."""
    return tuple(_blocks(SyntaxTreeNode(_parser.parse(text)).children))


def links(text: str) -> list[str]:
    """The addresses of all links in a piece of Markdown, in order."""
    tree = SyntaxTreeNode(_parser.parse(text))
    return [str(node.attrs["href"]) for node in tree.walk() if node.type == "link"]


def _blocks(nodes: list[SyntaxTreeNode]) -> Iterator[Block]:
    html = caption = ""
    for node in nodes:
        if node.type == "paragraph" and _plain(node).startswith(CAPTION):
            caption = _plain(node).removeprefix(CAPTION)
        elif node.type in {"paragraph", "bullet_list", "ordered_list"} and not _image(node):
            html += _html(node)
        else:
            if html:
                yield Paragraph(html)
            yield _block(node, caption)
            html = caption = ""
    if html:
        yield Paragraph(html)


def _block(node: SyntaxTreeNode, caption: str) -> Block:
    if node.type == "heading" and node.tag == HEADING_LEVEL:
        return Heading(_plain(node))
    if node.type == "blockquote":
        return _quote(node)
    if node.type == "table":
        rows = [row for part in node.children for row in part.children]
        return Table(caption, tuple(tuple(_plain(cell) for cell in row.children) for row in rows))
    if image := _image(node):
        return Picture(str(image.attrs["src"]).removeprefix("image:"), image.content)
    raise MarkdownError(f"A story cannot hold {node.type} {node.tag}.")


def _quote(node: SyntaxTreeNode) -> Quote:
    lines = [line for child in node.children for line in _plain(child, newline="\n").split("\n")]
    who = lines.pop().removeprefix(ATTRIBUTION) if lines[-1].startswith(ATTRIBUTION) else ""
    return Quote(" ".join(lines), who)


def _image(node: SyntaxTreeNode) -> SyntaxTreeNode | None:
    inline = node.children[0].children if node.type == "paragraph" and node.children else []
    return inline[0] if len(inline) == 1 and inline[0].type == "image" else None


def _plain(node: SyntaxTreeNode, newline: str = " ") -> str:
    if node.type == "text":
        return node.content
    if node.type in {"softbreak", "hardbreak"}:
        return newline
    return "".join(_plain(child, newline) for child in node.children)


def _html(node: SyntaxTreeNode) -> str:
    """Rich text as Wagtail's editor writes it."""
    if node.type == "text":
        return escape(node.content, quote=False)
    if node.type == "softbreak":
        return " "
    inner = "".join(_html(child) for child in node.children)
    if node.type == "inline" or (node.type == "paragraph" and node.hidden):
        return inner
    if node.type == "link":
        return f'<a href="{escape(str(node.attrs["href"]))}">{inner}</a>'
    if node.type in {"paragraph", "bullet_list", "ordered_list", "list_item", "strong", "em"}:
        tag = TAGS.get(node.type, node.tag)
        return f"<{tag}>{inner}</{tag}>"
    raise MarkdownError(f"A text cannot hold {node.type}.")


def strip_marks(html: str) -> str:
    """The text of a paragraph without its tags."""
    return re.sub(r"<[^>]+>", "", html)
