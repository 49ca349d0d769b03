"""Editors' own judgements and the figure over them."""

import pytest
from django.urls import reverse

from editorial.chart import chart
from editorial.measuring import measure, ranked_pages
from editorial.models import Grade, JudgedQuestion, Judgement, Measurement
from home.models import PermanentNumber
from home.periodic import jobs
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(homes, client):
    """A client of an editor."""
    client.force_login(factories.editor())
    return client


def judged(text, grades, language="nl"):
    """A question with grades by page."""
    question = JudgedQuestion.objects.create(text=text, language=language)
    for page, grade in grades.items():
        number = PermanentNumber.objects.get(translation_key=page.translation_key)
        Judgement.objects.create(question=question, number=number, grade=grade)
    return question


def test_the_best_order_gives_one_and_a_missing_page_less(homes):
    first, second = factories.case(title="Dagopvang"), factories.case(title="Een dagopvang in de wijk")
    judged("dagopvang", {first: 2, second: 1})
    best = measure()
    assert (best.questions, best.empty) == (1, 0)
    assert (best.ndcg, best.recall, best.reciprocal_rank) == pytest.approx((1, 1, 1))
    other = factories.article(title="Iets heel anders")
    judged("dagopvang wijk", {other: 2})
    assert measure().ndcg == pytest.approx(0.5)
    assert measure().recall == pytest.approx(0.5)


def test_a_withdrawn_page_counts_neither_for_nor_against(homes):
    shown, hidden = factories.case(title="Dagopvang"), factories.case(title="Dagopvang twee")
    judged("dagopvang", {shown: 2, hidden: 2})
    hidden.unpublish()
    assert measure().ndcg == pytest.approx(1)
    shown.unpublish()
    assert measure() is None


def test_a_question_without_a_helpful_page_is_not_measured(homes):
    judged("dagopvang", {factories.case(title="Dagopvang"): 0})
    assert measure() is None
    assert not Measurement.objects.exists()


def test_the_figure_is_measured_each_night(homes):
    judged("dagopvang", {factories.case(title="Dagopvang"): 2})
    next(job for job in jobs() if job.name == "measure_search").run()
    assert Measurement.objects.get().by_question == {str(JudgedQuestion.objects.get().pk): 1}


def test_an_editor_adds_a_question_judges_and_measures(desk):
    page = factories.case(title="Dagopvang")
    added = desk.post(reverse("search_desk_judged"), {"text": "dagopvang", "language": "nl"})
    question = JudgedQuestion.objects.get()
    assert added["Location"] == reverse("search_desk_judge", args=[question.pk])
    assert [ranked.page.pk for ranked in desk.get(added["Location"]).context["pages"]] == [page.pk]
    desk.post(added["Location"], {f"grade-{page.number}": "2", "page": ""})
    assert Judgement.objects.get().grade == Grade.ANSWERS
    desk.post(added["Location"], {f"grade-{page.number}": "1", "page": ""})
    assert Judgement.objects.get().grade == Grade.HELPS
    desk.post(reverse("search_desk_measure"))
    answer = desk.get(reverse("search_desk_judged"))
    assert answer.context["measurements"][0].ndcg == pytest.approx(1)
    assert answer.context["questions"][0]["ndcg"] == pytest.approx(1)


def test_a_page_that_search_misses_can_be_named_and_stands_below(desk):
    missed = factories.article(title="Iets heel anders")
    question = judged("dagopvang", {})
    desk.post(reverse("search_desk_judge", args=[question.pk]), {"page": missed.pk})
    (ranked,) = ranked_pages(question)
    assert (ranked.page.pk, ranked.rank, ranked.grade) == (missed.pk, None, 2)


def test_drafts_and_hidden_pages_are_not_listed(desk):
    draft = factories.case(title="Dagopvang geheim", publish=False)
    question = judged("dagopvang", {draft: 2})
    assert ranked_pages(question) == []
    assert b"geheim" not in desk.get(reverse("search_desk_judge", args=[question.pk])).content


@pytest.mark.parametrize(
    "posted",
    [
        {"grade-1": "9"},
        {"grade-x": "1"},
        {"grade-1": "'"},
        {"grade-999999": "2"},
        {"grade-" + "9" * 30: "2"},
    ],
)
def test_what_is_no_judgement_is_not_kept(desk, posted):
    question = judged("dagopvang", {})
    assert desk.post(reverse("search_desk_judge", args=[question.pk]), posted).status_code == 302
    assert not Judgement.objects.exists()


def test_a_readers_question_is_judged_from_the_desk_once(desk):
    for _time in range(2):
        answer = desk.post(reverse("search_desk_judge_question"), {"text": "dagopvang", "language": "nl"})
    assert answer["Location"] == reverse("search_desk_judge", args=[JudgedQuestion.objects.get().pk])
    desk.post(reverse("search_desk_judge_question"), {"text": "dagopvang", "language": "xx"})
    assert JudgedQuestion.objects.count() == 1
    desk.post(reverse("search_desk_unjudge", args=[JudgedQuestion.objects.get().pk]))
    assert not JudgedQuestion.objects.exists()


def test_the_editor_sees_the_figure_move(desk):
    first = factories.case(title="Dagopvang")
    question = judged("dagopvang", {first: 2})
    Measurement.objects.create(
        questions=1, ndcg=0.4, recall=0.5, reciprocal_rank=1, empty=0, by_question={str(question.pk): 0.4}
    )
    measure()
    answer = desk.get(reverse("search_desk_judged"))
    assert answer.context["questions"][0]["change"] == pytest.approx(0.6)
    assert "<polyline" in answer.content.decode()
    assert "style=" not in answer.content.decode().split("<figure")[1].split("</figure")[0]


def test_a_higher_figure_stands_higher_in_the_chart():
    drawn = chart([(0.2, "a"), (0.9, "b")])
    low, high = drawn.points
    assert high.y < low.y
    assert high.x > low.x
    assert chart([(0.2, "a")]) is None
