"""The search page in a real browser: by keyboard, by the accessibility tree, in place, and without script."""

import json
import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.test_accessibility import violations

pytestmark = pytest.mark.browser
RESULTS = "/nl/zoeken/?q=bewoners"


@pytest.fixture
def page(context) -> Page:
    """A page that fails on a script's error and on anything that the content security policy stops."""
    faults = []
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    assert not faults, faults


def typed(page: Page, text: str) -> None:
    """Text in the search field, by keyboard, with its suggestions shown."""
    page.locator("#q").focus()
    page.keyboard.type(text)
    expect(page.get_by_role("listbox")).to_be_visible()


def active(page: Page) -> str:
    """The suggestion that the keyboard is at, as assistive technology is told; empty for none."""
    return page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )


def test_suggestions_by_keyboard(demo_site, page):
    page.goto(demo_site + "/nl/")
    typed(page, "bew")
    field = page.get_by_role("combobox")
    assert active(page) == ""
    page.keyboard.press("ArrowDown")
    assert "Bewoners nemen de dagopvang over" in active(page)
    expect(page.get_by_role("option", selected=True)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(field).to_have_value("bew")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")  # asks again
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Tab")  # to the button, through no suggestion
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(page.locator("form[role=search] button")).to_be_focused()
    typed(page, "o")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/praktijk/bewoners-nemen-de-dagopvang-over/")


def test_enter_without_a_choice_searches(demo_site, page):
    page.goto(demo_site + "/nl/")
    typed(page, "bewoners")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=bewoners")


def test_suggestions_in_the_accessibility_tree(demo_site, page):
    page.goto(demo_site + "/nl/")
    typed(page, "pa")
    tree = page.locator("form[role=search]").aria_snapshot()
    assert re.search(r'- combobox "Zoek in je eigen woorden" \[expanded\]', tree), tree
    assert re.search(r'- listbox ".+":', tree), tree
    assert len(re.findall(r'- group ".+":', tree)) >= 2, tree
    assert re.search(r'- option "Vrijwilligers beheren het park', tree), tree
    status = page.locator("form[role=search]").get_by_role("status").inner_text()
    assert status.split()[0] == str(page.get_by_role("option").count())


def test_results_in_the_accessibility_tree(demo_site, page):
    page.goto(demo_site + RESULTS + "&type=case")
    tree = page.locator("main").aria_snapshot()
    for line in (
        r'- heading "Zoekresultaten voor bewoners" \[level=1\]', r"- search:", r'- form "Filters":', r"- status",
        r'- heading "\d+ resultaten" \[level=2\]', r'- group "Thema":', r'- checkbox "Praktijkcase" \[checked\]',
        r'- link "Praktijkcase \(filter weghalen\)":', r'- combobox "Sorteer op":', r"- mark: Bewoners",
        r'- heading "Bewoners nemen de dagopvang over" \[level=3\]:', r'- radio "Nederlands" \[checked\]',
    ):  # fmt: skip
        assert re.search(line, tree), (line, tree)


def test_only_the_last_question_is_answered(demo_site, page):
    def slowly(route: Route) -> None:
        if "q=be&" in route.request.url + "&":
            page.wait_for_timeout(800)
        route.continue_()

    page.goto(demo_site + "/nl/")
    page.route("**/suggest/**", slowly)
    page.locator("#q").focus()
    page.keyboard.type("be")
    page.wait_for_timeout(300)
    page.keyboard.type("woners nemen")
    expect(page.get_by_role("option")).to_have_count(1)
    page.wait_for_timeout(1000)
    expect(page.get_by_role("option")).to_have_count(1)


def test_a_server_that_does_not_answer_leaves_a_working_form(demo_site, context):
    page = context.new_page()  # a failed request is an error on the console
    page.route("**/suggest/**", lambda route: route.abort())
    page.goto(demo_site + "/nl/")
    page.locator("#q").fill("bewoners")
    page.wait_for_timeout(500)
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=bewoners")


def total(page: Page) -> str:
    return page.locator("#results-heading").inner_text()


def test_results_refresh_in_place(demo_site, page):
    page.goto(demo_site + RESULTS)
    page.evaluate("window.same = true")
    everything = total(page)
    box = page.locator("#type-case")
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-search-status]")).to_have_text(re.compile(r"^\d+ "))
    assert total(page) != everything
    assert page.url.endswith("?q=bewoners&type=case")
    expect(box).to_be_focused()  # and checked still
    expect(box).to_be_checked()
    expect(page.locator("[data-search-status]")).to_have_text(total(page))
    assert "type=case" in page.locator(".kb-nav a[hreflang=en]").get_attribute("href")
    page.locator(".kb-chip[href]").focus()
    page.keyboard.press("Enter")  # the filter's chip goes, and the focus with it to the results
    expect(page.locator("#results-heading")).to_have_text(everything)
    expect(page.locator("#results-heading")).to_be_focused()
    page.go_back()
    expect(box).to_be_checked()
    page.go_back()
    expect(box).not_to_be_checked()
    assert page.url.endswith(RESULTS)
    assert page.evaluate("window.same")


