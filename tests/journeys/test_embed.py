"""A page of ours in someone else's page, in a real browser."""

import json
import re
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.journeys.hosts import LISTENER, host
from tests.journeys.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

CASE = "/nl/praktijk/bewoners-nemen-de-dagopvang-over/"
TITLE = "Bewoners nemen de dagopvang over"
NOT_ON_THE_LIST = "127.0.0.2"


@pytest.fixture(scope="module")
def frame_of(demo_site):
    """The address of the frame of a page, found as any program would find it."""

    def _frame_of(path=CASE, kind="card", language="nl"):
        answer = json.loads(read(f"{demo_site}/oembed?url={demo_site}{path}&size={kind}"))
        return re.search(r'src="([^"]+)"', answer["html"])[1].removesuffix("nl/") + f"{language}/"

    return _frame_of


def read(address):
    """What stands at an address."""
    with urlopen(address, timeout=20) as response:  # noqa: S310  # an address of this machine
        return response.read().decode()


def inside(page):
    """The document in the only frame of a page."""
    return page.frames[1]


def test_allowed_host_shows_the_page_and_follows_its_height(frame_of, context):
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for kind in ("card", "summary", "full"):
        with host(
            f'<iframe src="{frame_of(kind=kind)}" width="600" height="150" title="x"></iframe>{LISTENER}'
        ) as address:
            page.goto(address)
            page.frame_locator("iframe").get_by_role("heading", name=TITLE).wait_for()
            page.wait_for_function("document.querySelector('iframe').offsetHeight > 200")
            heights = inside(page).evaluate("[document.documentElement.scrollHeight, innerHeight]")
            assert heights[0] <= heights[1] + 1, f"{kind} still scrolls"
            page.wait_for_timeout(400)
            ours = page.evaluate("heard.filter(message => message.type === 'kennisbank:height')")
            assert 0 < len(ours) < 8, "the height keeps growing"
            assert all(message["version"] == 1 for message in ours)
            iframely = page.evaluate("heard.filter(message => typeof message === 'string').map(JSON.parse)")
            assert iframely[-1]["context"] == "iframe.resize"
            assert iframely[-1]["height"] == ours[-1]["height"]
            assert {urlsplit(url).netloc for url in asked} == {urlsplit(url).netloc for url in (address, frame_of())}
            asked.clear()
    assert context.storage_state() == {"cookies": [], "origins": []}


def test_host_that_is_not_on_the_list_is_blocked(frame_of, context):
    page = context.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    with host(f'<iframe src="{frame_of()}" title="x"></iframe>', NOT_ON_THE_LIST) as address:
        page.goto(address)
        page.wait_for_timeout(500)
        assert TITLE not in inside(page).content()
    assert any("frame-ancestors" in complaint for complaint in complaints)


def test_frame_within_a_frame_needs_every_host_on_the_list(frame_of, context):
    page = context.new_page()
    with host(f'<iframe src="{frame_of()}" title="x"></iframe>') as inner:
        with host(f'<iframe src="{inner}" title="x"></iframe>') as outer:
            page.goto(outer)
            page.frame_locator("iframe").frame_locator("iframe").get_by_role("heading", name=TITLE).wait_for()
        with host(f'<iframe src="{inner}" title="x"></iframe>', NOT_ON_THE_LIST) as outer:
            page.goto(outer)
            page.wait_for_timeout(500)
            assert TITLE not in page.frames[2].content()


def test_unchanged_frame_shows_again_after_a_304(frame_of, context):
    page = context.new_page()
    statuses = []
    page.on("response", lambda response: "/embed/v1/" in response.url and statuses.append(response.status))
    with host(f'<iframe src="{frame_of()}" title="x"></iframe>') as address:
        for _visit in range(3):
            page.goto(address)
            page.frame_locator("iframe").get_by_role("heading", name=TITLE).wait_for()
    assert len(statuses) == 3


