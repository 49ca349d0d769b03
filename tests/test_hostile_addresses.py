"""Hostile input to every public address: a page, a refusal or "not found", and never a server error."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = {
    "quotes": "%22%27%60",
    "unbalanced quote": "%22gemeente",
    "NUL": "a%00b",
    "long": "a" * 10_000,
    "right-to-left mark": "%E2%80%AE%E2%80%8Fgemeente",
    "broken UTF-8": "%FF%FE%C3%28",
    "lone surrogate": "%ED%A0%80",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "sql": "1%27%20OR%201=1;--",
    "template": "%7B%7B7*7%7D%7D%7B%25x%25%7D",
    "fts operators": "NEAR(a%20b)%20AND%20NOT%20*%20title:x%20%5E%20-",
    "tsquery operators": "a%20%26%20%7C%20!%20:*%20%3C-%3E%20(",
    "lucene operators": "%2B-%3D%26%26%7C%7C%3E%3C!()%7B%7D%5B%5D%5E~*%3F:%5C/",
    "negative": "-1",
    "huge number": "9" * 400,
    "newlines": "a%0d%0aSet-Cookie:x=y",
    "dots": "..%2f..%2f..%2fetc%2fpasswd",
    "emoji": "%F0%9F%92%A3%F0%9F%87%B3%F0%9F%87%B1",
    "empty": "",
}
ADDRESSES = [
    "/nl/{}/", "/en/{}/", "/nl/praktijk/{}/", "/nl/praktijk/?page={}", "/nl/praktijk/geval/?missing={}",
    "/nl/zoeken/?q={}", "/en/search/?q={}", "/nl/zoeken/?q=geval&theme={}", "/nl/zoeken/?q=geval&{}=1",
    "/nl/zoeken/?q=geval&page={}", "/nl/zoeken/?q=geval&sort={}", "/nl/zoeken/?q=geval&language={}",
    "/embed/v1/{}/card/1/nl/", "/embed/v1/open/{}/1/nl/", "/embed/v1/open/card/{}/nl/", "/embed/v1/open/card/1/{}/",
    "/oembed?url={}", "/oembed?url=http://testserver/nl/praktijk/geval/&format={}",
    "/oembed?url=http://testserver/nl/praktijk/geval/&maxwidth={}&maxheight={}",
    "/nl/insluiten/{}/", "/media/{}", "/documents/{}/x.pdf", "/{}",
]  # fmt: skip


@pytest.fixture(params=["database", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def site(request, homes):
    """A site with a page, that searches on its database and then on Elasticsearch."""
    if request.param == "elasticsearch":
        request.getfixturevalue("site_with_elasticsearch")
    factories.case(slug="geval", title="Geval")


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_never_a_server_error(site, name):
    client = Client(raise_request_exception=False)
    text = HOSTILE[name]
    answers = {address: client.get(address.replace("{}", text)) for address in ADDRESSES}
    allowed = {200, 301, 302, 400, 404, 410, 501}
    refused = {address: answer.status_code for address, answer in answers.items() if answer.status_code not in allowed}
    assert not refused
    for address, answer in answers.items():
        assert b"<script>alert" not in b"".join(answer), address
        assert "x=y" not in str(answer.headers), address
