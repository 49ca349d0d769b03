"""Figures for the quality of a ranking, from people's judgements: plain functions, for every measurement alike.

The gain of a document is its grade itself (2 = answers the question, 1 = helps, 0 = no), as in trec_eval's `ndcg_cut`:
https://github.com/usnistgov/trec_eval/blob/main/m_ndcg_cut.c. A document that nobody judged counts as 0.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from statistics import fmean
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
RANKS = 10  # how deep nDCG looks: one page of results
RECALL_RANKS = 20


def dcg(grades: Iterable[int]) -> float:
    """Discounted cumulative gain: each grade divided by the binary logarithm of its rank plus one.

    Järvelin and Kekäläinen, "Cumulated gain-based evaluation of IR techniques" (2002), with the discount as trec_eval
    has it: log2(rank + 1), so that the first rank counts in full.
    """
    return sum(grade / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def ndcg(grades_in_rank_order: Sequence[int], all_grades: Iterable[int], k: int = RANKS) -> float:
    """The discounted gain of the first `k` results as a share of the best that was possible, from 0 to 1.

    `all_grades` are those of every document that was judged for the question, found or not: they make the best order.
    A question for which nothing was judged relevant gives 0.
    """
    best = dcg(sorted(all_grades, reverse=True)[:k])
    return dcg(grades_in_rank_order[:k]) / best if best else 0.0


def recall(ranked: Sequence[Hashable], relevant: Collection[Hashable], k: int = RECALL_RANKS) -> float:
    """The share of the relevant documents that stands among the first `k` results; 0 when none is relevant."""
    wanted = set(relevant)
    return len(wanted.intersection(ranked[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranked: Sequence[Hashable], relevant: Collection[Hashable]) -> float:
    """One divided by the rank of the first relevant result; 0 when there is none."""
    wanted = set(relevant)
    return next((1 / rank for rank, found in enumerate(ranked, start=1) if found in wanted), 0.0)


@dataclass(frozen=True)
class Figures:
    """The quality of one ranking, or the mean over `questions` of them; `empty` counts questions without any result."""

    ndcg: float
    recall: float
    reciprocal_rank: float
    empty: int
    questions: int = 1


def judge(ranked: Sequence[Key], grades: Mapping[Key, int]) -> Figures:
    """The figures of one question: its results in order, the best first, and the grades of what was judged for it."""
    relevant = {key for key, grade in grades.items() if grade > 0}
    return Figures(
        ndcg=ndcg([grades.get(key, 0) for key in ranked], grades.values()),
        recall=recall(ranked, relevant),
        reciprocal_rank=reciprocal_rank(ranked, relevant),
        empty=int(not ranked),
    )


def mean(figures: Collection[Figures]) -> Figures:
    """The means over questions, each counting the same (MRR for the reciprocal rank), and the sum of empty ones."""
    if not figures:
        return Figures(0.0, 0.0, 0.0, 0, questions=0)
    return Figures(
        ndcg=fmean(figure.ndcg for figure in figures),
        recall=fmean(figure.recall for figure in figures),
        reciprocal_rank=fmean(figure.reciprocal_rank for figure in figures),
        empty=sum(figure.empty for figure in figures),
        questions=len(figures),
    )