def test_sites_own_pages_stand_in_no_frame(demo_site, context):
    page = context.new_page()
    with host(f'<iframe src="{demo_site}{CASE}" title="x"></iframe>') as address:
        page.goto(address)
        page.wait_for_timeout(500)
        assert TITLE not in inside(page).content()


def test_wordpress_hears_the_height_with_its_secret_out_of_its_sandbox(frame_of, context):
    page = context.new_page()
    frame = f'<iframe sandbox="allow-scripts" src="{frame_of()}#?secret=a1B2c3D4e5" title="x" width="600"></iframe>'
    with host(frame + LISTENER) as address:
        page.goto(address)
        page.wait_for_function("heard.some(message => message.message === 'height' && message.secret === 'a1B2c3D4e5')")
        told = page.evaluate("heard.filter(message => message.message === 'height').at(-1)")
        assert told["value"] == inside(page).evaluate(
            "Math.ceil(document.documentElement.getBoundingClientRect().height)"
        )
        background = inside(page).evaluate("getComputedStyle(document.querySelector('.kb-label')).fontWeight")
        assert background == "650", "the stylesheet is not allowed in"
        page.evaluate("heard.length = 0; frames[0].postMessage({message: 'ready', secret: 'a1B2c3D4e5'}, '*')")
        page.wait_for_function("heard.some(message => message.message === 'height')")
        page.frame_locator("iframe").get_by_role("link", name=TITLE).click()
        page.wait_for_function("heard.some(message => message.message === 'link')")
        link = page.evaluate("heard.find(message => message.message === 'link')")
        assert link["value"].endswith(CASE)
        assert link["secret"] == "a1B2c3D4e5"


def test_frame_reads_without_scripts(frame_of, chromium):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with host(f'<iframe src="{frame_of(kind="full")}" title="x" sandbox width="300" height="400"></iframe>') as address:
        page.goto(address)
        page.frame_locator("iframe").get_by_role("heading", name=TITLE).wait_for()
        assert page.frame_locator("iframe").locator("section").count() > 3
    context.close()


def test_host_with_a_strict_policy_of_its_own_needs_to_name_us_once(frame_of, context):
    page = context.new_page()
    frame = f'<iframe src="{frame_of()}" title="x"></iframe>'
    with host(frame, policy="default-src 'self'") as address:
        page.goto(address)
        page.wait_for_timeout(500)
        assert TITLE not in inside(page).content()
    ours = "{0.scheme}://{0.netloc}".format(urlsplit(frame_of()))
    with host(frame, policy=f"default-src 'self'; frame-src {ours}") as address:
        page.goto(address)
        page.frame_locator("iframe").get_by_role("heading", name=TITLE).wait_for()


def test_link_opens_the_original_in_a_window_of_its_own(frame_of, context):
    page = context.new_page()
    with host(f'<iframe src="{frame_of()}" title="x"></iframe>') as address:
        page.goto(address)
        with page.expect_popup() as opened:
            page.frame_locator("iframe").locator(".kb-source a").click()
        opened.value.wait_for_load_state()
        assert opened.value.url.endswith(CASE)
        assert opened.value.evaluate("opener") is None


@pytest.mark.parametrize("kind", ["card", "summary", "full"])
def test_frame_has_no_accessibility_faults(frame_of, chromium, kind):
    found = {}
    for schema in ("light", "dark"):
        for width in (240, 1280):
            context = chromium.new_context(viewport={"width": width, "height": 700})
            page = context.new_page()
            for path, language in ((CASE, "nl"), (CASE, "en"), ("/nl/dilemmas/geef-ik-dit-initiatief-ruimte/", "nl")):
                page.goto(f"{frame_of(path, kind, language)}?schema={schema}")
                if faults := violations(page):
                    found[f"{path} {language} {schema} {width}"] = faults
                overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                if overflow > 0:
                    found[f"{path} {schema} {width} sideways"] = [f"{overflow} px"]
            context.close()
    assert not found, json.dumps(found, indent=1, ensure_ascii=False)
