"""Labels of concepts by scheme and key, in one query for a whole request or document."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Max, Sum

from knowledge.models.concept import Concept, SchemeKey


@dataclass(frozen=True)
class Term:
    """A concept as pages and search show it."""

    scheme: str
    key: str
    label: str
    definition: str
    synonyms: tuple[str, ...]


Vocabulary = dict[tuple[str, str], Term]
Stamp = tuple[object, ...]


def stamp() -> Stamp:
    """Another value after any change of any concept, in whatever process; for caches. One small query."""
    found = Concept.objects.aggregate(rows=Count("pk"), edits=Sum("edits"), changed=Max("changed_at"))
    return (found["rows"], found["edits"], found["changed"])


def vocabulary(language: str, schemes: Iterable[str] | None = None) -> Vocabulary:
    """All terms by (scheme, key) in a language, in the site's first language where a translation is missing.

    Without schemes it gives those that pages are sorted by, which is all but the glossary. One query; these
    vocabularies together are a few hundred rows.
    """
    rows = Concept.objects.select_related("locale").order_by("scheme", "sort_order", "label")
    concepts = rows.exclude(scheme=SchemeKey.TERM) if schemes is None else rows.filter(scheme__in=list(schemes))
    terms: Vocabulary = {}
    for concept in concepts:
        address = (concept.scheme, concept.key)
        own = concept.locale.language_code == language
        if own or (address not in terms and concept.locale.language_code == settings.LANGUAGE_CODE):
            terms[address] = Term(
                concept.scheme, concept.key, concept.label, concept.definition, tuple(concept.synonym_list)
            )
    return terms


_kept: dict[str, tuple[Stamp, Vocabulary]] = {}


def kept_vocabulary(language: str) -> Vocabulary:
    """What `vocabulary` gives for a language, kept in the process. One small query; one more after any change."""
    current = stamp()
    kept = _kept.get(language)
    if kept is None or kept[0] != current:
        kept = _kept[language] = (current, vocabulary(language))
    return kept[1]
