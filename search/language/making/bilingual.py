"""Translations of single words, from the Dutch and English dictionaries of FreeDict in dictd's form."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

from search.language.tokens import fold_words

HEADWORD = re.compile(r"^(?!\d+\. )(\S.*?) /[^/]*/\s*(?:<.*>)?$")
NUMBER = re.compile(r"^\d+\. ")
REMARK = re.compile(r"\(.*?\)|<.*?>|\[.*?\]|^to ")
SHORTEST = 3

Meanings = dict[str, dict[str, None]]


def bilingual(share: Path) -> tuple[Meanings, Meanings]:
    """English words by Dutch word and Dutch by English, in the order of the dictionaries; single words only."""
    dutch: Meanings = {}
    english: Meanings = {}
    pairs = [
        *_pairs(share / "freedict-nld-eng.dict.dz"),
        *((own, other) for other, own in _pairs(share / "freedict-eng-nld.dict.dz")),
    ]
    for left, right in pairs:
        own, other = fold_words(left), fold_words(right)
        if own.isalpha() and other.isalpha() and own != other and min(len(own), len(other)) >= SHORTEST:
            dutch.setdefault(own, {})[other] = None
            english.setdefault(other, {})[own] = None
    return dutch, english


def _pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Each headword with each of its translations."""
    headword = ""
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        if found := HEADWORD.match(line):
            headword = found[1]
        elif headword and line.strip() and not line.startswith(" "):
            for meaning in re.split("[,;]", NUMBER.sub("", line)):
                yield headword, REMARK.sub("", meaning.strip()).strip()
