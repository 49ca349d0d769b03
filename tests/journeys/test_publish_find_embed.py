"""The whole main job: an editor publishes in two languages, a civil servant finds it, an intranet shows it."""

import functools
import re
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import expect

from tests.journeys import admin

pytestmark = pytest.mark.browser

ENGLISH = {
    "Buren delen een moestuin": "Neighbours share a kitchen garden",
    "Buren maken van een braak terrein een moestuin.": "Neighbours turn waste ground into a kitchen garden.",
    "De gemeente had een braak terrein.": "The municipality owned waste ground.",
    "Buren tekenden een contract.": "Neighbours signed a contract.",
    "Veertig gezinnen oogsten samen.": "Forty families harvest together.",
    "Het water was niet geregeld.": "The water had not been arranged.",
}


@pytest.fixture
def intranet(tmp_path):
    """The address of a foreign site on a port of its own, and the folder it serves."""
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}", tmp_path
    server.shutdown()


def test_editor_publishes_in_two_languages_reader_finds_both_and_intranet_shows_it(demo_site, context, intranet):
    page = context.new_page()
    admin.sign_in(page, demo_site, "redacteur", "kennisbank")
    page.goto(f"{demo_site}/admin/pages/search/?q=Praktijkcases")
    write_an_incomplete_case(page)
    admin.publish(page)
    told = page.locator(".messages").inner_text()
    assert "Schrijf een samenvatting" in told
    assert "Kies minstens één bestuurslaag" in told
    expect(page.locator("[data-contentpath=outcomes] .help-critical")).to_be_visible()
    expect(page.locator("[data-contentpath=context] .public-DraftEditor-content")).to_contain_text("braak terrein")

    complete_the_case(page)
    admin.publish(page)
    expect(page.locator(".messages")).to_contain_text("is gepubliceerd")
    page.locator(".messages").get_by_role("link", name="Wijzig").click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/edit/"))

    admin.start_translation(page, demo_site, admin.page_id_of(page), "Engels")
    admin.translate(page, ENGLISH)
    page.get_by_role("button", name="Publiceer").click()
    expect(page.locator(".messages")).to_contain_text("gepubliceerd")

    reader = context.browser.new_context(java_script_enabled=False)
    dutch = "/nl/praktijk/buren-delen-een-moestuin/"
    english = "/en/practice/neighbours-share-a-kitchen-garden/"
    find(reader, f"{demo_site}/en/search/?q=kitchen+gardens", "Neighbours share a kitchen garden", english)
    found = find(reader, f"{demo_site}/nl/zoeken/?q=moestuinen", "Buren delen een moestuin", dutch)
    frame = address_to_paste(found)
    reader.close()

    host, folder = intranet
    (folder / "index.html").write_text(f'<!doctype html><title>Intranet</title><iframe src="{frame}"></iframe>')
    visitor = context.browser.new_context()
    seen = visitor.new_page()
    seen.goto(f"{host}/index.html")
    expect(seen.frame_locator("iframe").get_by_text("Buren delen een moestuin").first).to_be_visible()
    assert visitor.cookies() == []
    visitor.close()


def write_an_incomplete_case(page):
    page.locator("main").get_by_role("link", name="Praktijkcases").first.click()
    page.wait_for_url(re.compile(r"/admin/pages/\d+/"))
    parent = admin.page_id_of(page)
    page.goto(re.sub(r"/admin/.*", f"/admin/pages/add/knowledge/practicecase/{parent}/", page.url))
    page.get_by_role("textbox", name="Titel").first.fill("Buren delen een moestuin")
    admin.choose_concept(page, "Vertrouwen", "thema")
    admin.write_paragraph(page, "context", "De gemeente had een braak terrein.")


def complete_the_case(page):
    page.locator("#id_summary").fill("Buren maken van een braak terrein een moestuin.")
    admin.choose_concept(page, "Gemeente", "bestuurslaag")
    admin.write_paragraph(page, "intervention", "Buren tekenden een contract.")
    admin.write_paragraph(page, "outcomes", "Veertig gezinnen oogsten samen.")
    admin.write_paragraph(page, "failures", "Het water was niet geregeld.")


def find(reader, address, title, path):
    """Search, follow the result and give the opened page."""
    page = reader.new_page()
    page.goto(address)
    page.get_by_role("link", name=title).first.click()
    page.wait_for_load_state("load")
    assert page.url.endswith(path)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    return page


def address_to_paste(page):
    """What an intranet manager copies from the page."""
    page.get_by_role("link", name="Zet op je intranet").first.click()
    page.wait_for_load_state("load")
    code = page.locator("textarea, pre, code").filter(has_text="/embed/v1/").first.inner_text()
    found = re.search(r"https?://[^\s\"<]+/embed/v1/[^\s\"<]+", code)
    assert found, code
    return found.group(0)
