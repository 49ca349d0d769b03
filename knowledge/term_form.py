"""The form of a term: both languages of it on one screen."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.models import Locale

from knowledge.models.concept import Concept, SchemeKey

# What is kept for each language. The first language of the site is the form's own row, the other stands beside it.
SIDE = ("label", "abbreviation", "definition", "synonyms", "plural_forms", "marked")
# By which names readers' questions and documents know the term.
NAMES = ("label", "abbreviation", "synonyms", "plural_forms")
OTHER = "other_"
KEY_LENGTH = 60

# (abbreviation, language) -> what is wrong with it, or None
AbbreviationCheck = Callable[[str, str], str | None]
_checks: list[AbbreviationCheck] = []


def register_abbreviation_check(check: AbbreviationCheck) -> None:
    """Let an app above this one refuse abbreviations: search knows which words it leaves out of questions."""
    if check not in _checks:
        _checks.append(check)


def other_language() -> str:
    """The second language of the site."""
    return next(code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)


def _line(label: Any, help_text: Any = "", **options: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, **options)


def _text(label: Any, help_text: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, widget=AdminAutoHeightTextInput, **options)


def _label() -> forms.CharField:
    return _line(_("Term"), _("As within a sentence: with a capital only where it always has one."), max_length=120)


def _abbreviation() -> forms.CharField:
    return _line(_("Abbreviation"), max_length=30, required=False)


def _definition() -> forms.CharField:
    missing = {"required": _("Explain the term in one or two sentences.")}
    return _text(_("Definition"), _("One or two plain sentences."), error_messages=missing)


def _synonyms() -> forms.CharField:
    return _text(_("Also called"), _("One a line: search finds the term by them too."), required=False)


def _plural_forms() -> forms.CharField:
    hint = _("One a line, and any other form in which the word stands in a text. Pages mark these too.")
    return _text(_("Plural forms"), hint, required=False)


def _marked() -> forms.BooleanField:
    hint = _("The first use on a page shows the definition. Turn it off for an everyday word.")
    return forms.BooleanField(label=_("Mark in pages"), help_text=hint, required=False, initial=True)


class TermForm(WagtailAdminModelForm):
    """A term in Dutch and in English; saving makes or changes both."""

    label = _label()
    abbreviation = _abbreviation()
    definition = _definition()
    synonyms = _synonyms()
    plural_forms = _plural_forms()
    marked = _marked()
    other_label = _label()
    other_abbreviation = _abbreviation()
    other_definition = _definition()
    other_synonyms = _synonyms()
    other_plural_forms = _plural_forms()
    other_marked = _marked()

    class Meta:
        model = Concept
        fields = SIDE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.other = self._stored_other()
        for name in SIDE if self.other else ():
            self.fields[OTHER + name].initial = getattr(self.other, name)
        self._names_before = self._names_of(self.instance) | self._names_of(self.other, OTHER)

    def _stored_other(self) -> Concept | None:
        if self.instance._state.adding:
            return None
        twins = Concept.objects.filter(scheme=SchemeKey.TERM, key=self.instance.key)
        return twins.filter(locale__language_code=other_language()).first()

    @staticmethod
    def _names_of(concept: Concept | None, prefix: str = "") -> dict[str, str]:
        return {prefix + name: getattr(concept, name, "") for name in NAMES}

    @property
    def names_changed(self) -> bool:
        """Whether search knows the valid term by other names than before."""
        return any(self.cleaned_data[name] != before for name, before in self._names_before.items())

    def clean(self) -> dict[str, Any]:
        """Both languages, each name once."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for prefix, language in (("", settings.LANGUAGE_CODE), (OTHER, other_language())):
            self._clean_side(values, prefix, language)
        return values

    def _clean_side(self, values: dict[str, Any], prefix: str, language: str) -> None:
        names = [values.get(prefix + "label", ""), values.get(prefix + "abbreviation", "")]
        for field in ("synonyms", "plural_forms"):
            values[prefix + field] = _lines_without(values.get(prefix + field, ""), names)
        for field, problem in self._problems(names[0], names[1], language):
            self.add_error(prefix + field, ValidationError(problem, code=f"refused:{field}"))

    def _problems(self, label: str, abbreviation: str, language: str) -> list[tuple[str, str]]:
        others = Concept.objects.filter(scheme=SchemeKey.TERM, locale__language_code=language)
        others = others.exclude(key=self.instance.key or "")
        problems = []
        if label and others.filter(label__iexact=label).exists():
            problems.append(("label", gettext("There is a term “%(name)s” already.") % {"name": label}))
        if not abbreviation:
            return problems
        if label.casefold() == abbreviation.casefold():
            problems.append(("abbreviation", gettext("The abbreviation is the term itself.")))
        taken = others.filter(abbreviation=abbreviation).first()
        if taken:
            text = gettext("“%(abbreviation)s” stands for “%(name)s” already.")
            problems.append(("abbreviation", text % {"abbreviation": abbreviation, "name": taken.label}))
        found = (check(abbreviation, language) for check in _checks)
        return problems + [("abbreviation", problem) for problem in found if problem]

    def save(self, commit: bool = True) -> Concept:
        """Store both rows; the key of a new term is made of its English name and stays."""
        if self.instance._state.adding:
            self.instance.scheme = SchemeKey.TERM
            self.instance.locale = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
            self.instance.key = self._new_key()
        saved: Concept = super().save(commit=commit)
        if commit:
            self._save_other(saved)
        return saved

    def _save_other(self, saved: Concept) -> None:
        other = self.other or Concept(
            scheme=saved.scheme, key=saved.key, translation_key=saved.translation_key,
            locale=Locale.objects.get(language_code=other_language()),
        )  # fmt: skip
        for name in SIDE:
            setattr(other, name, self.cleaned_data[OTHER + name])
        other.save()
        self.other = other

    def _new_key(self) -> str:
        wish = slugify(self.cleaned_data[OTHER + "label"])[: KEY_LENGTH - 4] or "term"
        taken = set(Concept.objects.filter(scheme=SchemeKey.TERM).values_list("key", flat=True))
        return next(key for key in (wish, *(f"{wish}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


class VocabularyForm(WagtailAdminModelForm):
    """A concept of the vocabularies that pages are sorted by, in one language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        scheme = self.fields["scheme"]
        # A term of the glossary needs both its languages, and has a form of its own.
        scheme.choices = [choice for choice in scheme.choices if choice[0] != SchemeKey.TERM]


def _lines_without(text: str, names: list[str]) -> str:
    """The lines of a text once each, without those that are a name already."""
    known = {name.casefold() for name in names if name}
    kept = []
    for line in (line.strip() for line in text.splitlines()):
        if line and line.casefold() not in known:
            known.add(line.casefold())
            kept.append(line)
    return "\n".join(kept)


def _panels(prefix: str, heading: Any) -> MultiFieldPanel:
    first = FieldRowPanel([FieldPanel(prefix + "label"), FieldPanel(prefix + "abbreviation")])
    return MultiFieldPanel([first, *(FieldPanel(prefix + name) for name in SIDE[2:])], heading=heading)


def term_panels() -> ObjectList:
    """The form as editors see it: Dutch, then English."""
    sides = [_panels("", _("In Dutch")), _panels(OTHER, _("In English"))]
    return ObjectList(sides, base_form_class=TermForm)
