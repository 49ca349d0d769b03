"""Labels of concepts by scheme and key, in one query for a whole request or document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from knowledge.models.concept import Concept


@dataclass(frozen=True)
class Term:
    """A concept as pages and search show it."""

    scheme: str
    key: str
    label: str
    definition: str
    synonyms: tuple[str, ...]


Vocabulary = dict[tuple[str, str], Term]


def vocabulary(language: str, schemes: Iterable[str] | None = None) -> Vocabulary:
    """All terms by (scheme, key) in a language, in the site's first language where a translation is missing.

    One query; the vocabularies together are a few hundred rows.
    """
    concepts = Concept.objects.select_related("locale").order_by("scheme", "sort_order", "label")
    if schemes is not None:
        concepts = concepts.filter(scheme__in=list(schemes))
    terms: Vocabulary = {}
    for concept in concepts:
        address = (concept.scheme, concept.key)
        own = concept.locale.language_code == language
        if own or (address not in terms and concept.locale.language_code == settings.LANGUAGE_CODE):
            terms[address] = Term(
                concept.scheme, concept.key, concept.label, concept.definition, tuple(concept.synonym_list)
            )
    return terms
