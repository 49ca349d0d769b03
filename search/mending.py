"""Words that no page has: corrected where they are misspelled, completed where they are half."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from search.language import LANGUAGES, Alternative, Kind, normalise, tokenise
from search.language.stems import stem
from search.questions import Question, QuestionWord, clean
from search.results import Correction

HALF_WORD = 4  # letters from which a half word is completed
COMPLETIONS = 12
COMPLETION_WEIGHT = 0.6


class Spelling(Protocol):
    """What knows the words of the pages."""

    def correct(self, word: str, language: str) -> str | None:
        """The word or words that were meant, None for a word that is right or beyond guessing."""
        ...

    def completions(self, half_word: str, limit: int) -> Sequence[str]:
        """Words that begin with it, the most frequent first."""
        ...


def mended_text(text: str, unknown: Collection[str], language: str, spelling: Spelling) -> Correction | None:
    """The question with each unknown word corrected that can be; None when none can."""
    typed = clean(text)
    corrected, done = "", 0
    for token in tokenise(normalise(typed)):
        if token.word not in unknown or _completions(token.word, spelling):
            continue
        if better := spelling.correct(token.word, language):
            corrected += typed[done : token.start] + better
            done = token.end
    return Correction(typed, corrected + typed[done:]) if done else None


def with_completions(question: Question, unknown: Collection[str], spelling: Spelling) -> Question:
    """The question in which longer words may stand for each unknown half word."""
    return replace(question, words=tuple(_completed(word, unknown, spelling) for word in question.words))


def _completed(word: QuestionWord, unknown: Collection[str], spelling: Spelling) -> QuestionWord:
    if word.word not in unknown:
        return word
    terms = {stem(longer, language) for longer in _completions(word.word, spelling) for language in LANGUAGES}
    new = sorted(terms - set(word.terms))
    longer = tuple(Alternative(term, COMPLETION_WEIGHT, Kind.PREFIX) for term in new)
    return QuestionWord(word.word, (*word.alternatives, *longer))


def _completions(word: str, spelling: Spelling) -> Sequence[str]:
    return spelling.completions(word, COMPLETIONS) if len(word) >= HALF_WORD else ()
