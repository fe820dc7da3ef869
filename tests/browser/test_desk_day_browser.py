"""The desk's front page, search and inbox in a browser: accessible, narrow enough, and worked by keys alone."""

from datetime import timedelta

import pytest
from django.utils import timezone
from test_story_ai_browser import findings

from articles.models import FrontPage, Notice
from articles.operations import notices, publishing
from articles.vocabulary import Change, NoticeKind, Status
from factories.body_editor import sign_in
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_picture, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PAGES = ["", "search/?q=ferry", "articles/story/notices/", "articles/story/mails/", "articles/story/?waits=review"]


@pytest.fixture
def ada(live_server):
    """An editor with something of every kind before her."""
    make_publication(address=live_server.url)
    person, now = make_user("editor", username="ada", email="ada@tidewater.example"), timezone.now()
    make_story(headline="ferry" * 30, assignee=person, due_at=now - timedelta(hours=2), status=Status.IN_REVIEW)
    make_story(headline="Ferry", status=Status.SCHEDULED, scheduled_for=now)
    make_picture(alt="The ferry")
    notices.tell([person], NoticeKind.ASSIGNED, make_story(headline="Ferry home"), "Bola named you on it.")
    return person


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_day_are_accessible_and_fit(ada, live_server, browser, width, scheme):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in(context, live_server, ada)
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    for address in PAGES[:4]:
        page.goto(f"{live_server.url}/admin/{address}")
        assert (address, findings(page)) == (address, [])
        assert (address, page.evaluate("document.documentElement.scrollWidth") <= width) == (address, True)
    assert complaints == []
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_tables_and_rows_fit_a_narrow_screen_and_every_box_has_a_name(ada, live_server, browser, scheme):
    late = make_live(headline="Ferry late").story
    publishing.publish(late, actor=ada, change=Change.CORRECTION, note="It was nine.")
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme=scheme)
    sign_in(context, live_server, ada)
    page = context.new_page()
    pins = f"articles/frontpage/{FrontPage.objects.create(language='en').pk}/change/"
    for address in ["articles/correction/", "articles/story/translations/", "articles/breaking/add/", pins]:
        page.goto(f"{live_server.url}/admin/{address}")
        assert (address, findings(page)) == (address, [])
        assert (address, page.evaluate("document.documentElement.scrollWidth")) == (address, 320)
    page.get_by_text("Add another Story").click()
    page.get_by_role("combobox", name="Story").wait_for()
    assert findings(page) == []
    context.close()


def test_day_is_worked_by_keys_and_without_script(ada, live_server, browser):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, live_server, ada)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/")
    page.get_by_role("searchbox", name="Search the desk").focus()
    page.keyboard.type("home")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Ferry home").wait_for()
    page.get_by_role("link", name="Notices (1 unread)").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Mark as read", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_role("link", name="Notices", exact=True).wait_for()
    assert Notice.objects.get().read_at is not None
    context.close()
