"""The figures of a ranking, worked out by hand."""

from math import log2

import pytest

from search.relevance import Figures, judge, mean, ndcg, recall, reciprocal_rank


def test_the_best_order_scores_one():
    assert ndcg([2, 1, 1, 0], [1, 2, 0, 1]) == pytest.approx(1)


def test_a_grade_weighs_as_much_as_it_says_and_less_the_lower_it_stands():
    found = 1 / log2(2) + 2 / log2(3)
    best = 2 / log2(2) + 1 / log2(3)

    assert ndcg([1, 2], [2, 1]) == pytest.approx(found / best)


def test_a_relevant_document_that_was_not_found_lowers_the_figure():
    assert ndcg([2], [2, 2]) == pytest.approx(1 / (1 + 1 / log2(3)))


def test_ndcg_looks_at_ten_results_and_no_further():
    assert ndcg([0] * 10 + [2], [2]) == 0
    assert ndcg([0] * 9 + [2], [2]) == pytest.approx(1 / log2(11))


def test_with_more_relevant_documents_than_ranks_a_full_page_is_perfect():
    assert ndcg([2] * 10, [2] * 15) == pytest.approx(1)


def test_recall_is_a_share_of_what_is_relevant_among_the_first_twenty():
    ranked = [*range(20), "a"]

    assert recall(ranked, {3, "a"}) == 0.5
    assert recall(ranked, {3, "a"}, k=21) == 1


def test_the_reciprocal_rank_is_that_of_the_first_relevant_result():
    assert reciprocal_rank(["x", "a", "b"], {"b", "a"}) == 0.5
    assert reciprocal_rank(["x"], {"a"}) == 0


def test_nothing_relevant_gives_nought_and_no_error():
    assert ndcg([0, 0], [0]) == 0
    assert recall(["a"], set()) == 0
    assert mean([]) == Figures(0, 0, 0, 0, questions=0)


def test_unjudged_results_count_as_irrelevant():
    assert judge(["unseen", "a"], {"a": 1, "b": 0}) == Figures(pytest.approx(1 / log2(3)), 1, 0.5, 0)


def test_means_weigh_questions_alike_and_count_empty_ones():
    figures = mean([judge(["a"], {"a": 2}), judge([], {"a": 2, "b": 2, "c": 1})])

    assert figures == Figures(0.5, 0.5, 0.5, empty=1, questions=2)
