"""Images, films and frames in a text."""

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from plone_import.html_nodes import Other, Para, Run, Style

if TYPE_CHECKING:
    from plone_import.html_flow import Flow

YOUTUBE = re.compile(r"(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|watch\?(?:.*&)?v=|shorts/)|youtu\.be/)([\w-]{3,})")
VIMEO = re.compile(r"vimeo\.com/(?:video/|moogaloop\.swf\?(?:.*&)?clip_id=)?(\d+)")
SPACE = re.compile(r"\s+")


def image(flow: "Flow", element: Element, caption: str = "") -> None:
    """An image becomes a block of its own, after the paragraph so far."""
    src, alt = element.get("src", "").strip(), element.get("alt", "").strip()
    found = flow.resolver.picture(src, element.get("data-val", ""), alt)
    if found.problem:
        flow.losses.add(found.problem, src[:200] or "img", element)
    if not found.id:
        return
    if flow.style.link:
        flow.losses.add("link_on_image", flow.style.link, element)
    if alt and found.description and alt != found.description:
        flow.losses.add("alt", alt, element)
    classes = element.get("class", "").split()
    caption = caption or element.get("data-captiontext", "").strip()
    if not caption and "captioned" in classes:
        caption = found.description
    style, flow.style = flow.style, Style()
    flow.add(Other("image", {"image": found.id, "caption": caption[:500]}, caption))
    flow.style = style


def figure(flow: "Flow", element: Element) -> None:
    """A figure with one image gives it its caption; any other is plain content."""
    flow.end_paragraph()
    images = list(element.iter("img"))
    captions = list(element.iter("figcaption"))
    if len(images) != 1 or not captions:
        flow.read(element)
        flow.end_paragraph()
        return
    _captioned(flow, element, images[0], captions[0])


def _captioned(flow: "Flow", element: Element, shown: Element, caption: Element) -> None:
    for link in caption.iter("a"):
        flow.losses.add("link_in_caption", link.get("href", ""), caption)
    words = SPACE.sub(" ", "".join(caption.itertext())).strip()
    before = len(flow.nodes)
    image(flow, shown, words)
    if words and len(flow.nodes) == before:
        flow.add(Para([Run(words)]))  # the image is lost, what was said of it is not
    inside = set(shown.iter()) | set(caption.iter())
    for child in element.iter():
        if child is not element and child not in inside and isinstance(child.tag, str):
            flow.text(child.text)
    flow.end_paragraph()


def definition_list(flow: "Flow", element: Element) -> None:
    """Terms and their explanations as paragraphs; Plone's old captioned images as images."""
    flow.end_paragraph()
    images, captions = list(element.iter("img")), list(element.iter("dd"))
    if "captioned" in element.get("class", "").split() and len(images) == 1 and captions:
        _captioned(flow, element, images[0], captions[0])
        return
    flow.read(element)
    flow.end_paragraph()


def picture(flow: "Flow", element: Element) -> None:
    """The image of a picture element; its other sizes are made anew here."""
    for shown in element.iter("img"):
        image(flow, shown)


def film_address(address: str) -> str:
    """The page where a film of YouTube or Vimeo can be watched; "" for any other address."""
    if found := YOUTUBE.search(address):
        return f"https://www.youtube.com/watch?v={found.group(1)}"
    if found := VIMEO.search(address):
        return f"https://vimeo.com/{found.group(1)}"
    return ""


def film_name(url: str) -> str:
    """What a film without a title is called; the same in both languages."""
    return "Video (YouTube)" if "youtube" in url else "Video (Vimeo)"


def frame(flow: "Flow", element: Element) -> None:
    """A film becomes a video block; any other frame a link, and a line in the report."""
    address = element.get("src", "").strip() or element.get("data-src", "").strip()
    if _film(flow, element, address):
        return
    flow.losses.add("frame", address[:200], element)
    _link(flow, element, address)


def _film(flow: "Flow", element: Element, address: str) -> bool:
    url = film_address(address)
    if url:
        flow.add(Other("video", {"title": element.get("title") or film_name(url), "url": url, "captions": False}, url))
    return bool(url)


def _link(flow: "Flow", element: Element, address: str) -> None:
    address = f"https:{address}" if address.startswith("//") else address
    link = flow.resolver.link(address) if address else None
    if link and link.tag:
        flow.end_paragraph()
        flow.runs.append(Run(element.get("title") or address, Style(link=link.tag)))
        flow.end_paragraph()


def video(flow: "Flow", element: Element) -> None:
    """A film or sound file becomes a link to it, and a line in the report."""
    sources = [element.get("src", ""), *(source.get("src", "") for source in element.iter("source"))]
    address = next((source for source in sources if source), "")
    flow.losses.add("player", address[:200] or str(element.tag), element)
    _link(flow, element, address)


def plugin(flow: "Flow", element: Element) -> None:
    """An object or embed: a film when its address is one, else its content and a line in the report."""
    values = [element.get("data", ""), element.get("src", "")]
    values += [parameter.get("value", "") for parameter in element.iter("param")]
    values += [inner.get("src", "") for inner in element.iter("embed")]
    for address in values:
        if _film(flow, element, address):
            return
    flow.losses.add("plugin", next((value for value in values if value), "")[:200], element)
    flow.read(element)
