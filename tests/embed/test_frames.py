"""What a reader sees in the frame on her intranet, and what the frame sends along."""

import re
from datetime import date
from itertools import product

import pytest
from wagtail.models import Site

from tests import factories
from tests.embed.addresses import ANCESTORS, KINDS, address, english_twin

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(homes):
    return factories.case(title="Bewoners nemen de dagopvang over")


def test_frame_carries_exactly_the_headers_that_let_it_stand_elsewhere(case, client):
    for kind in KINDS:
        assert_framable(client.get(address(case.number, kind)))


def assert_framable(response):
    assert response.status_code == 200
    policy = response["Content-Security-Policy"].split("; ")
    assert policy[-1] == ANCESTORS
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Content-Language"] == "nl"
    for absent in ("X-Frame-Options", "Vary", "Set-Cookie"):
        assert absent not in response
    assert not response.cookies


def test_unchanged_frame_costs_a_304_with_the_same_policy(case, client):
    for kind in KINDS:
        first = client.get(address(case.number, kind))
        second = client.get(address(case.number, kind), headers={"if-none-match": first["ETag"]})
        assert second.status_code == 304
        assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
        assert second["ETag"] == first["ETag"]
        for absent in ("X-Frame-Options", "Vary", "Set-Cookie"):
            assert absent not in second


def test_frame_is_the_same_for_every_reader(case, client):
    plain = client.get(address(case.number))
    other = client.get(
        address(case.number),
        headers={
            "accept-language": "en",
            "cookie": "django_language=en; csrftoken=0123456789abcdefghijABCDEFGHIJ01",
            "referer": "https://a.example",
        },
    )
    assert other.content == plain.content
    assert other["ETag"] == plain["ETag"]


