"""Hooks into Wagtail for knowledge."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import ObjectList
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from knowledge.models import Concept, SchemeKey
from knowledge.term_admin import GlossaryViewSet
from knowledge.term_form import VocabularyForm


class _NoTerms:
    """Pages are sorted by vocabularies; words of the glossary are not offered for it."""

    def get_object_list(self) -> "QuerySet[Concept]":
        found: QuerySet[Concept] = super().get_object_list()  # type: ignore[misc]  # of the view it is mixed into
        return found.exclude(scheme=SchemeKey.TERM)


class ChooseConcept(_NoTerms, ChooseView):
    """The dialogue in which an editor chooses a concept."""


class ChooseConceptResults(_NoTerms, ChooseResultsView):
    """The list in that dialogue."""


class ConceptChooserViewSet(SnippetChooserViewSet):
    """Choosing concepts for a page."""

    choose_view_class = ChooseConcept
    choose_results_view_class = ChooseConceptResults


class ConceptViewSet(SnippetViewSet):
    """Vocabularies in the admin."""

    model = Concept
    icon = "list-ul"
    menu_label = _("Vocabularies")
    add_to_admin_menu = True
    menu_order = 300
    list_display = ["label", "scheme", "key", "locale"]
    list_filter = ["scheme"]
    chooser_per_page = 50
    chooser_viewset_class = ConceptChooserViewSet

    def get_edit_handler(self) -> Any:
        return ObjectList(Concept.panels, base_form_class=VocabularyForm).bind_to_model(Concept)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Concept]":
        """All but the glossary, which has a list of its own."""
        return Concept.objects.exclude(scheme=SchemeKey.TERM)


register_snippet(ConceptViewSet)


@hooks.register("register_admin_viewset")
def glossary_viewset() -> GlossaryViewSet:
    """The glossary in the menu."""
    return GlossaryViewSet()
