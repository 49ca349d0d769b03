"""The page on which a webmaster finds what to copy."""

from html import unescape

import pytest

from embed.templatetags.embed_tags import embed_instructions
from tests import factories
from tests.embed.addresses import english_twin

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(homes):
    return factories.case(title='Bewoners & "de" dagopvang', slug="dagopvang")


def test_webmaster_finds_the_address_and_a_frame_in_each_size(case, client):
    response = client.get(embed_instructions(case))
    assert response.status_code == 200
    shown = unescape(response.content.decode())
    assert "<code>http://testserver/nl/praktijk/dagopvang/</code>" in shown
    for kind, width, height in (("card", 600, 400), ("summary", 600, 640), ("full", 760, 1020)):
        assert (
            f'<iframe src="http://testserver/embed/v1/open/{kind}/{case.number}/nl/" width="{width}" height="{height}"'
            in shown
        )
    # Nothing to run: the code is text to select, not a frame that loads.
    assert "<iframe" not in response.content.decode()
    assert "<script" not in response.content.decode()


def test_instructions_stand_in_the_language_of_their_address(case, client):
    twin = english_twin(case)
    assert embed_instructions(twin).startswith("/en/")
    assert f"/embed/v1/open/card/{case.number}/en/" in client.get(embed_instructions(twin)).content.decode()


def test_hidden_page_has_no_instructions(case, client, restrict):
    address = embed_instructions(case)
    restrict(case)
    response = client.get(address)
    assert response.status_code == 404
    assert "dagopvang" not in response.content.decode()


def test_page_that_cannot_be_embedded_has_no_instructions(homes):
    assert embed_instructions(homes["nl"]) == ""


def test_instructions_are_public_and_cacheable(case, client):
    response = client.get(embed_instructions(case))
    assert response["Cache-Control"] == "public, no-cache"
    assert not response.cookies
    assert "Vary" not in response
