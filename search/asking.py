"""From what was typed to an answer: understand the question, retrieve, and mend it where a word is on no page."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from search.engines.base import Answer, Engine, Request
from search.language import NO_CONCEPTS, ConceptMap
from search.mending import Spelling, mended_text, with_completions
from search.queries import Sort
from search.questions import Question, parse
from search.results import Correction
from search.retrieval import retrieve
from search.vectors.meaning import Meaning


@dataclass(frozen=True)
class Knowledge:
    """What is known about words beside the pages themselves: concepts, and how words are spelled.

    `speller` is called only for a word that no page has. Without `meaning` words alone are searched.
    """

    concepts: ConceptMap = NO_CONCEPTS
    speller: Callable[[], Spelling | None] = lambda: None
    meaning: Meaning | None = None


@dataclass(frozen=True)
class Asked:
    """A question with all that an engine needs; `language` is the reader's, `languages` those of the documents.

    A `literal` one is searched as it was typed.
    """

    text: str
    language: str
    languages: tuple[str, ...]
    at: datetime
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facets: tuple[str, ...] = ()
    sort: Sort = Sort.BEST
    offset: int = 0
    limit: int = 10
    literal: bool = False


@dataclass(frozen=True)
class Answered:
    """The answer, and the question that it answers: the typed one, or with a `correction` a mended one."""

    answer: Answer
    question: Question
    correction: Correction | None = None


def ask(engine: Engine, asked: Asked, knowledge: Knowledge) -> Answered:
    """The answer of an engine. A word that no page has is corrected, or completed, and asked again: once.

    Raises EngineUnavailable.
    """
    question = parse(asked.text, asked.language, knowledge.concepts, asked.languages)
    answer = retrieve(engine, _request(asked, question, asked.text), knowledge.meaning)
    speller = knowledge.speller() if answer.unknown and not asked.literal else None
    if speller is None:
        return Answered(answer, question)
    correction = mended_text(asked.text, answer.unknown, asked.language, speller)
    text = correction.corrected if correction else asked.text
    mended = parse(text, asked.language, knowledge.concepts, asked.languages)
    mended = with_completions(mended, answer.unknown, speller)
    if mended == question:
        return Answered(answer, question)
    answer = retrieve(engine, _request(asked, mended, text), knowledge.meaning)
    return Answered(answer, mended, correction)


def _request(asked: Asked, question: Question, text: str) -> Request:
    return Request(
        question=question,
        languages=asked.languages,
        at=asked.at,
        filters=asked.filters,
        facets=asked.facets,
        sort=asked.sort,
        offset=asked.offset,
        limit=asked.limit,
        text=text,
    )
