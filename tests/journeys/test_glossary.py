"""The glossary and the terms in a page, in a real browser."""

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser

CASE = "/nl/praktijk/bewoners-nemen-de-dagopvang-over/"


def addresses() -> list[str]:
    """The glossary in both languages."""
    found = []
    for language in ("nl", "en"):
        with override(language):
            found.append(reverse("glossary"))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_glossary_has_no_accessibility_faults_and_fits(
    demo_site: str, chromium: Browser, scheme: str, width: int
) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for address in addresses():
        page.goto(demo_site + address)
        assert not violations(page)
        assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    context.close()


def open_first_term(page: Page, site: str) -> Page:
    """Open the definition of the first marked term of a page by keyboard."""
    page.goto(site + CASE)
    page.locator(".kb-term").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kb-term__note:popover-open")).to_have_count(1)
    return page


@pytest.mark.parametrize("script", [True, False])
def test_a_term_opens_by_keyboard_and_closes_with_escape(demo_site: str, chromium: Browser, script: bool) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 900}, java_script_enabled=script)
    page = open_first_term(context.new_page(), demo_site)
    box = page.locator(".kb-term__note:popover-open").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    page.keyboard.press("Escape")
    expect(page.locator(".kb-term__note:popover-open")).to_have_count(0)
    expect(page.locator(".kb-term").first).to_be_focused()
    context.close()


def test_an_open_definition_has_no_accessibility_faults_and_leads_to_the_glossary(
    demo_site: str, chromium: Browser
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = open_first_term(context.new_page(), demo_site)
    assert not violations(page)
    name = page.locator(".kb-term__note:popover-open b").inner_text()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/#term-*")
    expect(page.locator(".kb-entry:target .kb-entry__name")).to_contain_text(name.split(" (")[0])
    context.close()
