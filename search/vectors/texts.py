"""Which of a document's texts a vector is made of."""

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from itertools import islice

from knowledge.types import SearchField

# Most of what vectors give comes from the title and so many words: a tenth of the time of the whole text.
TITLE_WORDS = 30
# Of a longer text the beginning: about five seconds of one core.
FULL_WORDS = 2_000


class Kind(StrEnum):
    """What a vector is made of: the title and the first words, or all of the text."""

    TITLE = "title"
    FULL = "full"


LENGTHS = {Kind.TITLE: TITLE_WORDS, Kind.FULL: FULL_WORDS}


def text_of(kind: Kind, texts: Mapping[str, str]) -> str:
    """The text for a vector, from the texts of a document by field."""
    running = f"{texts.get(SearchField.SUMMARY, '')} {texts.get(SearchField.BODY, '')}"
    words = islice(running.split(), LENGTHS[kind])
    return f"{texts.get(SearchField.TITLE, '')}. {' '.join(words)}".strip()


def text_hash(text: str) -> str:
    """Equal for equal texts."""
    return hashlib.sha256(text.encode()).hexdigest()
