"""Elements that need more than their text: links, lists, quotations, and what HTML once had for looks."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from plone_import import html_media, html_table
from plone_import.html_nodes import BREAK, Link, Listing, Node, Other, Para, Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from plone_import.html_flow import Flow

SUBSCRIPTS = str.maketrans("0123456789+-()", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎")
SUPERSCRIPTS = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
SMALL = re.compile(r"[0-9+\-()]{1,6}")


def _break(flow: "Flow", element: Element) -> None:
    if flow.runs and flow.runs[-1].text == " ":
        flow.runs.pop()
    flow.runs.append(Run(BREAK, flow.style))


def _anchor(flow: "Flow", element: Element) -> None:
    href = element.get("href")
    if href is None:
        flow.read(element)
        return
    link = flow.resolver.link(href.strip()) if href.strip() else Link()
    if link.fragment in flow.anchors:
        link = Link("url", url=f"#{flow.resolver.anchor(flow.anchors[link.fragment])}")
    if link.problem:
        flow.losses.add(link.problem, href.strip(), element)
    flow.styled(element, replace(flow.style, link=link.tag))


def _list(flow: "Flow", element: Element) -> None:
    listing = Listing(ordered=element.tag == "ol")
    if element.get("start") not in (None, "1") or element.get("type") not in (None, "1", "disc"):
        flow.losses.add("numbering", "ol", element)
    others: list[Node] = []
    for child in _list_items(element):
        nodes = flow.inside(child)
        kept = [node if not isinstance(node, Other) else Para([Run(node.text)]) for node in nodes if _is_text(node)]
        others += [node for node in nodes if not _is_text(node)]
        if listing.items and len(child) and child[0].tag in {"ul", "ol"} and not child.text:
            listing.items[-1] += kept  # a list straight inside a list belongs to the item before it
        elif kept:
            listing.items.append(kept)
    if listing.items:
        flow.add(listing)
    for node in others:
        flow.losses.add("moved_out", "li", element)
        flow.add(node)


def _list_items(element: Element) -> "Iterator[Element]":
    """The items of a list; what stands between them becomes an item too."""
    yield from _stray(element.text)
    for child in element:
        if child.tag == "li":
            yield child
        elif isinstance(child.tag, str):
            child.tail, tail = None, child.tail
            wrapper = Element("li")
            wrapper.append(child)
            yield wrapper
            child.tail = tail
        yield from _stray(child.tail)


def _stray(words: str | None) -> "Iterator[Element]":
    if words and words.strip():
        item = Element("li")
        item.text = words
        yield item


def _is_text(node: Node) -> bool:
    return not isinstance(node, Other) or node.type == "heading"


def _quote(flow: "Flow", element: Element) -> None:
    nodes = flow.inside(element)
    words = "\n".join(node.text for node in nodes if node.text and _is_text(node))
    if words:
        flow.add(Other("quote", {"text": words, "attribution": ""}, words))
    for node in nodes:
        if not _is_text(node):
            flow.add(node)


def _preformatted(flow: "Flow", element: Element) -> None:
    flow.losses.add("formatting", "pre", element)
    words = "".join(element.itertext()).strip("\n").replace("\t", "    ")
    flow.end_paragraph()
    for number, line in enumerate(words.split("\n")):
        if number:
            flow.runs.append(Run(BREAK, flow.style))
        flow.runs.append(Run(re.sub(r" (?= )|^ ", "\u00a0", line), flow.style))
    flow.end_paragraph()


def _small(flow: "Flow", element: Element) -> None:
    words = "".join(element.itertext()).strip()
    if SMALL.fullmatch(words) and not len(element):
        flow.text(words.translate(SUBSCRIPTS if element.tag == "sub" else SUPERSCRIPTS))
        return
    flow.losses.add("formatting", str(element.tag), element)
    flow.read(element)


def _abbreviation(flow: "Flow", element: Element) -> None:
    if title := element.get("title"):
        flow.losses.add("abbreviation", title, element)
    flow.read(element)


def _term(flow: "Flow", element: Element) -> None:
    flow.end_paragraph()
    flow.styled(element, replace(flow.style, bold=True))
    flow.end_paragraph()


def _details(flow: "Flow", element: Element) -> None:
    flow.losses.add("unfolded", "details", element)
    flow.end_paragraph()
    flow.read(element)
    flow.end_paragraph()


def _rule(flow: "Flow", element: Element) -> None:
    flow.losses.add("formatting", "hr", "<hr/>")
    flow.end_paragraph()


def _quiet(flow: "Flow", element: Element) -> None:
    """Nothing to show and nothing to lose."""


HANDLERS: dict[str, "Callable[[Flow, Element], None]"] = {
    "br": _break, "a": _anchor, "ul": _list, "ol": _list, "menu": _list, "blockquote": _quote, "pre": _preformatted,
    "listing": _preformatted, "sub": _small, "sup": _small, "abbr": _abbreviation, "acronym": _abbreviation,
    "dt": _term, "summary": _term, "details": _details, "hr": _rule, "col": _quiet, "colgroup": _quiet, "wbr": _quiet,
    "table": html_table.table, "dl": html_media.definition_list, "img": html_media.image, "figure": html_media.figure,
    "picture": html_media.picture, "iframe": html_media.frame, "video": html_media.video, "audio": html_media.video,
    "object": html_media.plugin, "embed": html_media.plugin,
}  # fmt: skip