def test_folds_stay_as_the_reader_left_them(demo_site, page):
    page.goto(demo_site + RESULTS)
    fold = page.locator("details[data-keep=theme]")
    fold.locator("summary").first.click()
    assert not fold.evaluate("fold => fold.open")
    page.locator("#type-case").check()
    expect(page.locator(".kb-chip[href]")).to_have_count(1)
    assert not fold.evaluate("fold => fold.open")


def test_next_page_and_order_in_place(demo_site, page):
    page.goto(demo_site + "/nl/zoeken/")
    page.evaluate("window.same = true")
    page.locator(".utrecht-pagination a").last.click()
    page.wait_for_url("**/zoeken/?page=2")
    expect(page.locator("#results-heading")).to_be_focused()
    page.locator("#sort").focus()
    page.locator("#sort").select_option("title")
    page.wait_for_url("**/zoeken/?sort=title")
    expect(page.locator("#sort")).to_be_focused()
    assert page.evaluate("window.same")


def test_a_failed_refresh_becomes_a_normal_page(demo_site, context):
    page = context.new_page()
    page.goto(demo_site + RESULTS)
    page.route(
        "**/zoeken/**", lambda route: route.abort() if route.request.resource_type == "fetch" else route.continue_()
    )
    page.evaluate("window.same = true")
    page.locator("#type-case").check()
    page.wait_for_url("**type=case")
    page.wait_for_load_state()
    assert not page.evaluate("window.same ?? false")
    expect(page.locator("#type-case")).to_be_checked()


def test_everything_works_without_script(demo_site, chromium: Browser):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(demo_site + "/nl/")
    page.locator("#q").fill("bewoners")
    page.keyboard.press("Enter")
    page.wait_for_url("**/zoeken/?q=bewoners")
    everything = total(page)
    page.locator("#type-case").check()
    page.locator("#lang-all").check()
    page.locator(".kb-filters button").click()
    assert "type=case" in page.url
    assert "lang=all" in page.url
    page.locator("#sort").select_option("title")
    page.locator(".kb-section__head button").click()
    assert re.search(r"type=case.*sort=title|sort=title.*type=case", page.url)
    page.locator(".kb-chip[href]").first.click()
    assert "type=case" not in page.url
    page.locator("#lang-").check()
    page.locator(".kb-filters button").click()
    assert total(page) == everything
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360, 320])
def test_open_suggestions_and_folds_have_no_accessibility_faults(demo_site, chromium: Browser, scheme, width):
    found = {}
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    for home, results in (("/nl/", RESULTS), ("/en/", "/en/search/?q=residents&phase=none")):
        page.goto(demo_site + home)
        typed(page, "pa")
        page.keyboard.press("ArrowDown")
        found[home] = [*violations(page), *sideways(page)]
        page.goto(demo_site + results)
        page.evaluate("document.querySelectorAll('main details').forEach(fold => { fold.open = true })")
        found[results] = [*violations(page), *sideways(page)]
    context.close()
    assert not any(found.values()), json.dumps(found, indent=1, ensure_ascii=False)


def sideways(page: Page) -> list[str]:
    """How far the page scrolls sideways, if it does."""
    overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{overflow} px sideways"] if overflow > 0 else []
