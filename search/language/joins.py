"""Dutch compounds that a reader wrote as separate words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from search.language.compounds import JOINTS, MIN_LENGTH, split
from search.language.stopwords import is_stop_word
from search.language.tokens import Token
from search.language.wordlist import word_list

MIN_PART = 3
MAX_APART = 3


@dataclass(frozen=True)
class Join:
    """The places of two words and the compound that they make.

    `is_split` says whether documents with the compound are found by these very words too, as its parts.
    """

    places: tuple[int, int]
    compound: str
    is_split: bool


def compounds_written_apart(tokens: list[Token]) -> Iterator[Join]:
    """Compounds of two words in a row (participatie beleid), or reversed across stop words (veiligheid van verkeer).

    The compound is a word of the dictionary, or is taken apart into exactly these two.
    """
    meant = [place for place, token in enumerate(tokens) if not is_stop_word(token.word, "nl")]
    for first, second in pairwise(meant):
        one, other = tokens[first].word, tokens[second].word
        if not (one.isalpha() and other.isalpha() and min(len(one), len(other)) >= MIN_PART):
            continue
        if second == first + 1:
            found = [] if tokens[first].joined else _compounds(one, other)
        else:
            found = _compounds(other, one) if second - first <= MAX_APART else []
        for compound, is_split in found:
            yield Join((first, second), compound, is_split)


def _compounds(one: str, other: str) -> list[tuple[str, bool]]:
    """The compounds of two words, and whether each is taken apart before the second; known ones, else possible ones."""
    made = [(one + joint + other, len(one + joint)) for joint in JOINTS]
    known = [(word, start) for word, start in made if word in word_list("nl")]
    return [
        (word, is_split)
        for word, start in known or made
        if len(word) >= MIN_LENGTH and ((is_split := start in [part.start for part in split(word)]) or known)
    ]
