"""The AI part of the story form in a browser: what shows when, what the sentence says while typing, without a mouse."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from articles.models import Story
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_review, make_section, make_story, make_tool

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
QUESTION = ".field-ai_body"
MORE = ["ai_tools", "ai_role", "translated_from", "is_public_interest", "scope_reason", "payer"]


@pytest.fixture
def site(live_server):
    make_publication(address=live_server.url)
    make_section("harbour")
    make_tool()
    make_user("publisher", username="ada", password="publisher-pass-1")
    return live_server


def open_form(site, context, story=None):
    """Sign in, and return the page with the form of the story, or of a new one."""
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    path = f"{story.pk}/change/" if story else "add/"
    page.goto(f"{site.url}/admin/login/?next=/admin/articles/story/{path}")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("publisher-pass-1")
    page.get_by_role("button", name="Log in").click()
    page.wait_for_selector("#id_headline")
    page.wait_for_load_state("load")
    return page


def shown(page):
    return [name for name in MORE if page.locator(f".form-row.field-{name}").is_visible()]


def findings(page):
    violations = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]


def sentence(page):
    return page.locator("[data-readers-see]")


def test_questions_show_when_they_matter(site, context):
    page = open_form(site, context)
    assert shown(page) == []
    expect(page.get_by_text("More about AI in this story")).to_be_hidden()
    page.get_by_label("AI translated it.").check()
    assert shown(page) == ["ai_tools", "ai_role", "translated_from", "is_public_interest"]
    page.get_by_role("checkbox", name="Of public interest").uncheck()
    page.get_by_label("Nothing. People").check()
    assert shown(page) == ["is_public_interest", "scope_reason"]
    page.locator("#id_kind").select_option("sponsored")
    assert "payer" in shown(page)


def test_what_is_filled_in_stays_in_sight(site, context):
    page = open_form(site, context)
    page.get_by_label("AI wrote it").check()
    page.locator("#id_ai_role").fill("drafted it")
    expect(page.locator(".field-ai_role .character-count")).to_have_text("10 of 200 characters")
    page.get_by_label("Nothing. People").check()
    assert shown(page) == ["ai_role"]


def test_reason_is_asked_once_less_is_said_than_before(site, context):
    page = open_form(site, context, make_story(level=AILevel.GENERATED, ai_ever="generated"))
    reason = page.locator(".form-row.field-ai_reason")
    expect(reason).to_be_hidden()
    page.get_by_label("Nothing. People").check()
    expect(reason).to_be_visible()


def test_sentence_follows_the_answer_and_the_words_of_the_editor(site, context):
    story = make_story(level=AILevel.GENERATED)
    make_review(story)
    page = open_form(site, context, story)
    expect(sentence(page)).to_contain_text("Reported by AI, checked by")
    page.locator(".field-body [contenteditable=true]").click()
    page.keyboard.insert_text("And so did the other. ")
    expect(sentence(page)).to_contain_text("The words changed after")
    page.get_by_label("Nothing. People").check()
    expect(sentence(page)).to_have_text(re.compile("No label: none of these words come from AI"))
    assert page.complaints == []
    assert Story.objects.get().body == story.body


def test_sentence_says_so_when_the_desk_cannot_be_asked(site, context):
    page = open_form(site, context)
    context.set_offline(True)
    page.get_by_label("AI wrote it").check()
    expect(sentence(page)).to_contain_text("cannot be told just now")
    context.set_offline(False)
    page.get_by_label("AI translated it.").check()
    expect(sentence(page)).to_contain_text("Translated by AI from …")


def test_many_tools_are_found_by_typing_and_none_is_lost(site, context):
    for number in range(9):
        make_tool(f"Tool {number}")
    page = open_form(site, context)
    page.get_by_label("AI wrote it").check()
    page.get_by_label("Tool 3").check()
    page.get_by_label("Find a tool").fill("tool 7")
    page.get_by_label("Find a tool").press("Enter")
    expect(page.get_by_label("Tool 7")).to_be_visible()
    expect(page.get_by_label("Tool 3")).to_be_visible()
    expect(page.get_by_label("Tool 5")).to_be_hidden()
    assert page.url.endswith("/add/")


def test_question_is_answered_and_saved_by_keyboard(site, context):
    story = make_story()
    page = open_form(site, context, story)
    page.locator("#id_ai_body_0").focus()
    for key in [*["ArrowDown"] * 5, "Tab", "Enter"]:
        page.keyboard.press(key)
    expect(page.locator("#id_ai_headline")).to_be_visible()
    page.locator("#id_ai_headline").focus()
    for key in [*["Tab"] * 5, "Tab", "Space", "Tab"]:
        page.keyboard.press(key)
    page.keyboard.type("drafted it")
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("was changed successfully")
    stored = Story.objects.get()
    assert (stored.ai_ever, stored.ai_role, stored.ai_tools.count()) == ("generated", "drafted it", 1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_whole_form_has_no_findings(site, browser, scheme, width):
    context = browser.new_context(viewport={"width": width, "height": 740}, color_scheme=scheme)
    story = make_story(level=AILevel.TRANSLATED, levels={"headline": AILevel.GENERATED}, ai_ever="automated")
    page = open_form(site, context, story)
    page.wait_for_selector("[contenteditable=true]")
    page.get_by_role("checkbox", name="Of public interest").uncheck()
    page.locator("#id_kind").select_option("sponsored")
    assert shown(page) == MORE
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_form_is_whole_without_script(site, browser):
    page = open_form(site, browser.new_context(java_script_enabled=False), make_story())
    assert shown(page) == MORE
    expect(sentence(page)).to_contain_text("No label: none of these words come from AI.")
    page.get_by_label("AI wrote it").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(sentence(page)).to_contain_text("Reported by AI. Not checked by an editor.")
