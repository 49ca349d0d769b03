"""The order of results, worked out in one place for every engine, from counts that every engine shares.

BM25F with alternatives: for each word of the question the best of what may stand for it counts, the others a little;
documents are compared with documents of their own language. `docs/search.md` tells it in prose.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from search.language import Alternative
from search.questions import Question, QuestionWord
from search.statistics import Statistics
from search.terms import DocumentTerms, strength

# How much the alternatives of a word beside the best one count.
OTHERS = 0.25
# A document with half of the question's weight scores so much less than one with all of it.
COVERAGE = 0.3
# What the page nearest in meaning gets beside its words, of which the best page has 1.
NEARNESS = 0.5
# What a page of today has over one of HALF_LIFE ago, twice: a tie-breaker, as a share of the score.
RECENCY = 0.02
HALF_LIFE_DAYS = 730.0
DAY_SECONDS = 86_400.0


@dataclass(frozen=True)
class RankedDocument:
    """What the ranker reads of a document."""

    page_id: int
    language: str
    title_key: str
    published_at: datetime
    terms: DocumentTerms


@dataclass(frozen=True)
class TermScore:
    """What one alternative gives: rarity and strength multiplied with its weight; `counts` in tenths by field."""

    alternative: Alternative
    counts: dict[str, int]
    rarity: float
    strength: float

    @property
    def points(self) -> float:
        """The share of the word's score."""
        return self.alternative.weight * self.rarity * self.strength


@dataclass(frozen=True)
class WordScore:
    """What a word of the question gives: the best of its alternatives, and the others a little."""

    word: str
    weight: float
    terms: tuple[TermScore, ...] = ()

    @property
    def points(self) -> float:
        """The word's score."""
        points = sorted((term.points for term in self.terms), reverse=True)
        return points[0] + OTHERS * sum(points[1:]) if points else 0.0


@dataclass(frozen=True)
class Score:
    """Why a document stands where it does.

    `coverage` and `recency` multiply the sum of the words. A document with the question as its title comes before all
    others, whatever its points.
    """

    page_id: int
    words: tuple[WordScore, ...] = ()
    coverage: float = 1.0
    recency: float = 1.0
    is_exact_title: bool = False

    @property
    def points(self) -> float:
        """The score."""
        return sum(word.points for word in self.words) * self.coverage * self.recency

    @property
    def order(self) -> tuple[bool, float, int]:
        """What results are sorted by; ties by page id."""
        return (not self.is_exact_title, -self.points, self.page_id)


def rank(question: Question, documents: Iterable[RankedDocument], statistics: Statistics, at: datetime) -> list[Score]:
    """The documents with their scores, the best first."""
    weights = _WordWeights(question.scoring, statistics)
    scores = [_score(question, document, statistics, weights, at) for document in documents]
    return sorted(scores, key=lambda score: score.order)


def fused(scores: Sequence[Score], nearness: Mapping[int, float]) -> list[int]:
    """The page ids in order by their words and by their nearness in meaning, exact titles first.

    Each is brought between 0 and 1 over the documents and added: Fox and Shaw's CombSUM (1994) with a weight. One
    without a nearness counts as neither near nor far.
    """
    words = _spread([score.points for score in scores])
    near = _spread([nearness.get(score.page_id, 0.0) for score in scores])
    points = {score.page_id: word + NEARNESS * close for score, word, close in zip(scores, words, near, strict=True)}
    order = sorted(scores, key=lambda score: (not score.is_exact_title, -points[score.page_id], score.page_id))
    return [score.page_id for score in order]


def _spread(values: Sequence[float]) -> list[float]:
    least, most = min(values, default=0.0), max(values, default=0.0)
    return [(value - least) / (most - least) if most > least else 0.0 for value in values]


@dataclass
class _WordWeights:
    """How much each word of a question weighs in a language: the rarity of its most frequent way of being said."""

    words: Sequence[QuestionWord]
    statistics: Statistics
    known: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def of(self, language: str) -> tuple[float, ...]:
        """The weights in the order of the words; 0 for a word that no document of the language has."""
        if language not in self.known:
            self.known[language] = tuple(self._weight(word, language) for word in self.words)
        return self.known[language]

    def _weight(self, word: QuestionWord, language: str) -> float:
        rarities = [
            self.statistics.rarity(term, language)
            for term in word.terms
            if self.statistics.frequencies.get(term, {}).get(language)
        ]
        return min(rarities, default=0.0)


def _score(
    question: Question, document: RankedDocument, statistics: Statistics, weights: _WordWeights, at: datetime
) -> Score:
    usual = statistics.lengths.get(document.language, {})
    by_word = weights.of(document.language)
    words = tuple(
        WordScore(word.word, weight, tuple(_term_scores(word, document, statistics, usual)))
        for word, weight in zip(question.scoring, by_word, strict=True)
    )
    asked = sum(by_word)
    matched = sum(word.weight for word in words if word.terms)
    return Score(
        page_id=document.page_id,
        words=words,
        coverage=1 - COVERAGE + COVERAGE * (matched / asked if asked else 1.0),
        recency=_recency(document.published_at, at),
        is_exact_title=bool(question.title_key) and document.title_key == question.title_key,
    )


def _term_scores(
    word: QuestionWord, document: RankedDocument, statistics: Statistics, usual: Mapping[str, float]
) -> Iterable[TermScore]:
    fields = document.terms.counts.items()
    for alternative in word.alternatives:
        counts = {name: terms[alternative.term] for name, terms in fields if alternative.term in terms}
        if counts:
            yield TermScore(
                alternative,
                counts,
                statistics.rarity(alternative.term, document.language),
                strength(counts, document.terms.lengths, usual),
            )


def _recency(published_at: datetime, at: datetime) -> float:
    days = max(0.0, (at - published_at).total_seconds() / DAY_SECONDS)
    return 1.0 + RECENCY * 0.5 ** (days / HALF_LIFE_DAYS)
