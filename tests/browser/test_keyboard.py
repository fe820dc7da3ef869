"""The keyboard's way through every kind of page that readers see, Tab by Tab."""

import pytest

from factories.publication import make_publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
# Pages without the site around them.
BARE = {"digest", "server error"}


@pytest.fixture
def walks(visits):
    """The stops on each page, with the banner open."""
    return {name: visit for (language, name), visit in visits.items() if language == "en"}


def test_banner_comes_first_then_the_skip_link(walks):
    for name in walks.keys() - BARE:
        assert [stop["place"] for stop in walks[name].stops[:4]] == ["banner", "banner", "banner", "skip"], name


def test_every_focus_is_seen(walks):
    assert {(name, fault) for name, visit in walks.items() for stop in visit.stops for fault in stop["faults"]} == set()


def test_keyboard_reaches_everything_once_in_the_order_of_the_page_and_is_never_held(walks):
    for name, visit in walks.items():
        numbers = list(dict.fromkeys(stop["number"] for stop in visit.stops))
        assert numbers == visit.found["reachable"], name


def test_ten_stops_after_the_skip_link_the_story_begins(walks):
    before = {name: [stop["place"] for stop in visit.stops].count("masthead") for name, visit in walks.items()}
    assert {name: number for name, number in before.items() if number > 10} == {}


def test_skip_link_leads_past_the_menu(live_server, page):
    make_publication(address=live_server.url)
    page.goto(f"{live_server.url}/nope/")
    for key in ("Tab", "Enter", "Tab"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.closest('main') !== null")
