"""Approximate scores of all documents at once, from the levels of their terms."""

import numpy as np
from numpy.typing import NDArray

from search.columns import Columns
from search.engines.memory import Posting
from search.questions import Question, QuestionWord
from search.ranking import OTHERS
from search.statistics import Statistics
from search.terms import LEVEL_STRENGTHS

Scores = NDArray[np.float64]
# By level; there is no level 0.
STRENGTHS = np.array([0.0, *LEVEL_STRENGTHS])


def approximate(question: Question, postings: dict[str, Posting], statistics: Statistics, columns: Columns) -> Scores:
    """The score of every row, as `search.ranking` gives it but for what only a document's own counts tell."""
    scores = np.zeros(len(columns.ids))
    for word in question.scoring:
        scores += _word_scores(word, postings, statistics, columns)
    return scores


def _word_scores(word: QuestionWord, postings: dict[str, Posting], statistics: Statistics, columns: Columns) -> Scores:
    best, total = np.zeros(len(columns.ids)), np.zeros(len(columns.ids))
    for alternative in word.alternatives:
        posting = postings[alternative.term]
        rarities = np.array([statistics.rarity(alternative.term, code) for code in columns.codes])
        if not len(posting.rows):
            continue
        points = alternative.weight * rarities[columns.languages[posting.rows]] * STRENGTHS[posting.levels]
        best[posting.rows] = np.maximum(best[posting.rows], points)
        total[posting.rows] += points
    return best + OTHERS * (total - best)
