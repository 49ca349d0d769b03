"""What a word that nobody knows was meant to be: the nearest word of the pages, its longer forms, or two words.

A reader's word is left alone when it may be right: when pages have it, a Dutch or English dictionary has it, or it is a
compound of known words. SymSpell (W. Garbe) finds words within an edit distance; letters changed places count as one.
"""

import heapq
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile
from threading import Lock

from symspellpy import SymSpell, Verbosity
from symspellpy.suggest_item import SuggestItem

from search.language.compounds import JOINTS, MIN_PART, split
from search.language.stems import LANGUAGES
from search.language.stopwords import STOP_WORDS
from search.language.wordlist import Role, word_list

MIN_LENGTH = 4  # letters; shorter words are too like each other
MAX_LENGTH = 40
LONG = 8  # words from this length on may be two edits away
MAX_DISTANCE = 2
# Of how many letters at the beginning edits are looked for first: 5 builds three times as fast as SymSpell's own 7 in a
# fifth of the memory, and a lookup still takes a tenth of a millisecond.
PREFIX_LENGTH = 5
MIN_PART_ZIPF = 3.0  # of a word that is taken for a part of a misspelled compound


class Speller:
    """Corrects and completes words by the folded words of the pages with the number of pages that have each."""

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._frequencies = dict(vocabulary)
        self._lock = Lock()

    def correct(self, word: str, language: str) -> str | None:
        """What was probably meant by a folded word of a reader of a language, maybe two words; None to leave it."""
        if self.is_known(word) or not (word.isalpha() and MIN_LENGTH <= len(word) <= MAX_LENGTH):
            return None
        correction = (
            self._nearest(word, language, 1)
            or self._two_words(word)
            or self._compound(word, language)
            or (self._nearest(word, language, MAX_DISTANCE) if len(word) >= LONG else None)
        )
        return None if correction is None or self._is_rather_half(word, correction) else correction

    def completions(self, half_word: str, limit: int) -> list[str]:
        """The words of the pages that begin with this and are longer, those on most pages first."""
        start = bisect_left(self._sorted, half_word)
        longer = takewhile(lambda word: word.startswith(half_word), (self._sorted[at] for at in self._from(start)))
        found = (word for word in longer if word != half_word)
        return heapq.nsmallest(limit, found, key=lambda word: (-self._frequencies[word], word))

    def is_known(self, word: str) -> bool:
        """Whether a folded word is on a page, in a dictionary, or a compound of known words."""
        if word in self._frequencies or any(word in words for words in STOP_WORDS.values()):
            return True
        return any(word in word_list(language) for language in LANGUAGES) or bool(split(word))

    def _is_rather_half(self, word: str, correction: str) -> bool:
        """Whether more pages have a word that begins with this one than have its correction."""
        longer = self.completions(word, 1)
        return bool(longer) and self._frequencies[longer[0]] > self._frequencies.get(correction, 0)

    def _from(self, start: int) -> range:
        return range(start, len(self._sorted))

    @cached_property
    def _sorted(self) -> list[str]:
        return sorted(self._frequencies)

    @cached_property
    def _symspell(self) -> SymSpell:
        symspell = SymSpell(max_dictionary_edit_distance=MAX_DISTANCE, prefix_length=PREFIX_LENGTH)
        for word, frequency in self._frequencies.items():
            if len(word) >= MIN_LENGTH and word.isalpha():
                symspell.create_dictionary_entry(word, max(1, frequency))
        return symspell

    def _nearest(self, word: str, language: str, distance: int) -> str | None:
        """The nearest word of the pages.

        Of equals one that the reader's dictionary has, then one of the same letters in another order, then the most
        frequent.
        """
        with self._lock:  # the first to ask builds it
            symspell = self._symspell
        found = symspell.lookup(word, Verbosity.CLOSEST, max_edit_distance=distance)
        words, letters = word_list(language), sorted(word)

        def order(one: SuggestItem) -> tuple[bool, bool, int, str]:
            return one.term not in words, sorted(one.term) != letters, -one.count, one.term

        return min(found, key=order).term if found else None

    def _two_words(self, word: str) -> str | None:
        """Two words of one language on the pages, written as one; those of which the rarer is most frequent."""
        cuts = [
            (min(self._frequencies[first], self._frequencies[second]), -at, f"{first} {second}")
            for at in range(MIN_PART, len(word) - MIN_PART + 1)
            if (first := word[:at]) in self._frequencies
            and (second := word[at:]) in self._frequencies
            and _share_a_language(first, second)
        ]
        return max(cuts)[2] if cuts else None

    def _compound(self, word: str, language: str) -> str | None:
        """A Dutch compound of which one part is misspelled, with that part corrected."""
        candidates = [
            (self._frequencies[right], compound)
            for right, compound in self._repaired(word, language)
            if split(compound)
        ]
        return max(candidates)[1] if candidates else None

    def _repaired(self, word: str, language: str) -> Iterator[tuple[str, str]]:
        """Every correction of the rest of a word around a common first or last part, and the whole with it."""
        for at in range(MIN_PART, len(word) - MIN_PART + 1):
            for joint in JOINTS:
                first, second = word[:at].removesuffix(joint), word[at:]
                if not word[:at].endswith(joint):
                    continue
                if _is_common_part(second, Role.LAST) and (right := self._misspelled(first, language)):
                    yield right, right + joint + second
                if _is_common_part(first, Role.FIRST) and (right := self._misspelled(second, language)):
                    yield right, first + joint + right

    def _misspelled(self, part: str, language: str) -> str | None:
        if len(part) < MIN_LENGTH or part in word_list("nl"):
            return None
        return self._nearest(part, language, 1)


def _share_a_language(first: str, second: str) -> bool:
    return any(first in word_list(language) and second in word_list(language) for language in LANGUAGES)


def _is_common_part(word: str, role: Role) -> bool:
    entry = word_list("nl").entry(word)
    return entry is not None and role in entry.role and entry.zipf >= MIN_PART_ZIPF
