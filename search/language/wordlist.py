"""Word lists in little memory: what is a word, how common it is, and where it may stand in a compound.

A set of 300,000 words takes 30 MB; the same words in one string for each four letters that they begin with take a
quarter of it, are read in a tenth of a second and are looked up in about a microsecond.
"""

import lzma
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
HEAD = 4  # letters by which words are kept together
# How common a word is: one letter, a step of the tenth logarithm of its number per thousand million words.
STEPS_PER_TENFOLD = 3
NEVER_SEEN = "a"


class Role(IntFlag):
    """Where a word may stand in a compound."""

    NONE = 0
    FIRST = 1
    LAST = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of a list. `zipf` is the tenth logarithm of its frequency per thousand million words, 0 when unknown."""

    zipf: float = 0.0
    role: Role = Role.NONE


class WordList:
    """The words of a language, folded. Make it with `word_list`."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Takes lines that `to_lines` gave."""
        self._tails = {line[:HEAD].rstrip(): line[HEAD:] for line in lines}

    def __contains__(self, word: str) -> bool:
        return f" {word[HEAD:]}:" in self._tails.get(word[:HEAD], "")

    def entry(self, word: str) -> Entry | None:
        """What is known of a word; None when it is not in the list."""
        tails = self._tails.get(word[:HEAD])
        if tails is None:
            return None
        tail = f" {word[HEAD:]}:"
        found = tails.find(tail)
        if found < 0:
            return None
        place = found + len(tail)
        return Entry((ord(tails[place]) - ord(NEVER_SEEN)) / STEPS_PER_TENFOLD, Role(int(tails[place + 1])))


@cache
def word_list(language: str) -> WordList:
    """The list of a language, read at its first use; one without words for a language that has none."""
    path = DATA / f"words.{language}.xz"
    if not path.exists():
        return WordList(())
    return WordList(lzma.decompress(path.read_bytes()).decode().splitlines())


def to_lines(words: dict[str, Entry]) -> list[str]:
    """The lines of a list for storage: four letters, then each word that begins so as ` rest:commonness role`."""
    tails: dict[str, list[str]] = {}
    for word, entry in sorted(words.items()):
        letter = chr(ord(NEVER_SEEN) + min(25, round(entry.zipf * STEPS_PER_TENFOLD)))
        tails.setdefault(word[:HEAD], []).append(f" {word[HEAD:]}:{letter}{entry.role.value}")
    return [head.ljust(HEAD) + "".join(rest) for head, rest in tails.items()]
