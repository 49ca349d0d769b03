"""Why a page stands where it does among the results of a question, for people; `search.ranking` has the formula."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from knowledge.types import SearchField
from search.concepts import concept_names
from search.engines.base import Answer, surface_text
from search.language import Kind, concept_term
from search.models import SearchDocument
from search.queries import Query
from search.questions import Question, QuestionWord
from search.ranking import TermScore, WordScore
from search.retrieval import scores
from search.service import answered
from search.statistics import Statistics

DEPTH = 500  # results among which a page is looked for


class Absence(StrEnum):
    """Why a page is not among the results."""

    NOT_PUBLIC = "not_public"  # readers cannot open it
    LANGUAGE = "language"  # it is in another language than was searched
    EXCLUDED = "excluded"  # it has a word that the question leaves out
    PHRASE = "phrase"  # it has not the words between quotation marks in that order
    TOO_LITTLE = "too_little"  # its words of the question weigh less than half


@dataclass(frozen=True)
class TermExplained:
    """A way in which a word of the question stands in a page.

    `words` are those of the page by field, with how often each stands there; `concept` is the label of the concept that
    both name, if that is why. `pages` is how many of the `pages_in_all` of the page's language have the term.
    """

    kind: Kind
    words: Mapping[SearchField, Mapping[str, int]]
    concept: str
    pages: int
    pages_in_all: int
    points: float


@dataclass(frozen=True)
class WordExplained:
    """What a word of the question gives; the best of its terms counts, the others a little."""

    word: str
    points: float
    terms: tuple[TermExplained, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The place of a page among the results of a question, from 1, and what makes it.

    `place` is None when it is not among the first DEPTH; `absence` says why when it is no result at all. `points` are
    those of the words, times `coverage` (having all words) and `recency`. `searched` is the question as search took it.
    """

    searched: str
    total: int
    place: int | None = None
    absence: Absence | None = None
    words: tuple[WordExplained, ...] = ()
    unknown: tuple[str, ...] = ()
    points: float = 0.0
    coverage: float = 1.0
    recency: float = 1.0
    is_exact_title: bool = False


@dataclass(frozen=True)
class _Asked:
    """A question as it was asked of the engine, with the answer."""

    question: Question
    answer: Answer
    text: str
    at: datetime
    labels: Mapping[str, str] = field(default_factory=dict)


def explain(query: Query, page_id: int, at: datetime | None = None) -> Explanation:
    """Why a page stands where it does for a query, or why it is not there.

    It tells the words of the page: ask it only for someone who may read that.
    """
    asked = _ask(query, at or timezone.now())
    ids = asked.answer.page_ids
    told = Explanation(asked.text, asked.answer.total, unknown=asked.answer.unknown)
    document = SearchDocument.objects.filter(pk=page_id, visible=True).exclude(expire_at__lte=asked.at).first()
    if document is None:
        return replace(told, absence=Absence.NOT_PUBLIC)
    if document.language not in query.document_languages:
        return replace(told, absence=Absence.LANGUAGE)
    place = ids.index(page_id) + 1 if page_id in ids else None
    (score,) = scores(asked.question, [page_id], asked.answer.statistics, asked.at)
    return replace(
        told,
        place=place,
        absence=None if place else _absence(asked, document),
        words=tuple(_word(word, document, asked) for word in score.words),
        points=score.points,
        coverage=score.coverage,
        recency=score.recency,
        is_exact_title=score.is_exact_title,
    )


def standing(query: Query, limit: int, at: datetime | None = None) -> list[tuple[int, float]]:
    """The ids of the first results of a query, in order, with their points."""
    asked = _ask(query, at or timezone.now())
    ids = asked.answer.page_ids[:limit]
    points = {score.page_id: score.points for score in scores(asked.question, ids, asked.answer.statistics, asked.at)}
    return [(page_id, points.get(page_id, 0.0)) for page_id in ids]


def _ask(query: Query, at: datetime) -> _Asked:
    found = answered(query, DEPTH, at)
    text = found.correction.corrected if found.correction else query.text
    labels = {
        concept_term(concept.scheme, concept.key): names[0]
        for concept in concept_names()
        if (names := concept.names.get(query.language) or next(iter(concept.names.values())))
    }
    return _Asked(found.question, found.answer, text, at, labels)


def _absence(asked: _Asked, document: SearchDocument) -> Absence | None:
    """Why a document is no result; None when it may only stand too far down to be seen."""
    if any(_has(word, document) for word in asked.question.excluded):
        return Absence.EXCLUDED
    surface = f" {surface_text(document)} "
    if any(f" {' '.join(phrase)} " not in surface for phrase in asked.question.phrases):
        return Absence.PHRASE
    is_further = asked.answer.total > len(asked.answer.page_ids)
    return None if is_further and all(_has(word, document) for word in asked.question.words) else Absence.TOO_LITTLE


def _has(word: QuestionWord, document: SearchDocument) -> bool:
    counts = document.document_terms.counts.values()
    return any(term in terms for terms in counts for term in word.terms)


def _word(word: WordScore, document: SearchDocument, asked: _Asked) -> WordExplained:
    terms = (_term(term, document, asked.answer.statistics, asked.labels) for term in word.terms)
    return WordExplained(word.word, word.points, tuple(sorted(terms, key=lambda term: -term.points)))


def _term(
    scored: TermScore, document: SearchDocument, statistics: Statistics, labels: Mapping[str, str]
) -> TermExplained:
    term = scored.alternative.term
    return TermExplained(
        kind=scored.alternative.kind,
        words={SearchField(name): _words_with(term, document, SearchField(name)) for name in scored.counts},
        concept=labels.get(term, ""),
        pages=statistics.frequencies.get(term, {}).get(document.language, 0),
        pages_in_all=statistics.documents.get(document.language, 0),
        points=scored.points,
    )


def _words_with(term: str, document: SearchDocument, part: SearchField) -> dict[str, int]:
    """The words of a field that stand for a term, as they are written, the most frequent first."""
    tokens, text = document.field_tokens[part], document.text(part)
    words = Counter(
        text[start:end].lower()
        for start, end, terms in zip(tokens.starts, tokens.ends, tokens.expanded, strict=True)
        if term in terms
    )
    return dict(words.most_common())
