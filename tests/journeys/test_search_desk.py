"""A reader asks in vain, an editor sees it and helps, and the next reader finds; in a real browser."""

import json

import pytest
from playwright.sync_api import expect

from tests.journeys import admin
from tests.real_parts import axe_source

pytestmark = pytest.mark.browser

QUESTION = "zwerfbakjes"
# What this browser calls itself without a window; robots that name themselves are not counted.
READER = {"user_agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36", "locale": "nl-NL"}


@pytest.fixture
def reader(chromium):
    """A reader's browser, with all that it tells the site."""
    context = chromium.new_context(**READER)
    context.set_default_timeout(20_000)
    page = context.new_page()
    told = []
    page.on("request", lambda request: "/count/" in request.url and told.append(request.post_data))
    page.on("console", lambda message: message.type == "error" and told.append(message.text))
    yield page, told
    assert context.cookies() == []
    context.close()


def ask(page, question):
    """Type a question and wait for the results, which come in place."""
    box = page.locator("main input[name=q]").first
    box.fill(question)
    box.press("Enter")
    expect(page.locator("[data-kb-question]")).to_have_attribute("data-kb-question", question)


def test_reader_asks_in_vain_editor_adds_a_synonym_and_the_next_reader_finds(demo_site, context, reader):
    page, told = reader
    page.goto(f"{demo_site}/nl/zoeken/")
    ask(page, "zwerf")  # on the way: looked at for no time
    with page.expect_response(lambda response: "/count/" in response.url) as answer:
        ask(page, QUESTION)
    assert answer.value.status == 204
    assert told == [f"q={QUESTION}&event=asked"]

    desk = context.new_page()
    admin.sign_in(desk, demo_site, "redacteur", "kennisbank")
    desk.goto(f"{demo_site}/admin/search-desk/?list=nothing")
    row = desk.locator("tr", has_text=QUESTION)
    row.locator("a[href*='/synonym/']").click()
    desk.locator("button[data-chooser-action-choose]").first.click()
    dialog = desk.locator(".modal-dialog")
    with desk.expect_response(lambda response: "q=" in response.url):
        dialog.locator("input[name=q]").fill("Vertrouwen")
    dialog.get_by_role("link", name="Vertrouwen (thema)").first.click()
    dialog.wait_for(state="detached")
    desk.locator("main form button[type=submit], main form button.button:not([type=button])").last.click()
    expect(desk.locator(".messages")).to_contain_text(QUESTION)

    page.goto(f"{demo_site}/nl/zoeken/?q={QUESTION}")
    with page.expect_request(lambda request: "event=opened" in (request.post_data or "")):
        page.locator("[data-kb-result] a").first.click()
    page.wait_for_load_state()
    assert told[1:] == [f"q={QUESTION}&event=asked", f"q={QUESTION}&event=opened"]
    page.go_back()
    page.locator("[data-kb-result] a").nth(1).click()
    page.wait_for_load_state()
    assert len(told) == 3  # going back asks and opens nothing new


def test_a_result_opened_by_keyboard_counts_and_filters_ask_nothing_anew(demo_site, reader):
    page, told = reader
    page.goto(f"{demo_site}/nl/zoeken/?q=vertrouwen&type=case")
    page.wait_for_timeout(2_000)  # longer than a question is looked at before it counts
    assert told == []
    page.locator("[data-kb-result] a").first.focus()
    with page.expect_request(lambda request: "/count/" in request.url):
        page.keyboard.press("Enter")
    assert told == ["q=vertrouwen&event=opened"]


def test_the_desk_has_no_accessibility_faults(demo_site, context):
    page = context.new_page()
    admin.sign_in(page, demo_site, "redacteur", "kennisbank")
    faults = {}
    for path in ("", "to-write/", "judged/", "explain/?question=vertrouwen&language=nl"):
        page.goto(f"{demo_site}/admin/search-desk/{path}")
        page.evaluate(axe_source())
        # What is Wagtail's own around it is not ours to judge.
        found = page.evaluate("axe.run('main .nice-padding')")["violations"]
        if found:
            faults[path] = [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]]
    assert not faults, json.dumps(faults, indent=1)