def test_correction_shows_at_once(case, client):
    before = client.get(address(case.number))
    case.title = "Bewoners houden de dagopvang open"
    case.save_revision().publish()
    after = client.get(address(case.number), headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "Bewoners houden de dagopvang open" in after.content.decode()


def test_frame_loads_nothing_from_elsewhere_and_holds_no_inline_style_or_script(case, client):
    for kind in KINDS:
        html = client.get(address(case.number, kind)).content.decode()
        loaded = re.findall(r'<(?:link rel="stylesheet"|script|img|iframe)[^>]*?(?:href|src)="([^"]+)"', html)
        assert loaded == ["/static/embed/frame.css", "/static/embed/frame.js"]
        assert not re.search(r"<style|style=|<script(?![^>]* src=)|csrf|\son\w+=", html)


def test_frame_leads_to_the_original_with_its_date_and_number(case, client):
    for kind in KINDS:
        html = client.get(address(case.number, kind)).content.decode()
        original = f"http://testserver/nl/praktijk/{case.slug}/"
        assert f'<link rel="canonical" href="{original}">' in html
        assert '<meta name="robots" content="noindex">' in html
        footer = html[html.index("<footer") :]
        assert f'<a href="{original}" target="_blank" rel="noopener">' in footer
        assert str(date.today().year) in footer
        assert f"kb-{case.number:05d}" in footer


def test_card_is_short_summary_longer_and_full_tells_all(case, client):
    texts = {kind: client.get(address(case.number, kind)).content.decode() for kind in KINDS}
    assert "Bewoners namen de dagopvang over." in texts["card"]
    assert "De gemeente hielp op afstand." not in texts["card"]
    assert "De gemeente hielp op afstand." in texts["summary"]
    assert "Achtendertig bezoekers per week." in texts["full"]


def test_page_that_moved_keeps_its_frame(case, client):
    before = address(case.number)
    case.slug = "een-andere-naam"
    case.save_revision().publish()
    html = client.get(before).content.decode()
    assert "http://testserver/nl/praktijk/een-andere-naam/" in html


def test_frame_speaks_the_language_of_its_address(case, client):
    english_twin(case)
    assert "Bewoners nemen de dagopvang over" in client.get(address(case.number)).content.decode()
    response = client.get(address(case.number, language="en"))
    assert "Residents take over the day centre" in response.content.decode()
    assert '<html lang="en"' in response.content.decode()
    assert response["Content-Language"] == "en"


def test_missing_language_shows_the_other_one_and_says_so(homes, client):
    case = factories.case(title="Bewoners nemen de dagopvang over", bridge_title="Residents take over")
    response = client.get(address(case.number, language="en"))
    html = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="nl"' in html
    assert '<div class="kb-alert kb-alert--note" lang="en">' in html
    assert "This page does not exist in this language yet." in html
    assert "Residents take over" in html
    assert "Bewoners nemen de dagopvang over" in html


WRONG = [
    "/embed/",
    "/embed/v1/",
    "/embed/v2/open/card/1/nl/",
    "/embed/v1/gemeente-x/card/{number}/nl/",
    "/embed/v1/open/poster/{number}/nl/",
    "/embed/v1/open/../{number}/nl/",
    "/embed/v1/open/card/{number}/fr/",
    "/embed/v1/open/card/-{number}/nl/",
    "/embed/v1/open/card/+{number}/nl/",
    "/embed/v1/open/card/{number}.0/nl/",
    "/embed/v1/open/card/{number}/nl/extra/",
]


def test_wrong_address_is_a_404_in_the_style_of_a_frame(case, client):
    for path in WRONG:
        response = client.get(path.format(number=case.number))
        assert response.status_code == 404
        assert "/static/embed/frame.css" in response.content.decode()
        assert "X-Frame-Options" not in response
        assert "Vary" not in response
        assert response["Content-Security-Policy"].endswith(ANCESTORS)


def test_forgotten_last_slash_is_forgiven(case, client):
    assert client.get(address(case.number).rstrip("/")).status_code == 200


def test_only_reading_is_allowed(case, client):
    for method in (client.post, client.put, client.delete):
        assert method(address(case.number)).status_code == 405


def test_host_chooses_light_or_dark(case, client):
    for asked, shown in {"dark": "dark", "auto": "auto", "'\"><x": "light", "": "light"}.items():
        html = client.get(address(case.number), {"schema": asked}).content.decode()
        assert f'data-schema="{shown}"' in html
        assert "<x" not in html


def test_title_cannot_break_out(homes, client):
    case = factories.case(title="</title><script>alert(1)</script>\"'", slug="x")
    for kind in KINDS:
        html = client.get(address(case.number, kind)).content.decode()
        assert "<script>alert" not in html


def test_every_type_has_every_kind_within_eight_queries(homes, client, django_assert_max_num_queries):
    pages = [factories.case(), factories.research(), factories.dilemma(), factories.studio(), factories.article()]
    for page, kind in product(pages, KINDS):
        Site.clear_site_root_paths_cache()
        with django_assert_max_num_queries(8):
            response = client.get(address(page.number, kind))
        assert response.status_code == 200
        assert page.title in response.content.decode()


def test_outdated_page_and_correction_are_named_in_every_kind(homes, client):
    notice = {"date": date(2026, 11, 3), "kind": "correction", "text": "Het waren er elf."}
    case = factories.case(reader_status="outdated", notices=[("item", notice)])
    for kind in KINDS:
        html = client.get(address(case.number, kind, "nl")).content.decode()
        assert "kb-alert--error" in html
        assert "Het waren er elf." in html


def test_names_in_lists_show_as_words(homes, client):
    factories.concept("value", "autonomy", label="Zelf beslissen")
    perspective = {
        "who": "De bewoner",
        "position": "Laat ons.",
        "interest": "",
        "value": "autonomy",
        "desired_role": "",
    }
    dilemma = factories.dilemma(perspectives=[("item", perspective), ("item", {**perspective, "who": "De jurist"})])
    html = client.get(address(dilemma.number, "full")).content.decode()
    assert "Zelf beslissen" in html
    assert "autonomy" not in html
