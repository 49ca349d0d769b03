"""Stems: the form that the inflections of a word share."""

import lzma
import threading
from functools import cache, lru_cache
from typing import Any

import Stemmer

from search.language.compounds import split
from search.language.wordlist import DATA

ALGORITHMS = {"nl": "dutch", "en": "english"}
LANGUAGES = tuple(ALGORITHMS)
_stemmers = threading.local()  # a Snowball stemmer has a state and belongs to one thread


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; a word with a digit, or of another language, stays as it is.

    A Dutch compound is bent at its end: its stem is that of the last part behind the others.
    """
    if language not in ALGORITHMS or not word.isalpha():
        return word
    known = exceptions(language).get(word)
    if known:
        return known
    parts = split(word) if language == "nl" else ()
    if parts:
        start = parts[-1].start
        return word[:start] + stem(word[start:], language)
    return snowball(word, language)


def snowball(word: str, language: str) -> str:
    """The stem that the Snowball algorithm of a language gives."""
    algorithm = ALGORITHMS[language]
    stemmers: dict[str, Any] = _stemmers.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word)) or word


@cache
def exceptions(language: str) -> dict[str, str]:
    """The words of a language for which Snowball's stem is wrong, with the right one; read at its first use."""
    path = DATA / f"stems.{language}.xz"
    if not path.exists():
        return {}
    lines = lzma.decompress(path.read_bytes()).decode().splitlines()
    return dict(line.split(" ", 1) for line in lines)
