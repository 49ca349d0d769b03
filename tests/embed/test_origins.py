"""Who may frame us: what passes, what does not, and that nothing else ever becomes a header."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from embed.checks import check_frame_ancestors
from embed.origins import clean_origin
from embed.partners import partner
from kennisbank.settings import dev, production

GOOD = [
    ("https://intranet.example.nl", "https://intranet.example.nl"),
    ("https://Intranet.Example.NL", "https://intranet.example.nl"),
    ("https://intranet.example.nl:8443", "https://intranet.example.nl:8443"),
    ("https://intranet.example.nl:443", "https://intranet.example.nl"),
    ("https://*.sharepoint.com", "https://*.sharepoint.com"),
    ("https://*.example.nl:8443", "https://*.example.nl:8443"),
    ("https://gemeente-súdwest.example", "https://xn--gemeente-sdwest-cvb.example"),
    ("https://xn--gemeente-sdwest-cvb.example", "https://xn--gemeente-sdwest-cvb.example"),
    ("https://straße.example", "https://xn--strae-oqa.example"),
    ("https://a.b.c.d.example.nl", "https://a.b.c.d.example.nl"),
]
BAD = [
    "",
    " ",
    "*",
    "https:",
    "https://",
    "https://*",
    "https://*.nl",
    "https://*.*.example.nl",
    "https://www.*.nl",
    "https://a*.example.nl",
    "https://example.*",
    "http://intranet.example.nl",
    "http://localhost:8000",
    "http://localhost:*",
    "HTTPS://intranet.example.nl",
    "//intranet.example.nl",
    "intranet.example.nl",
    "*.sharepoint.com",
    "ftp://intranet.example.nl",
    "data:text/html,x",
    "javascript:alert(1)",
    "null",
    "'self'",
    "'none'",
    "'unsafe-inline'",
    "https://localhost",
    "https://intranet",
    "https://10.0.0.1",
    "https://1.2.3",
    "https://[::1]",
    "https://intranet.example.nl/",
    "https://intranet.example.nl/path",
    "https://intranet.example.nl?x",
    "https://intranet.example.nl#x",
    "https://user@intranet.example.nl",
    "https://user:pass@intranet.example.nl",
    "https://intranet.example.nl:",
    "https://intranet.example.nl:0",
    "https://intranet.example.nl:0443",
    "https://intranet.example.nl:65536",
    "https://intranet.example.nl:99999",
    "https://intranet.example.nl:*",
    "https://intranet.example.nl:٤٤٣",
    "https://intranet.example.nl:+1",
    " https://intranet.example.nl",
    "https://intranet.example.nl ",
    "https://intranet.example.nl https://evil.example",
    "https://intranet.example.nl,https://evil.example",
    "https://intranet.example.nl;script-src *",
    "https://intranet.example.nl; report-uri https://evil.example",
    "https://intranet.example.nl\n",
    "https://intranet.example.nl\r\nSet-Cookie: a=b",
    "https://intranet.example.nl\tx",
    "https://intranet.example.nl\x00",
    "https://intra\x00net.example.nl",
    "https://intranet.example.nl\u2028",
    "https://intranet\u00a0.example.nl",
    "https://intranet\u202e.example.nl",
    "https://.example.nl",
    "https://example..nl",
    "https://example.nl.",
    "https://-example.nl",
    "https://example-.nl",
    "https://exa_mple.nl",
    "https://exa'mple.nl",
    'https://exa"mple.nl',
    "https://exa<b>mple.nl",
    "https://exa\\mple.nl",
    "https://example.nl\\@evil.example",
    "https://example.nl%2eevil.example",
    "https://xn--.example.nl",
    "https://xn--\u0661.example.nl",
    "https://" + "a" * 64 + ".nl",
    "https://" + "a." * 200 + "nl",
    "https://" + "a" * 10_000 + ".nl",
]


@pytest.mark.parametrize(("value", "cleaned"), GOOD)
def test_origin_is_kept_as_browsers_compare_it(value, cleaned):
    assert clean_origin(value) == cleaned
    assert clean_origin(cleaned) == cleaned


@pytest.mark.parametrize("value", BAD)
def test_hostile_origin_is_refused_and_becomes_no_header(value, settings):
    with pytest.raises(ValidationError):
        clean_origin(value)
    settings.EMBED_FRAME_ANCESTORS = ["https://intranet.example.nl", value]
    assert partner("open").origins == ("https://intranet.example.nl",)
    assert [error.id for error in check_frame_ancestors(None)] == ["embed.E001"]


@pytest.mark.parametrize("value", ["http://localhost:*", "http://localhost:8123", "http://127.0.0.1:*"])
def test_this_machine_is_allowed_at_a_desk_only(value, settings):
    settings.EMBED_FRAME_ANCESTORS = [value]
    assert partner("open").origins == ()
    settings.EMBED_ALLOW_LOCAL = True
    assert partner("open").origins == (value,)
    assert check_frame_ancestors(None) == []


def test_settings_of_a_desk_pass_their_own_check(settings):
    assert production.EMBED_ALLOW_LOCAL is False
    settings.EMBED_ALLOW_LOCAL = dev.EMBED_ALLOW_LOCAL
    settings.EMBED_FRAME_ANCESTORS = dev.EMBED_FRAME_ANCESTORS
    assert check_frame_ancestors(None) == []


def test_preset_in_the_guide_passes():
    guide = (Path(__file__).parent.parent.parent / "docs" / "embedding.md").read_text(encoding="utf-8")
    preset = guide.partition("around it: `")[2].partition("`")[0].replace("<tenant>", "gemeente").split(",")
    assert len(preset) > 5
    assert [clean_origin(origin) for origin in preset] == preset


def test_an_origin_named_twice_stands_in_the_header_once(settings):
    settings.EMBED_FRAME_ANCESTORS = ["https://a.example.nl", "https://A.example.nl:443"]
    assert partner("open").origins == ("https://a.example.nl",)
