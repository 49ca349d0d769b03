"""Every template answers, in both languages, in the frame that belongs to it."""

import pytest
from django.test import Client, RequestFactory
from wagtail.models import Locale

from home.models import HomePage, SiteSettings, StandardPage
from kennisbank.views import server_error, words_of_path
from knowledge.models import KnowledgeIndexPage
from tests import factories

TYPES = ("case", "research", "dilemma", "studio", "article")


def standing_page(home: HomePage, **fields: object) -> StandardPage:
    page: StandardPage = factories.store(StandardPage(locale=home.locale, **fields), home)
    return page


def html_of(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", TYPES)
def test_each_type_has_a_page_in_each_language(
    homes: dict[str, HomePage], client: Client, kind: str, language: str
) -> None:
    page = getattr(factories, kind)(title="Samen verder", language=language)
    html = html_of(client, page.url)
    assert f'<html lang="{language}">' in html
    assert "Samen verder</h1>" in html


@pytest.mark.parametrize("path", ["/nl/", "/en/", "/nl/praktijk/", "/en/practice/", "/nl/themas/", "/en/themes/"])
def test_home_and_sections_answer(homes: dict[str, HomePage], client: Client, path: str) -> None:
    html = html_of(client, path)
    assert f'<html lang="{path[1:3]}">' in html
    assert 'href="#content"' in html


def test_menu_shows_sections_of_the_language_and_footer_the_standing_pages(
    homes: dict[str, HomePage], client: Client
) -> None:
    standing_page(homes["nl"], title="Over de kennisbank", slug="over")
    standing_page(homes["en"], title="About", slug="about")
    html = html_of(client, "/nl/praktijk/")
    assert 'href="/nl/onderzoek/"' in html
    assert 'href="/en/research/"' not in html
    assert 'href="/nl/over/"' in html
    assert 'href="/en/about/"' not in html
    assert '<a href="/nl/praktijk/" aria-current="page">' in html


def test_a_section_that_is_not_visible_is_not_in_the_menu(homes: dict[str, HomePage], client: Client) -> None:
    KnowledgeIndexPage.objects.get(slug="onderzoek").unpublish()
    assert 'href="/nl/onderzoek/"' not in html_of(client, "/nl/")


def test_language_switch_leads_to_the_translation(homes: dict[str, HomePage], client: Client) -> None:
    html = html_of(client, "/nl/praktijk/")
    assert '<a href="/en/practice/" hreflang="en">' in html
    assert '<link rel="alternate" hreflang="en" href="http://testserver/en/practice/">' in html
    assert '<link rel="alternate" hreflang="nl" href="http://testserver/nl/praktijk/">' in html
    assert '<link rel="canonical" href="http://testserver/nl/praktijk/">' in html


def test_language_switch_says_that_there_is_no_translation(homes: dict[str, HomePage], client: Client) -> None:
    page = factories.case()
    twin = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    assert not twin.live
    html = html_of(client, page.url)
    assert '<a href="/en/" hreflang="en">' in html
    assert 'rel="alternate" hreflang="en"' not in html


def test_reader_led_here_from_a_missing_translation_is_told_so_in_the_language_asked_for(
    homes: dict[str, HomePage], client: Client
) -> None:
    page = factories.case()
    html = html_of(client, f"{page.url}?missing=en")
    assert 'lang="en">\n      <div class="utrecht-alert' in html
    assert "This page does not exist in English (yet)." in html
    assert "You are reading the one in Dutch." in html


def test_no_notice_of_a_missing_language_where_there_is_a_translation(
    homes: dict[str, HomePage], client: Client
) -> None:
    assert "does not exist" not in html_of(client, "/nl/praktijk/?missing=en")


@pytest.mark.parametrize("value", ["nl", "de", "", "en'", "<script>", "en&missing=nl", "x" * 5000])
def test_any_other_value_of_missing_is_ignored(homes: dict[str, HomePage], client: Client, value: str) -> None:
    html = html_of(client, f"{factories.case().url}?missing={value}")
    assert "does not exist" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(("path", "language"), [("/nl/dag-opvang/weg.html", "nl"), ("/en/day-centre/gone/", "en")])
def test_not_found_is_in_the_language_of_the_address(
    homes: dict[str, HomePage], client: Client, path: str, language: str
) -> None:
    html = html_of(client, path, status=404)
    assert f'<html lang="{language}">' in html


def test_words_of_a_path_are_what_one_would_search_for() -> None:
    assert words_of_path("/nl/praktijk/dag-opvang_oeverdorp-2.html") == "praktijk dag opvang oeverdorp"
    assert words_of_path("/en/") == ""
    assert words_of_path("/nl/" + "woord-" * 100) == "woord"


def test_server_error_needs_no_database(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/en/practice/"))
    assert answer.status_code == 500
    assert '<html lang="en">' in answer.content.decode()


def test_register_of_accessibility_statements_is_linked_when_it_is_set(
    homes: dict[str, HomePage], client: Client
) -> None:
    address = "https://www.toegankelijkheidsverklaring.nl/register/1"
    assert address not in html_of(client, "/nl/")
    assert not SiteSettings.objects.exists()
    SiteSettings.objects.create(site=homes["nl"].get_site(), accessibility_register_url=address)
    assert address in html_of(client, "/nl/")


def test_public_pages_set_no_cookie_and_load_nothing_inline(homes: dict[str, HomePage], client: Client) -> None:
    answer = client.get("/nl/")
    html = answer.content.decode()
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert " style=" not in html
    assert "<style" not in html
    assert "csrfmiddlewaretoken" not in html
