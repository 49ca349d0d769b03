"""Walks a parsed text and gathers its paragraphs, lists and other blocks in reading order."""

import re
from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element, tostring

from plone_import import html_special
from plone_import.html_nodes import BREAK, Loss, Node, Other, Para, Resolver, Run, Style

SPACE = re.compile(r"[ \t\r\n\f]+")
# Soft hyphens and zero-width spaces split words for search; marks that turn text around have no place in it.
INVISIBLE = re.compile(r"[\u00ad\u200b\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0e-\x1f\x7f]")
SNIPPET = 200
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements that begin and end a paragraph and have nothing else to lose.
BREAKING = {
    "address", "article", "aside", "body", "center", "dd", "div", "fieldset", "figcaption",
    "footer", "header", "legend", "li", "main", "nav", "p", "section", "tbody", "td", "tfoot", "th", "thead", "tr",
}  # fmt: skip
BOLD = {"b", "strong"}
ITALIC = {"i", "em", "cite", "dfn", "var"}
# Elements that show nothing or do what a page of ours must not do: left out, with what stands in them.
LEFT_OUT = {
    "script", "style", "form", "input", "button", "select", "textarea", "applet", "frame", "frameset", "noscript",
    "link", "meta", "base", "svg", "math", "canvas", "map", "template", "xml", "title", "head",
}  # fmt: skip
# Elements whose look is lost and whose text stays.
FORMATTING = {
    "u", "s", "strike", "del", "ins", "font", "big", "small", "tt", "code", "kbd", "samp", "mark", "q", "blink",
    "marquee",
}  # fmt: skip
LAYOUT = {"style", "align", "bgcolor", "width", "height", "border", "cellpadding", "cellspacing", "hspace", "vspace"}


def snippet(element: Element) -> str:
    """The beginning of an element as HTML, without what follows it."""
    tail, element.tail = element.tail, None
    try:
        return SPACE.sub(" ", tostring(element, encoding="unicode"))[:SNIPPET]
    except (TypeError, ValueError):  # a name or character that XML does not know
        return "".join(element.itertext())[:SNIPPET]
    finally:
        element.tail = tail


def heading_anchors(root: Element) -> dict[str, str]:
    """The text of the heading that carries each name or id, on itself or inside."""
    anchors: dict[str, str] = {}
    for heading in root.iter():
        if heading.tag in HEADINGS:
            words = SPACE.sub(" ", "".join(heading.itertext())).strip()
            for element in heading.iter() if words else ():
                for name in filter(None, (element.get("id"), element.get("name"))):
                    anchors.setdefault(name, words)
    return anchors


class Losses:
    """What was lost, the same thing counted once."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], Loss] = {}

    def add(self, code: str, what: str, at: str | Element = "") -> None:
        """One more loss, with the place where it happened."""
        known = self._rows.get((code, what))
        place = at[:SNIPPET] if isinstance(at, str) else snippet(at)
        self._rows[code, what] = replace(known, count=known.count + 1) if known else Loss(code, what, place)

    def rows(self) -> list[Loss]:
        """All losses in the order in which they were first met."""
        return list(self._rows.values())


class Flow:
    """One run of text: a whole page, a list item, a table cell or a quotation.

    `anchors` gives the heading at each name that a link within the text may point to.
    """

    def __init__(self, resolver: Resolver, losses: Losses, anchors: Mapping[str, str]) -> None:
        self.resolver = resolver
        self.losses = losses
        self.anchors = anchors
        self.nodes: list[Node] = []
        self.runs: list[Run] = []
        self.style = Style()
        self.keeps_space = False

    def read(self, element: Element) -> None:
        """Everything inside an element."""
        self.text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self.text(child.tail)

    def inside(self, element: Element) -> list[Node]:
        """The content of an element on its own."""
        flow = Flow(self.resolver, self.losses, self.anchors)
        flow.read(element)
        return flow.finished()

    def text(self, words: str | None) -> None:
        """Text in the present style."""
        if not words:
            return
        words = INVISIBLE.sub("", words)
        self.runs.append(Run(words if self.keeps_space else SPACE.sub(" ", words), self.style))

    def add(self, node: Node) -> None:
        """A block of its own, after the paragraph so far."""
        self.end_paragraph()
        self.nodes.append(node)

    def end_paragraph(self) -> None:
        """Put the runs so far into paragraphs: an empty line begins a new one."""
        runs, self.runs = self.runs, []
        for part in _split(runs):
            if any(run.text.strip("\u00a0 \n") for run in part):
                self.nodes.append(Para(part))

    def finished(self) -> list[Node]:
        """All that was gathered."""
        self.end_paragraph()
        return self.nodes

    def styled(self, element: Element, style: Style) -> None:
        """An inline element in a style of its own."""
        before, self.style = self.style, style
        self.read(element)
        self.style = before

    def _element(self, element: Element) -> None:
        tag = str(element.tag).rpartition("}")[2].lower()  # drawings and formulas come with a namespace
        self._attributes(element)
        if tag in BREAKING:
            self.end_paragraph()
            self.read(element)
            self.end_paragraph()
        elif tag in BOLD:
            self.styled(element, replace(self.style, bold=True))
        elif tag in ITALIC:
            self.styled(element, replace(self.style, italic=True))
        elif tag in LEFT_OUT:
            self.losses.add("left_out", tag, element)
        elif tag in HEADINGS:
            self._heading(element)
        elif (special := html_special.HANDLERS.get(tag)) is not None:
            special(self, element)
        else:
            if tag in FORMATTING:
                self.losses.add("formatting", tag, element)
            self.read(element)

    def _attributes(self, element: Element) -> None:
        for name in list(element.attrib):
            if name.startswith("on"):
                self.losses.add("handler", name, element)
            elif name in LAYOUT and element.tag not in {"img", "iframe", "object", "embed", "video"}:
                self.losses.add("layout", name, element)

    def _heading(self, element: Element) -> None:
        self.end_paragraph()
        for node in self.inside(element):
            if isinstance(node, Other):
                self.nodes.append(node)
                continue
            if isinstance(node, Para):
                for link in {run.style.link for run in node.runs} - {""}:
                    self.losses.add("link_in_heading", link, element)
            if words := SPACE.sub(" ", node.text.replace("\u00a0", " ")).strip():
                self.nodes.append(Other("heading", words, words))


def _split(runs: list[Run]) -> list[list[Run]]:
    parts: list[list[Run]] = [[]]
    for run in runs:
        if run.text == BREAK and parts[-1] and parts[-1][-1].text == BREAK:
            parts[-1].pop()
            parts.append([])
        elif run.text.strip(" ") or parts[-1]:
            parts[-1].append(run)
    return [_trim(part) for part in parts if part]


def _trim(runs: list[Run]) -> list[Run]:
    while runs and not runs[-1].text.strip():
        runs = runs[:-1]
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" "))
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" "))
    return runs
