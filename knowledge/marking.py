"""Words of the glossary in running text: at its first use on a page a term opens its definition.

A mark is a button with a popover beside it, both plain HTML: it works by keyboard, by touch and without a script, a
screen reader says whether it is open, and Escape closes it. A browser without popovers shows the link to the glossary.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from itertools import pairwise

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from knowledge.glossary import GlossaryTerm, glossary

TAG = re.compile(r"<!--.*?-->|<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
# A hyphened compound is one word: Woo-verzoek is no use of Woo.
WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'\u2019&][^\W_]+)*")
ONE_SIGN = str.maketrans("\u2010\u2011\u2019", "--'")
# What has a meaning of its own, or is not the author's own text.
SILENT = frozenset(
    ("a", "abbr", "blockquote", "button", "cite", "code", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "kbd", "label",
     "pre", "q", "samp", "script", "style", "summary", "svg", "textarea")
)  # fmt: skip
HYPHENS = ("-", "\u2010", "\u2011")


@dataclass(frozen=True)
class Name:
    """A way to write a term, as words; an `exact` one is a name only in its own capitals."""

    words: tuple[str, ...]
    term: GlossaryTerm
    exact: bool

    def stands_at(self, words: list[str], folded: list[str], place: int) -> bool:
        """Whether the words from a place on are this name."""
        text = words if self.exact else folded
        return tuple(text[place : place + len(self.words)]) == self.words


Names = Mapping[str, tuple[Name, ...]]  # by their first word without capitals, the longest first


def names_of(terms: Iterable[GlossaryTerm]) -> Names:
    """The names under which terms are marked: name, plural forms and abbreviation; no synonyms, which mean more."""
    found: dict[str, list[Name]] = {}
    for term in terms:
        if term.marked and term.definition:
            for name in _names(term):
                found.setdefault(name.words[0].casefold(), []).append(name)
    return {first: tuple(sorted(names, key=lambda name: -len(name.words))) for first, names in found.items()}


def _names(term: GlossaryTerm) -> Iterable[Name]:
    for text in dict.fromkeys((term.name, *term.plurals)):
        words = tuple(_words(text))
        # "Rijk" is a name and "rijk" a word; of several words together there is no such doubt.
        exact = len(words) == 1 and words[0] != words[0].lower()
        if words:
            yield Name(words if exact else tuple(word.casefold() for word in words), term, exact)
    if abbreviation := tuple(_words(term.abbreviation)):
        yield Name(abbreviation, term, exact=True)


def _words(text: str) -> list[str]:
    return [word.translate(ONE_SIGN) for word in WORD.findall(text)]


_kept: dict[str, tuple[tuple[GlossaryTerm, ...], Names]] = {}


def marks_of_page(language: str) -> Callable[[str], str] | None:
    """What marks the running text of one page, piece by piece; None where there is nothing to mark. One query."""
    terms = glossary(language)
    kept = _kept.get(language)
    if kept is None or kept[0] is not terms:
        kept = _kept[language] = (terms, names_of(terms))
    return Marks(kept[1], reverse("glossary")).mark if kept[1] else None


@dataclass
class Marks:
    """The marks of one page: each term once."""

    names: Names
    glossary_url: str
    _seen: set[str] = field(default_factory=set)

    def mark(self, html: str) -> str:
        """A piece of HTML with its terms marked, outside links, headings, code and quotations."""
        parts: list[str] = []
        place = silent = 0
        for tag in TAG.finditer(html):
            text = html[place : tag.start()]
            parts += (text if silent else self._marked(text), tag.group())
            if (tag["name"] or "").lower() in SILENT and not tag.group().endswith("/>"):
                silent = max(0, silent + (-1 if tag["close"] else 1))
            place = tag.end()
        rest = html[place:]
        parts.append(rest if silent else self._marked(rest))
        return "".join(parts)

    def _marked(self, escaped: str) -> str:
        """A text without tags; what is not marked stays as it was written."""
        text = unescape(escaped)
        found = list(WORD.finditer(text))
        words = [word.group().translate(ONE_SIGN) for word in found]
        folded = [word.casefold() for word in words]
        parts: list[str] = []
        place = done = 0
        while place < len(words):
            name = self._name_at(text, found, words, folded, place)
            end = place + (len(name.words) if name else 1)
            if name and name.term.key not in self._seen:
                self._seen.add(name.term.key)
                start, stop = found[place].start(), found[end - 1].end()
                parts += (escape(text[done:start]), self._mark(text[start:stop], name.term))
                done = stop
            place = end
        return "".join((*parts, escape(text[done:]))) if parts else escaped

    def _name_at(
        self, text: str, found: list[re.Match[str]], words: list[str], folded: list[str], place: int
    ) -> Name | None:
        """The longest name that begins with a word; between its words stands nothing but space."""
        for name in self.names.get(folded[place], ()):
            if name.stands_at(words, folded, place):
                around = found[place : place + len(name.words)]
                gaps = (text[one.end() : two.start()] for one, two in pairwise(around))
                if all(gap.isspace() for gap in gaps) and not text.startswith(HYPHENS, around[-1].end()):
                    return name
        return None

    def _mark(self, shown: str, term: GlossaryTerm) -> SafeString:
        return format_html(
            '<button type="button" class="kb-term" popovertarget="{id}">{shown}</button>'
            '<span class="kb-term__note" id="{id}" popover>'
            '<span class="kb-term__text"><b>{name}</b> {definition} </span><a href="{url}#{id}">{link}</a></span>',
            id=term.anchor,
            shown=shown,
            name=f"{term.name} ({term.abbreviation})" if term.abbreviation else term.name,
            definition=term.definition,
            url=self.glossary_url,
            link=self._link,
        )

    @cached_property
    def _link(self) -> str:
        return _("In the glossary")
