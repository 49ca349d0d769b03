"""Hooks into Wagtail for knowledge."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from knowledge.models import Concept


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


register_snippet(ConceptViewSet)
