"""Running text for readers: the blocks of stories and pieces of rich text.

What they point at is read all at once. Rendering each paragraph on its own would ask the database for each paragraph's
links and for each image; a page would then cost more queries the longer it is. `gather` looks through all texts first:
one query for links, one for images, one for files, and none for what a page does not have.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.html import escape
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.rich_text import features
from wagtail.rich_text.rewriters import LinkRewriter

from home.visibility import visible

# Sizes in which an image of a story is offered to browsers, and the one for those that cannot choose.
IMAGE_SIZES = ("width-640|format-webp", "width-1280|format-webp")
LINK = re.compile(r"<a\b[^>]*\blinktype=\"(page|document)\"[^>]*>")
ID = re.compile(r"\bid=\"(\d+)\"")


@dataclass(frozen=True)
class Target:
    """Where a link to a page leads: the page in the reader's language where it can be read there."""

    url: str
    language: str
    title: str


@dataclass(frozen=True)
class Resources:
    """What the texts of a page point at, by id; what readers may not see is not in it.

    `finish` gets each piece of rich text as HTML for readers, in the order in which they stand on the page, and gives
    it as it is shown.
    """

    language: str = ""
    pages: Mapping[int, Target] = field(default_factory=dict)
    documents: Mapping[int, Any] = field(default_factory=dict)
    images: Mapping[int, Any] = field(default_factory=dict)
    finish: Callable[[str], str] | None = None

    def rich_text(self, source: str) -> str:
        """Rich text as HTML for readers. A link to a page that they may not open becomes plain text."""
        rules = {name: handler.expand_db_attributes_many for name, handler in features.get_link_types().items()}
        rules |= {"page": self._page_links, "document": self._document_links}
        html = str(LinkRewriter(bulk_rules=rules)(source))
        return self.finish(html) if self.finish else html

    def _page_links(self, links: list[dict[str, str]]) -> list[str]:
        return [self._page_link(self.pages.get(_number(link))) for link in links]

    def _page_link(self, target: Target | None) -> str:
        if target is None:
            return "<a>"
        other = f' hreflang="{escape(target.language)}"' if target.language != self.language else ""
        return f'<a href="{escape(target.url)}"{other}>'

    def _document_links(self, links: list[dict[str, str]]) -> list[str]:
        found = [self.documents.get(_number(link)) for link in links]
        return [f'<a href="{escape(document.url)}">' if document else "<a>" for document in found]


@dataclass(frozen=True)
class Part:
    """A block of a story, ready for its template."""

    kind: str
    value: Any
    template: str


@dataclass
class References:
    """What texts point at, by id, whether readers may see it or not."""

    pages: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)

    def look_in(self, value: Any) -> None:
        """Note what a raw value points at: rich text by its links, chooser blocks by their ids."""
        if isinstance(value, str):
            self._look_in_text(value)
        elif isinstance(value, Mapping):
            for name, inner in value.items():
                if name in {"image", "document"} and isinstance(inner, int):
                    (self.images if name == "image" else self.documents).add(inner)
                else:
                    self.look_in(inner)
        elif isinstance(value, Iterable):
            for inner in value:
                self.look_in(inner)

    def _look_in_text(self, text: str) -> None:
        for link in LINK.finditer(text):
            if number := ID.search(link.group(0)):
                (self.pages if link.group(1) == "page" else self.documents).add(int(number.group(1)))


def references(texts: Iterable[Any]) -> References:
    """What stories (StreamValues) and rich texts (strings) point at. No query."""
    found = References()
    for text in texts:
        found.look_in(raw(text) if isinstance(text, StreamValue) else text)
    return found


def load(found: References, language: str, known: Mapping[int, Target] | None = None) -> Resources:
    """What texts point at, read once for all of them; `known` holds linked pages that the caller has read already."""
    known = known or {}
    pages = {**known, **targets(found.pages - set(known), language)}
    documents = get_document_model().objects.in_bulk(found.documents) if found.documents else {}
    return Resources(language, pages, documents, _images(found.images))


def gather(texts: Iterable[Any], language: str) -> Resources:
    """What stories and rich texts point at, for a page that has nothing else to read with it."""
    return load(references(texts), language)


def raw(stream: StreamValue) -> list[Any]:
    """The stored form of a story, without turning its blocks into objects."""
    return list(stream.raw_data)


def raw_values(stream: StreamValue) -> list[dict[str, Any]]:
    """The stored values of a structured list. Its choices, which may come from the database, are not asked for."""
    return [child["value"] for child in stream.raw_data]


def targets(page_ids: Iterable[int], language: str) -> dict[int, Target]:
    """Where links to pages lead; pages that readers may not open are left out. One query."""
    ids = set(page_ids)
    if not ids:
        return {}
    keys = Page.objects.filter(pk__in=ids).values("translation_key")
    rows = list(visible(Page.objects.filter(translation_key__in=keys)).select_related("locale"))
    own = {row.translation_key: row for row in rows if row.locale.language_code == language}
    shown = {row.pk: own.get(row.translation_key, row) for row in rows if row.pk in ids}
    return {pk: Target(page.url or "", page.locale.language_code, page.title) for pk, page in shown.items()}


def _images(ids: set[int]) -> dict[int, Any]:
    """Images with the sizes that stories use, those past their date left out. One query once the sizes are made."""
    if not ids:
        return {}
    model = get_image_model()
    renditions = model.get_rendition_model().objects.filter(
        image__in=ids, filter_spec__in=IMAGE_SIZES, focal_point_key=""
    )
    images: dict[int, Any] = {}
    for rendition in renditions.select_related("image"):
        image = images.setdefault(rendition.image_id, rendition.image)
        vars(image).setdefault("prefetched_renditions", []).append(rendition)
    images |= model.objects.in_bulk(ids - set(images)) if ids - set(images) else {}
    return {pk: image for pk, image in images.items() if not (image.usable_until and image.usable_until < date.today())}


def parts(stream: StreamValue, resources: Resources) -> Iterator[Part]:
    """The blocks of a story in order; an image or file that is gone leaves no trace."""
    for child in raw(stream):
        kind, value = child["type"], child["value"]
        block = stream.stream_block.child_blocks.get(kind)
        if block is None:
            continue
        if kind in {"image", "document"}:
            known = (resources.images if kind == "image" else resources.documents).get(value.get(kind))
            if known is None:
                continue
            value = {**value, kind: known}
        elif kind != "table":
            value = block.to_python(value)
        yield Part(kind, value, block.meta.template)


def _number(link: dict[str, str]) -> int:
    return int(link["id"]) if link.get("id", "").isdigit() else 0
