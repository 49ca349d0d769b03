"""What readers ask, with the three things an editor can do about it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.views import CreateView as PromotionCreateView

from editorial.forms import SynonymForm
from editorial.rights import ADD_SYNONYM, PROMOTE
from editorial.synonyms import add_synonym
from editorial.views.base import LANGUAGES, DeskPage
from knowledge.types import Text
from search.asked import reports
from search.asked.models import AskedQuestion
from search.asked.recording import look_again

PERIODS = (7, 30, 90)
DEFAULT_PERIOD = 30
SHOWN, SHOWN_ALONE = 20, 200


@dataclass(frozen=True)
class QuestionList:
    """One of the three lists."""

    key: str
    title: Text
    note: Text
    empty: Text
    lines: list[reports.AskedLine]
    more: bool


REPORTS: dict[str, tuple[Text, Callable[[date, str, int], list[reports.AskedLine]], Text, Text]] = {
    "most": (_("Most asked"), reports.most_asked, "", _("No question was asked often enough to be shown.")),
    "nothing": (
        _("Asked without a result"),
        reports.without_result,
        _("These found nothing when they were last asked."),
        _("Every question found something."),
    ),
    "unopened": (
        _("Asked, and nothing opened"),
        reports.nothing_opened,
        _("These have results, of which nobody opened one. Counted for readers with script, as everything here."),
        _("Of every question a result was opened."),
    ),
}


@dataclass(frozen=True)
class Choice:
    """What the lists are about: the last so many days, in a language or in all."""

    days: int
    language: str
    alone: str  # the only list that is shown; empty for all

    @classmethod
    def read(cls, parameters: Any) -> "Choice":
        """The choice in an address; what makes no sense is the usual."""
        days = parameters.get("days", "")
        language, alone = parameters.get("language", ""), parameters.get("list", "")
        return cls(
            int(days) if days in {str(period) for period in PERIODS} else DEFAULT_PERIOD,
            language if language in LANGUAGES else "",
            alone if alone in REPORTS else "",
        )

    @property
    def since(self) -> date:
        """The first day."""
        return timezone.localdate() - timedelta(days=self.days - 1)

    def lists(self) -> list[QuestionList]:
        """The lists that are asked for."""
        limit = SHOWN_ALONE if self.alone else SHOWN
        found = []
        for key, (title, report, note, empty) in REPORTS.items():
            if self.alone in {"", key}:
                lines = report(self.since, self.language, limit + 1)
                found.append(QuestionList(key, title, note, empty, lines[:limit], len(lines) > limit))
        return found


class Questions(DeskPage):
    """What readers ask."""

    page_title = _("What readers ask")
    template_name = "editorial/questions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The lists and what the user may do with them."""
        choice = Choice.read(self.request.GET)
        return {
            **super().get_context_data(**kwargs),
            "choice": choice,
            "periods": PERIODS,
            "totals": reports.totals(choice.since, choice.language),
            "lists": choice.lists(),
            "may_add_synonym": self.request.user.has_perm(ADD_SYNONYM),
            "may_promote": self.request.user.has_perm(PROMOTE),
            "here": self.request.get_full_path(),
        }


class AddSynonym(DeskPage):
    """The small form with which a question's word becomes a synonym."""

    page_title = _("Add a synonym")
    template_name = "editorial/synonym.html"

    also_needed = ADD_SYNONYM

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the question; one whose text is not kept is not there."""
        super().setup(request, *args, **kwargs)
        self.question = get_object_or_404(AskedQuestion.objects.exclude(text=""), pk=kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The question and the form."""
        form = kwargs.pop("form", None) or SynonymForm(
            initial={"word": self.question.text}, language=self.question.language
        )
        context = super().get_context_data(**kwargs)
        return {**context, "question": self.question, "form": form, "media": form.media}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Add the word, look at the question again and say what it finds now."""
        form = SynonymForm(request.POST, language=self.question.language)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        concept, word = form.cleaned_data["concept"], form.cleaned_data["word"]
        add_synonym(concept, word, request.user)
        found = look_again(self.question)
        told = gettext("“%(word)s” is now a synonym of “%(concept)s”.") % {"word": word, "concept": concept.label}
        now = ngettext(
            "“%(question)s” finds %(count)d page now.", "“%(question)s” finds %(count)d pages now.", found
        ) % {"question": self.question.text, "count": found}
        again = messages.button(reverse("search_reindex"), gettext("Re-index…"))
        messages.success(request, f"{told} {now}", buttons=[again])
        return redirect("search_desk")


class Promote(PromotionCreateView):
    """Wagtail's form for promoted results with the question filled in; it is posted to Wagtail's own address."""

    permission_required = "add"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The empty form; for a question that has promoted results, those."""
        text = request.GET.get("question", "")
        known = PromotedQuery.objects.filter(query_string__iexact=" ".join(text.split()), editors_picks__isnull=False)
        if promoted := known.first():
            return redirect("wagtailsearchpromotions:edit", promoted.pk)
        return super().get(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        """The question."""
        return {"query_string": self.request.GET.get("question", "")}
