"""The story form as a workbench in a browser: kept, checked and previewed while typed, and by keys alone."""

import re

import pytest
from playwright.sync_api import expect
from test_story_ai_browser import findings, open_form

from articles.models import Autosave, Sitting, Story
from articles.vocabulary import Status
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_section, make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_server):
    make_publication(address=live_server.url)
    make_section("harbour")
    make_user("publisher", username="ada", password="publisher-pass-1")
    return live_server


def typed_line(page):
    return page.locator(".workbar__typed")


def arrived(page, words):
    """Wait until the last words of a page that was left have reached the server."""
    for _ in range(50):
        if words in Autosave.objects.get().form:
            return
        page.wait_for_timeout(100)


def test_words_are_kept_while_typed_and_survive_the_loss_of_network_and_page(site, context):
    story = make_story(headline="One boat")
    page = open_form(site, context, story)
    page.locator("#id_headline").fill("Two boats")
    expect(typed_line(page)).to_contain_text("kept since", timeout=8000)
    assert "Two+boats" in Autosave.objects.get().form
    assert Sitting.objects.get().person.username == "ada"
    context.set_offline(True)
    expect(typed_line(page)).to_contain_text("Not saved since")
    page.locator("#id_headline").fill("Three boats")
    expect(page.locator("#id_headline")).to_have_value("Three boats")
    context.set_offline(False)
    expect(typed_line(page)).to_contain_text("kept since", timeout=8000)
    page.locator("#id_headline").fill("Four boats")
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(f"{site.url}/admin/articles/story/")
    arrived(page, "Four+boats")
    page.goto(f"{site.url}/admin/articles/story/{story.pk}/change/")
    page.get_by_text("Show what differs").click()
    expect(page.locator(".unsaved ins")).to_contain_text("Four")
    page.get_by_role("button", name="Take it up again").click()
    expect(page.locator("#id_headline")).to_have_value("Four boats")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".unsaved")).to_have_count(0)
    assert Story.objects.get().headline == "Four boats"
    assert page.complaints == [] or all("ERR_INTERNET" in words for words in page.complaints)


def test_words_of_the_body_are_kept_too(site, context):
    page = open_form(site, context, make_story(body="<p>One.</p>"))
    page.locator("[contenteditable=true]").first.click()
    page.keyboard.type("Zebra ")
    expect(typed_line(page)).to_contain_text("kept since", timeout=8000)
    assert "Zebra" in Autosave.objects.get().form


def test_publish_check_follows_the_typing_and_leads_to_the_field(site, context):
    page = open_form(site, context, make_story(standfirst="Late."))
    panel = page.locator(".publish-check")
    expect(panel).to_contain_text("worth a look")
    page.locator("#id_headline").fill("")
    expect(panel).to_contain_text("1 to mend first")
    panel.locator("summary").click()
    panel.get_by_text("The story has no headline").click()
    expect(page.locator("#id_headline")).to_be_focused()
    page.locator("#id_headline").fill("The ferry came home at dawn and nobody on the quay had expected it")
    expect(page.locator("#id_headline_cut")).to_contain_text("Search engines show about 60 columns")
    assert page.complaints == []


def test_preview_beside_the_form_shows_what_is_typed(site, context):
    page = open_form(site, context, make_story(headline="One boat"))
    page.get_by_role("button", name="Preview beside").click()
    inside = page.frame_locator("iframe[name=live-preview]")
    expect(inside.locator("h1")).to_have_text("One boat")
    page.locator("#id_headline").fill("Two boats")
    expect(inside.locator("h1")).to_have_text("Two boats", timeout=8000)
    page.get_by_label("Width of the preview").select_option("desk")
    expect(inside.locator("h1")).to_be_visible()
    page.get_by_role("button", name="Close the preview").click()
    expect(page.locator(".live-preview")).to_be_hidden()
    assert Story.objects.get().headline == "One boat"
    assert page.complaints == []


def test_preview_that_covers_the_form_takes_the_keyboard_and_escape_gives_it_back(site, context):
    page = open_form(site, context, make_story(headline="One boat"))
    page.set_viewport_size({"width": 360, "height": 740})
    button = page.get_by_role("button", name="Preview beside")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Close the preview")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".live-preview")).to_be_hidden()
    expect(button).to_be_focused()


def test_story_is_saved_and_published_by_keys(site, context):
    page = open_form(site, context, make_story(headline="One boat"))
    page.locator("#id_headline").fill("Two boats")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist")).to_contain_text("was changed")
    assert Story.objects.get().headline == "Two boats"
    page.wait_for_load_state("load")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile("/publish/$"))


@pytest.mark.parametrize("width", [360, 1280])
def test_bar_and_its_pages_are_accessible_and_fit(site, context, width):
    story = make_story(headline="One boat")
    page = open_form(site, context, story)
    page.set_viewport_size({"width": width, "height": 800})
    page.locator("#id_headline").fill("Two boats")
    expect(typed_line(page)).to_contain_text("kept since", timeout=8000)
    Story.objects.filter(pk=story.pk).update(version=2, headline="Three boats", body="<p>Else.</p>")
    assert findings(page) == []
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_selector(".conflict")
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Mine").first.check()
    page.get_by_role("radio", name="As I write it here").check()
    page.get_by_role("button", name="Save it so").click()
    page.wait_for_selector("#id_headline")
    assert Story.objects.get().headline == "Two boats"
    page.goto(f"{site.url}/admin/articles/story/{story.pk}/history/")
    assert findings(page) == []
    page.get_by_role("button", name="Compare").click()
    assert findings(page) == []


def test_preview_and_the_next_in_review_are_reached_by_keys_out_of_the_body_too(site, context):
    waiting = make_story(headline="Three boats", status=Status.IN_REVIEW)
    page = open_form(site, context, make_story(headline="One boat"))
    body = page.locator("[contenteditable=true]").first
    body.click()
    page.keyboard.press("Control+Shift+Enter")
    expect(page.frame_locator("iframe[name=live-preview]").locator("h1")).to_have_text("One boat")
    body.click()
    page.keyboard.press("Control+Shift+Period")
    page.wait_for_url(re.compile(f"/story/{waiting.pk}/change/$"))
    assert page.complaints == []
