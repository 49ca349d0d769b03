"""Words of the glossary in the text of a page."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from home.models import HomePage, SiteSettings
from knowledge.glossary import GlossaryTerm
from knowledge.marking import Marks, names_of
from knowledge.models import Concept
from tests import factories

TERMS = (
    GlossaryTerm("regiodeal", "regiodeal", "Een afspraak.", plurals=("regiodeals",)),
    GlossaryTerm("woo", "Wet open overheid", "Een wet.", abbreviation="Woo"),
    GlossaryTerm("open", "open overheid", "Een overheid die laat zien wat zij doet."),
    GlossaryTerm("zbo", "zelfstandig bestuursorgaan", "Een organisatie.", "zbo", plurals=("zbo's",)),
    GlossaryTerm("bw", "college", "Een bestuur.", "B&W"),
    GlossaryTerm("rijk", "Rijk", "De centrale overheid."),
    GlossaryTerm("idea", "één loket", "Een plek & meer <b>."),
    GlossaryTerm("off", "beleid", "Niet gemerkt.", marked=False),
    GlossaryTerm("empty", "leeg", ""),
)
BUTTON = re.compile(
    r"<button type=\"button\" class=\"kb-term\" popovertarget=\"term-([a-z-]+)\">(.*?)</button>", re.DOTALL
)


def marked(*texts: str) -> list[tuple[str, str]]:
    """The marks in pieces of a page, as (key, shown words)."""
    page = Marks(names_of(TERMS), "/nl/begrippen/")
    return [found for text in texts for found in BUTTON.findall(page.mark(text))]


def plain(html: str) -> str:
    """HTML as it would be without marks."""
    without = re.sub(r"<span class=\"kb-term__note\".*?</a></span>", "", html)
    return BUTTON.sub(r"\2", without)


def test_a_mark_opens_the_definition_and_leads_to_the_glossary() -> None:
    html = Marks(names_of(TERMS), "/nl/begrippen/").mark("<p>De Woo geldt.</p>")
    assert html.startswith('<p>De <button type="button" class="kb-term" popovertarget="term-woo">Woo</button>')
    assert 'id="term-woo" popover>' in html
    assert "<b>Wet open overheid (Woo)</b> Een wet." in html
    assert '<a href="/nl/begrippen/#term-woo">' in html
    assert html.endswith(" geldt.</p>")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Een regiodeal en nog een regiodeal.", [("regiodeal", "regiodeal")]),
        ("Regiodeals helpen.", [("regiodeal", "Regiodeals")]),
        ("De wet open overheid.", [("woo", "wet open overheid")]),
        ("Een open\noverheid, dan de Woo.", [("open", "open\noverheid"), ("woo", "Woo")]),
        ("Open, overheid!", []),
        ("woo WOO Woo's", []),
        ("Een Woo-verzoek, of Woo- en Wob-zaken", []),
        ("Twee zbo’s.", [("zbo", "zbo’s")]),
        ("Zbo", []),
        ("Het college, dus B&amp;W.", [("bw", "college")]),
        ("Dus B&amp;W.", [("bw", "B&amp;W")]),
        ("Een rijk land in het Rijk.", [("rijk", "Rijk")]),
        ("Eén loket, één loket.", [("idea", "één loket")]),
        ("Beleid is leeg.", []),
        ("subregiodeal regiodealtje", []),
    ],
)
def test_words_that_are_a_use_of_a_term(text: str, found: list[tuple[str, str]]) -> None:
    assert marked(f"<p>{text}</p>") == found


@pytest.mark.parametrize("tag", ["a", "h2", "h3", "code", "blockquote", "button", "pre"])
def test_no_mark_inside(tag: str) -> None:
    html = f'<{tag} title="a > b">een <b>regiodeal</b> hier</{tag}>'
    assert Marks(names_of(TERMS), "/").mark(html) == html
    assert marked(html + "<p>een regiodeal</p>") == [("regiodeal", "regiodeal")]


def test_nested_markup_and_attributes_stay_whole() -> None:
    html = '<p>De <i>nieuwe <b>regiodeal</b></i> met <img alt="de Woo > alles"><br/>de Woo.</p>'
    assert marked(html) == [("regiodeal", "regiodeal"), ("woo", "Woo")]
    assert plain(Marks(names_of(TERMS), "/").mark(html)) == html


def test_first_use_only_over_all_pieces_of_a_page() -> None:
    assert marked("<p>regiodeal</p>", "<p>Regiodeals en de Woo</p>") == [("regiodeal", "regiodeal"), ("woo", "Woo")]


def test_what_editors_wrote_is_escaped() -> None:
    html = Marks(names_of(TERMS), "/").mark("<p>één loket &lt;script&gt; &amp;amp;</p>")
    assert "Een plek &amp; meer &lt;b&gt;." in html
    assert "&lt;script&gt; &amp;amp;</p>" in html
    assert "<script>" not in html


@given(st.lists(st.sampled_from(["regiodeal", "Woo", "B&W", "<b>", "&lt;", "een", " ", "één loket", '"', "'", ">"])))
def test_without_the_marks_the_text_is_what_it_was(pieces: list[str]) -> None:
    html = f"<p>{escape(' '.join(pieces))}</p><ul><li>{escape(''.join(pieces))}</li></ul>"
    assert plain(Marks(names_of(TERMS), "/").mark(html)).replace("&quot;", '"').replace("&#x27;", "'") == html.replace(
        "&quot;", '"'
    ).replace("&#x27;", "'")


def term(**fields: object) -> Concept:
    values = {"label": "regiodeal", "definition": "Een afspraak tussen Rijk en regio.", **fields}
    return factories.concept("term", "region-deal", **values)  # type: ignore[arg-type]


def html_of(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.django_db
def test_a_page_shows_the_first_use_of_a_term_in_its_text(homes: dict[str, HomePage], client: Client) -> None:
    term()
    page = factories.case(
        title="De regiodeal", summary="Over een regiodeal.",
        context=factories.paragraph("Er kwam een regiodeal."), needs="<p>Nog een regiodeal.</p>",
        intervention=[("heading", "Een regiodeal"), ("quote", {"text": "Wat een regiodeal.", "attribution": ""})],
    )  # fmt: skip
    html = html_of(client, page.url)
    assert BUTTON.findall(html) == [("region-deal", "regiodeal")]
    assert "Er kwam een <button" in html
    assert "Een afspraak tussen Rijk en regio." in html


@pytest.mark.django_db
def test_an_editor_turns_marking_off_for_a_term_or_the_site(homes: dict[str, HomePage], client: Client) -> None:
    made = term()
    page = factories.case(context=factories.paragraph("Er kwam een regiodeal."))
    assert 'class="kb-term"' in html_of(client, page.url)
    made.marked = False
    made.save()
    assert 'class="kb-term"' not in html_of(client, page.url)
    made.marked = True
    made.save()
    site = homes["nl"].get_site()
    SiteSettings.objects.create(site=site, mark_terms=False)
    assert 'class="kb-term"' not in html_of(client, page.url)


@pytest.mark.django_db
def test_a_page_has_the_definition_in_its_own_language(homes: dict[str, HomePage], client: Client) -> None:
    term()
    factories.concept("term", "region-deal", "en", label="Region Deal", definition="An agreement.")
    page = factories.case(language="en", context=factories.paragraph("A regiodeal is a Region Deal."))
    html = html_of(client, page.url)
    assert "A regiodeal is a <button" in html
    assert "An agreement." in html


@pytest.mark.django_db
def test_marking_costs_one_query(homes: dict[str, HomePage], client: Client) -> None:
    term()
    page = factories.case(context=factories.paragraph("Er kwam een regiodeal."))
    site = SiteSettings.objects.create(site=homes["nl"].get_site(), mark_terms=False)
    without = queries(client, page.url)
    SiteSettings.objects.filter(pk=site.pk).update(mark_terms=True)
    assert queries(client, page.url) == without + 1


def queries(client: Client, url: str) -> int:
    client.get(url)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


@pytest.mark.django_db
def test_frames_on_other_sites_have_no_marks(homes: dict[str, HomePage], client: Client) -> None:
    term()
    page = factories.case(context=factories.paragraph("Er kwam een regiodeal."))
    assert "kb-term" not in html_of(client, f"/embed/v1/open/full/{page.number}/nl/")
