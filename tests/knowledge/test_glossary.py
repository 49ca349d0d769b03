"""The glossary that readers see, and the terms that every site begins with."""

from typing import Any

import pytest
from django.db import connection
from django.forms import modelform_factory
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from home.models import HomePage
from knowledge.models import Concept, ConceptLink, KnowledgeIndexPage
from knowledge.vocabularies import load_vocabularies
from tests import factories

pytestmark = pytest.mark.django_db


def address(language: str) -> str:
    with override(language):
        return reverse("glossary")


def term(key: str, dutch: str, english: str = "", **fields: Any) -> Concept:
    """A term in Dutch, and in English when it has an English name."""
    made = factories.concept("term", key, label=dutch, definition=f"Wat {dutch} is.", **fields)
    if english:
        factories.concept("term", key, "en", label=english, definition=f"What {english} is.")
    return made


def html_of(client: Client, language: str) -> str:
    answer = client.get(address(language))
    assert answer.status_code == 200
    return answer.content.decode()


def test_terms_stand_in_the_order_of_the_alphabet_under_their_letter(
    homes: dict[str, HomePage], client: Client
) -> None:
    term("public-value", "publieke waarde", "public value")
    term("europe", "Één loket", "one-stop shop")
    term("network", "beleidsnetwerk", "policy network", synonyms="netwerk van beleid", abbreviation="bn")
    html = html_of(client, "nl")
    places = [html.index(name) for name in ('id="letter-b"', "beleidsnetwerk", 'id="letter-e"', "Één loket",
              'id="letter-p"', "publieke waarde")]  # fmt: skip
    assert places == sorted(places)
    assert 'href="#letter-p"' in html
    assert 'href="#letter-a"' not in html
    assert 'id="term-network"' in html
    assert "netwerk van beleid" in html
    assert "(bn)" in html
    assert '<dd lang="en">policy network</dd>' in html
    assert "Wat beleidsnetwerk is." in html


def test_english_glossary_has_english_terms_only(homes: dict[str, HomePage], client: Client) -> None:
    term("public-value", "publieke waarde", "public value")
    term("house", "Huis van Thorbecke")
    html = html_of(client, "en")
    assert "What public value is." in html
    assert '<dd lang="nl">publieke waarde</dd>' in html
    assert "Thorbecke" not in html


def test_language_switch_leads_to_the_glossary_of_the_other_language(
    homes: dict[str, HomePage], client: Client
) -> None:
    html = html_of(client, "nl")
    assert f'<a href="{address("en")}" hreflang="en">' in html
    assert f'<link rel="alternate" hreflang="en" href="http://testserver{address("en")}">' in html
    assert f'<link rel="canonical" href="http://testserver{address("nl")}">' in html


def test_every_page_leads_to_the_glossary(homes: dict[str, HomePage], client: Client) -> None:
    assert f'href="{address("nl")}"' in client.get("/nl/").content.decode()
    assert f'href="{address("en")}"' in client.get("/en/").content.decode()


def test_what_an_editor_typed_is_shown_as_text(homes: dict[str, HomePage], client: Client) -> None:
    term("evil", "<script>alert(1)</script>")
    html = html_of(client, "nl")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)" in html


def test_anyone_may_keep_it_and_a_change_shows_at_once(homes: dict[str, HomePage], client: Client) -> None:
    made = term("public-value", "publieke waarde")
    answer = client.get(address("nl"))
    assert answer["Cache-Control"] == "public, no-cache"
    assert not answer.cookies
    unchanged = client.get(address("nl"), headers={"If-None-Match": answer["ETag"]})
    assert unchanged.status_code == 304
    made.definition = "Wat de samenleving eraan heeft."
    made.save()
    changed = client.get(address("nl"), headers={"If-None-Match": answer["ETag"]})
    assert changed.status_code == 200
    assert "Wat de samenleving eraan heeft." in changed.content.decode()


def test_more_terms_cost_no_more_queries(homes: dict[str, HomePage], client: Client) -> None:
    term("first", "eerste")
    few = queries(client)
    for number in range(30):
        term(f"term-{number}", f"begrip {number}", f"term {number}")
    assert queries(client) == few <= 6


def test_what_readers_may_not_see_is_not_named_around_it(homes: dict[str, HomePage], client: Client) -> None:
    term("public-value", "publieke waarde")
    section = KnowledgeIndexPage.objects.get(slug="onderzoek")
    assert section.url in html_of(client, "nl")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    factories.case(title="Geheim over publieke waarde", publish=False)
    html = html_of(client, "nl")
    assert section.url not in html
    assert "Geheim" not in html


def queries(client: Client) -> int:
    client.get(address("nl"))
    with CaptureQueriesContext(connection) as captured:
        client.get(address("nl"))
    return len(captured)


def test_pages_choose_concepts_but_no_terms_of_the_glossary(homes: dict[str, HomePage]) -> None:
    made = term("public-value", "publieke waarde")
    factories.concept("theme", "trust")
    field: Any = modelform_factory(ConceptLink, fields=["concept"])().fields["concept"]
    choices = field.queryset
    assert made not in choices
    assert choices.filter(scheme="theme").exists()


def test_loading_again_keeps_what_editors_changed_and_removed(homes: dict[str, HomePage]) -> None:
    load_vocabularies()
    Concept.objects.filter(scheme="term", key="agenda-setting").delete()
    count = Concept.objects.count()
    changed = Concept.objects.get(scheme="term", key="actor", locale__language_code="nl")
    changed.definition = "Onze eigen uitleg."
    changed.save()
    own = term("own", "eigen begrip", "own term")
    assert load_vocabularies() == (0, 0)
    changed.refresh_from_db()
    assert changed.definition == "Onze eigen uitleg."
    assert Concept.objects.filter(pk=own.pk).exists()
    assert Concept.objects.count() == count + 2
