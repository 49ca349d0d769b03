"""Loading the demo: the same steps as an editor's work, in an order that lets pages name each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha1
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone
from wagtail.models import Locale, Page, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from home.models import HomePage, KennisbankImage
from home.translations import record_translation
from kennisbank.demo.build import World, page_in_memory
from kennisbank.demo.content import Document, Picture, documents, pictures
from kennisbank.demo.site import write_site_texts
from knowledge.changes import announced_together
from knowledge.making import add_draft, link_concepts
from knowledge.models import Concept, KnowledgePage, PageRelation, ThemePage
from knowledge.site import section, theme_index

ENGLISH_AFTER = timedelta(days=5)  # a translation follows its source


@dataclass(frozen=True)
class Report:
    """How many pages and images were made."""

    dutch: int
    english: int
    images: int


def load(wanted: Iterable[Document] | None = None, user: Any = None) -> Report:
    """Make the pages and images that are missing; what is there already is left as it is.

    `user` is the editor in whose name it is done. Needs the tree and the vocabularies of `set_up_site`.
    """
    write_site_texts(user)
    images, made = _images()
    # Wagtail would bring its index of references up to date at each save of each part of a page: a third of the time.
    with disable_reference_index_auto_update(), announced_together():
        dutch, english = _pages(list(documents() if wanted is None else wanted), images, user)
    for page in [*dutch, *english]:
        ReferenceIndex.create_or_update_for_object(page)
    return Report(len(dutch), len(english), made)


def _pages(chosen: list[Document], images: dict[str, KennisbankImage], user: Any) -> tuple[list[Page], list[Page]]:
    """Make what is missing in both languages; gives the pages made."""
    drafts = {document.slug: _find(document) or _draft(document, user) for document in chosen}
    world = World({slug: page.pk for slug, page in drafts.items()}, images)
    chosen.sort(key=published_on)
    dutch = [_publish(document, drafts[document.slug], world, user) for document in chosen]
    english = [_translate(document, drafts[document.slug].pk, world, user) for document in chosen]
    return [page for page in dutch if page], [page for page in english if page]


def published_on(document: Document) -> date:
    """When the page first appeared: the file's date, else the day it was checked."""
    meta = document.nl.meta
    found: date = meta.get("published_on") or meta.get("verified_on") or date(2026, 1, 12)
    return found


def last_changed(document: Document) -> date:
    """When the page was last changed: the day it was checked, or of its last notice."""
    meta = document.nl.meta
    days = [meta.get("verified_on"), *[notice["date"] for notice in meta.get("notices", [])]]
    return max([day for day in days if day], default=published_on(document))


def _images() -> tuple[dict[str, KennisbankImage], int]:
    stored: dict[str, KennisbankImage] = {}
    made = 0
    for picture in pictures():
        file_hash = sha1(picture.path.read_bytes(), usedforsecurity=False).hexdigest()
        image = KennisbankImage.objects.filter(file_hash=file_hash).first()
        if image is None:
            image = _add_image(picture, file_hash)
            made += 1
        stored[picture.file] = image
    return stored, made


def _add_image(picture: Picture, file_hash: str) -> KennisbankImage:
    image = KennisbankImage(
        title=picture.path.stem.capitalize(),
        description=picture.nl,
        description_en=picture.en,
        maker=picture.maker,
        licence=picture.licence,
        consent=picture.consent,
        file_hash=file_hash,
    )
    with picture.path.open("rb") as file:
        image.file = ImageFile(file, name=picture.file)
        image.file_size = picture.path.stat().st_size
        image.full_clean()
        image.save()
    return image


def _find(document: Document) -> Page | None:
    pages = document.model.objects.filter(locale__language_code="nl", slug=document.slug)
    found: Page | None = pages.child_of(_parent(document)).first()
    return found


def _parent(document: Document) -> Page:
    model = document.model
    if issubclass(model, KnowledgePage):
        return section(model.knowledge_type.key, "nl")
    return theme_index("nl") if model is ThemePage else HomePage.objects.get(locale__language_code="nl")


def _draft(document: Document, user: Any) -> Page:
    parent = _parent(document)
    page = document.model(title=document.nl.meta["title"], slug=document.slug, locale=parent.locale, owner=user)
    add_draft(page, parent)
    return page


def _publish(document: Document, draft: Page, world: World, user: Any) -> Page | None:
    """Fill and publish a page that was never published; None when it was."""
    if draft.first_published_at:
        return None
    page = document.model.objects.get(pk=draft.pk)
    written = page_in_memory(document, page.locale, world)
    for name in _written_fields(written):
        setattr(page, name, getattr(written, name))
    if isinstance(page, KnowledgePage):
        link_concepts(page, [_concept(page.locale, *concept) for concept in document.concepts])
        page.relations = [
            PageRelation(kind=relation.kind, target_id=world.page(relation.page), sort_order=order)
            for order, relation in enumerate(document.relations)
        ]
    page.save()
    page.save_revision(user=user).publish(user=user)
    _date(page, published_on(document), last_changed(document))
    return page


def _written_fields(page: Page) -> list[str]:
    """The fields that the files fill: those of the page type, and the title."""
    ours = [field.name for field in page._meta.concrete_fields if field.model is not Page and not field.primary_key]
    return ["title", *[name for name in ours if not name.endswith("_ptr")]]


def _concept(locale: Locale, scheme: str, key: str) -> Concept:
    return Concept.objects.get(locale=locale, scheme=scheme, key=key)


def _translate(document: Document, dutch: int, world: World, user: Any) -> Page | None:
    """Record the English text and publish it; None when there is a published one."""
    source = document.model.objects.get(pk=dutch)
    english = Locale.objects.get(language_code="en")
    if document.en is None or source.get_translations().filter(live=True).exists():
        return None
    written = page_in_memory(document, english, world)
    draft = record_translation(source, written, slug=written.slug, user=user, publish=False)
    draft.get_latest_revision().publish(user=user)
    _date(draft, published_on(document) + ENGLISH_AFTER, last_changed(document) + ENGLISH_AFTER)
    return draft


def _date(page: Page, first: date, last: date) -> None:
    """Spread the pages over the year: loaded at once, all would be of today."""
    Page.objects.filter(pk=page.pk).update(
        first_published_at=_moment(first), last_published_at=_moment(max(first, last))
    )


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(9)))
