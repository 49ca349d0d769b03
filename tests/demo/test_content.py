"""Each content file of the demo can become a page that says the same in both languages."""

from collections import Counter
from functools import cache

import pytest
import yaml
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize.fields import get_translatable_fields

from home.blocks import FixedCharBlock
from home.models import KennisbankImage
from home.models.media import LICENCES
from home.translations import pair_segments
from kennisbank.demo.build import OTHER_KEYS, World, page_in_memory, translated
from kennisbank.demo.content import FOLDER, documents, pictures
from kennisbank.demo.markdown import links
from knowledge import vocabularies
from knowledge.blocks import ConceptKeyBlock
from knowledge.models import KnowledgePage

LONGEST = {"title": 70, "summary": 300, "one_liner": 160}
BY_SLUG = {document.slug: document for document in documents()}
WORLD = World(
    pages={slug: number for number, slug in enumerate(BY_SLUG, start=10**6)},
    images={picture.file: KennisbankImage(pk=1, collection_id=1) for picture in pictures()},
)
TEXT_BLOCKS = (blocks.CharBlock, blocks.TextBlock)

each_page = pytest.mark.parametrize("document", [pytest.param(found, id=found.slug) for found in documents()])
each_translation = pytest.mark.parametrize(
    "document", [pytest.param(found, id=found.slug) for found in documents() if found.en]
)
each_knowledge_page = pytest.mark.parametrize(
    "document",
    [pytest.param(found, id=found.slug) for found in documents() if issubclass(found.model, KnowledgePage)],
)


@cache
def keys_of(scheme):
    entries = yaml.safe_load((vocabularies.FOLDER / f"{scheme}.yaml").read_text(encoding="utf-8"))
    return {entry["key"] for entry in entries}


def lists_of(document):
    """The structured lists of a page as (key, item block, Dutch items)."""
    for name, value in document.nl.meta.items():
        if name not in OTHER_KEYS and isinstance(value, list) and isinstance(value[0], dict):
            yield name, document.model._meta.get_field(name).stream_block.child_blocks["item"], value


def test_all_content_is_there():
    assert Counter(document.folder for document in documents()) >= Counter(
        cases=12, research=6, dilemmas=6, articles=4, studios=2, themes=6, pages=5
    )
    assert all(document.en for document in documents())


def test_no_two_pages_share_an_address():
    for language in ("nl", "en"):
        slugs = Counter(getattr(document, language).meta["slug"] for document in documents())
        assert [slug for slug, times in slugs.items() if times > 1] == []


@each_page
def test_file_is_named_after_its_slug(document):
    assert (FOLDER / document.folder / f"{document.slug}.nl.md").exists()


@each_page
def test_keys_and_sections_are_fields_of_the_type(document):
    fields = {field.name for field in document.model._meta.get_fields()}
    assert set(document.nl.meta) - fields - OTHER_KEYS - {"theme"} == set()
    assert set(document.nl.sections) - fields == set()


@each_translation
def test_english_file_holds_the_translatable_texts_and_no_more(document):
    texts = {
        field.field_name for field in get_translatable_fields(document.model) if field.is_translated(document.model())
    }
    dutch = {name for name in document.nl.meta if name in texts - {"value_pairs"}}  # keys of concepts only
    assert set(document.en.meta) == dutch | {"slug"}
    assert list(document.en.sections) == list(document.nl.sections)
    for name, block, items in lists_of(document):
        given = {key for item in document.en.meta.get(name, []) for key in item}
        spare = {key for key in given if not isinstance(block.child_blocks[key], TEXT_BLOCKS)}
        assert spare | {key for key in given if isinstance(block.child_blocks[key], FixedCharBlock)} == set()
        for dutch_item, english_item in zip(items, document.en.meta.get(name, items), strict=True):
            assert set(english_item) <= set(dutch_item)


@each_translation
def test_english_links_are_the_dutch_ones_in_the_same_order(document):
    for name, section in document.nl.sections.items():
        assert links(document.en.sections[name]) == links(section)


@each_page
def test_links_lead_to_pages_of_the_demo_or_to_example_addresses(document):
    for section in document.nl.sections.values():
        for link in links(section):
            assert link.removeprefix("page:") in BY_SLUG or link.startswith("https://example.org/"), link


@each_page
def test_values_fit_their_fields(document):
    for text in (document.nl, translated(document)):
        page = page_in_memory(document, Locale(language_code="nl" if text is document.nl else "en"), WORLD)
        for name in (name for name in text.meta if name not in OTHER_KEYS and name != "theme"):
            field = document.model._meta.get_field(name)
            if not isinstance(field, StreamField):
                field.clean(getattr(page, name), page)
            longest = LONGEST.get(name, field.max_length if isinstance(text.meta[name], str) else None)
            if longest:
                assert len(text.meta[name]) <= longest, (name, len(text.meta[name]))


@each_page
def test_lists_are_complete_and_name_known_concepts(document):
    for name, block, items in lists_of(document):
        for item in items:
            assert set(item) <= set(block.child_blocks), name
            for key, child in block.child_blocks.items():
                assert item.get(key) or not child.required, f"{name} lacks {key}"
                if isinstance(child, ConceptKeyBlock) and item.get(key):
                    assert item[key] in keys_of(child.scheme), (name, key, item[key])


@pytest.mark.django_db
@each_translation
def test_each_dutch_text_has_its_english_one(document):
    dutch = page_in_memory(document, Locale(language_code="nl"), WORLD)
    english = page_in_memory(document, Locale(language_code="en"), WORLD)
    pairs = pair_segments(dutch, english)
    assert len(pairs) > 3
    same = [ours for _path, ours, theirs in pairs if ours == theirs and len(ours.split()) > 5]
    assert same == []


@each_knowledge_page
def test_concepts_are_those_of_the_type(document):
    declared = document.model.knowledge_type
    for scheme, number in Counter(scheme for scheme, _key in document.concepts).items():
        assert declared.scheme(scheme), f"{declared.key} has no {scheme}"
        assert number <= (declared.scheme(scheme).max or number)
    for scheme, key in document.concepts:
        assert key in keys_of(scheme)


@each_knowledge_page
def test_relations_lead_to_other_knowledge_pages(document):
    for relation in document.relations:
        assert relation.kind in document.model.knowledge_type.relation_kinds, relation
        assert relation.page != document.slug
        assert issubclass(BY_SLUG[relation.page].model, KnowledgePage)


def test_two_pages_are_related_from_one_side_only():
    pairs = Counter(
        frozenset((document.slug, relation.page)) for document in documents() for relation in document.relations
    )
    assert [sorted(pair) for pair, times in pairs.items() if times > 1] == []


def test_images_say_where_they_come_from():
    used = {document.nl.meta["image"] for document in documents() if "image" in document.nl.meta}
    assert used <= {picture.file for picture in pictures()}
    for picture in pictures():
        assert picture.path.exists()
        assert picture.path.with_suffix(".svg").exists()
        assert 0 < len(picture.nl) <= 255
        assert 0 < len(picture.en) <= 255
        assert picture.maker
        assert picture.licence in dict(LICENCES)
        assert picture.consent in KennisbankImage.Consent.values


def test_invented_research_says_that_it_is_invented():
    for document in documents():
        if document.folder == "research":
            assert "verzonnen" in document.nl.meta["notices"][0]["text"]
            assert "invented" in document.en.meta["notices"][0]["text"]
