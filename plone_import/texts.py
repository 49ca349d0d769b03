"""Resolves the addresses in the texts of one item against what was imported."""

import base64
import binascii
import re
from dataclasses import dataclass

from home.templatetags.story_tags import anchor
from plone_import.html import Converted, convert
from plone_import.html_nodes import Link, Picture
from plone_import.items import Item
from plone_import.links import LinkIndex, Target
from plone_import.media import MediaError, Wanted, store_image

DATA_IMAGE = re.compile(r"data:image/([a-z+.-]+);base64,(.*)", re.IGNORECASE | re.DOTALL)
MAX_HOPS = 5


@dataclass(frozen=True)
class Place:
    """What an item is here, by ids; all are 0 for one that was not taken over."""

    page: int = 0
    image: int = 0
    document: int = 0
    description: str = ""


class Texts:
    """Converts the texts of items once all of them have their place."""

    def __init__(self, index: LinkIndex, places: dict[str, Place]) -> None:
        self.index = index
        self.places = places

    def convert(self, item: Item) -> Converted:
        """The text of an item as blocks, with its losses; no blocks for an item without text."""
        if item.text is None:
            return Converted((), ())
        return convert(item.text.data, item.text.content_type, _Resolver(self, item))


class _Resolver:
    def __init__(self, texts: Texts, item: Item) -> None:
        self.texts = texts
        self.item = item

    def link(self, href: str) -> Link:
        return self._of_target(self.texts.index.find(href, self.item), MAX_HOPS)

    def _of_target(self, target: Target, hops: int) -> Link:
        if target.problem or target.url:
            return Link("url" if target.url else "", url=target.url, problem=target.problem)
        if target.uid == self.item.uid and target.fragment:
            return Link(problem="anchor_here", fragment=target.fragment)
        place = self.texts.places.get(target.uid)
        if place is not None:
            return _of_place(place, target)
        item = self.texts.index.by_uid[target.uid]
        if item.remote_url and hops:
            return self._of_target(self.texts.index.find(item.remote_url, item), hops - 1)
        return Link(problem="target_skipped")

    def anchor(self, heading: str) -> str:
        return anchor(heading)

    def picture(self, src: str, uid: str, alt: str) -> Picture:
        if found := DATA_IMAGE.match(src):
            return self._embedded(found.group(1), found.group(2), alt)
        target = Target(uid=uid) if uid in self.texts.index.by_uid else self.texts.index.find(src, self.item)
        if target.url:
            return Picture(problem="image_outside")
        if not target.uid:
            return Picture(problem="image_unknown")
        place = self.texts.places.get(target.uid, Place())
        return Picture(place.image, place.description, problem="" if place.image else "image_skipped")

    def _embedded(self, kind: str, data: str, alt: str) -> Picture:
        try:
            content = base64.b64decode(data)
            name = f"{self.item.name or 'image'}.{kind}"
            image, _is_new = store_image(Wanted(alt or self.item.title, alt, name, content))
        except (MediaError, binascii.Error, ValueError):
            return Picture(problem="image_skipped")
        return Picture(image.pk, image.description)


def _of_place(place: Place, target: Target) -> Link:
    if place.page:
        return Link("page", place.page, problem="anchor" if target.fragment else "")
    if place.document:
        return Link("document", place.document)
    return Link(problem="link_to_image")
