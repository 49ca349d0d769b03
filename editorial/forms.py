"""Forms of the search desk."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale
from wagtail.snippets.widgets import AdminSnippetChooser

from editorial.models import JudgedQuestion
from knowledge.models import Concept, KnowledgePage
from search.asked.recording import MAX_LENGTH
from search.language import fold_words


class SynonymForm(forms.Form):
    """A word to add to a concept, in the language of the question."""

    word = forms.CharField(
        label=_("Word"),
        max_length=MAX_LENGTH,
        help_text=_("What readers type, without the words that search leaves out."),
    )
    concept = forms.ModelChoiceField(
        Concept.objects.all(),
        label=_("Concept"),
        widget=AdminSnippetChooser(Concept),
        help_text=_("The word becomes a synonym of it. Search then finds pages about the one by the other."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language

    def clean_concept(self) -> Concept:
        """The concept in the language of the question."""
        concept: Concept = self.cleaned_data["concept"]
        if concept.locale.language_code == self.language:
            return concept
        twin = concept.get_translation_or_none(Locale.objects.get(language_code=self.language))
        if twin is None:
            raise ValidationError(_("This concept does not exist in the language of the question."))
        return twin

    def clean(self) -> dict[str, Any]:
        """Refuse a word that the concept has already."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        concept, word = values.get("concept"), fold_words(values.get("word", ""))
        if concept and word in {fold_words(known) for known in (concept.label, *concept.synonym_list)}:
            self.add_error("word", _("This concept has that word already."))
        if "word" in values and not word:
            self.add_error("word", _("Write a word."))
        return values


class JudgedQuestionForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question to judge the results of."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)

    class Meta:
        model = JudgedQuestion
        fields = ["text", "language"]


class MissingPageForm(forms.Form):
    """A page that belongs among the results of a question and is not there."""

    page = forms.ModelChoiceField(
        KnowledgePage.objects.all(),
        label=_("A page that should be found"),
        widget=AdminPageChooser(target_models=[KnowledgePage]),
        required=False,
    )
