"""The glossary as readers see it: terms of one language with their counterpart in the other."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from knowledge.models.concept import Concept, SchemeKey
from knowledge.vocabulary import Stamp, stamp

OTHER_SIGNS = "0-9"


@dataclass(frozen=True)
class GlossaryTerm:
    """A term in one language. `name` is written as within a sentence: with a capital only where it always has one."""

    key: str
    name: str
    definition: str
    abbreviation: str = ""
    synonyms: tuple[str, ...] = ()
    plurals: tuple[str, ...] = ()
    marked: bool = True
    counterpart: str = ""  # its name in the other language, where it has one
    counterpart_language: str = ""

    @property
    def anchor(self) -> str:
        """Its place on the glossary page."""
        return f"term-{self.key}"

    @property
    def sort_key(self) -> str:
        """The name as dictionaries order it: without accents and capitals."""
        return folded(self.name)


@dataclass(frozen=True)
class Letter:
    """The terms that begin with a letter; `sign` is its capital, or "0-9" for all that is no letter."""

    sign: str
    terms: tuple[GlossaryTerm, ...]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return f"letter-{self.sign.lower()}"


_kept: dict[str, tuple[Stamp, tuple[GlossaryTerm, ...]]] = {}


def glossary(language: str) -> tuple[GlossaryTerm, ...]:
    """All terms of a language in the order of the alphabet. One small query; one more after any change."""
    current = stamp()
    kept = _kept.get(language)
    if kept is None or kept[0] != current:
        kept = _kept[language] = (current, _read(language))
    return kept[1]


def letters(terms: Iterable[GlossaryTerm]) -> tuple[Letter, ...]:
    """Terms in alphabetical order, by their first letter."""
    return tuple(Letter(sign, tuple(group)) for sign, group in groupby(terms, key=_first_sign))


def folded(text: str) -> str:
    """A text without accents and capitals."""
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if not unicodedata.combining(char))


def _first_sign(term: GlossaryTerm) -> str:
    first = term.sort_key[:1].upper()
    return first if first.isascii() and first.isalpha() else OTHER_SIGNS


def _read(language: str) -> tuple[GlossaryTerm, ...]:
    concepts = list(Concept.objects.filter(scheme=SchemeKey.TERM).select_related("locale"))
    others = {concept.key: concept for concept in concepts if concept.locale.language_code != language}
    own = (concept for concept in concepts if concept.locale.language_code == language)
    terms = (_term(concept, others.get(concept.key)) for concept in own)
    return tuple(sorted(terms, key=lambda term: (not term.sort_key[:1].isdigit(), term.sort_key)))


def _term(concept: Concept, other: Concept | None) -> GlossaryTerm:
    return GlossaryTerm(
        key=concept.key,
        name=concept.label,
        definition=concept.definition,
        abbreviation=concept.abbreviation,
        synonyms=tuple(word.strip() for word in concept.synonyms.splitlines() if word.strip()),
        plurals=tuple(concept.plural_list),
        marked=concept.marked,
        counterpart=other.label if other else "",
        counterpart_language=other.locale.language_code if other else "",
    )
