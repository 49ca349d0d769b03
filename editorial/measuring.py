"""How well search finds what editors judged: one question, and the figure over all of them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from editorial.models import JudgedQuestion, Judgement, Measurement
from home.models import PermanentNumber
from home.visibility import visible
from knowledge.models import KnowledgePage
from search.queries import Query
from search.relevance import RECALL_RANKS, Figures, judge, mean
from search.results import Hit
from search.service import search


@dataclass(frozen=True)
class RankedPage:
    """A page for a judged question: its rank among the results (None when it is not there) and its grade, if any."""

    page: KnowledgePage
    number: int
    rank: int | None
    grade: int | None


def with_judgements() -> list[JudgedQuestion]:
    """All judged questions, with their judgements loaded."""
    judgements = Judgement.objects.select_related("number")
    return list(JudgedQuestion.objects.prefetch_related(Prefetch("judgements", judgements)))


def figures(question: JudgedQuestion) -> Figures | None:
    """The figures of a question; None while no page that readers can open is judged to help.

    A judged page that was withdrawn counts neither for nor against search.
    """
    grades = _grades(question)
    if not any(grades.values()):
        return None
    ranked = [str(hit.page.translation_key) for hit in hits(question)]
    return judge(list(dict.fromkeys(ranked)), grades)


def measure() -> Measurement | None:
    """Search for every judged question and keep the figures of this moment; None when nothing is judged."""
    found = {question.pk: result for question in with_judgements() if (result := figures(question)) is not None}
    if not found:
        return None
    over_all = mean(found.values())
    return Measurement.objects.create(
        questions=over_all.questions,
        ndcg=over_all.ndcg,
        recall=over_all.recall,
        reciprocal_rank=over_all.reciprocal_rank,
        empty=over_all.empty,
        by_question={str(pk): round(result.ndcg, 4) for pk, result in found.items()},
    )


def hits(question: JudgedQuestion) -> tuple[Hit, ...]:
    """What a reader gets for a question, as far as the figures look."""
    return search(Query(text=question.text, language=question.language, page_size=RECALL_RANKS)).hits


def ranked_pages(question: JudgedQuestion) -> list[RankedPage]:
    """The results of a question in order, and after them the judged pages that readers can open but did not get."""
    found = {hit.page.translation_key: hit.page for hit in hits(question)}
    grades = {row.number.translation_key: row.grade for row in question.judgements.select_related("number")}
    missed = visible(KnowledgePage.objects.filter(translation_key__in=grades.keys() - found.keys()))
    missed = missed.filter(locale__language_code=question.language).select_related("locale").order_by("title")
    numbers = dict(
        PermanentNumber.objects.filter(translation_key__in=[*found, *grades]).values_list("translation_key", "number")
    )
    ranked = [(page, rank) for rank, page in enumerate(found.values(), start=1)]
    return [
        RankedPage(page, numbers[page.translation_key], rank, grades.get(page.translation_key))
        for page, rank in [*ranked, *((page, None) for page in missed)]
        if page.translation_key in numbers
    ]


def _grades(question: JudgedQuestion) -> dict[str, int]:
    grades = {row.number.translation_key: row.grade for row in question.judgements.all()}
    pages = visible(KnowledgePage.objects.filter(translation_key__in=grades, locale__language_code=question.language))
    return {str(key): grades[key] for key in pages.values_list("translation_key", flat=True)}
