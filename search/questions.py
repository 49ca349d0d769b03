"""What a reader typed, taken apart: words, quoted phrases, excluded words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from search.language import NO_CONCEPTS, Alternative, ConceptMap, Kind, alternatives, normalise, tokenise
from search.language.stopwords import is_question_stop_word
from search.language.tokens import Token

MAX_QUESTION_LENGTH = 300  # characters; more is no question
MAX_WORDS = 24
QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")
EXCLUDED = re.compile(r"(?:^|(?<=\s))-(?=\w)(\S+)")


@dataclass(frozen=True)
class QuestionWord:
    """A word of the question and what of the expanded stream counts as it, the best first."""

    word: str
    alternatives: tuple[Alternative, ...]

    @property
    def terms(self) -> tuple[str, ...]:
        """The terms alone."""
        return tuple(alternative.term for alternative in self.alternatives)


@dataclass(frozen=True)
class Question:
    """A question taken apart.

    `words` retrieve and score. `phrases` are conditions, as folded words in a row; their words, `phrase_words`, score.
    `excluded` words are conditions too. `title_key` is the whole question as folded words, to compare with titles.
    """

    words: tuple[QuestionWord, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    phrase_words: tuple[QuestionWord, ...] = ()
    excluded: tuple[QuestionWord, ...] = ()
    title_key: str = ""

    @property
    def scoring(self) -> tuple[QuestionWord, ...]:
        """Every word that a document may score by, once: a word of the question before the same one of a phrase."""
        return tuple({word.word: word for word in (*self.phrase_words, *self.words)}.values())

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked: then every document is a result."""
        return not (self.words or self.phrases or self.excluded)


def clean(text: str) -> str:
    """The text of a question: normalised, on one line, not longer than MAX_QUESTION_LENGTH."""
    return " ".join(normalise(text[: 2 * MAX_QUESTION_LENGTH]).split())[:MAX_QUESTION_LENGTH].strip()


def is_too_long(text: str) -> bool:
    """Whether `clean` leaves out a part of the question."""
    return len(" ".join(text[: 10 * MAX_QUESTION_LENGTH].split())) > MAX_QUESTION_LENGTH


def parse(text: str, language: str, concepts: ConceptMap = NO_CONCEPTS, targets: Sequence[str] = ()) -> Question:
    """A question by a reader of a language.

    `targets` are the languages of the documents where they are not just the reader's own. A question of nothing but
    stop words asks for those very words: each of them becomes a condition.
    """
    text = clean(text)
    quoted = [tokenise(part) for part in QUOTED.findall(text)]
    rest = QUOTED.sub(" ", text)
    excluded = [token for part in EXCLUDED.findall(rest) for token in _excluded(part, language)]
    rest = EXCLUDED.sub(" ", rest)
    phrases = [tuple(token.word for token in tokens) for tokens in quoted if tokens]
    words = _meaningful(tokenise(rest), language, concepts, targets)
    if not words and not phrases:
        phrases = [(token.word,) for token in tokenise(rest)]
    return Question(
        words=tuple(words[:MAX_WORDS]),
        phrases=tuple(dict.fromkeys(phrases))[:MAX_WORDS],
        phrase_words=tuple(word for tokens in quoted for word in _meaningful(tokens, language, concepts, targets))[
            :MAX_WORDS
        ],
        excluded=tuple(excluded[:MAX_WORDS]),
        title_key=" ".join(token.word for token in tokenise(text)),
    )


def _excluded(text: str, language: str) -> list[QuestionWord]:
    """Words that must not be there; what may stand for them otherwise does no harm."""
    words = _meaningful(tokenise(text), language)
    return [replace(word, alternatives=tuple(a for a in word.alternatives if a.kind == Kind.WORD)) for word in words]


def _meaningful(
    tokens: list[Token], language: str, concepts: ConceptMap = NO_CONCEPTS, targets: Sequence[str] = ()
) -> list[QuestionWord]:
    found: dict[str, QuestionWord] = {}
    for token, choices in zip(tokens, alternatives(tokens, language, concepts, targets), strict=True):
        if not is_question_stop_word(token.word, language):
            found.setdefault(token.word, QuestionWord(token.word, choices))
    return list(found.values())
