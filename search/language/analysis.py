"""Two streams of tokens for a field: surface (folded words) and expanded (what a word may be found by)."""

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import Stemmer

from search.language.alternatives import Alternative, Kind
from search.language.stopwords import is_stop_word
from search.language.tokens import Token, normalise, tokenise

# Raise it when the same text gives other tokens: documents made before are then seen to be stale.
ANALYSIS_VERSION = 1
ALGORITHMS = {"nl": "dutch", "en": "english"}
LANGUAGES = tuple(ALGORITHMS)
# PostgreSQL keeps 16,383 positions a document; longer texts are cut at the same word for every engine.
MAX_WORDS = 16_000
_stemmers = threading.local()  # a Snowball stemmer has a state and belongs to one thread


@dataclass(frozen=True)
class FieldTokens:
    """The analysed text of a field; the four tuples have one entry a word.

    `expanded` holds for each word the terms under which it can be found, none for a stop word. `starts` and `ends` are
    offsets into the normalised text.
    """

    surface: tuple[str, ...] = ()
    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    expanded: tuple[tuple[str, ...], ...] = ()

    def terms(self) -> list[str]:
        """The expanded stream: every term at every place."""
        return [term for terms in self.expanded for term in terms]

    def to_json(self) -> dict[str, Any]:
        """A compact form for storage; `from_json` reads it."""
        return {
            "surface": " ".join(self.surface),
            "starts": list(self.starts),
            "lengths": [end - start for start, end in zip(self.starts, self.ends, strict=True)],
            "expanded": " ".join("|".join(terms) or "-" for terms in self.expanded),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "FieldTokens":
        """The tokens that `to_json` gave."""
        starts = tuple(stored["starts"])
        return cls(
            surface=tuple(stored["surface"].split()),
            starts=starts,
            ends=tuple(start + length for start, length in zip(starts, stored["lengths"], strict=True)),
            expanded=tuple(() if terms == "-" else tuple(terms.split("|")) for terms in stored["expanded"].split()),
        )

    def shifted(self, offset: int) -> "FieldTokens":
        """The same tokens in a text that begins `offset` characters earlier."""
        return FieldTokens(
            self.surface,
            tuple(start + offset for start in self.starts),
            tuple(end + offset for end in self.ends),
            self.expanded,
        )

    def __add__(self, other: "FieldTokens") -> "FieldTokens":
        return FieldTokens(
            self.surface + other.surface,
            self.starts + other.starts,
            self.ends + other.ends,
            self.expanded + other.expanded,
        )


def analyse(text: str, language: str) -> FieldTokens:
    """The tokens of a text in a language; the text is normalised first and cut at MAX_WORDS."""
    tokens = tokenise(normalise(text))[:MAX_WORDS]
    return FieldTokens(
        surface=tuple(token.word for token in tokens),
        starts=tuple(token.start for token in tokens),
        ends=tuple(token.end for token in tokens),
        expanded=tuple(_document_terms(tokens, place, language) for place in range(len(tokens))),
    )


def term_alternatives(tokens: list[Token], place: int) -> tuple[Alternative, ...]:
    """The terms by which a question's word may be found, in any language: stems, and those of a hyphenated whole."""
    stems = dict.fromkeys(stem(tokens[place].word, language) for language in LANGUAGES)
    wholes = dict.fromkeys(stem(word, language) for word in _wholes(tokens, place) for language in LANGUAGES)
    return (
        *(Alternative(term) for term in stems),
        *(Alternative(term, kind=Kind.WHOLE) for term in wholes if term not in stems),
    )


def _document_terms(tokens: list[Token], place: int, language: str) -> tuple[str, ...]:
    word = tokens[place].word
    forms = _wholes(tokens, place)
    if not is_stop_word(word, language):
        forms.insert(0, word)
    return tuple(dict.fromkeys(stem(form, language) for form in forms))


def _wholes(tokens: list[Token], place: int) -> list[str]:
    """Co-creatie is found by cocreatie too, from either of its parts."""
    wholes = []
    if tokens[place].joined and place + 1 < len(tokens):
        wholes.append(tokens[place].word + tokens[place + 1].word)
    if place > 0 and tokens[place - 1].joined:
        wholes.append(tokens[place - 1].word + tokens[place].word)
    return wholes


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The Snowball stem of a folded word; a word with a digit stays as it is."""
    if any(char.isdigit() for char in word):
        return word
    algorithm = ALGORITHMS.get(language)
    if algorithm is None:
        return word
    stemmers: dict[str, Any] = _stemmers.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word)) or word
