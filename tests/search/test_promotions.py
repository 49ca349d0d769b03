"""What editors recommend above the results."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query as PromotedQuery
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import PageViewRestriction

from search.language import Alternative, Kind
from search.promotions import promoted
from search.queries import Query, Sort
from search.questions import Question, QuestionWord, parse
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site(homes):
    """Homes and sections in both languages."""


def promote(words, page=None, **fields):
    """What an editor enters in Wagtail's form."""
    return SearchPromotion.objects.create(query=PromotedQuery.get(words), page=page, **fields)


def titles(text, **fields):
    return [one.title for one in promoted(Query(text, **fields))]


def test_a_question_in_other_forms_shows_what_is_recommended():
    promote("de burgerinitiatieven", factories.case(title="Begin hier"))
    assert titles("Burgerinitiatief") == ["Begin hier"]
    assert titles("burgerinitiatief zorg") == []
    assert titles("zorg") == []
    assert titles("") == []
    assert titles("burgerinitiatief", page=2) == []
    assert titles("burgerinitiatief", sort=Sort.NEWEST) == []


def test_another_name_of_a_concept_is_the_same_question(monkeypatch):
    promote("waterschap", factories.case(title="Begin hier"))
    own, name = Alternative("hoogheemraadschap"), Alternative("waterschap", 0.5, Kind.CONCEPT)
    asked = Question(words=(QuestionWord("hoogheemraadschap", (own, name)),))
    monkeypatch.setattr(
        "search.promotions.parse", lambda text, *rest: asked if text == "hoogheemraadschap" else parse(text, *rest)
    )
    assert titles("hoogheemraadschap") == ["Begin hier"]


def test_what_readers_may_not_see_is_not_recommended():
    restricted = factories.case(title="Besloten")
    PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    withdrawn = factories.case(title="Ingetrokken")
    for page in (factories.case(title="Concept", publish=False), restricted, withdrawn):
        promote("zorg", page)
    withdrawn.unpublish()
    assert titles("zorg") == []


def test_a_recommendation_is_for_the_languages_that_are_searched():
    promote("zorg", factories.case(title="In English", language="en"))
    assert titles("zorg") == []
    assert titles("zorg", languages=("nl", "en")) == ["In English"]


def test_the_page_shows_recommendations_as_such_and_escaped(client):
    promote("zorg", factories.case(title="Begin <hier>"), description="Wij raden dit aan.")
    promote("zorg", external_link_url="https://example.org/", external_link_text="Elders", sort_order=9)
    content = client.get("/nl/zoeken/?q=zorg").content.decode()
    assert 'id="promoted"' in content
    assert "Begin &lt;hier&gt;" in content
    assert "Wij raden dit aan." in content
    assert 'href="https://example.org/"' in content


def test_asking_stores_nothing(client):
    client.get("/nl/zoeken/?q=zorg")
    assert not PromotedQuery.objects.exists()


def test_recommendations_cost_two_queries():
    for number in range(5):
        promote("zorg", factories.case(title=f"Zorg {number}"))
    titles("zorg")
    with CaptureQueriesContext(connection) as captured:
        assert len(titles("zorg")) == 5
    # The recommendations; the restrictions, which a request reads once; the names of concepts; pages and the site.
    assert len(captured) <= 7
