"""The names by which a reader may look for a term: of the glossary, and of the vocabularies that results filter on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from knowledge.glossary import glossary
from knowledge.models import Concept
from knowledge.vocabulary import Stamp, stamp
from search.facets import declared_facets

THEME = "theme"  # themes have pages of their own


@dataclass(frozen=True)
class TermNames:
    """A term with all its names, the label first; `url` is its place in the glossary, if it has one."""

    scheme: str
    key: str
    kind: str | Promise
    names: tuple[str, ...]
    url: str = ""

    @property
    def label(self) -> str:
        """The name that is shown."""
        return self.names[0]


_kept: dict[str, tuple[Stamp, tuple[TermNames, ...]]] = {}


def term_names(language: str) -> tuple[TermNames, ...]:
    """All terms of a language. One small query; two more after any change of any term."""
    current = stamp()
    kept = _kept.get(language)
    if kept is None or kept[0] != current:
        kept = _kept[language] = (current, (*_of_glossary(language), *_of_filters(language)))
    return kept[1]


def _of_glossary(language: str) -> list[TermNames]:
    with override(language):
        address = reverse("glossary")
    return [
        TermNames(
            "", term.key, _("Glossary"), _names(term.name, term.abbreviation, *term.synonyms, *term.plurals),
            f"{address}#{term.anchor}",
        )
        for term in glossary(language)
    ]  # fmt: skip


def _of_filters(language: str) -> list[TermNames]:
    kinds = {facet.scheme: facet.label for facet in declared_facets().values() if facet.scheme not in {"", THEME}}
    concepts = Concept.objects.filter(scheme__in=kinds, locale__language_code=language)
    return [
        TermNames(concept.scheme, concept.key, kinds[concept.scheme], _names(concept.label, *concept.synonym_list))
        for concept in concepts.order_by("scheme", "sort_order", "pk")
    ]


def _names(*names: str) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name)
