"""A box for one picture in a browser: the chosen one is shown, and the library opens beside it."""

import pytest
from playwright.sync_api import expect
from test_story_ai_browser import findings, open_form

from articles.models import Story
from factories.people import make_user
from factories.pictures import drawing, make_picture, upload
from factories.publication import make_publication
from factories.stories import make_story

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LEAD = ".field-lead_picture"


@pytest.fixture
def site(live_server):
    make_publication(address=live_server.url)
    make_user("publisher", username="ada", password="publisher-pass-1")
    return live_server


def opened_library(page):
    with page.expect_popup() as window:
        page.locator(LEAD).get_by_role("button", name="Choose from the library…").click()
    window.value.wait_for_load_state()
    return window.value


def choose(window, name):
    with window.expect_event("close"):
        window.get_by_role("button", name=name).evaluate("button => { setTimeout(() => button.click()); }")


def test_lead_picture_is_chosen_by_eye_and_saved(site, context):
    story, picture = make_story(), make_picture(alt="A ferry at dawn")
    page = open_form(site, context, story)
    choose(opened_library(page), "A ferry at dawn")
    expect(page.locator(f"{LEAD} img[src*='/{picture.pk}/file/']")).to_be_visible()
    expect(page.locator(f"{LEAD} .select2-selection")).to_contain_text("A ferry at dawn")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messagelist")).to_be_visible()
    assert Story.objects.get().lead_picture == picture
    assert page.complaints == []


def test_lead_picture_is_uploaded_in_the_library_window(site, context):
    page = open_form(site, context, make_story())
    window = opened_library(page)
    window.get_by_text("Upload a new picture").click()
    camera = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": upload(drawing(colour="navy")).read()}
    window.get_by_label("Picture file").set_input_files(camera)
    window.get_by_label("Alternative text").fill("A lighthouse")
    window.locator("input[value=digitalCapture]").check()
    with window.expect_event("close"):
        window.get_by_role("button", name="Upload and use it").click()
    expect(page.locator(f"{LEAD} .select2-selection")).to_contain_text("A lighthouse")


def test_chosen_picture_is_shown_when_the_form_opens(site, context):
    page = open_form(site, context, make_story(lead_picture=make_picture()))
    expect(page.locator(f"{LEAD} .picture-choice img")).to_be_visible()
    assert page.locator(f"{LEAD} .picture-choice img").evaluate("image => image.decode().then(() => true)")
    assert findings(page) == []


def test_choice_in_a_box_of_the_admin_is_checked_at_once(site, context):
    picture = make_picture(alt="A ferry at dawn", credit="")
    page = open_form(site, context, make_story())
    page.locator(f"{LEAD} .select2-selection").click()
    page.locator(".select2-results__option", has_text=picture.alt).click()
    page.locator(".publish-check summary").click()
    expect(page.locator(".publish-check")).to_contain_text("The lead picture has no credit")
