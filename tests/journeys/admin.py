"""What an editor does in the admin, in steps that a journey reads as sentences."""

import re

from playwright.sync_api import Page, expect


def sign_in(page: Page, site: str, username: str, password: str) -> None:
    """Sign in to the admin."""
    page.goto(f"{site}/admin/login/")
    page.locator("#id_username").fill(username)
    page.locator("#id_password").fill(password)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{site}/admin/")


def choose_concept(page: Page, label: str, scheme: str) -> None:
    """Add a concept of a scheme, found by searching for its label."""
    page.locator("#id_concept_links-ADD").click()
    number = int(page.locator("#id_concept_links-TOTAL_FORMS").input_value()) - 1
    page.locator(f"#id_concept_links-{number}-concept-chooser button[data-chooser-action-choose]").first.click()
    dialog = page.locator(".modal-dialog")
    with page.expect_response(lambda response: "q=" in response.url):
        dialog.locator("input[name=q]").fill(label)
    dialog.get_by_role("link", name=f"{label} ({scheme})").first.click()
    dialog.wait_for(state="detached")
    expect(page.locator(f"#id_concept_links-{number}-concept")).not_to_have_value("")


def write_paragraph(page: Page, field: str, text: str) -> None:
    """Add a paragraph to a story and wait until the form holds it."""
    section = page.locator(f"[data-contentpath={field}]").first
    section.locator("button.c-sf-add-button").first.click()
    page.get_by_role("option", name="Tekst", exact=True).first.click()
    section.locator(".public-DraftEditor-content").first.click()
    page.keyboard.type(text)
    expect(section.locator("input[name$='-value']").first).to_have_value(re.compile(re.escape(text)))


def publish(page: Page) -> None:
    """Publish by the menu at the foot of the form, after the draft was saved by itself."""
    expect(page.get_by_text("Opgeslagen").first).to_be_visible()
    page.locator("footer .w-dropdown__toggle").last.click()
    page.locator("button[name=action-publish]").click()
    page.wait_for_load_state("load")


def start_translation(page: Page, site: str, page_id: str, language: str) -> str:
    """Send a page to be translated and give the id of its translation."""
    page.goto(f"{site}/admin/localize/submit/page/{page_id}/")
    page.get_by_label(language).check()
    page.get_by_role("button", name="Verzenden").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))
    return page_id_of(page)


def translate(page: Page, texts: dict[str, str]) -> None:
    """Translate each text in the translation editor and wait until it is saved."""
    for source, target in texts.items():
        button = page.get_by_role("button", name="Vertaal")
        segment = page.locator("li, div").filter(has_text=source).filter(has=button).last
        segment.get_by_role("button", name="Vertaal").click()
        page.locator("textarea").last.fill(target)
        page.get_by_role("button", name="Opslaan").click()
        expect(page.locator("textarea")).to_have_count(0)


def page_id_of(page: Page) -> str:
    """The id of the page whose form is open."""
    found = re.search(r"/admin/pages/(\d+)/", page.url)
    assert found, page.url
    return found.group(1)
