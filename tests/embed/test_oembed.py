"""oEmbed, held to the specification (oembed.com) and to what WordPress lets through."""

import json
import re
from datetime import timedelta
from html import unescape
from xml.etree import ElementTree as ET

import pytest
from django.utils import timezone
from wagtail.models import Site

from knowledge.models import PracticeCase
from tests import factories
from tests.embed.addresses import english_twin

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
# What WordPress keeps of a provider it does not know: nothing without a frame that closes empty, and the quotation only
# when it comes first.
WORDPRESS = re.compile(r"^<blockquote>.*?</blockquote><iframe [^>]*></iframe>$", re.DOTALL)


@pytest.fixture
def case(homes):
    return factories.case(title='Bewoners & "de" dagopvang', slug="dagopvang")


@pytest.fixture
def ask(client):
    """Ask the endpoint; gives the response."""

    def _ask(url=None, **arguments):
        return client.get("/oembed", {**({} if url is None else {"url": url}), **arguments})

    return _ask


def address_of(page):
    return f"{SITE}{page.url.removeprefix(SITE)}"


def test_rich_answer_has_all_that_the_specification_asks(case, ask):
    response = ask(address_of(case))
    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == "application/json"
    answer = response.json()
    assert answer["type"] == "rich"
    assert answer["version"] == "1.0"
    assert answer["title"] == case.title
    assert answer["provider_name"] == "Kennisbank"
    assert answer["provider_url"] == f"{SITE}/"
    assert answer["cache_age"] == 300
    assert isinstance(answer["width"], int)
    assert isinstance(answer["height"], int)
    html = answer["html"]
    assert WORDPRESS.match(html)
    assert f'src="{SITE}/embed/v1/open/summary/{case.number}/nl/"' in html
    assert f'width="{answer["width"]}" height="{answer["height"]}"' in html
    assert 'title="Bewoners &amp; &quot;de&quot; dagopvang"' in html
    assert f'<a href="{SITE}/nl/praktijk/dagopvang/">' in html


def test_answer_may_be_read_and_cached_by_everyone(case, ask):
    response = ask(address_of(case))
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert response["Cache-Control"] == "public, no-cache"
    assert "Vary" not in response
    assert not response.cookies


def test_xml_says_the_same_as_json(case, ask):
    response = ask(address_of(case), format="xml")
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    root = ET.fromstring(response.content)  # noqa: S314  # our own answer
    assert root.tag == "oembed"
    as_json = ask(address_of(case), format="json").json()
    assert {child.tag: child.text for child in root} == {name: str(value) for name, value in as_json.items()}


def test_xml_survives_what_xml_cannot_hold(homes, ask):
    PracticeCase.objects.filter(pk=(case := factories.case(slug="x")).pk).update(
        title="a\x0b\x1f\ufffe]]>&<b> \u202e é"
    )
    root = ET.fromstring(ask(address_of(case), format="xml").content)  # noqa: S314  # our own answer
    assert root.find("title").text == "a]]>&<b> \u202e é"


def test_refusals_follow_the_specification(case, ask):
    assert ask().status_code == 400
    assert ask("").status_code == 400
    assert ask(address_of(case), format="yaml").status_code == 501
    assert ask(f"{SITE}/nl/praktijk/bestaat-niet/").status_code == 404
    assert ask("https://elders.example/nl/praktijk/dagopvang/").status_code == 404
    for wrong in ("0", "-5", "abc", "1.5", "9" * 400, "٣"):
        assert ask(address_of(case), maxwidth=wrong).status_code == 400
        assert ask(address_of(case), maxheight=wrong).status_code == 400


@pytest.mark.parametrize(
    ("arguments", "size"),
    [
        ({}, (600, 640)),
        ({"maxwidth": "400"}, (400, 640)),
        ({"maxwidth": "200"}, (200, 640)),
        ({"maxwidth": "5000", "maxheight": "5000"}, (600, 640)),
        ({"maxheight": "853", "maxwidth": "480"}, (480, 640)),
        ({"maxheight": "90"}, (600, 90)),
        ({"size": "card"}, (600, 400)),
        ({"size": "full", "maxheight": "750"}, (760, 750)),
        ({"size": "poster"}, (600, 640)),
        ({"unknown": "ignored", "maxwidth": ""}, (600, 640)),
    ],
)
def test_sizes_are_ceilings(case, ask, arguments, size):
    answer = ask(address_of(case), **arguments).json()
    assert (answer["width"], answer["height"]) == size
    assert f'width="{size[0]}" height="{size[1]}"' in answer["html"]


