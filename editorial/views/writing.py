"""The list of subjects to write about."""

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from editorial import writing
from editorial.models import WritingIdea
from editorial.views.base import LANGUAGES, DeskAction, DeskPage
from editorial.views.questions import PERIODS
from search.asked.models import AskedQuestion

DONE_SHOWN = 20
MAX_NOTE = 300


class Ideas(DeskPage):
    """What to write about, and what was done lately."""

    page_title = _("To write")
    template_name = "editorial/ideas.html"
    header_icon = "edit"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The list, with what the user may begin in each language."""
        kinds = {language: writing.kinds(language, self.request.user) for language in LANGUAGES}
        open_ideas = [(idea, kinds.get(idea.language, [])) for idea in writing.open_ideas()]
        done = writing.done_ideas()[:DONE_SHOWN]
        return {**super().get_context_data(**kwargs), "ideas": open_ideas, "done": done, "max_note": MAX_NOTE}


class RaiseIdea(DeskAction):
    """Put a question on the list."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add it, and go back to where the button was."""
        question = get_object_or_404(AskedQuestion.objects.exclude(text=""), pk=pk)
        since = timezone.localdate() - timedelta(days=PERIODS[-1] - 1)
        asked = sum(question.days.filter(day__gte=since).values_list("asked", flat=True))
        if writing.raise_idea(question.text, question.language, asked, request.user):
            messages.success(request, gettext("“%(text)s” stands on the list “To write”.") % {"text": question.text})
        else:
            messages.info(
                request, gettext("“%(text)s” stood on the list “To write” already.") % {"text": question.text}
            )
        return redirect(get_valid_next_url_from_request(request) or "search_desk")


class ChangeIdea(DeskAction):
    """Tick a subject off, put it back, or keep a note with it."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do what the button says."""
        idea = get_object_or_404(WritingIdea, pk=pk)
        action = request.POST.get("action")
        if action in {"done", "open"}:
            writing.tick_off(idea, done=action == "done")
        elif action == "note":
            idea.note = " ".join(request.POST.get("note", "").split())[:MAX_NOTE]
            idea.save(update_fields=["note"])
        return redirect("search_desk_ideas")


class BeginPage(DeskAction):
    """Begin a page about a subject."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Make the draft and open it."""
        idea = get_object_or_404(WritingIdea, pk=pk)
        if idea.page_id:
            return redirect("wagtailadmin_pages:edit", idea.page_id)
        kinds = {kind.key: kind for kind in writing.kinds(idea.language, request.user)}
        kind = kinds.get(request.POST.get("kind", ""))
        if kind is None:
            raise PermissionDenied
        page = writing.begin(idea, kind, request.user)
        messages.success(request, gettext("This is a draft with the question as its title; no reader sees it."))
        return redirect("wagtailadmin_pages:edit", page.pk)
