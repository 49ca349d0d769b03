"""Why a page stands where it does among the results of a question."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser

from editorial import explaining
from editorial.views.base import DeskPage
from home.visibility import is_visible
from knowledge.models import KnowledgePage
from search.explanation import Absence, explain, standing
from search.pages import visible_pages
from search.queries import Query
from search.questions import MAX_QUESTION_LENGTH, clean

SHOWN = 20


class ExplainForm(forms.Form):
    """A question, the language of the reader and, if you like, a page."""

    question = forms.CharField(label=_("Question"), max_length=MAX_QUESTION_LENGTH)
    language = forms.ChoiceField(label=_("Language of the reader"), choices=settings.LANGUAGES)
    page = forms.ModelChoiceField(
        KnowledgePage.objects.all(),
        label=_("Page"),
        widget=AdminPageChooser(target_models=[KnowledgePage]),
        required=False,
        help_text=_("Also one that you expected and do not see among the results."),
    )

    def __init__(self, asked: QueryDict | None, user: Any) -> None:
        data = asked.dict() if asked else None
        self.is_refused = False
        if data and data.get("page"):
            # Left out before the chooser shows it: that would tell the title of a page that the user may not see.
            self.is_refused = _readable(str(data["page"]), user) is None
            data["page"] = "" if self.is_refused else data["page"]
        super().__init__(data, initial={"language": settings.LANGUAGE_CODE})

    def clean_page(self) -> KnowledgePage | None:
        """The page, if the user may see it."""
        if self.is_refused:
            raise forms.ValidationError(_("There is no such page, or you may not see it."))
        page: KnowledgePage | None = self.cleaned_data["page"]
        return page


def _readable(page_id: str, user: Any) -> KnowledgePage | None:
    """A page that readers can open or the user may edit."""
    if not re.fullmatch(r"[0-9]{1,18}", page_id):
        return None
    page = KnowledgePage.objects.filter(pk=page_id).first()
    return page if page and (is_visible(page) or page.permissions_for_user(user).can_edit()) else None


class Explain(DeskPage):
    """The order of the results of a question, and of one page in words."""

    page_title = _("Why in this order?")
    template_name = "editorial/explain.html"
    header_icon = "help"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form, and what it asks for."""
        asked = "question" in self.request.GET
        form = ExplainForm(self.request.GET if asked else None, self.request.user)
        context = {**super().get_context_data(**kwargs), "form": form, "media": form.media}
        if not asked or not form.is_valid():
            return context
        query = Query(text=clean(form.cleaned_data["question"]), language=form.cleaned_data["language"])
        context |= {"query": query, "standing": _standing(query)}
        page = form.cleaned_data["page"]
        return context | _of_page(query, page) if page else context


def _standing(query: Query) -> list[tuple[int, KnowledgePage, float]]:
    ranked = standing(query, SHOWN)
    pages = visible_pages([page_id for page_id, _points in ranked])
    return [
        (place, pages[page_id], points) for place, (page_id, points) in enumerate(ranked, start=1) if page_id in pages
    ]


def _of_page(query: Query, page: KnowledgePage) -> dict[str, Any]:
    told = {"page": page}
    if not is_visible(page):
        return {
            **told,
            "absence": explaining.ABSENCES[Absence.NOT_PUBLIC],
            "why": explaining.why_hidden(page),
        }
    explanation = explain(query, page.pk)
    absence = explaining.ABSENCES[explanation.absence] if explanation.absence else ""
    if explanation.absence is Absence.NOT_PUBLIC:
        absence = gettext(
            "Search has not taken up this page yet. Ask an administrator to compare search with the pages."
        )
    return {
        **told,
        "explanation": explanation,
        "absence": absence,
        "words": explaining.words(explanation),
        "sentences": explaining.sentences(explanation),
    }
