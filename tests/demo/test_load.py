"""The demo content goes through the editors' door, in both languages."""

import pytest
from wagtail_localize.models import Translation, TranslationSource

from kennisbank.demo.content import document
from kennisbank.demo.load import load
from knowledge.models import Article, Dilemma, PracticeCase, ResearchSummary
from knowledge.relations import related_to
from knowledge.vocabularies import load_vocabularies

pytestmark = pytest.mark.django_db


@pytest.fixture
def whole(homes):
    """The whole demo, loaded."""
    load_vocabularies()
    return load()


def test_demo_loads_in_both_languages_and_a_second_time_changes_nothing(whole):
    assert whole.dutch == whole.english == 41
    for model in (PracticeCase, ResearchSummary, Dilemma, Article):
        assert set(model.objects.values_list("live", flat=True)) == {True}
    case = PracticeCase.objects.get(slug="residents-take-over-the-day-centre")
    assert case.title == "Residents take over the day centre"
    assert case.outcomes[0].value["data"][1] == ["Visitors per week", "29", "38"]
    assert case.actors[0].value["name"] == "Zorgcoöperatie Oeverdorp"
    assert case.actors[0].value["role"] == "runs the day centre and supplies the volunteers"
    assert {link.concept.locale.language_code for link in case.concept_links.all()} == {"en"}
    assert "geef-ik-dit-initiatief-ruimte" not in {related.page.slug for related in related_to(case)}
    assert "do-i-give-this-initiative-room" in {related.page.slug for related in related_to(case)}
    for translation in Translation.objects.all():
        wanted, done = translation.get_progress()
        assert done == wanted
    _a_changed_source_keeps_the_english_texts_that_still_fit()
    again = load()
    assert (again.dutch, again.english, again.images) == (0, 0, 0)


def _a_changed_source_keeps_the_english_texts_that_still_fit():
    dutch = PracticeCase.objects.get(slug="bewoners-nemen-de-dagopvang-over")
    dutch.cost_note = "De gemeente betaalt € 35.000 per jaar."
    dutch.save_revision().publish()
    source = TranslationSource.objects.get_for_instance(dutch)
    source.update_from_db()
    translation = source.translations.get()
    wanted, done = translation.get_progress()
    assert done == wanted - 1
    translation.save_target(publish=False)
    english = PracticeCase.objects.get(slug="residents-take-over-the-day-centre")
    assert english.brief_task == document(dutch.slug).en.meta["brief_task"]
    assert english.cost_note == dutch.cost_note
