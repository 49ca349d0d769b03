"""Dutch compounds that a reader wrote as separate words."""

from collections.abc import Iterator
from itertools import pairwise

from search.language.compounds import JOINTS, MIN_LENGTH, split
from search.language.stopwords import is_stop_word
from search.language.tokens import Token
from search.language.wordlist import word_list

MIN_PART = 3
MAX_APART = 3


def compounds_written_apart(tokens: list[Token]) -> Iterator[tuple[tuple[int, int], str]]:
    """The places of two words and the compound that they make.

    Words in a row (participatie beleid), and in reverse across one or two stop words (veiligheid van het verkeer).
    """
    meant = [place for place, token in enumerate(tokens) if not is_stop_word(token.word, "nl")]
    for first, second in pairwise(meant):
        one, other = tokens[first].word, tokens[second].word
        if not (one.isalpha() and other.isalpha() and min(len(one), len(other)) >= MIN_PART):
            continue
        if second == first + 1 and not tokens[first].joined:
            found = _compounds(one, other)
        elif second - first <= MAX_APART:
            found = _compounds(other, one)
        else:
            continue
        for compound in found:
            yield (first, second), compound


def _compounds(one: str, other: str) -> Iterator[str]:
    for joint in JOINTS:
        compound = one + joint + other
        if len(compound) >= MIN_LENGTH and _is_compound(compound, len(one), len(one + joint)):
            yield compound


def _is_compound(word: str, end: int, start: int) -> bool:
    """Whether a word is known, or is taken apart at exactly this place."""
    if word in word_list("nl"):
        return True
    parts = split(word)
    return any(before.end == end and after.start == start for before, after in pairwise(parts))
