"""Programs that others wrote ask us for an embed, over HTTP."""

import re

import micawber
import pytest
from pyoembed import oEmbed
from wagtail.embeds.finders.oembed import OEmbedFinder

pytestmark = pytest.mark.xdist_group("demo")

CASE = "/nl/praktijk/bewoners-nemen-de-dagopvang-over/"
TITLE = "Bewoners nemen de dagopvang over"


def test_micawber_makes_a_frame_of_an_address_in_a_text(demo_site):
    providers = micawber.ProviderRegistry()
    providers.register(f"{re.escape(demo_site)}/.*", micawber.Provider(f"{demo_site}/oembed"))
    answer = providers.request(f"{demo_site}{CASE}", maxwidth=480, maxheight=853)
    assert answer["type"] == "rich"
    assert (answer["width"], answer["height"]) == (480, 640)
    text = micawber.parse_text(f"Lees dit:\n\n{demo_site}{CASE}\n", providers)
    assert "<iframe" in text
    assert TITLE in text


def test_pyoembed_discovers_the_answer_from_the_page(demo_site):
    answer = oEmbed(f"{demo_site}{CASE}", maxwidth=500)
    assert answer["title"] == TITLE
    assert answer["type"] == "rich"
    assert int(answer["width"]) == 500


def test_wagtail_embeds_our_page(demo_site):
    finder = OEmbedFinder(providers=[{"endpoint": f"{demo_site}/oembed", "urls": [f"^{re.escape(demo_site)}/.+$"]}])
    answer = finder.find_embed(f"{demo_site}{CASE}", max_width=500)
    assert answer["title"] == TITLE
    assert answer["provider_name"] == "Kennisbank"
    assert answer["width"] == 500
    assert "<iframe" in answer["html"]
    assert answer["cache_until"]
