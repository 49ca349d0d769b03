"""What engines index and the ranker reads: how often each term stands in each field, and a rough level of that.

A document has each of its terms once in an engine's index, with a level of 1 to 5 behind it: how much the document is
about the term, by the same formula as the ranker's but with fixed lengths, so that it depends on nothing but the
document. Engines find candidates by these levels without reading a document (a tiered index: Manning, Raghavan &
Schütze 2008, section 7.2.1); `search.ranking` then puts the best of them in order.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.types import SearchField
from search.language import FieldTokens

# What a word weighs by where it stands; a title says what a page is about (`docs/search.md`).
FIELD_WEIGHTS: dict[SearchField, float] = {
    SearchField.TITLE: 4.0,
    SearchField.HEADINGS: 2.0,
    SearchField.SUMMARY: 1.5,
    SearchField.BODY: 1.0,
    SearchField.LABELS: 0.5,
    SearchField.ATTACHMENTS: 0.3,
}
# How much a field's length counts: 0 not at all, 1 fully (b of BM25F).
LENGTH_WEIGHTS: dict[SearchField, float] = {
    SearchField.TITLE: 0.3,
    SearchField.HEADINGS: 0.3,
    SearchField.SUMMARY: 0.4,
    SearchField.BODY: 0.5,
    SearchField.LABELS: 0.3,
    SearchField.ATTACHMENTS: 0.7,
}
SATURATION = 1.6  # k1 of BM25: how soon more of the same adds little
# Counts are kept in tenths: a term that was made of another word (a part, a concept) counts less than the word itself.
WORD_COUNT, DERIVED_COUNT = 10, 8
# Words of a usual page, for levels only.
USUAL_LENGTHS: dict[str, float] = {
    "title": 6, "headings": 30, "summary": 40, "body": 300, "labels": 15, "attachments": 2_000,
}  # fmt: skip
LEVEL_BOUNDS = (0.3, 0.45, 0.6, 0.75)
# The strength that a level stands for: the middle between its bounds.
LEVEL_STRENGTHS = (0.2, 0.375, 0.525, 0.675, 0.85)
LEVELS = range(1, len(LEVEL_STRENGTHS) + 1)
# Between term and level; no term of the expanded stream holds it.
LEVEL_MARK = "·"

# Many times faster than asking the enumeration for each count of each document.
PARTS: dict[str, SearchField] = {field.value: field for field in SearchField}

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class DocumentTerms:
    """The counts of a document's terms in tenths, by field and term, and the number of meaningful words by field."""

    counts: Mapping[str, Mapping[str, int]]
    lengths: Mapping[str, int]

    @property
    def length_list(self) -> list[int]:
        """The lengths in the order of the fields."""
        return [self.lengths.get(field.value, 0) for field in SearchField]


def document_terms(tokens: Mapping[SearchField, FieldTokens]) -> DocumentTerms:
    """The counts and lengths of a document with these tokens."""
    counts: Counts = {}
    lengths: dict[str, int] = {}
    for field, stream in tokens.items():
        found: dict[str, int] = {}
        length = 0
        for terms in stream.expanded:
            for place, term in enumerate(terms):
                found[term] = found.get(term, 0) + (DERIVED_COUNT if place else WORD_COUNT)
            length += bool(terms)
        if length:
            counts[field.value] = found
            lengths[field.value] = length
    return DocumentTerms(counts, lengths)


def strength(counts: Mapping[str, int], lengths: Mapping[str, int], usual: Mapping[str, float]) -> float:
    """How much a document is about a term, 0 to 1, from its counts and lengths by field and the usual lengths.

    BM25F (Robertson & Zaragoza 2009, section 3.6): weighted counts of all fields, each divided by its field's relative
    length, are added before they are saturated.
    """
    total = sum(count * _worth(field, lengths[field], usual) for field, count in counts.items())
    return total / (SATURATION + total)


def _worth(field: str, length: int, usual: Mapping[str, float]) -> float:
    """What a tenth of a word is worth in a field of so many words."""
    part = PARTS[field]
    b = LENGTH_WEIGHTS[part]
    return FIELD_WEIGHTS[part] / WORD_COUNT / (1 - b + b * length / (usual.get(field) or 1.0))


def by_term(terms: DocumentTerms) -> dict[str, dict[str, int]]:
    """The counts by term and field."""
    found: dict[str, dict[str, int]] = {}
    for field, counts in terms.counts.items():
        for term, count in counts.items():
            found.setdefault(term, {})[field] = count
    return found


def levels(terms: DocumentTerms) -> dict[str, int]:
    """The level of each term of a document."""
    totals: dict[str, float] = {}
    for field, counts in terms.counts.items():
        # Once a field, and not `strength` for each term: this is most of the work of indexing.
        worth = _worth(field, terms.lengths[field], USUAL_LENGTHS)
        for term, count in counts.items():
            totals[term] = totals.get(term, 0.0) + count * worth
    return {term: 1 + bisect_right(LEVEL_BOUNDS, total / (SATURATION + total)) for term, total in totals.items()}


def levelled(terms: DocumentTerms) -> Iterator[str]:
    """What an engine indexes of a document: each term once, with its level."""
    for term, level in levels(terms).items():
        yield f"{term}{LEVEL_MARK}{level}"
