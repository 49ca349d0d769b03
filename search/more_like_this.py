"""Pages that resemble a page by their words, beside those that an editor related to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from uuid import UUID

from django.db.models import Q
from django.utils.functional import Promise

from home.visibility import visible
from knowledge.models import KnowledgePage, PageRelation
from search.language import Alternative
from search.models import SearchDocument
from search.questions import Question, QuestionWord
from search.service import nearest
from search.terms import USUAL_LENGTHS, by_term, strength

SHOWN = 3
# A page has hundreds of words; these say most of what it is about.
TELLING_WORDS = 24
LEAST_LENGTH = 3  # of a word, in characters
# The share of those words, by rarity, that a page must have.
NEEDED = 0.125
# So many are read to choose from: some may be withdrawn, or be related to the page already.
READ = 12


@dataclass(frozen=True)
class Similar:
    """A page in the list, in a few words."""

    key: str
    label: str | Promise
    title: str
    url: str
    text: str


def more_like_this(page: KnowledgePage, at: datetime | None = None) -> list[Similar]:
    """The few visible pages in its language that have most of a page's telling words; those it names are left out.

    Queries: the document, the relations, the engine's, the pages.
    """
    document = SearchDocument.objects.filter(pk=page.pk, visible=True).only("language", "lengths", "terms").first()
    words = telling_words(document) if document else ()
    if document is None or not words:
        return []
    found = nearest(Question(words=words), document.language, NEEDED, READ, at)
    ids = [page_id for page_id in found if page_id != page.pk]
    if not ids:
        return []
    named = _named_with(page)
    # As their own types only on paper: title, message and address stand in the common row.
    pages = visible(KnowledgePage.objects.filter(pk__in=ids), at).select_related("locale").in_bulk()
    shown = [pages[pk] for pk in ids if pk in pages and pages[pk].translation_key not in named]
    return [_similar(other) for other in shown[:SHOWN]]


def telling_words(document: SearchDocument) -> tuple[QuestionWord, ...]:
    """The words that a document is most about, as a question; how rare they are is weighed by who answers it."""
    terms = document.document_terms
    by_strength = {
        term: _strength(counts, terms.lengths)
        for term, counts in by_term(terms).items()
        if len(term) >= LEAST_LENGTH and not term.isdigit()
    }
    best = nlargest(TELLING_WORDS, by_strength.items(), key=lambda one: (one[1], one[0]))
    return tuple(QuestionWord(term, (Alternative(term),)) for term, _strength in best)


def _strength(counts: Mapping[str, int], lengths: Mapping[str, int]) -> float:
    return strength(counts, lengths, USUAL_LENGTHS)


def _named_with(page: KnowledgePage) -> set[UUID]:
    """The translation keys of the pages that stand on the page already, and its own."""
    relations = PageRelation.objects.filter(Q(page=page) | Q(target__translation_key=page.translation_key))
    ends = relations.values_list("page__translation_key", "target__translation_key")
    return {page.translation_key, *(key for pair in ends for key in pair)}


def _similar(page: KnowledgePage) -> Similar:
    declared = page.specific_class.knowledge_type
    return Similar(declared.key, declared.label, page.title, page.url or "", page.key_message)
