"""The glossary in the admin: one line a term, both languages on one screen."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from knowledge.models.concept import Concept, SchemeKey
from knowledge.term_form import TermForm, other_language, term_panels

# By name: re-indexing belongs to search, which stands above this app.
REINDEX = "search_reindex"
SEARCHED = ("label", "abbreviation", "synonyms", "plural_forms")


def terms() -> QuerySet[Concept]:
    """The terms in the first language of the site, each with its name in the other as `other_label`.

    `sort_name` orders them without regard to capitals.
    """
    other = Concept.objects.filter(
        scheme=SchemeKey.TERM, key=OuterRef("key"), locale__language_code=other_language()
    ).values("label")
    own = Concept.objects.filter(scheme=SchemeKey.TERM, locale__language_code=settings.LANGUAGE_CODE)
    return own.annotate(other_label=Subquery(other[:1]), sort_name=Lower("label"))


def matching(found: QuerySet[Concept], words: str) -> QuerySet[Concept]:
    """Those of the terms of which a name in either language holds these words."""
    condition = Q()
    for field in SEARCHED:
        condition |= Q(**{f"{field}__icontains": words})
    keys = Concept.objects.filter(condition, scheme=SchemeKey.TERM).values("key")
    return found.filter(key__in=keys)


class BothLanguages:
    """For views that show both languages of a term at once, so that there is none to choose."""

    def get_locale(self) -> None:
        return None

    def get_queryset(self) -> QuerySet[Concept]:
        return terms()


class TermIndex(BothLanguages, generic.IndexView):
    """All terms, by the alphabet."""

    page_title = gettext_lazy("Glossary")
    default_ordering = "sort_name"
    is_searchable = True

    def get_base_queryset(self) -> QuerySet[Concept]:
        return terms()

    def get_queryset(self) -> Any:
        return generic.IndexView.get_queryset(self)

    def search_queryset(self, queryset: QuerySet[Concept]) -> QuerySet[Concept]:
        return matching(queryset, self.search_query) if self.search_query else queryset

    def _get_title_column(self, field_name: str, *args: Any, **kwargs: Any) -> Column:
        column: Column = super()._get_title_column(field_name, *args, **kwargs)
        column.sort_key = "sort_name"
        return column

    def get_delete_url(self, instance: Concept) -> str | None:
        """Who may change the glossary may take a term out of it; other vocabularies keep their concepts."""
        return reverse(self.delete_url_name, args=[instance.pk]) if self.user_has_permission("change") else None


class Saved:
    """What an editor is told after saving a term."""

    form: TermForm

    def get_success_message(self, instance: Concept | None = None) -> str:
        name = self.form.instance.label
        if not self.form.names_changed or not reindex_url():
            return _("The term “%(name)s” is saved.") % {"name": name}
        return _("The term “%(name)s” is saved. Questions know it at once; pages are found by it after a re-index.") % {
            "name": name
        }

    def get_success_buttons(self) -> list[Any]:
        buttons: list[Any] = super().get_success_buttons()  # type: ignore[misc]  # of the view it is mixed into
        if self.form.names_changed and (url := reindex_url()):
            buttons.append(messages.button(url, _("Re-index…")))
        return buttons


class TermAdd(Saved, BothLanguages, generic.CreateView):
    """A new term, made in both languages."""

    page_title = gettext_lazy("New term")
    page_subtitle = gettext_lazy("term")
    error_message = gettext_lazy("The term is not saved yet; see below what is missing.")


class TermEdit(Saved, BothLanguages, generic.EditView):
    """A term in both languages."""

    page_title = gettext_lazy("Term")
    error_message = gettext_lazy("The term is not saved; see below what is wrong.")

    def get_page_subtitle(self) -> str:
        return str(self.object.label)

    @property
    def can_delete(self) -> bool:
        return bool(self.user_has_permission("change"))


class TermDelete(BothLanguages, generic.DeleteView):
    """Takes a term out of the glossary, in both languages."""

    permission_required = "change"
    page_title = gettext_lazy("Delete term")

    def get_page_subtitle(self) -> str:
        return str(self.object.label)

    @property
    def confirmation_message(self) -> str:
        return _("Delete this term, in both languages?")

    def get_success_message(self) -> str:
        return _("The term “%(name)s” is deleted.") % {"name": self.object.label}

    @transaction.atomic
    def delete_action(self) -> None:
        for twin in Concept.objects.filter(scheme=SchemeKey.TERM, key=self.object.key).exclude(pk=self.object.pk):
            twin.delete()
        super().delete_action()


class GlossaryViewSet(ModelViewSet):
    """The glossary, beside the other vocabularies."""

    model = Concept
    name = "glossary"
    icon = "openquote"
    menu_label = gettext_lazy("Glossary")
    menu_order = 301
    add_to_admin_menu = True
    copy_view_enabled = False
    list_per_page = 50
    list_display = [
        "label",
        Column("other_label", label=gettext_lazy("In English"), sort_key="other_label"),
        "abbreviation",
        BooleanColumn("marked", label=gettext_lazy("Mark in pages"), sort_key="marked"),
        DateColumn("changed_at", label=gettext_lazy("Changed"), sort_key="changed_at"),
    ]
    ordering = "sort_name"
    add_to_reference_index = False  # the vocabularies register the model
    index_view_class = TermIndex
    add_view_class = TermAdd
    edit_view_class = TermEdit
    delete_view_class = TermDelete

    def get_edit_handler(self) -> Any:
        return term_panels().bind_to_model(self.model)

    def register_admin_url_finder(self) -> None:
        """Terms are edited here, concepts of other vocabularies in their own list."""
        register_admin_url_finder(Concept, ConceptURLFinder)

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        return Permission.objects.none()  # those of the vocabularies


class ConceptURLFinder(ModelAdminURLFinder):
    """Where a concept is edited."""

    permission_policy = None

    def construct_edit_url(self, instance: Concept) -> str:
        if instance.scheme != SchemeKey.TERM:
            return str(reverse(Concept.snippet_viewset.get_url_name("edit"), args=[instance.pk]))
        own = terms().filter(key=instance.key).values_list("pk", flat=True).first()
        return str(reverse("glossary:edit", args=[own or instance.pk]))


def reindex_url() -> str:
    """Where an editor can have all pages analysed again; empty on a site without search."""
    try:
        return reverse(REINDEX)
    except NoReverseMatch:
        return ""
