"""How programs find out that a page can be embedded."""

import re
from html import unescape

import pytest

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(homes):
    return factories.case(title='Bewoners & "de" dagopvang', slug="dagopvang")


def test_page_names_its_oembed_answers_early_in_the_head_json_first(case, client):
    html = client.get(case.url).content.decode()
    links = re.findall(r'<link rel="alternate" type="([^"]+oembed)" href="([^"]+)" title="([^"]+)">', html)
    assert [link[0] for link in links] == ["application/json+oembed", "text/xml+oembed"]
    assert {unescape(link[2]) for link in links} == {case.title}
    assert unescape(links[0][1]) == (
        "http://testserver/oembed?url=http%3A%2F%2Ftestserver%2Fnl%2Fpraktijk%2Fdagopvang%2F&format=json"
    )
    assert html.index("json+oembed") < html.index("</head>")
    assert len(html[: html.index("text/xml+oembed")].encode()) < 4096
    for _type, href, _title in links:
        assert client.get(unescape(href)).status_code == 200


def test_page_names_them_in_its_headers_too(case, client):
    response = client.get(case.url)
    links = re.findall(r'<([^>]+)>; rel="alternate"; type="([^"]+)"', response["Link"])
    assert [link[1] for link in links] == ["application/json+oembed", "text/xml+oembed"]
    for href, _type in links:
        assert client.get(href).status_code == 200


def test_pages_that_cannot_be_embedded_name_nothing(homes, client):
    response = client.get(homes["nl"].url)
    assert "oembed" not in response.content.decode()
    assert "Link" not in response
