"""The ranking of one page for one question in the words of an editor."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.visibility import is_restricted_itself
from knowledge.types import SearchField, Text
from search.explanation import Absence, Explanation, TermExplained, WordExplained
from search.language import Kind
from search.terms import FIELD_WEIGHTS

FIELDS: dict[SearchField, Text] = {
    SearchField.TITLE: pgettext_lazy("part of a page", "title"),
    SearchField.HEADINGS: pgettext_lazy("part of a page", "headings"),
    SearchField.SUMMARY: pgettext_lazy("part of a page", "key message and summary"),
    SearchField.BODY: pgettext_lazy("part of a page", "text"),
    SearchField.LABELS: pgettext_lazy("part of a page", "labels"),
    SearchField.ATTACHMENTS: pgettext_lazy("part of a page", "attachments"),
}
KINDS: dict[Kind, Text] = {
    Kind.WORD: _("the word itself, in this or another form"),
    Kind.PART: _("a part of the word that was asked"),
    Kind.WHOLE: _("one word, which the reader wrote apart"),
    Kind.CONCEPT: _("another name of the same concept"),
    Kind.TRANSLATION: _("a translation of it"),
    Kind.PREFIX: _("a longer word that begins so"),
}
ABSENCES: dict[Absence, Text] = {
    Absence.NOT_PUBLIC: _("Readers cannot open this page, so it is no result."),
    Absence.LANGUAGE: _("This page is in another language than the reader searches in, so it is no result."),
    Absence.EXCLUDED: _("This page has a word that the question leaves out with a minus sign, so it is no result."),
    Absence.PHRASE: _("This page has not the words between quotation marks in that order, so it is no result."),
    Absence.TOO_LITTLE: _(
        "This page has too few of the words: those that it has weigh less than half of the question. "
        "A rare word weighs more than a common one."
    ),
}
SHOWN_WORDS = 6


@dataclass(frozen=True)
class Way:
    """A way in which a word of the question stands on the page, in words."""

    how: str
    where: list[str]
    rarity: str
    points: float


@dataclass(frozen=True)
class Word:
    """A word of the question, its points and the ways in which it stands on the page; none when it does not."""

    word: str
    points: float
    ways: list[Way]


def words(explanation: Explanation) -> list[Word]:
    """The words of the question, with what each gives."""
    return [_word(word) for word in explanation.words]


def sentences(explanation: Explanation) -> list[str]:
    """What else counts, a sentence each."""
    said = []
    if explanation.is_exact_title:
        said.append(gettext("The title is exactly the question: then a page stands before all others."))
    if explanation.unknown:
        said.append(
            gettext("On no page at all, and therefore left out: %(words)s.") % {"words": ", ".join(explanation.unknown)}
        )
    if explanation.words and explanation.coverage < 1:
        said.append(
            gettext("The page has not all words of the question: its points count for %(share)s %%.")
            % {"share": number_format(100 * explanation.coverage, 0)}
        )
    if explanation.points:
        said.append(
            gettext("New pages are a little ahead: %(share)s %% more for this page.")
            % {"share": number_format(100 * (explanation.recency - 1), 1)}
        )
    return said


def why_hidden(page: Page) -> str:
    """Why readers cannot open a page, for someone who may edit it."""
    if page.expired or (page.expire_at and page.expire_at <= timezone.now()):
        return gettext("It has expired.")
    if not page.live:
        return gettext("It is a draft, or it was withdrawn.")
    if is_restricted_itself(page):
        return gettext("It is open only to those who may sign in to it.")
    return gettext("A translation of it is restricted, and so it is too.")


def _word(word: WordExplained) -> Word:
    return Word(word.word, word.points, [_way(term) for term in word.terms])


def _way(term: TermExplained) -> Way:
    how = str(KINDS[term.kind])
    if term.concept:
        how = gettext("both name the concept “%(label)s”") % {"label": term.concept}
    rarity = ngettext("on %(count)d of %(all)d pages", "on %(count)d of %(all)d pages", term.pages) % {
        "count": term.pages,
        "all": term.pages_in_all,
    }
    return Way(how, [_place(field, counts) for field, counts in term.words.items()], rarity, term.points)


def _place(field: SearchField, counts: Mapping[str, int]) -> str:
    """A field with the words that stand there, as in “title (weight 4): participation 1×”."""
    shown = [f"{word} {times}×" for word, times in list(counts.items())[:SHOWN_WORDS]]
    rest = ["…"] if len(counts) > SHOWN_WORDS else []
    return gettext("%(field)s (weight %(weight)s): %(words)s") % {
        "field": FIELDS[field],
        "weight": number_format(FIELD_WEIGHTS[field], 1 if FIELD_WEIGHTS[field] % 1 else 0),
        "words": ", ".join([*shown, *rest]),
    }
