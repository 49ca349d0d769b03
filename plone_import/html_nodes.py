"""What HTML is turned into before it becomes blocks: paragraphs of styled runs, lists, and everything else."""

from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Any, Protocol

import nh3

BREAK = "\n"
# What Wagtail's rich text keeps of a paragraph; anything else in its HTML would be a hole.
TAGS = {"p", "b", "i", "a", "ul", "ol", "li", "br"}
ATTRIBUTES = {"a": {"href", "linktype", "id"}}
SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(frozen=True)
class Link:
    """Where a link leads: a page or document of ours by id, or an address. `problem` says what is lost, as a code.

    `fragment` is set for a link to a place in the text that it stands in.
    """

    kind: str = ""  # page, document, url, "" for nowhere
    id: int = 0
    url: str = ""
    problem: str = ""
    fragment: str = ""

    @property
    def tag(self) -> str:
        """The opening tag as Wagtail stores it, "" for a link to nowhere."""
        if self.kind in {"page", "document"}:
            return f'<a id="{self.id}" linktype="{self.kind}">'
        return f'<a href="{escape(self.url)}">' if self.kind == "url" else ""


@dataclass(frozen=True)
class Picture:
    """An image of ours by id, 0 when there is none; its own description, and what is lost, as a code."""

    id: int = 0
    description: str = ""
    problem: str = ""


class Resolver(Protocol):
    """What the converter asks about addresses in a text."""

    def link(self, href: str) -> Link:
        """Where a link of this text leads."""

    def anchor(self, heading: str) -> str:
        """The name by which a heading of ours can be linked to."""

    def picture(self, src: str, uid: str, alt: str) -> Picture:
        """Which image stands at a source address, or has a UID."""


@dataclass(frozen=True)
class Loss:
    """Something of a text that was not taken over: a code, what it concerns, the first place, and how often."""

    code: str
    what: str
    snippet: str = ""
    count: int = 1


@dataclass(frozen=True)
class Style:
    """How a run of text looks and where it links to."""

    link: str = ""
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Run:
    """Text in one style; BREAK is a line break."""

    text: str
    style: Style = Style()


@dataclass
class Para:
    """A paragraph."""

    runs: list[Run]

    @property
    def text(self) -> str:
        """Without its styles."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def inner(self) -> str:
        """As HTML without the paragraph's own tags."""
        parts = []
        for link, linked in groupby(self.runs, key=lambda run: run.style.link):
            words = "".join(_styled(run) for run in linked)
            parts.append(f"{link}{words}</a>" if link and words.strip() else words)
        return "".join(parts)

    @property
    def html(self) -> str:
        """As HTML."""
        return f"<p>{self.inner}</p>"


def _styled(run: Run) -> str:
    words = escape(run.text, quote=False).replace(BREAK, "<br/>")
    if run.style.italic and run.text.strip():
        words = f"<i>{words}</i>"
    if run.style.bold and run.text.strip():
        words = f"<b>{words}</b>"
    return words


@dataclass
class Listing:
    """A bulleted or numbered list; an item holds paragraphs and lists."""

    ordered: bool
    items: list[list["Para | Listing"]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """One line an item."""
        return "\n".join("- " + " ".join(node.text for node in item) for item in self.items)

    @property
    def html(self) -> str:
        """As HTML; paragraphs of an item become its lines."""
        tag = "ol" if self.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{_item_html(item)}</li>' for item in self.items)}</{tag}>"


def _item_html(item: list[Para | Listing]) -> str:
    parts = ""
    for node in item:
        separator = "<br/>" if isinstance(node, Para) and parts and not parts.endswith(("</ul>", "</ol>")) else ""
        parts += separator + (node.inner if isinstance(node, Para) else node.html)
    return parts


@dataclass
class Other:
    """A block that is no running text, ready as Wagtail stores it; `text` is what it says."""

    type: str
    value: Any
    text: str = ""


Node = Para | Listing | Other


def blocks(nodes: list[Node]) -> list[dict[str, Any]]:
    """The nodes as a StreamField stores them; running text between other blocks is one paragraph block."""
    made: list[dict[str, Any]] = []
    for running, group in groupby(nodes, key=lambda node: not isinstance(node, Other)):
        if running:
            html = "".join(node.html for node in group if not isinstance(node, Other))
            made.append({"type": "paragraph", "value": sanitise(html)})
        else:
            made += [{"type": node.type, "value": node.value} for node in group if isinstance(node, Other)]
    return made


def sanitise(html: str) -> str:
    """The last net: rich text with only the tags, attributes and schemes that a paragraph may have."""
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)
