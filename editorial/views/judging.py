"""Editors judge what search finds, and see the figure move."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from editorial.chart import chart
from editorial.forms import JudgedQuestionForm, MissingPageForm
from editorial.measuring import measure, ranked_pages, with_judgements
from editorial.models import Grade, JudgedQuestion, Judgement, Measurement
from editorial.views.base import DeskAction, DeskPage
from home.models import PermanentNumber

MEASUREMENTS_SHOWN = 30
FIELD = "grade-"
LONGEST_FIELD = len(FIELD) + 18  # digits; a database has no larger numbers


class JudgedQuestions(DeskPage):
    """All judged questions with their figures, and the figure over all of them through time."""

    page_title = _("Judged questions")
    template_name = "editorial/judged_questions.html"
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The questions, the last measurements and a form to add a question."""
        form = kwargs.pop("form", None) or JudgedQuestionForm(initial={"text": self.request.GET.get("question", "")})
        measurements = list(Measurement.objects.order_by("-measured_at", "-pk")[:MEASUREMENTS_SHOWN])
        points = [(measurement.ndcg, _in_words(measurement)) for measurement in reversed(measurements)]
        return {
            **super().get_context_data(**kwargs),
            "form": form,
            "questions": [_line(question, measurements) for question in with_judgements()],
            "measurements": measurements,
            "chart": chart(points),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add a question and go to its results."""
        form = JudgedQuestionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("search_desk_judge", form.save().pk)


class JudgeQuestion(DeskAction):
    """Judge the results of a question that readers asked."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Find or add the question and go to its results."""
        question = JudgedQuestion(text=request.POST.get("text", ""), language=request.POST.get("language", ""))
        known = JudgedQuestion.objects.filter(text=question.text, language=question.language).first()
        if known is None:
            form = JudgedQuestionForm({"text": question.text, "language": question.language})
            if not form.is_valid():
                return redirect("search_desk_judged")
            known = form.save()
        return redirect("search_desk_judge", known.pk)


class Judge(DeskPage):
    """The results of a question, to say of each whether it answers, helps or does not."""

    page_title = _("Judge the results")
    template_name = "editorial/judge.html"
    header_icon = "check"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the question."""
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(JudgedQuestion, pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The results and the judgements there are."""
        form = MissingPageForm()
        context = {**super().get_context_data(**kwargs), "question": self.question, "media": form.media}
        grades = sorted(Grade.choices, reverse=True)
        return {**context, "form": form, "pages": ranked_pages(self.question), "grades": grades}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep the judgements; a page that was missing is added as an answer."""
        try:
            grades = _read_grades(request.POST)
        except ValidationError as error:
            messages.error(request, error.message)
            return redirect("search_desk_judge", self.question.pk)
        form = MissingPageForm(request.POST)
        if form.is_valid() and (page := form.cleaned_data["page"]):
            grades.setdefault(page.number, Grade.ANSWERS)
        _keep(self.question, grades)
        messages.success(request, gettext("Your judgements are kept. The figure moves at the next measurement."))
        if "page" in request.POST and form.cleaned_data.get("page"):
            return redirect("search_desk_judge", self.question.pk)
        return redirect("search_desk_judged")


class DeleteJudged(DeskAction):
    """Take a question off the list, with its judgements."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Delete it."""
        question = get_object_or_404(JudgedQuestion, pk=pk)
        question.delete()
        messages.success(request, gettext("“%(text)s” is judged no longer.") % {"text": question.text})
        return redirect("search_desk_judged")


class Measure(DeskAction):
    """Work out the figure now."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Measure, and say what came out."""
        measurement = measure()
        if measurement is None:
            messages.warning(request, gettext("There is nothing to measure: judge the results of a question first."))
        else:
            messages.success(request, _in_words(measurement))
        return redirect("search_desk_judged")


def _line(question: JudgedQuestion, measurements: list[Measurement]) -> dict[str, Any]:
    """A question with its last figure and how much that changed since the measurement before."""
    figures = [measurement.by_question.get(str(question.pk)) for measurement in measurements[:2]]
    last, before = [*figures, None, None][:2]
    change = round(last - before, 2) if last is not None and before is not None else None
    helping = sum(judgement.grade > 0 for judgement in question.judgements.all())
    return {"question": question, "helping": helping, "ndcg": last, "change": change}


def _in_words(measurement: Measurement) -> str:
    day = date_format(timezone.localtime(measurement.measured_at), "SHORT_DATETIME_FORMAT")
    told = ngettext(
        "%(day)s: %(figure)s over %(count)d question",
        "%(day)s: %(figure)s over %(count)d questions",
        measurement.questions,
    )
    return told % {"day": day, "figure": number_format(measurement.ndcg, 2), "count": measurement.questions}


def _read_grades(posted: Any) -> dict[int, int]:
    """The grades in a form by permanent number; raises ValidationError for what is no grade."""
    try:
        grades = {
            int(name.removeprefix(FIELD)): Grade(int(value)).value
            for name, value in posted.items()
            if name.startswith(FIELD) and value and len(name) <= LONGEST_FIELD
        }
    except ValueError as error:
        raise ValidationError(gettext("This form cannot be read.")) from error
    known = set(PermanentNumber.objects.filter(pk__in=grades).values_list("pk", flat=True))
    return {number: grade for number, grade in grades.items() if number in known}


@transaction.atomic
def _keep(question: JudgedQuestion, grades: dict[int, int]) -> None:
    for number, grade in grades.items():
        Judgement.objects.update_or_create(question=question, number_id=number, defaults={"grade": grade})
