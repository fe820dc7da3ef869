"""From story to story: fetched ahead where a reader points, and back to the very place they left."""

import pytest

from factories.publication import make_publication
from factories.stories import make_live, make_picture, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HOW = "performance.getEntriesByType('navigation')[0]"
DECIDED = "document.documentElement.dataset.consent = 'decided'"
TOP = "element => element.getBoundingClientRect().top + scrollY"


@pytest.fixture
def address(live_server):
    make_publication(address=live_server.url)
    return live_server.url


def test_reader_comes_back_to_the_same_place_at_once(browser_type, browser_type_launch_args, address):
    """The browser keeps the page as it is; other tests run without that store, which the driver turns off."""
    harbour, headings = make_section("harbour"), [f"Boat {number} is back at the quay" for number in range(7)]
    for number, headline in enumerate(headings):
        make_live(headline=headline, standfirst="It sails. " * 20, section=harbour, minutes=number)
    browser = browser_type.launch(**browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"])
    page, said = browser.new_page(viewport={"width": 360, "height": 740}), []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{address}/sections/harbour/")
    page.evaluate("addEventListener('pageshow', event => window.wasKept = event.persisted)")
    link = page.get_by_role("link", name=headings[0])
    link.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    _fetched_ahead(page, link)
    link.click()
    page.wait_for_load_state()
    assert page.evaluate(f"[{HOW}.deliveryType, {HOW}.activationStart]") == ["navigational-prefetch", 0]
    page.go_back(wait_until="commit")
    page.get_by_role("heading", name="Harbour").wait_for()
    assert place > 740 and page.evaluate("[window.wasKept, scrollY]") == [True, place]
    assert said == []
    browser.close()


def _fetched_ahead(page, link):
    """Point at a link until the browser says that it has the page."""
    states, devtools = [], page.context.new_cdp_session(page)
    devtools.on("Preload.prefetchStatusUpdated", lambda event: states.append(event["status"]))
    devtools.send("Preload.enable")
    link.hover()
    for _ in range(200):
        if "Ready" in states:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"Not fetched ahead: {states}")


def test_picture_of_a_card_leads_to_its_story(page, address):
    edition = make_live(section=make_section("harbour"), lead_picture=make_picture())
    make_live(headline="Newer", minutes=1)
    page.goto(address)
    page.mouse.click(*_middle(page.locator(".picture")))
    page.wait_for_url(address + edition.get_absolute_url())


def _middle(locator):
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_link_is_copied_and_that_is_said(browser, address):
    page = browser.new_context(permissions=["clipboard-read", "clipboard-write"]).new_page()
    page.goto(address + make_live().get_absolute_url())
    page.get_by_role("button", name="Copy link").click()
    page.get_by_role("status").get_by_text("Link copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_menu_leaves_the_phone_to_the_story(browser, address):
    """A search form in the masthead once pushed the first paragraph down by a row: there is a link."""
    path = make_live(lead_picture=make_picture(), standfirst="It sails.").get_absolute_url()
    page = browser.new_context(viewport={"width": 360, "height": 740}).new_page()
    for prefix in ("", "/yo", "/ar"):
        page.goto(f"{address}{prefix}{path}")
        page.evaluate(DECIDED)
        headline, words = (page.locator(name).first.evaluate(TOP) for name in ("h1", ".story__body p"))
        assert (page.locator(".masthead form").count(), headline <= 160, words <= 920) == (0, True, True)
