"""The results page as a reader uses it: without script, all of it in the address."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from wagtail.models import Site

from home.models import SiteSettings
from search.queries import NO_VALUE
from search.questions import MAX_QUESTION_LENGTH
from search.results import Correction
from search.service import search
from tests import factories

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
# What search asks by itself: the stamp of the concepts, its state, the index, exact titles, the order; and the columns,
# which a process keeps but for those read in a transaction such as a test's.
ENGINE_QUERIES = 7
# The same question in the other language: the engine's, pages with concepts, documents, and which can be read in Dutch.
OTHER_LANGUAGE_QUERIES = ENGINE_QUERIES + 5


@pytest.fixture
def address(homes):
    """The search page for Dutch readers."""
    with translation.override("nl"):
        return reverse("search")


def themed(*keys):
    """The concepts of a page with these themes."""
    return [*(factories.concept("theme", key) for key in keys), factories.concept("gov_layer", "municipality")]


def text_of(answer):
    return unescape(answer.content.decode())


def test_page_shows_what_was_found_with_the_words_marked(address, client):
    factories.case(title="Bewoners nemen de dagopvang over")
    answer = client.get(address, {"q": "dagopvang"})
    assert answer.status_code == 200
    assert "Bewoners nemen de <mark>dagopvang</mark> over" in text_of(answer)
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_what_an_editor_or_reader_writes_is_never_markup(address, client):
    factories.case(title="Een <script>alert(1)</script> in de titel")
    answer = client.get(address, {"q": 'script "><img src=x>'})
    assert b"<script>alert" not in answer.content
    assert b"<img src=x" not in answer.content


def test_filters_within_a_facet_widen_and_between_facets_narrow(address, client):
    factories.case(title="Dagopvang een", concepts=themed("trust"), phase="exploring")
    factories.case(title="Dagopvang twee", concepts=themed("care"), phase="exploring")
    factories.case(title="Dagopvang drie", concepts=themed("trust", "care"), phase="sharing")
    found = client.get(address, {"q": "dagopvang", "theme": ["trust", "care"], "phase": "exploring"}).context["results"]
    assert {hit.page.title for hit in found.hits} == {"Dagopvang een", "Dagopvang twee"}
    counts = {facet.name: {value.key: value.count for value in facet.values} for facet in found.facets}
    assert counts["theme"] == {"trust": 1, "care": 1}
    assert counts["phase"] == {"exploring": 2, "sharing": 1}  # as if no phase were chosen


def test_the_count_of_a_value_is_what_choosing_it_gives(address, client):
    for number, keys in enumerate([["trust"], ["care"], ["trust", "care"]]):
        phase = ["exploring", "sharing"][number % 2]
        factories.case(title=f"Dagopvang {number}", concepts=themed(*keys), phase=phase)
    state = {"q": "dagopvang", "phase": "exploring"}
    for facet in client.get(address, state).context["results"].facets:
        for value in facet.values:
            chosen = client.get(address, {**state, facet.name: value.key}).context["results"]
            assert chosen.total == value.count, (facet.name, value.key)


def test_chips_links_and_forms_keep_the_whole_state(address, client):
    factories.concept("theme", "trust", label="Vertrouwen")
    for number in range(12):
        factories.case(title=f"Dagopvang {number}")
    state = {"q": "dagopvang", "theme": "trust", "type": "case", "lang": "all", "sort": "title"}
    answer = client.get(address, state)
    view = answer.context["view"]
    assert [str(chip.label) for chip in view.chips][1:] == ["Vertrouwen"]
    without_theme = client.get(address + view.chips[1].url).context["results"].query
    assert (dict(without_theme.filters), without_theme.sort, without_theme.text) == (
        {"type": ("case",)},
        "title",
        "dagopvang",
    )
    second = client.get(address + view.next_url).context["results"]
    assert (second.page, second.pages, len(second.hits)) == (2, 2, 2)
    assert second.query.filters == {"type": ("case",), "theme": ("trust",)}
    assert second.query.languages == ("nl", "en")
    first = [hit.page.pk for hit in answer.context["results"].hits]
    assert not set(first) & {hit.page.pk for hit in second.hits}


def test_orders(address, client):
    for title in ("Dagopvang zuid", "Dagopvang noord", "Dagopvang"):
        factories.case(title=title)

    def order(sort):
        found = client.get(address, {"q": "dagopvang", "sort": sort}).context["results"]
        return [hit.page.title for hit in found.hits]

    assert order("title") == ["Dagopvang", "Dagopvang noord", "Dagopvang zuid"]
    assert order("newest") == ["Dagopvang", "Dagopvang noord", "Dagopvang zuid"]
    assert order("best")[0] == "Dagopvang"
    assert set(order("nonsense")) == set(order("best"))


def test_empty_page_says_what_is_close(address, client):
    factories.concept("theme", "care", label="Zorg")
    factories.case(title="Bewoners nemen de dagopvang over")
    answer = client.get(address, {"q": "dagopvang zzz", "theme": "care"})
    nearby = {str(other.label): (other.count, other.url) for other in answer.context["nearby"]}
    assert nearby["dagopvang"][0] == 1
    assert len(nearby) == 2  # the word on its own, and the question without its filter
    for count, url in nearby.values():
        assert client.get(address + url).context["results"].total == count
    assert "zzz" in text_of(answer)


def nearby(client, address, **state):
    """What an empty page offers, as counts by label; each leads to so many results."""
    answer = client.get(address, state)
    assert answer.context["results"].total == 0
    for other in answer.context["nearby"]:
        assert client.get(address + other.url).context["results"].total == other.count
    return {str(other.label): other.count for other in answer.context["nearby"]}


def test_empty_page_names_the_filter_that_stands_in_the_way(address, client):
    factories.concept("theme", "care", label="Zorg")
    factories.case(title="Buurtkas een", phase="exploring")
    factories.case(title="Buurtkas twee", phase="exploring")
    factories.case(title="Anders", concepts=themed("care"), phase="sharing")
    found = nearby(client, address, q="buurtkas", theme="care", phase="exploring")
    assert [count for label, count in found.items() if "Zorg" in label] == [2]
    assert next(iter(found.values())) == 2  # all filters away
    assert not [label for label in found if "Verkennen" in label]


def test_empty_page_offers_terms_close_to_the_words(address, client):
    factories.concept("gov_layer", "chain", label="Medezeggenschap")
    factories.case(title="Medezeggenschap in de zorg")
    found = nearby(client, address, q="medezegxyzzy")
    assert [count for label, count in found.items() if "Medezeggenschap" in label] == [1]


def test_empty_page_tells_how_to_ask_the_editors(address, client):
    SiteSettings.objects.create(site=Site.objects.get(), editors_mailbox="redactie@example.org")
    text = client.get(address, {"q": 'xyzzy & "> kas'}).content.decode()
    (link,) = re.findall(r'href="(mailto:[^"]*)"', text)
    assert link.startswith("mailto:redactie@example.org?subject=")
    assert "%20%26%20%22%3E%20kas" in link
    assert "<form" not in text.partition('id="results-heading"')[2]


def test_pages_without_a_value_can_be_chosen(address, client):
    factories.case(title="Buurtkas een", phase="exploring")
    factories.case(title="Buurtkas twee", phase="")
    answer = client.get(address, {"q": "buurtkas"})
    (phase,) = [facet for facet in answer.context["results"].facets if facet.name == "phase"]
    assert [(value.key, value.count) for value in phase.values] == [("exploring", 1), (NO_VALUE, 1)]
    chosen = client.get(address, {"q": "buurtkas", "phase": NO_VALUE})
    assert [hit.page.title for hit in chosen.context["results"].hits] == ["Buurtkas twee"]
    (chip,) = chosen.context["view"].chips
    assert ":" in str(chip.label)
    assert client.get(address, {"q": "buurtkas", "phase": [NO_VALUE, "exploring"]}).context["results"].total == 2


def test_empty_question_shows_everything(address, client):
    factories.case(title="Oud")
    factories.case(title="Nieuw")
    found = client.get(address).context["results"]
    assert [hit.page.title for hit in found.hits] == ["Nieuw", "Oud"]


def test_english_readers_search_english_pages(address, client):
    factories.case(title="Dagopvang 2026")
    factories.case(title="Day centre 2026", language="en")
    with translation.override("en"):
        english = reverse("search")
    found = client.get(english, {"q": "2026"}).context["results"]
    assert [hit.page.title for hit in found.hits] == ["Day centre 2026"]
    assert 'lang="nl"' in text_of(client.get(english, {"q": "dagopvang", "lang": "all"}))


def suggested(client, address, text):
    """The suggestions by group, as (title, note)."""
    groups = client.get(address + "suggest/", {"q": text}).json()["groups"]
    return {group["key"]: [(one["title"], one["note"]) for one in group["suggestions"]] for group in groups}


def test_the_same_question_is_asked_in_the_other_language(address, client):
    factories.case(title="Buurtkas in het dorp")
    factories.case(title="Day care 2026", language="en", bridge_title="Buurtkas overzee", bridge_message="Over zorg.")
    factories.case(title="Day centre 2026", language="en")
    answer = client.get(address, {"q": "buurtkas"})
    ((other, url),) = answer.context["view"].others
    assert (other.name, other.total) == ("Engels", 1)
    text = text_of(answer)
    # In Dutch, by the words that its editor wrote for Dutch readers, and marked as a page in English.
    assert "<mark>Buurtkas</mark> overzee" in text
    assert re.search(r"kb-label__language\">in \w* ?Engels<", text)
    assert "Day care 2026" not in text
    whole = client.get(address + url)
    assert whole.context["results"].total == 1
    assert whole.context["view"].others == []


def test_a_page_with_a_translation_is_shown_in_its_own_language(address, client):
    dutch = factories.case(title="Dagopvang")
    factories.case(
        title="Day care 2026", language="en", bridge_title="Dagopvang overzee", translation_key=dutch.translation_key
    )
    text = text_of(client.get(address, {"q": "2026", "lang": "all"}))
    assert '<h3 class="kb-card__title" lang="en">' in text
    assert "overzee" not in text


def test_languages_can_be_chosen(address, client):
    factories.case(title="Dagopvang 2026")
    factories.case(title="Day centre 2026", language="en")

    def titles(**state):
        return {hit.page.title for hit in client.get(address, {"q": "2026", **state}).context["results"].hits}

    assert titles() == titles(lang="") == titles(lang="nl") == titles(lang="xx") == {"Dagopvang 2026"}
    assert titles(lang="en") == {"Day centre 2026"}
    assert titles(lang="all") == {"Dagopvang 2026", "Day centre 2026"}


def test_what_was_corrected_can_be_searched_literally(address, client, monkeypatch):
    factories.case(title="Dagopvang")

    def corrected(query, *rest, **kinds):
        found = search(replace(query, text="dagopvang"), *rest, **kinds)
        correction = None if query.literal else Correction("dagopvnag", "dagopvang")
        return replace(found, query=query, correction=correction)

    monkeypatch.setattr("search.views.search", corrected)
    answer = client.get(address, {"q": "dagopvnag", "theme": "trust"})
    assert "dagopvang</b>" in text_of(answer)
    literal = client.get(address + answer.context["view"].literal_url).context["results"]
    assert (literal.query.text, literal.query.literal, literal.query.filters) == (
        "dagopvnag", True, {"theme": ("trust",)},
    )  # fmt: skip


def test_suggestions_are_pages_with_addresses(address, client):
    case = factories.case(title="Bewoners nemen de dagopvang over")
    answer = client.get(address + "suggest/", {"q": "dag bew"})
    (group,) = answer.json()["groups"]
    assert (group["key"], group["suggestions"]) == (
        "pages",
        [{"title": case.title, "url": case.url, "note": "Praktijkcase"}],
    )
    assert client.get(address + "suggest/").json() == {"groups": []}
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "public" in answer["Cache-Control"]


def test_suggestions_name_terms_that_lead_somewhere(address, client):
    used = factories.concept("gov_layer", "water", label="Waterschap", synonyms="Hoogheemraadschap")
    factories.concept("gov_layer", "waste", label="Waterleidingbedrijf")
    case = factories.case(concepts=[used, factories.concept("theme", "trust")])
    assert suggested(client, address, "water") == {"terms": [("Waterschap", "Bestuurslaag")]}
    assert suggested(client, address, "hoogh")["terms"] == [("Waterschap", "Hoogheemraadschap")]
    answer = client.get(address + "suggest/", {"q": "waterschap"}).json()
    found = client.get(answer["groups"][0]["suggestions"][0]["url"]).context["results"]
    assert [hit.page.pk for hit in found.hits] == [case.pk]
    case.unpublish()
    assert suggested(client, address, "water") == {}


@pytest.mark.parametrize(
    "query",
    [
        "q=%27", "q=%22", "q=" + "a" * 10_000, "q=" + "zorg+" * 2_000, "q=%E2%80%AEabc", "q=%E2%80%8F", "q=%00",
        "q=%ff%fe", "q=%ED%A0%80", "q[]=x", "q=a&q=b", "page=-1", "page=0", "page=99999999999999999999", "page=x",
        "page=%D9%A1", "page=9999&q=zorg", "theme=none", "theme=%27", "type=case&type=none&type=" + "x" * 5_000,
        "nonsense=1", "sort=%00", "sort=x", "lang=xx", "year=2026", "year=-1", "year=%D9%A1%D9%A1%D9%A1%D9%A1", "%",
        "evidence=99", "q=NEAR(a+b)", "phase=" + "&phase=exploring" * 200, "q=%3Cscript%3E&theme=%3Cscript%3E", "&&&",
        "q", "=", "q=%", "q=-%22-%22", "q=*",
    ],
)  # fmt: skip
def test_hostile_addresses_are_answered(address, client, query):
    factories.case()
    for path in (address, address + "suggest/"):
        assert client.get(f"{path}?{query}").status_code in {200, 400}


def test_long_question_is_cut_and_says_so(address, client):
    factories.case(title="Dagopvang")
    answer = client.get(address, {"q": "dagopvang " * 100})
    assert str(MAX_QUESTION_LENGTH) in text_of(answer)
    assert answer.context["question_was_cut"]
    assert answer.context["results"].total == 1


def test_other_methods_are_refused(address, client):
    assert client.post(address, {"q": "x"}).status_code == 405


def queries(client, address, **state):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address, state).status_code == 200
    return len(captured)


def test_queries_do_not_grow_with_the_number_of_results(address, client):
    makers = (factories.case, factories.research, factories.dilemma, factories.studio, factories.article)
    state = {"q": "dagopvang", "type": "case", "theme": "trust"}
    factories.case(title="Dagopvang")
    queries(client, address, **state)  # what is asked once in the life of a process
    few = queries(client, address, **state)
    for maker in makers:
        for number in range(4):
            maker(title=f"Dagopvang {number}", concepts=themed("trust", "care"))
            maker(title=f"Dagopvang {number}", language="en", bridge_title="Dagopvang")
    queries(client, address, **state)  # what is asked once after a change of concepts
    most = MOST_QUERIES + ENGINE_QUERIES + OTHER_LANGUAGE_QUERIES
    for asked in (state, {"q": "dagopvang"}, {}, {"q": "dagopvang", "page": "2"}):
        assert queries(client, address, **asked) <= most
    assert few <= most
    assert queries(client, address, q="dagopvang", lang="en") <= MOST_QUERIES + ENGINE_QUERIES
