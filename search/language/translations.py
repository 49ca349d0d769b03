"""Words of one language for those of the other, from an open dictionary: how a question finds pages in both."""

import lzma
from functools import cache

from search.language.stems import stem
from search.language.wordlist import DATA

# The first meanings of a word; later ones are rarer and lead astray.
MEANINGS = 3


def translations(term: str, source: str, target: str) -> tuple[str, ...]:
    """Words in the target language for words with a stem in the source language, the likeliest first; often none."""
    return _dictionary(source, target).get(term, ())


@cache
def _dictionary(source: str, target: str) -> dict[str, tuple[str, ...]]:
    """By stem, from a file of lines with a word and its translations; read at its first use."""
    path = DATA / f"translations.{source}-{target}.xz"
    if not path.exists():
        return {}
    meanings: dict[str, dict[str, None]] = {}
    for line in lzma.decompress(path.read_bytes()).decode().splitlines():
        word, *others = line.split()
        meanings.setdefault(stem(word, source), {}).update(dict.fromkeys(others))
    return {term: tuple(others)[:MEANINGS] for term, others in meanings.items()}
