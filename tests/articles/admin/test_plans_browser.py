"""The dialogs of plans in a browser: what the button says, what axe finds, at a phone's width, and without script."""

from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from articles.models import Story
from articles.vocabulary import Status
from factories.desk import change_url, deed_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_story
from newsroom.publication.models import Publication

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()


@pytest.fixture
def desk(live_server):
    make_publication(address=live_server.url)
    Publication.objects.update(time_zone="Europe/Lisbon")
    make_user("publisher", username="publisher", password="publisher-pass-1")
    return live_server.url


def coming(month, day):
    """Return the next such day of a year, not today."""
    today = timezone.localdate()
    return date(today.year + ((today.month, today.day) >= (month, day)), month, day)


def clocks_go_back():
    """Return the last Sunday of the next October but for one that ends."""
    last = coming(10, 25).replace(day=31)
    return last - timedelta(days=last.isoweekday() % 7)


def sign_in(page, address):
    page.goto(address)
    page.get_by_label("Username").fill("publisher")
    page.get_by_label("Password").fill("publisher-pass-1")
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("dark", 1280)])
def test_dialogs_have_no_findings_and_fit(desk, browser, scheme, width):
    story = make_live().story
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    failed = []
    page.on("pageerror", lambda error: failed.append(str(error)))
    sign_in(page, f"{desk}/admin/")
    found = {}
    for name in ("publish", "schedule", "hide", "withdraw", "retract", "embargo"):
        assert page.goto(desk + deed_url(story, name)).status == 200
        rules = [(rule["id"], rule["nodes"][0]["html"]) for rule in AXE.run(page).response["violations"]]
        found[name] = (rules, page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    assert (found, failed) == (dict.fromkeys(found, ([], True)), [])


def test_button_says_the_time_and_its_zone_until_the_story_is_planned(desk, page):
    story = make_story()
    sign_in(page, desk + deed_url(story, "schedule"))
    button, box = page.locator("form[data-deed] [type=submit]"), page.get_by_label("Goes out on")
    said, back = [], clocks_go_back()
    for typed in (f"{coming(7, 1)}T14:00", f"{coming(1, 2)}T14:00", f"{back}T01:30"):
        box.fill(typed)
        said.append(button.input_value())
    assert said[:2] == ["Schedule for 1 Jul 14:00 WEST", "Schedule for 2 Jan 14:00 WET"]
    button.click()
    page.get_by_label("01:30 WEST").check()
    assert button.input_value() == f"Schedule for {back.day} October {back.year}, 01:30 WEST"
    button.click()
    page.wait_for_url(f"**{change_url(story)}")
    assert page.get_by_text(f"Goes out on {back.day} October {back.year}, 01:30 WEST, planned by").count() == 1
    assert page.locator("[name=headline]").count() == 0


def test_withdrawal_is_planned_without_script(desk, browser):
    story = make_live().story
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, desk + deed_url(story, "withdraw"))
    page.get_by_label("At a time").check()
    page.get_by_label("Comes down on").fill("2031-01-01T14:00")
    page.get_by_label("Reason, which readers will see").fill("The licence ends.")
    page.get_by_role("button", name="Withdraw").click()
    assert page.get_by_text("It comes down on 1 January 2031, 14:00 WET.").count() == 1
    assert Story.objects.get().status == Status.DRAFT
