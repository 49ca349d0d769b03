"""Documents of made-up text with the statistics of Dutch: each word as frequent as in the word list of `search`."""

import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from knowledge.types import SearchField
from search.language import ConceptMap, analyse, fold_words, normalise
from search.language.wordlist import DATA, HEAD, NEVER_SEEN, STEPS_PER_TENFOLD
from search.models import SearchDocument
from search.terms import document_terms

LANGUAGE = "nl"
SEED = 20261123
CHUNK = 1_000  # documents whose words are drawn at once
NOW = datetime(2026, 11, 23, tzinfo=UTC)
# Words of each part, the fewest and the most.
LENGTHS = {
    SearchField.TITLE: (3, 8),
    SearchField.HEADINGS: (6, 20),
    SearchField.SUMMARY: (15, 40),
    SearchField.BODY: (130, 200),
    SearchField.LABELS: (4, 12),
}
SENTENCE, PARAGRAPH = 14, 60  # words
# By facet: the number of values, the most that a document has, and the share of documents without one.
FACETS = {
    "type": (4, 1, 0.0),
    "theme": (14, 3, 0.05),
    "role": (5, 2, 0.3),
    "layer": (5, 2, 0.2),
    "phase": (5, 1, 0.3),
    "evidence": (4, 1, 0.5),
    "year": (15, 1, 0.2),
    "competence": (10, 3, 0.6),
}
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Text:
    """What an author would have written: text by field, and values by facet."""

    number: int
    fields: dict[SearchField, str]
    facets: dict[str, list[str]]


def texts(count: int, first: int = 1) -> Iterator[Text]:
    """The same documents at every call, numbered from `first`."""
    generator = np.random.default_rng((SEED, first))
    words, shares = _vocabulary()
    drawn_at_once = sum(most for _least, most in LENGTHS.values())
    for start in range(first, first + count, CHUNK):
        size = min(CHUNK, first + count - start)
        drawn = words[generator.choice(len(words), (size, drawn_at_once), p=shares)]
        for place in range(size):
            yield Text(start + place, _fields(drawn[place], generator), _facets(generator))


def document(text: Text, concepts: ConceptMap) -> SearchDocument:
    """The search document of a text, analysed as that of a page is."""
    fields = {field: normalise(value) for field, value in text.fields.items()}
    tokens = {field: analyse(value, LANGUAGE, concepts) for field, value in fields.items()}
    terms = document_terms(tokens)
    return SearchDocument(
        page_id=text.number,
        translation_key=UUID(int=text.number),
        language=LANGUAGE,
        type_key=text.facets["type"][0],
        title_key=fold_words(fields[SearchField.TITLE]),
        published_at=NOW - timedelta(days=text.number % 3_650),
        version=text.number,
        fingerprint="",
        changed_at=NOW,
        lengths=terms.length_list,
        terms=terms.counts,
        texts={field.value: value for field, value in fields.items()},
        tokens={field.value: stream.to_json() for field, stream in tokens.items()},
        facets=text.facets,
    )


def _vocabulary() -> tuple[NDArray[Any], NDArray[np.float64]]:
    """The words of the list with their shares of all text."""
    found: dict[str, float] = {}
    for line in lzma.decompress((DATA / f"words.{LANGUAGE}.xz").read_bytes()).decode().splitlines():
        for rest, letter in re.findall(r" ([^ :]*):([a-z])\d", line[HEAD:]):
            if letter != NEVER_SEEN:
                found[line[:HEAD].rstrip() + rest] = 10 ** ((ord(letter) - ord(NEVER_SEEN)) / STEPS_PER_TENFOLD)
    shares = np.array(list(found.values()))
    return np.array(list(found), dtype=object), shares / shares.sum()


def _fields(words: NDArray[Any], generator: np.random.Generator) -> dict[SearchField, str]:
    fields, start = {}, 0
    for field, (least, most) in LENGTHS.items():
        length = int(generator.integers(least, most + 1))
        fields[field] = _prose(list(words[start : start + length]))
        start += most
    return fields


def _prose(words: list[str]) -> str:
    """Words as sentences and paragraphs."""
    paragraphs = [words[start : start + PARAGRAPH] for start in range(0, len(words), PARAGRAPH)]
    return "\n".join(
        ". ".join(" ".join(part[at : at + SENTENCE]).capitalize() for at in range(0, len(part), SENTENCE))
        for part in paragraphs
    )


def _facets(generator: np.random.Generator) -> dict[str, list[str]]:
    found = {}
    for facet, (values, most, without) in FACETS.items():
        if generator.random() >= without:
            # The first values are the most used ones.
            drawn = (generator.random(int(generator.integers(1, most + 1))) ** 2 * values).astype(int)
            found[facet] = sorted({f"{facet}-{value}" for value in drawn})
    return found
