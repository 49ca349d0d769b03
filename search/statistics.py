"""What scores compare with: how many documents there are, how many have a term, how long fields are; by language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import log


@dataclass(frozen=True)
class Statistics:
    """Of the documents that could be results, whatever the filters.

    `documents` by language; `frequencies` by term and language; `lengths` the mean number of meaningful words by
    language and field.
    """

    documents: Mapping[str, int] = field(default_factory=dict)
    frequencies: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    lengths: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def rarity(self, term: str, language: str) -> float:
        """The inverse document frequency of a term in a language."""
        return inverse_frequency(self.frequencies.get(term, {}).get(language, 0), self.documents.get(language, 0))


def inverse_frequency(frequency: int, documents: int) -> float:
    """The inverse document frequency of BM25 (Robertson & Zaragoza 2009), in Lucene's form, which is never negative."""
    return log(1 + (documents - frequency + 0.5) / (frequency + 0.5))
