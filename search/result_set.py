"""Which documents are results: defined here, once, for every engine.

A word of the question weighs by its inverse document frequency among the documents that could be results (visible, of
the languages asked for; filters do not count, so that they never change what a word weighs). The result set is every
document whose matched words weigh at least half of the question. Words that no document has weigh nothing. Words that
more than half of the documents have score, but retrieve only when the question has no other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from search.statistics import inverse_frequency

# Weights are whole thousandths, so that sums are exact in Python, in SQL and in the 32-bit floats of Lucene.
UNIT = 1000
COMMON_SHARE = 0.5
NEEDED_SHARE = 0.5


@dataclass(frozen=True)
class Coverage:
    """The weights of a question's words, in their order, and the least sum that makes a document a result.

    A weight of 0 is a word that does not retrieve. `unknown` holds the places of words that no document has.
    """

    weights: tuple[int, ...]
    threshold: int
    unknown: tuple[int, ...]

    @property
    def is_impossible(self) -> bool:
        """Whether words were asked and no document has any of them."""
        return bool(self.weights) and not any(self.weights)


def weight(frequency: int, documents: int) -> int:
    """The inverse document frequency in thousandths."""
    return max(1, round(UNIT * inverse_frequency(frequency, documents)))


def coverage(frequencies: Sequence[int], documents: int, needed: float = NEEDED_SHARE) -> Coverage:
    """The coverage that is asked, from the number of documents that have each word and the number of all documents.

    `needed` is the share of the question that makes a result, as one divided by a whole number.
    """
    known = [place for place, frequency in enumerate(frequencies) if frequency]
    rare = [place for place in known if frequencies[place] <= COMMON_SHARE * documents]
    retrieving = set(rare or known)
    weights = tuple(
        weight(frequency, documents) if place in retrieving else 0 for place, frequency in enumerate(frequencies)
    )
    threshold = -(-sum(weights) // round(1 / needed))
    unknown = tuple(place for place, frequency in enumerate(frequencies) if not frequency)
    return Coverage(weights, threshold, unknown)
