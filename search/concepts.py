"""The concepts of all vocabularies and of the glossary, as search knows them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from knowledge.models import Concept
from knowledge.vocabularies import packaged_concepts
from knowledge.vocabulary import Stamp, stamp
from search.language import ConceptMap, ConceptNames, fold_words
from search.language.stopwords import is_stop_word


def concept_map() -> ConceptMap:
    """The names of all concepts in all languages. One small query; the names are read again after any change.

    A change that an editor made in another process is seen at the next call.
    """
    return _KEPT.current()


def concept_names() -> list[ConceptNames]:
    """Every concept with its label, synonyms, abbreviation and plural forms by language. One query."""
    concepts = Concept.objects.select_related("locale").order_by("scheme", "key", "locale__language_code")
    return _gathered((concept.locale.language_code, concept) for concept in concepts)


def packaged_map() -> ConceptMap:
    """The names of the concepts that every new site begins with, for measurements without a site."""
    return ConceptMap.of(_gathered(packaged_concepts()))


def _gathered(concepts: Iterable[tuple[str, Concept]]) -> list[ConceptNames]:
    rows: dict[tuple[str, str], dict[str, tuple[str, ...]]] = {}
    for language, concept in concepts:
        names = tuple(dict.fromkeys(_names(concept)))
        rows.setdefault((concept.scheme, concept.key), {})[language] = names
    return [ConceptNames(scheme, key, names) for (scheme, key), names in rows.items()]


def abbreviation_problem(abbreviation: str, language: str) -> str | None:
    """What is wrong with an abbreviation for search: a word that it leaves out of every question finds nothing."""
    if not is_stop_word(fold_words(abbreviation), language):
        return None
    text = _(
        "“%(abbreviation)s” is also an everyday word that search leaves out; readers would not find the term by it."
    )
    return text % {"abbreviation": abbreviation}


def _names(concept: Concept) -> Iterator[str]:
    yield concept.label
    yield from concept.synonym_list
    yield from concept.plural_list


@dataclass
class _Kept:
    """The map of this process and what it was made from, replaced together."""

    made: tuple[Stamp, ConceptMap] | None = None

    def current(self) -> ConceptMap:
        seen = stamp()
        made = self.made
        if made is None or made[0] != seen:
            made = self.made = (seen, ConceptMap.of(concept_names()))
        return made[1]


_KEPT = _Kept()
