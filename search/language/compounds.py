"""Dutch compounds taken apart.

After P. Koehn and K. Knight, Empirical Methods for Compound Splitting (EACL 2003): of all ways to cut a word into
known words, the one whose parts have the highest geometric mean of frequencies, unless the whole is far more common
than that. Which words may stand first or last is known from the dictionary's own rules for compounds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from search.language.compound_exceptions import NOT_FIRST, NOT_LAST, SHORT_LAST, WHOLE, split_by_hand
from search.language.wordlist import Entry, Role, word_list

MIN_LENGTH = 9
MIN_PART = 4
MIN_SHORT_PART = 3  # of the few that are allowed
MAX_LENGTH = 40  # longer words are mistakes, and would take long
MAX_PARTS = 4
JOINTS = ("", "s", "en")  # e and n are left to plurals in the dictionary: alone they cut klei|zoon
# A joint is rarer than none, and each further part makes a guess more daring (in tenth logarithms of frequency).
JOINT_COSTS = {"": 0.0, "s": 0.1, "en": 0.3}
PART_COST = 0.45
MIN_MEAN = 2.5
# How much more common than its parts a whole must be to be a word of its own.
MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a compound, as [start, end) in it, without the joint behind it."""

    start: int
    end: int


Lookup = Callable[[str], Entry | None]


class Splitter:
    """Cuts compounds by a dictionary."""

    def __init__(self, lookup: Lookup) -> None:
        self._lookup = lookup

    def split(self, word: str) -> tuple[Part, ...]:
        """The parts of a folded word, at least two; none when it is no compound."""
        if not MIN_LENGTH <= len(word) <= MAX_LENGTH or word in WHOLE:
            return ()
        whole = self._lookup(word)
        best = self._best(word, 0, MAX_PARTS)
        if best is None or len(best[1]) < 2:  # noqa: PLR2004  # one part is the word itself
            return ()
        mean = _mean(best)
        if mean < MIN_MEAN or (whole is not None and whole.zipf > mean + MARGIN):
            return ()
        return best[1]

    def _best(self, word: str, start: int, parts_left: int) -> tuple[float, tuple[Part, ...]] | None:
        """The best way to cut the word from `start` on: the sum of its frequencies less its costs, and the parts."""
        best = self._last(word, start)
        if parts_left == 1:
            return best
        for end in range(start + MIN_PART, len(word) - MIN_SHORT_PART + 1):
            first = self._part(word[start:end], Role.FIRST, behind_another=start > 0)
            if first is None:
                continue
            for joint in JOINTS:
                if not word.startswith(joint, end) or len(word) - end - len(joint) < MIN_SHORT_PART:
                    continue
                rest = self._best(word, end + len(joint), parts_left - 1)
                if rest is not None:
                    cut = (first - JOINT_COSTS[joint] + rest[0], (Part(start, end), *rest[1]))
                    if best is None or _mean(cut) > _mean(best):
                        best = cut
        return best

    def _last(self, word: str, start: int) -> tuple[float, tuple[Part, ...]] | None:
        zipf = self._part(word[start:], Role.LAST, behind_another=True) if start else None
        return None if zipf is None else (zipf, (Part(start, len(word)),))

    def _part(self, part: str, role: Role, *, behind_another: bool) -> float | None:
        if (role is Role.FIRST and part in NOT_FIRST) or (behind_another and part in NOT_LAST):
            return None
        short = len(part) < MIN_PART
        if short and (role is Role.FIRST or part not in SHORT_LAST):
            return None
        entry = self._lookup(part)
        return entry.zipf if entry is not None and (short or role in entry.role) else None


def _mean(cut: tuple[float, tuple[Part, ...]]) -> float:
    return cut[0] / len(cut[1]) - PART_COST * (len(cut[1]) - 1)


@lru_cache(maxsize=20_000)
def split(word: str) -> tuple[Part, ...]:
    """The smallest parts of a folded Dutch word, at least two; none when it is no compound."""
    by_hand = split_by_hand(word)
    if by_hand:
        return tuple(Part(start, end) for start, end in by_hand)
    if word in word_list("en") and word not in word_list("nl"):
        return ()
    parts = Splitter(word_list("nl").entry).split(word)
    return tuple(smaller for part in parts for smaller in _split_further(word, part))


def _split_further(word: str, part: Part) -> Iterator[Part]:
    smaller = split(word[part.start : part.end])
    for piece in smaller:
        yield Part(part.start + piece.start, part.start + piece.end)
    if not smaller:
        yield part


def joined_parts(word: str, parts: tuple[Part, ...]) -> list[str]:
    """Words of neighbouring parts, less than the whole: schuldhulp and hulpverlening in schuldhulpverlening."""
    together = [
        word[parts[first].start : parts[last].end]
        for first in range(len(parts))
        for last in range(first + 1, len(parts))
        if last - first + 1 < len(parts)
    ]
    return [piece for piece in together if piece in word_list("nl") or split(piece)]
