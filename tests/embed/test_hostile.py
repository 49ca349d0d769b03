"""Whatever is thrown at the addresses of embeds: an answer, never a fault of the server."""

import pytest
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db

HOSTILE = [
    *("", " ", "'", '"', "' OR 1=1 --", "<script>alert(1)</script>", "{{ 7*7 }}", "..", "../../etc/passwd", "🙂"),
    *("%", "%00", "%ff%fe", "%u0041", "\x00", "1\x00", "\x0b", "\r\nSet-Cookie: a=b", "a" * 10_000, "é" * 2_000),
    *("-1", "0", "00000000000000000001", "1e9", "9" * 18, "9" * 19, "9" * 10_000, "٣", "½"),
    *("1\u200f", "\u202e1", "\u2066x\u2069", "\ud7ff", "http://testserver/nl/\u202e", "http://\u0661/"),
    *("http://", "http://[", "http://[::1", "http://a:b", "javascript:alert(1)", "//testserver/nl/"),
    *("http://testserver:99999/nl/", "http://testserver@evil.example/nl/", "http://testserver\\@evil.example/"),
    *("http://testserver/%00", "http://testserver/nl/%ff", "http://testserver/nl/'", "http://tést.example/"),
    *("http://testserver/nl/praktijk/" + "x/" * 900, "http://testserver/" + "%2e%2e/" * 50),
    "http://testserver/embed/v1/open/card/1%2F/nl/",
    "http://testserver/oembed?url=http://testserver/oembed",
]
FINE = {200, 301, 302, 400, 401, 404, 410, 501}


@pytest.fixture
def case(homes):
    return factories.case()


def test_hostile_addresses_of_frames(case, client):
    for value in HOSTILE:
        quoted = value.replace("%", "%25").replace("?", "%3F").replace("#", "%23")
        for path in (
            f"/embed/v1/{quoted}/card/{case.number}/nl/",
            f"/embed/v1/open/{quoted}/{case.number}/nl/",
            f"/embed/v1/open/card/{quoted}/nl/",
            f"/embed/v1/open/card/{case.number}/{quoted}/",
            f"/embed/{quoted}",
        ):
            response = client.get(path)
            assert response.status_code in {400, 404}, (path[:80], response.status_code)
            assert "<script>alert" not in response.content.decode()


def test_raw_bytes_in_an_address(case, client):
    for tail in ("%ff", "%c3%28", "%00", "%0d%0aSet-Cookie:a=b", "%F0%9F%99%82", "%E2%80%AE1"):
        response = client.get(f"/embed/v1/open/card/{tail}/nl/")
        assert response.status_code in {400, 404}
        assert not response.cookies


def test_hostile_questions_to_oembed(case, client):
    good = f"http://testserver{case.url.removeprefix('http://testserver')}"
    for value in HOSTILE:
        for name in ("url", "format", "maxwidth", "maxheight", "size", "callback"):
            response = client.get("/oembed", {"url": good, name: value})
            assert response.status_code in FINE, (name, value[:80], response.status_code)
            assert not response.cookies


def test_hostile_query_on_a_frame_changes_nothing(case, client):
    plain = client.get(f"/embed/v1/open/card/{case.number}/nl/")
    for value in HOSTILE:
        response = client.get(
            f"/embed/v1/open/card/{case.number}/nl/", {"schema": value, "secret": value, value: value}
        )
        assert response.status_code in {200, 400}
        if response.status_code == 200:
            assert response.content == plain.content


def test_instructions_of_unknown_numbers(case, client):
    base = reverse("embed_instructions", args=[case.number]).rstrip("/").rpartition("/")[0]
    for value in ("0", "-1", "9" * 18, "9" * 30, "x", "%00", str(case.number + 1000)):
        assert client.get(f"{base}/{value}/").status_code in {400, 404}
