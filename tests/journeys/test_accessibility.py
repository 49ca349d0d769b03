"""No template of the demo has a fault that axe finds: both languages, light and dark, wide and narrow."""

import json

import pytest
from playwright.sync_api import Browser

from tests.real_parts import axe_source

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADDRESSES = {
    "home": ("/nl/", "/en/"),
    "section": ("/nl/praktijk/", "/en/practice/"),
    "themes": ("/nl/themas/", "/en/themes/"),
    "theme": ("/nl/themas/vertrouwen/", "/en/themes/trust/"),
    "case": ("/nl/praktijk/bewoners-nemen-de-dagopvang-over/", None),
    "research": ("/nl/onderzoek/wanneer-houdt-een-burgerinitiatief-het-vol/", None),
    "dilemma": ("/nl/dilemmas/geef-ik-dit-initiatief-ruimte/", None),
    "studio": ("/nl/leerateliers/leeratelier-rolwisseling/", None),
    "seed studio": ("/nl/leerateliers/leeratelier-netwerkend-werken/", None),
    "article": ("/nl/artikelen/wat-is-netwerkend-werken/", None),
    "meeting": ("/nl/artikelen/netwerkdag-middelland-2027/", None),
    "standing page": ("/nl/over-de-kennisbank/", None),
    "results": ("/nl/zoeken/?q=burgerinitiatief", "/en/search/?q=residents"),
    "results in two languages": ("/nl/zoeken/?q=governance", "/en/search/?q=participatie&lang=all"),
    "no results": ("/nl/zoeken/?q=xyzzyqwerty", "/en/search/?q=xyzzyqwerty"),
    "frame, card": ("/embed/v1/open/card/1/nl/", "/embed/v1/open/card/1/en/"),
    "frame, full": ("/embed/v1/open/full/1/nl/", "/embed/v1/open/full/1/en/"),
    "how to embed": ("/nl/insluiten/1/", "/en/embed/1/"),
    "not found": ("/nl/bestaat-niet/", "/en/no-such-page/"),
}


def english_of(page, dutch):
    """The English address of a page by its language switch."""
    page.goto(dutch)
    return page.locator('link[rel="alternate"][hreflang="en"]').get_attribute("href")


def violations(page):
    """What axe finds, as readable lines."""
    page.evaluate(axe_source())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", TAGS)["violations"]
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary']}" for fault in found for node in fault["nodes"]
    ]


@pytest.mark.parametrize("name", ADDRESSES)
def test_template_has_no_accessibility_faults(demo_site, chromium: Browser, name):
    dutch, english = ADDRESSES[name]
    found = {}
    for scheme in ("light", "dark"):
        for width in (1280, 360):
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            for address in (demo_site + dutch, demo_site + english if english else english_of(page, demo_site + dutch)):
                page.goto(address)
                if faults := violations(page):
                    found[f"{address} {scheme} {width}"] = faults
                overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                if overflow > 0:
                    found[f"{address} {scheme} {width} sideways"] = [f"{overflow} px"]
            context.close()
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)