def test_too_narrow_a_place_gets_a_link(case, ask):
    answer = ask(address_of(case), maxwidth="199").json()
    assert answer["type"] == "link"
    assert answer["title"] == case.title
    assert not {"html", "width", "height"} & set(answer)


def test_address_is_understood_as_people_paste_it(case, ask):
    for pasted in (
        "http://testserver/nl/praktijk/dagopvang",
        "https://testserver/nl/praktijk/dagopvang/",
        "HTTP://TESTSERVER/nl/praktijk/dagopvang/",
        "http://testserver:80/nl/praktijk/dagopvang/",
        "http://testserver/nl/praktijk/dagopvang/?utm_source=mail#kort",
        "  http://testserver/nl/praktijk/dagopvang/  ",
        "http://testserver/nl/praktijk/dag%6Fpvang/",
    ):
        assert ask(pasted).status_code == 200, pasted


def test_size_may_stand_in_the_pasted_address(case, ask):
    answer = ask(address_of(case) + "?size=card").json()
    assert f"/embed/v1/open/card/{case.number}/nl/" in answer["html"]


def test_address_of_a_frame_is_understood_too(case, ask):
    answer = ask(f"{SITE}/embed/v1/open/full/{case.number}/nl/").json()
    assert f"/embed/v1/open/full/{case.number}/nl/" in answer["html"]
    assert ask(f"{SITE}/embed/v1/open/full/{case.number + 1000}/nl/").status_code == 404


def test_each_language_has_its_own_frame(case, ask):
    twin = english_twin(case, title="Residents & the day centre")
    answer = ask(address_of(twin)).json()
    assert answer["title"] == "Residents & the day centre"
    assert f"/embed/v1/open/summary/{case.number}/en/" in answer["html"]


def test_address_in_a_language_that_is_missing_gives_the_other_one(case, ask):
    answer = ask(f"{SITE}/en/practice/dagopvang/").json()
    assert answer["title"] == case.title


def test_former_address_still_answers(case, ask):
    before = address_of(case)
    case.slug = "nieuwe-naam"
    case.save_revision().publish()
    answer = ask(before).json()
    assert "/nl/praktijk/nieuwe-naam/" in answer["html"]


def test_page_of_another_kind_gets_a_link(homes, ask):
    answer = ask(address_of(homes["nl"])).json()
    assert answer["type"] == "link"
    assert answer["title"] == homes["nl"].title


def test_what_is_not_public_is_not_named(case, ask, restrict):
    english = english_twin(case, title="Residents")
    draft = factories.case(title="Concept", slug="concept", publish=False)
    expired = factories.case(title="Verlopen", slug="verlopen")
    PracticeCase.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    withdrawn = factories.case(title="Ingetrokken", slug="ingetrokken")
    withdrawn.unpublish()
    restrict(case)
    private = ask(address_of(case))
    assert private.status_code == 401
    assert "dagopvang" not in private.content.decode()
    for page in (english, draft, expired, withdrawn):
        for answer_format in ("json", "xml"):
            response = ask(f"{SITE}{page.url.removeprefix(SITE)}", format=answer_format)
            assert response.status_code == 404, page.title
            assert page.title not in response.content.decode()
    assert ask(f"{SITE}/embed/v1/open/card/{case.number}/nl/").status_code == 404


def test_refusals_are_not_kept_by_caches(case, ask):
    case.unpublish()
    response = ask(f"{SITE}/nl/praktijk/dagopvang/")
    assert response["Cache-Control"] == "public, no-cache"


def test_title_cannot_break_out(homes, ask):
    case = factories.case(title='"></iframe><script>alert(1)</script>', slug="x")
    html = json.loads(ask(address_of(case)).content)["html"]
    assert WORDPRESS.match(html)
    assert "<script" not in html
    assert unescape(re.search(r'title="([^"]*)"', html)[1]) == case.title


def test_answer_does_not_follow_the_host_header(case, client):
    response = client.get("/oembed", {"url": address_of(case)}, headers={"host": "localhost"})
    assert "localhost" not in response.content.decode()


def test_refusal_speaks_the_language_of_the_address(homes, ask):
    assert ask(f"{SITE}/en/practice/nothing/")["Content-Language"] == "en"
    assert ask(f"{SITE}/nl/praktijk/niets/")["Content-Language"] == "nl"
    assert ask("x" * 100)["Content-Language"] == "nl"


def test_answer_costs_few_queries(case, client, django_assert_max_num_queries):
    Site.clear_site_root_paths_cache()
    with django_assert_max_num_queries(8):
        assert client.get("/oembed", {"url": address_of(case)}).status_code == 200
