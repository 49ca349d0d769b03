"""Stems: the form that the inflections of a word share."""

import threading
from functools import lru_cache
from typing import Any

import Stemmer

ALGORITHMS = {"nl": "dutch", "en": "english"}
LANGUAGES = tuple(ALGORITHMS)
_stemmers = threading.local()  # a Snowball stemmer has a state and belongs to one thread


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """The stem of a folded word; a word with a digit, or of another language, stays as it is."""
    algorithm = ALGORITHMS.get(language)
    if algorithm is None or not word.isalpha():
        return word
    return _snowball(word, algorithm)


def _snowball(word: str, algorithm: str) -> str:
    stemmers: dict[str, Any] = _stemmers.__dict__
    if algorithm not in stemmers:
        stemmers[algorithm] = Stemmer.Stemmer(algorithm)
    return str(stemmers[algorithm].stemWord(word)) or word
