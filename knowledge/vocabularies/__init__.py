"""The vocabularies of the content model, kept as readable files and loaded into `Concept`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.db import transaction
from wagtail.models import Locale

from knowledge.models import Concept, SchemeKey

FOLDER = Path(__file__).parent
# What the files decide; a concept that editors added is left alone.
FIELDS = ("label", "definition", "synonyms", "abbreviation", "plural_forms", "uri", "marked", "sort_order")


@transaction.atomic
def load_vocabularies(*, overwrite: bool = False) -> tuple[int, int]:
    """Make the concepts of all files in every language; with `overwrite` also bring back what editors changed.

    Returns how many were made and how many changed. Running it again changes nothing. The glossary is the editors' own
    once it has a term: what they removed from it stays away.
    """
    made = changed = 0
    glossary_begun = Concept.objects.filter(scheme=SchemeKey.TERM).exists()
    for scheme in SchemeKey:
        if scheme == SchemeKey.TERM and glossary_begun and not overwrite:
            continue
        for order, entry in enumerate(_entries(scheme)):
            one_made, one_changed = _load(scheme, order, entry, overwrite)
            made, changed = made + one_made, changed + one_changed
    return made, changed


def packaged_concepts() -> Iterator[tuple[str, Concept]]:
    """The concepts of all files by language, as they would be loaded; none is saved."""
    for scheme in SchemeKey:
        for order, entry in enumerate(_entries(scheme)):
            for code, _name in settings.LANGUAGES:
                yield code, Concept(scheme=scheme, key=entry["key"], **_values(entry, code, order))


def _entries(scheme: SchemeKey) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = yaml.safe_load((FOLDER / f"{scheme.value}.yaml").read_text(encoding="utf-8"))
    return entries


def _load(scheme: str, order: int, entry: dict[str, Any], overwrite: bool) -> tuple[int, int]:
    made = changed = 0
    existing = {
        concept.locale.language_code: concept
        for concept in Concept.objects.filter(scheme=scheme, key=entry["key"]).select_related("locale")
    }
    translation_key = next((concept.translation_key for concept in existing.values()), None)
    for code, _name in settings.LANGUAGES:
        values = _values(entry, code, order)
        concept = existing.get(code)
        if concept is None:
            concept = Concept(scheme=scheme, key=entry["key"], locale=Locale.objects.get(language_code=code), **values)
            concept.translation_key = translation_key or concept.translation_key
            concept.save()
            translation_key = concept.translation_key
            made += 1
        elif overwrite and any(getattr(concept, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(concept, name, value)
            concept.save()
            changed += 1
    return made, changed


def _values(entry: dict[str, Any], language: str, order: int) -> dict[str, Any]:
    texts = entry[language]
    return {
        "label": texts["label"],
        "definition": texts.get("definition", ""),
        "synonyms": "\n".join(texts.get("synonyms") or []),
        "abbreviation": texts.get("abbreviation") or "",
        "plural_forms": "\n".join(texts.get("plural_forms") or []),
        "uri": entry.get("uri") or "",
        "marked": texts.get("marked", True),
        "sort_order": order,
    }
