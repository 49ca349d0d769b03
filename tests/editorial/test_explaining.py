"""Why a page stands where it does, as an editor reads it."""

from datetime import timedelta
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import PageViewRestriction

from search.explanation import Absence, explain, standing
from search.language import Kind
from search.models import SearchDocument
from search.queries import Query
from search.service import search
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(homes, client):
    """A client of an editor."""
    client.force_login(factories.editor())
    return client


def ask(client, question, page=None, language="nl"):
    answer = client.get(
        reverse("search_desk_explain"),
        {"question": question, "language": language, "page": page.pk if page else ""},
    )
    assert answer.status_code == 200
    return answer


def text_of(answer):
    return " ".join(unescape(answer.content.decode()).split())


def pages():
    """Some pages to rank, of which the first has the words of "mandaat buurthuis" in its title."""
    first = factories.article(title="Mandaat voor het buurthuis")
    second = factories.article(title="Overleg", summary="Over een mandaat en het buurthuis.")
    for number in range(4):
        factories.article(title=f"Iets anders {number}")
    return first, second


def test_places_points_and_order_are_those_of_the_results(homes):
    pages()
    query = Query(text="mandaat buurthuis")
    ranked = standing(query, 20)
    assert [page_id for page_id, _points in ranked] == [hit.page.pk for hit in search(query).hits]
    for place, (page_id, points) in enumerate(ranked, start=1):
        told = explain(query, page_id)
        assert (told.place, told.total, told.absence) == (place, len(ranked), None)
        assert told.points == pytest.approx(points)
        assert told.points == pytest.approx(sum(word.points for word in told.words) * told.coverage * told.recency)


def test_the_words_of_the_page_are_told_with_their_fields(homes):
    first, _second = pages()
    word = explain(Query(text="mandaten"), first.pk).words[0]
    (term,) = [term for term in word.terms if term.kind is Kind.WORD]
    assert term.words["title"] == {"mandaat": 1}
    assert (term.pages, term.pages_in_all) == (2, 6)


def test_an_exact_title_is_told(homes):
    factories.article(title="Overleg in de wijk")
    exact = factories.article(title="Overleg")
    assert explain(Query(text="overleg"), exact.pk).is_exact_title


@pytest.mark.parametrize(
    ("question", "absence"),
    [
        ("mandaat -buurthuis", Absence.EXCLUDED),
        ('"buurthuis mandaat"', Absence.PHRASE),
        ("mandaat zonnepanelen wijkraad", Absence.TOO_LITTLE),
    ],
)
def test_why_a_page_is_not_among_the_results(homes, question, absence):
    first, _second = pages()
    factories.article(title="Zonnepanelen van de wijkraad")
    told = explain(Query(text=question), first.pk)
    assert (told.place, told.absence) == (None, absence)
    assert first.pk not in [hit.page.pk for hit in search(Query(text=question)).hits]


def test_a_page_in_another_language_is_no_result(homes):
    english = factories.article(title="A mandate", language="en")
    assert explain(Query(text="mandate"), english.pk).absence is Absence.LANGUAGE
    assert explain(Query(text="mandate", languages=("nl", "en")), english.pk).place == 1


def test_an_editor_reads_why_in_words(desk):
    first, _second = pages()
    with translation.override("en"):
        answer = ask(desk, "mandaat", first)
    assert answer.context["explanation"].place == 1
    assert any("mandaat 1×" in place for way in answer.context["words"][0].ways for place in way.where)
    assert "mandaat 1×" in text_of(answer)
    assert len(answer.context["standing"]) == 2


def test_a_draft_is_explained_to_who_may_edit_it_without_its_words(desk):
    draft = factories.article(title="Geheim mandaat", publish=False)
    answer = ask(desk, "mandaat", draft)
    assert answer.context["absence"]
    assert answer.context["why"]
    assert "words" not in answer.context
    assert answer.context["standing"] == []


def hidden(kind):
    page = factories.article(title="Geheim mandaat")
    if kind == "draft":
        page.unpublish()
    elif kind == "expired":
        type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(days=1))
    else:
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    return page


@pytest.mark.parametrize("kind", ["draft", "expired", "restricted"])
def test_who_may_not_edit_a_hidden_page_learns_nothing_of_it(homes, client, kind):
    page = hidden(kind)
    user = get_user_model().objects.create_user("lezer", password="x")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "use_search_desk"]))
    client.force_login(user)
    answer = ask(client, "mandaat", page)
    assert answer.context["form"].errors["page"]
    assert "Geheim mandaat" not in text_of(answer)
    assert "explanation" not in answer.context


def test_a_page_that_search_still_has_by_mistake_is_not_told(desk):
    page = factories.article(title="Geheim mandaat")
    type(page).objects.filter(pk=page.pk).update(live=False)  # as when the index lags behind
    assert SearchDocument.objects.get(pk=page.pk).visible
    answer = ask(desk, "mandaat", page)
    assert answer.context["standing"] == []
    assert "words" not in answer.context


NONSENSE = [
    {"question": ""}, {"question": "x" * 5_000}, {}, {"question": "a", "page": "x"}, {"question": "a", "page": "-1"},
    {"question": "a", "page": "9" * 30}, {"question": "a", "language": "xx"},
]  # fmt: skip


@pytest.mark.parametrize("parameters", NONSENSE)
def test_an_address_that_makes_no_sense_gives_the_form(desk, parameters):
    answer = desk.get(reverse("search_desk_explain"), parameters)
    assert answer.status_code == 200
    assert "explanation" not in answer.context
