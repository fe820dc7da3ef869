"""A reporter on a telephone: words and a camera picture, by touch, at 360 px."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from articles.models import Story
from articles.vocabulary import Status
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_section

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GPS = 0x8825


def camera_picture():
    """A 12-megapixel JPEG held upright, with the place where it was taken."""
    picture, file = Image.linear_gradient("L").resize((4032, 3024)).convert("RGB"), BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    exif.get_ifd(GPS)[2] = (6.0, 30.0, 0.0)
    picture.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.fixture
def phone(browser, live_server):
    make_publication(address=live_server.url)
    make_section("harbour", name={"en": "Harbour"})
    make_user("reporter", username="reporter", password="reporter-pass-1")
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{live_server.url}/admin/login/?next=/admin/articles/story/add/")
    page.get_by_label("Username").fill("reporter")
    page.get_by_label("Password").fill("reporter-pass-1")
    page.get_by_role("button", name="Log in").tap()
    page.wait_for_selector("#id_headline")
    return page


def test_story_with_a_camera_picture_is_written_and_submitted_by_touch(phone):
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.locator("#id_headline").fill("Boat aground at the river mouth")
    phone.get_by_role("button", name="Write as plain text").tap()
    phone.locator("#id_body").fill("A boat ran aground at noon.\n\nNobody was hurt.")
    phone.get_by_label("Nothing. People reported and wrote it.").tap()
    phone.locator("#id_section").select_option(label="Harbour")
    phone.locator("#id_new_picture").set_input_files(
        {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": camera_picture()}
    )
    phone.locator("#id_lead_alt").fill("A boat on its side on the sand.")
    phone.locator("#id_new_picture_credit").fill("Ada Reed")
    phone.locator("#id_new_picture_origin").select_option("digitalCapture")
    phone.get_by_role("button", name="Submit for review…").tap()
    phone.get_by_role("button", name="Submit for review", exact=True).tap()
    expect(phone.locator(".messagelist")).to_contain_text("Submitted for review.")
    story = Story.objects.get()
    assert (story.status, story.body) == (
        Status.IN_REVIEW,
        "<p>A boat ran aground at noon.</p><p>Nobody was hurt.</p>",
    )
    assert story.lead_picture.height > story.lead_picture.width
