"""Every spelling of an address within the old site is understood."""

import pytest

from plone_import.items import Export, Item
from plone_import.links import LinkIndex


def made(path, **fields):
    return Item(uid=path, type="Document", path=path, title=path, **fields)


ITEMS = tuple(map(made, ("/nl", "/nl/a", "/nl/a/een", "/nl/b/twee", "/nl/b/rapport.pdf", "/nl/b/logo.png", "/nl/café")))
REDIRECTS = {"/kb/oud": "/kb/ouder", "/kb/ouder": "/kb/nl/a/een", "/kb/rond": "/kb/rond"}
INDEX = LinkIndex(
    Export(ITEMS, (), "http://oud.example.nl/kb", "kb", (), redirects=REDIRECTS), hosts=["www.ouder.example.nl"]
)
BASE = ITEMS[2]

FOUND = [
    ("resolveuid//nl/a", ""),
    ("pagina-die-er-niet-is", ""),
    ("een", "/nl/a/een"),
    ("een/view", "/nl/a/een"),
    ("./een/", "/nl/a/een"),
    ("../b/twee#kop", "/nl/b/twee"),
    ("../b/twee/@@some-view?x=1", "/nl/b/twee"),
    ("../b/rapport.pdf/at_download/file", "/nl/b/rapport.pdf"),
    ("../b/rapport.pdf/@@download/file/Rapport.pdf", "/nl/b/rapport.pdf"),
    ("../b/logo.png/image_mini", "/nl/b/logo.png"),
    ("../b/logo.png/@@images/image/large", "/nl/b/logo.png"),
    ("/nl/b/twee", "/nl/b/twee"),
    ("/kb/nl/b/twee", "/nl/b/twee"),
    ("http://oud.example.nl/kb/nl/b/twee", "/nl/b/twee"),
    ("HTTP://OUD.example.nl/kb/nl/b/twee/", "/nl/b/twee"),
    ("https://www.ouder.example.nl/b/twee", "/nl/b/twee"),
    ("//oud.example.nl/kb/nl/b/twee", "/nl/b/twee"),
    ("${portal_url}/nl/b/twee", "/nl/b/twee"),
    ("/nl/caf%C3%A9", "/nl/café"),
    ("/nl/cafe\u0301", "/nl/café"),
    ("/kb/oud", "/nl/a/een"),
    ("/kb/rond", ""),
    ("../../../../../etc/passwd", ""),
    ("http://[kapot", ""),
    ("javascript:alert(1)", ""),
    ("data:text/html,x", ""),
    ("vbscript:x", ""),
    ("#kop", "/nl/a/een"),
]


@pytest.mark.parametrize(("href", "uid"), FOUND)
def test_address_within_the_site(href, uid):
    target = INDEX.find(href, BASE)
    assert target.uid == uid
    assert not target.url
    assert bool(target.problem) == (not uid)


@pytest.mark.parametrize(
    "href",
    [
        "resolveuid/UID7",
        "../../resolveuid/UID7/view",
        "/kb/resolveuid/UID7/@@images/image/x",
        "http://oud.example.nl/kb/ResolveUid/UID7#kop",
    ],
)
def test_address_by_uid(href):
    index = LinkIndex(Export((Item("UID7", "Document", "/nl/x", "x"),), (), "http://oud.example.nl/kb", "kb", ()))
    assert index.find(href, BASE).uid == "UID7"


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("https://elders.example.org/a b?x=1", "https://elders.example.org/a%20b?x=1"),
        ("HTTP://ELDERS.example.org/", "http://ELDERS.example.org/"),
        ("//elders.example.org/a", "https://elders.example.org/a"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("tel:+31701234567", "tel:+31701234567"),
    ],
)
def test_address_elsewhere_stays(href, url):
    assert INDEX.find(href, BASE).url == url
