"""The screens for checks and the report in a browser: what axe finds, at a phone's width, with keys, without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Story, TextReview
from articles.vocabulary import AILevel, Status
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_review, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()


@pytest.fixture
def desk(live_server):
    make_publication(address=live_server.url)
    make_user("editor", username="editor", password="editor-pass-1")
    return live_server


def make_stale():
    """Return a live story whose words changed after their check."""
    body = f"<p>Two boats left.</p>{figure(make_picture('trainedAlgorithmicMedia'))}"
    story = make_live(
        level=AILevel.GENERATED, body=body, sources=[{"text": "Notice", "url": "https://a.example/"}]
    ).story
    make_review(story)
    Story.objects.filter(pk=story.pk).update(body=body.replace("Two", "Three"), version=story.version + 1)
    return story


def sign_in(page, address):
    page.goto(address)
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("editor-pass-1")
    page.get_by_role("button", name="Log in").click()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_screens_have_no_findings_and_fit(desk, browser, scheme, width):
    story = make_stale()
    make_story(level=AILevel.TRANSLATED, language="ar", headline="القوارب تغادر", status=Status.IN_REVIEW)
    page = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme).new_page()
    sign_in(page, f"{desk.url}/admin/")
    found = {}
    for name in ("story_review", "story_revoke", "review_queue", "compliance"):
        args = [story.pk] if name.startswith("story") else []
        assert page.goto(desk.url + reverse(f"admin:articles_{name}", args=args)).status == 200
        rules = [(rule["id"], rule["nodes"][0]["html"]) for rule in AXE.run(page).response["violations"]]
        found[name] = (rules, page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
    assert found == dict.fromkeys(found, ([], True))


def test_words_are_confirmed_again_without_script_or_mouse(desk, browser):
    story = make_stale()
    page = browser.new_context(java_script_enabled=False).new_page()
    sign_in(page, desk.url + reverse("admin:articles_story_review", args=[story.pk]))
    page.get_by_label("I changed them, and now they stand").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("Why can you judge this subject?").fill("I cover the harbour.")
    page.keyboard.press("Enter")
    page.get_by_text("Words checked").wait_for()
    review = TextReview.objects.first()
    assert (review.outcome, review.facts_checked, review.is_confirmation) == ("changed", True, True)
