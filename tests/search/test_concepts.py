"""What search knows of the concepts that editors keep."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.models import HomePage
from knowledge.models import Concept
from search.concepts import concept_map, concept_names
from tests import factories

pytestmark = pytest.mark.django_db


def test_all_names_of_a_concept_in_both_languages(homes: dict[str, HomePage]) -> None:
    factories.concept(
        "term", "open-government-act", label="Wet open overheid", abbreviation="Woo", plural_forms="Woo's\n",
        synonyms="Wob\n\n  openbaarheidswet ",
    )  # fmt: skip
    factories.concept("term", "open-government-act", "en", label="Open Government Act")
    factories.concept("theme", "trust", label="Vertrouwen")
    found = {(names.scheme, names.key): names.names for names in concept_names()}
    assert found[("term", "open-government-act")] == {
        "nl": ("Wet open overheid", "Wob", "openbaarheidswet", "Woo", "Woo's"),
        "en": ("Open Government Act",),
    }
    assert found[("theme", "trust")] == {"nl": ("Vertrouwen",)}


def test_a_map_that_is_kept_costs_one_query_and_a_change_is_seen_at_once(homes: dict[str, HomePage]) -> None:
    made = factories.concept("term", "regiodeal", label="regiodeal")
    first = concept_map()
    with CaptureQueriesContext(connection) as captured:
        assert concept_map() is first
    assert len(captured) == 1
    made.synonyms = "regionale afspraak"
    made.save()
    changed = concept_map()
    assert changed.version != first.version
    Concept.objects.filter(pk=made.pk).delete()
    assert concept_map().version not in {first.version, changed.version}


def test_a_change_that_is_committed_after_a_later_one_is_seen(homes: dict[str, HomePage]) -> None:
    early = factories.concept("term", "early", label="vroeg")
    late = factories.concept("term", "late", label="laat")
    late.save()
    before = concept_map()
    moment = Concept.objects.get(pk=early.pk).changed_at
    early.label = "veel vroeger"
    early.save()
    Concept.objects.filter(pk=early.pk).update(changed_at=moment)  # as if it was saved first and committed last
    assert concept_map().version != before.version
