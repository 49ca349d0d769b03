"""From a page, as it is stored, to what can be found of it."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils import translation

from knowledge.models import KnowledgePage
from knowledge.text import field_headings, field_text
from knowledge.types import ChoiceFacet, FacetSource, SearchField
from knowledge.vocabulary import Vocabulary, vocabulary
from search.attachments.texts import Attached, attached_texts
from search.concepts import concept_map
from search.language import ANALYSIS_VERSION, LANGUAGES, ConceptMap, FieldTokens, analyse, fold_words, normalise
from search.language.analysis import MAX_WORDS
from search.models import FIELDS
from search.pages import visible_pages
from search.related import related_titles
from search.terms import DocumentTerms, document_terms

TYPE_FACET = "type"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
# Between two pieces of text of a field, so that no phrase runs from one into the next.
PIECE_END = "\n"


@dataclass(frozen=True)
class Content:
    """What a SearchDocument holds of a visible page."""

    page_id: int
    translation_key: UUID
    language: str
    type_key: str
    title_key: str
    texts: dict[str, str]
    tokens: dict[str, dict[str, Any]]
    terms: DocumentTerms
    facets: dict[str, list[str]]
    published_at: datetime
    expire_at: datetime | None
    concepts: str = ""  # the version of the names of concepts that the texts were analysed with
    attached_in: tuple[str, ...] = ()  # languages that the texts of files were analysed in

    @property
    def fingerprint(self) -> str:
        """Equal for equal contents and analyses."""
        parts = [
            ANALYSIS_VERSION, str(self.translation_key), self.language, self.type_key, self.texts, self.facets,
            str(self.published_at), str(self.expire_at), self.concepts, *self.attached_in,
        ]  # fmt: skip
        stored = json.dumps(parts, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(stored.encode()).hexdigest()


def contents(page_ids: Iterable[int], at: datetime | None = None) -> dict[int, Content]:
    """The contents of those pages that are visible, read from what is stored as live.

    Queries: at most fourteen, whatever the number of pages.
    """
    pages = visible_pages(page_ids, at)
    related = related_titles(pages.values())
    words = {language: vocabulary(language) for language in {page.language for page in pages.values()}}
    attached = attached_texts(pages.values())
    concepts = concept_map()
    return {
        pk: _content(page, words[page.language], related[pk], attached.get(pk, []), concepts)
        for pk, page in pages.items()
    }


def _content(
    page: KnowledgePage, words: Vocabulary, related: list[str], attached: list[Attached], concepts: ConceptMap
) -> Content:
    with translation.override(page.language):
        pieces = {field: list(_pieces(page, field)) for field in FIELDS}
        pieces[SearchField.LABELS] += [*_labels(page, words), *related]
    own = page.language
    other = next((code for code in LANGUAGES if code != own), own)
    analysed = {field: [(text, own) for text in texts] for field, texts in pieces.items()}
    analysed[SearchField.HEADINGS].append((page.bridge_title, other))
    analysed[SearchField.SUMMARY].append((page.bridge_message, other))
    analysed[SearchField.ATTACHMENTS] = [(one.text, one.language or own) for one in attached]
    fields = {field: _join(texts, concepts) for field, texts in analysed.items()}
    return Content(
        page_id=page.pk,
        translation_key=page.translation_key,
        language=own,
        type_key=page.knowledge_type.key,
        title_key=fold_words(page.title),
        texts={field.value: text for field, (text, _tokens) in fields.items() if text},
        tokens={field.value: tokens.to_json() for field, (text, tokens) in fields.items() if text},
        terms=document_terms({field: tokens for field, (_text, tokens) in fields.items()}),
        facets=_facets(page),
        published_at=page.first_published_at or NEVER,
        expire_at=page.expire_at,
        concepts=concepts.version,
        attached_in=tuple(one.language for one in attached if one.language),
    )


def _pieces(page: KnowledgePage, field: SearchField) -> Iterator[str]:
    for name in page.knowledge_type.searched.get(field, ()):
        yield field_text(page, name)
    if field == SearchField.HEADINGS:
        for names in page.knowledge_type.searched.values():
            for name in names:
                yield from field_headings(page, name)


def _join(texts: list[tuple[str, str]], concepts: ConceptMap) -> tuple[str, FieldTokens]:
    """The pieces of a field as one text, with the tokens of each in its own language."""
    whole, tokens = "", FieldTokens()
    for text, language in texts:
        piece = normalise(text).strip()
        if piece and len(tokens.surface) < MAX_WORDS:
            start = len(whole) + len(PIECE_END) if whole else 0
            whole = f"{whole}{PIECE_END}{piece}" if whole else piece
            tokens = tokens + analyse(piece, language, concepts).shifted(start)
    return whole, tokens


def _concept_addresses(page: KnowledgePage) -> list[tuple[str, str]]:
    linked = [(link.concept.scheme, link.concept.key) for link in page.concept_links.all()]
    return list(dict.fromkeys([*linked, *page.list_concept_keys()]))


def _labels(page: KnowledgePage, words: Vocabulary) -> Iterator[str]:
    for address in _concept_addresses(page):
        if term := words.get(address):
            yield term.label
            yield from term.synonyms
    for facet in page.knowledge_type.choice_facets:
        if facet.source == FacetSource.CHOICES and _value(page, facet) is not None:
            yield str(getattr(page, f"get_{facet.field}_display")())
    yield str(page.knowledge_type.label)


def _facets(page: KnowledgePage) -> dict[str, list[str]]:
    declared = page.knowledge_type
    facets: dict[str, list[str]] = {TYPE_FACET: [declared.key]}
    for scheme, key in _concept_addresses(page):
        found = declared.scheme(scheme)
        if found and found.facet:
            facets.setdefault(scheme, []).append(key)
    for facet in declared.choice_facets:
        value = _value(page, facet)
        if value is not None:
            facets[facet.field] = [str(value)]
    return {facet: sorted(set(keys)) for facet, keys in sorted(facets.items())}


def _value(page: KnowledgePage, facet: ChoiceFacet) -> Any:
    """The value of a field, or None where nothing was chosen; 0 is a value."""
    value = getattr(page, facet.field)
    return None if value in (None, "") else value
