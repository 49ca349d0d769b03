"""What tests and the demo make pages with: each function gives a stored object that passes the publication check.

Every page goes through the same door as an editor's work: it is added as a draft, saved as a revision and published.
"""

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from wagtail.models import Locale, Page

from knowledge.making import link_concepts, store
from knowledge.models import (
    Article,
    Concept,
    Dilemma,
    KnowledgePage,
    LearningStudio,
    PracticeCase,
    ResearchSummary,
)
from knowledge.site import section

_numbers = count(1)


def concept(scheme: str, key: str, language: str = "nl", **fields: Any) -> Concept:
    """A concept in a language, and its twin with the same translation key in the other."""
    found = Concept.objects.filter(scheme=scheme, key=key, locale__language_code=language).first()
    if found:
        return found
    twin = Concept.objects.filter(scheme=scheme, key=key).first()
    made = Concept(
        scheme=scheme,
        key=key,
        locale=Locale.objects.get(language_code=language),
        label=fields.pop("label", key),
        **fields,
    )
    if twin:
        made.translation_key = twin.translation_key
    made.save()
    return made


def paragraph(text: str) -> list[tuple[str, Any]]:
    """A story of one paragraph, as a StreamField takes it."""
    return [("paragraph", f"<p>{text}</p>")]


def knowledge_page(
    model: type[KnowledgePage], *, parent: Page | None = None, language: str = "nl", publish: bool = True,
    concepts: list[Concept] | None = None, **fields: Any,
) -> Any:  # fmt: skip
    """A page of a type with everything that publication asks for; `fields` replace its values."""
    number = next(_numbers)
    values = {**COMPLETE[model](), **fields}
    values.setdefault("title", f"{model.__name__} {number}")
    values.setdefault("slug", f"{model.__name__.lower()}-{number}")
    page = model(locale=Locale.objects.get(language_code=language), **values)
    if concepts is None:
        concepts = [concept("theme", "trust", language), concept("gov_layer", "municipality", language)]
    link_concepts(page, concepts)
    return store(page, parent or section(model.knowledge_type.key, language), publish=publish)


def case(**fields: Any) -> PracticeCase:
    """A practice case."""
    return knowledge_page(PracticeCase, **fields)


def research(**fields: Any) -> ResearchSummary:
    """A research summary."""
    return knowledge_page(ResearchSummary, **fields)


def dilemma(**fields: Any) -> Dilemma:
    """A dilemma."""
    return knowledge_page(Dilemma, **fields)


def studio(**fields: Any) -> LearningStudio:
    """A learning studio."""
    return knowledge_page(LearningStudio, **fields)


def article(**fields: Any) -> Article:
    """An article."""
    return knowledge_page(Article, **fields)


def editor(username: str = "redacteur", password: str = "wachtwoord-voor-tests", **fields: Any) -> Any:
    """Someone who writes and publishes everywhere, with Dutch as the language of the admin."""
    user = get_user_model().objects.create_user(username, f"{username}@example.org", password, **fields)
    user.groups.add(Group.objects.get(name="Editors"))
    return user


def superuser(username: str = "beheerder", password: str = "wachtwoord-voor-tests") -> Any:
    """Someone who may do everything."""
    return get_user_model().objects.create_superuser(username, f"{username}@example.org", password)


def _case() -> dict[str, Any]:
    return {
        "summary": "Bewoners namen de dagopvang over. De gemeente hielp op afstand.",
        "context": paragraph("De zorgaanbieder stopte."),
        "intervention": paragraph("Bewoners richtten een coöperatie op."),
        "outcomes": paragraph("Achtendertig bezoekers per week."),
        "failures": paragraph("De verzekering was niet geregeld."),
    }


def _research() -> dict[str, Any]:
    return {
        "summary": "Onderzoek naar burgerinitiatieven.",
        "question": "Wanneer houdt een burgerinitiatief het vol?",
        "answer": "Met een vast aanspreekpunt. Met tijd. Met vertrouwen.",
        "so_what": paragraph("Wijs één aanspreekpunt aan."),
        "authors": "Voorbeeldinstituut",
        "year": 2025,
        "source_url": "https://example.org/onderzoek",
    }


def _dilemma() -> dict[str, Any]:
    perspective = {
        "who": "De bewoner",
        "position": "Laat ons het doen.",
        "interest": "",
        "value": "",
        "desired_role": "",
    }
    option = {
        "title": "Ruimte geven", "what": "Je geeft ruimte.", "pros": "", "cons": "", "who_bears": "", "mitigation": "",
        "fits_role": "", "when_not": "", "cases": [],
    }  # fmt: skip
    return {
        "summary": "Een groep bewoners wil het buurthuis overnemen.",
        "question": "Geef ik dit initiatief ruimte, of wacht ik op een regeling?",
        "story": paragraph("Een groep bewoners komt bij je langs."),
        "perspectives": [("item", perspective), ("item", {**perspective, "who": "De jurist"})],
        "options": [("item", option), ("item", {**option, "title": "Wachten", "what": "Je wacht."})],
        "first_step": "Vraag wat ze nodig hebben.",
    }


def _studio() -> dict[str, Any]:
    return {"summary": "Leren wisselen van rol.", "body": paragraph("We komen vier keer bij elkaar.")}


def _article() -> dict[str, Any]:
    return {
        "summary": "Wat netwerkend werken is.",
        "body": paragraph("Netwerkend werken is samenwerken."),
        "verified_on": date(2026, 11, 1),
    }


COMPLETE: dict[type[KnowledgePage], Any] = {
    PracticeCase: _case,
    ResearchSummary: _research,
    Dilemma: _dilemma,
    LearningStudio: _studio,
    Article: _article,
}
