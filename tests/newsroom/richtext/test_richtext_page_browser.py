"""Tables, embeds and recordings on a reader's page, in Chromium, under the public policy."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from factories.attachments import make_attachment, make_recording
from factories.pictures import make_picture
from factories.publication import make_page, make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FRAME = "https://www.youtube-nocookie.com/embed/abcdefghijk"


@pytest.fixture
def address(live_server):
    """The address of a page that has one of each."""
    make_publication(address=live_server.url)
    image = "".join(
        f'<figure><img src="/admin/media/picture/{make_picture(size=(640, 480)).pk}/file/" alt="A boat"></figure>'
        for _ in range(2)
    )
    cells = "".join(f"<td>{number} boats at sea</td>" for number in range(12))
    body = (
        f'<aside class="pull-quote"><p>Said</p></aside><table><tbody><tr>{cells}</tr></tbody></table>'
        '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>The boats</figcaption></figure>'
        f'<figure data-gallery="">{image}</figure><figure data-file="{make_attachment().pk}"></figure>'
        f'<figure data-audio="{make_recording(transcript="The tide.", is_ai_voice=True).pk}"></figure>'
    )
    make_page("about", body={"en": body, "ar": body})
    return f"{live_server.url}/about/"


@pytest.fixture
def asked(page):
    """The addresses outside the site that the page asked for; none is reached."""
    found = []
    page.on("request", lambda request: request.url.startswith("https://") and found.append(request.url))
    page.route("https://**", lambda route: route.abort())
    return found


def test_embed_is_loaded_by_its_button_alone_and_by_keyboard(page, address, asked):
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert asked == []
    with page.expect_request(FRAME):
        page.get_by_role("button", name="Load from YouTube").press("Enter")
    frame = page.locator("iframe")
    expect(frame).to_be_focused()
    assert asked == [FRAME]
    told = {name: frame.get_attribute(name) for name in ("src", "title", "referrerpolicy", "loading")}
    assert told == {"src": FRAME, "title": "YouTube: The boats", "referrerpolicy": "strict-origin", "loading": "lazy"}
    assert "allow-top-navigation" not in frame.get_attribute("sandbox")


def test_embed_without_script_is_a_link(browser, address):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(address)
    expect(page.get_by_role("link", name=re.compile("Watch at YouTube ?: The boats"))).to_be_visible()
    expect(page.get_by_role("button", name="Load from YouTube")).to_have_count(0)


def test_policy_stops_a_frame_of_anyone_else(page, address, asked):
    page.goto(address)
    page.evaluate("document.querySelector('.embed').dataset.frame = 'https://evil.example/'")
    page.get_by_role("button", name="Load from YouTube").click()
    page.wait_for_timeout(300)
    assert asked == []


def test_wide_table_scrolls_by_keyboard_inside_a_page_that_does_not(page, address):
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    box = page.get_by_role("region", name="Table 1")
    box.press("ArrowRight")
    page.wait_for_timeout(500)
    assert box.evaluate("box => box.scrollLeft") > 0


def test_recording_is_asked_for_by_the_reader_alone_and_heard_from_any_point(page, address):
    files = []
    page.on("request", lambda request: "/media/files/" in request.url and files.append(request.url))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert files == []
    audio = page.locator("audio")
    heard = audio.evaluate(
        """audio => new Promise((resolve, reject) => {
            audio.onerror = () => reject(audio.error.message)
            audio.onseeked = () => resolve(audio.currentTime)
            audio.onloadedmetadata = () => { audio.currentTime = 0.1 }
            audio.load(); audio.preload = 'auto'
        })"""
    )
    assert heard == pytest.approx(0.1)


def test_printed_embed_has_its_address_and_no_button(page, address):
    page.goto(address)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Load from YouTube")).to_be_hidden()
    after = "getComputedStyle(document.querySelector('.embed__link a'), '::after').content"
    assert "youtu.be" in page.evaluate(after) or "attr(href)" in page.evaluate(after)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("prefix", ["", "/ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_page_has_no_findings(browser, address, scheme, prefix, width):
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    page.goto(address.replace("/about/", f"{prefix}/about/"))
    found = Axe().run(page).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
