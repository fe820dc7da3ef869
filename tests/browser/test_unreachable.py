"""What readers keep when only the page itself reaches them, and when the network goes: the words, and the way back."""

import pytest

from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MISSING = "[...document.images].filter(image => !image.naturalWidth).map(image => image.alt)"


@pytest.fixture
def story(live_server):
    """A story with a lead picture by AI and one in its text, by a publication of two languages."""
    make_publication(address=live_server.url, languages=["en", "ar"])
    lead = make_picture(origin="trainedAlgorithmicMedia", alt="Two boats under a crane")
    words = {"headline": "The ferry sails again", "section": make_section("harbour")}
    return make_live(
        **words, lead_picture=lead, body=f"<p>It leaves at six.</p>{figure(make_picture())}"
    ).get_absolute_url()


@pytest.mark.parametrize("width", [320, 1280])
def test_page_reads_on_without_its_pictures_typeface_and_scripts(live_server, browser, story, width):
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.route("**/static/**", lambda route: route.abort())
    page.route("**/media/**", lambda route: route.abort())
    for path in (story, f"/ar{story}", "/"):
        page.goto(live_server.url + path)
        assert page.get_by_text("The ferry sails again").first.is_visible()
        assert page.locator(".ai-chip").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate(MISSING) == ([""] if path == "/" else ["Two boats under a crane", "Boats"])
        assert path == "/" or page.get_by_text("It leaves at six.").is_visible()


def test_reader_goes_back_and_forth_without_a_network(live_server, browser, story):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{live_server.url}/")
    page.goto(live_server.url + story, wait_until="networkidle")
    context.set_offline(True)
    page.go_back()
    assert page.get_by_role("link", name="The ferry sails again").is_visible()
    page.go_forward()
    assert page.get_by_text("It leaves at six.").is_visible()
