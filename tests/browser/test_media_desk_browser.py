"""The library's screens in a real browser: keys, script, a phone's width, and what axe and the policy say."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone

from factories.people import make_user
from factories.pictures import drawing, make_picture, marked, upload
from factories.publication import make_publication
from factories.stories import make_live
from newsroom.media.models import Collection, Picture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
AXE = Axe()


@pytest.fixture
def desk(page, live_server):
    """A page signed in as a publisher, with every error it meets in ``desk.complaints``."""
    make_publication(address=live_server.url)
    client = Client()
    client.force_login(make_user("publisher"))
    cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.library = f"{live_server.url}/admin/media/"
    return page


def findings(page):
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in AXE.run(page).response["violations"]]


def camera_file(name, colour):
    return {"name": name, "mimeType": "image/jpeg", "buffer": upload(drawing(colour=colour)).read()}


def focal_point(desk):
    return tuple(desk.locator(f"input[name=focal_{axis}]").input_value() for axis in "xy")


@pytest.mark.parametrize("width", [360, 1280])
def test_screens_are_clean_and_fit(desk, width):
    picture = make_picture(marked(size=(900, 600)), alt="", origin="digitalCapture")
    collection = Collection.objects.create(name="Ferry day")
    collection.pictures.add(picture)
    desk.set_viewport_size({"width": width, "height": 800})
    make_live(lead_picture=make_picture(use_by=timezone.localdate() + timedelta(days=3)))
    paths = ["add/", "upload/", "alt-texts/", "alt-texts/done/", "picker/", "rights-ending/", ""]
    paths += [f"{picture.pk}/{screen}/" for screen in ("change", "pull", "override")]
    found = {}
    for path in [*(f"picture/{path}" for path in paths), "collection/", f"collection/{collection.pk}/change/"]:
        desk.goto(desk.library + path)
        found[path] = (findings(desk), desk.evaluate("document.documentElement.scrollWidth"))
    assert found == dict.fromkeys(found, ([], width))
    assert desk.complaints == []


@pytest.mark.parametrize("width", [360, 1280])
def test_batch_is_clean_and_fits(desk, width):
    make_picture(alt="Wall one")
    desk.set_viewport_size({"width": width, "height": 800})
    desk.goto(f"{desk.library}picture/")
    desk.locator("input.action-select").check()
    desk.select_option("select[name=action]", "edit_together")
    desk.get_by_role("button", name="Run").click()
    desk.get_by_label("Event:").fill("Ferry day")
    before = findings(desk), desk.evaluate("document.documentElement.scrollWidth")
    desk.get_by_role("button", name="Change 1 picture").click()
    desk.get_by_text("Changed: event.").wait_for()
    assert before == (findings(desk), desk.evaluate("document.documentElement.scrollWidth")) == ([], width)
    assert (Picture.objects.get().event, desk.complaints) == ("Ferry day", [])


def test_pictures_are_uploaded_one_by_one(desk):
    make_picture(upload(drawing(colour="red")), alt="The red wall")
    desk.goto(f"{desk.library}picture/upload/")
    desk.get_by_label("Credit:").fill("Ada Example")
    notes = {"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"}
    files = [camera_file("new.jpg", "navy"), camera_file("again.jpg", "red"), notes]
    desk.get_by_label("Pictures: choose them").set_input_files(files)
    desk.get_by_role("button", name="Upload 3 pictures").click()
    desk.get_by_text("1 of 3 added, 2 refused.").wait_for()
    rows = desk.locator("[data-upload-results] > li")
    assert rows.nth(0).locator("img").is_visible() and "Added." in rows.nth(0).inner_text()
    assert "Open “The red wall”" in rows.nth(1).inner_text()
    assert "This file is not a picture we can read." in rows.nth(2).inner_text()
    assert (findings(desk), desk.complaints) == ([], [])
    desk.get_by_role("button", name="Add anyway: again.jpg").click()
    desk.get_by_text("2 of 3 added, 1 refused.").wait_for()
    assert Picture.objects.filter(credit="Ada Example").count() == 3
    desk.get_by_role("button", name="Write their alternative texts").click()
    desk.get_by_text("Picture 1 of 2").wait_for()


def test_pictures_are_dropped_on_the_page(desk):
    desk.goto(f"{desk.library}picture/upload/")
    desk.evaluate("""() => {
      const dropped = new DataTransfer();
      for (const name of ["one.jpg", "two.jpg"]) dropped.items.add(new File(["x"], name, { type: "image/jpeg" }));
      document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, cancelable: true, dataTransfer: dropped }));
    }""")
    assert desk.get_by_role("button", name="Upload 2 pictures").is_visible()


def test_pictures_are_uploaded_without_script(browser, desk, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.context.add_cookies(desk.context.cookies())
    page.goto(f"{desk.library}picture/upload/")
    page.get_by_label("Pictures: choose them").set_input_files([camera_file("new.jpg", "navy")])
    page.get_by_role("button", name="Upload").click()
    assert page.get_by_text("1 of 1 added.").is_visible()
    page.get_by_role("button", name="Edit them together").click()
    assert page.get_by_role("button", name="Change 1 picture").is_visible()


def test_focal_point_is_set_by_click_and_by_keys(desk):
    picture = make_picture(size=(900, 600))
    desk.goto(f"{desk.library}picture/{picture.pk}/change/")
    shot = desk.locator("[data-focal-picture]")
    box = shot.bounding_box()
    shot.click(position={"x": box["width"] * 0.8, "y": box["height"] * 0.3})
    assert focal_point(desk) == ("0.8", "0.3")
    for key in ("ArrowRight", "ArrowDown", "Shift+ArrowDown"):
        desk.keyboard.press(key)
    assert focal_point(desk) == ("0.81", "0.41")
    assert desk.get_by_role("button", name="Focal point: 81 % across, 41 % down").is_visible()
    desk.get_by_role("button", name="Save", exact=True).click()
    desk.wait_for_load_state("load")
    assert (Picture.objects.get().focal_point, desk.complaints) == ((0.81, 0.41), [])


def test_every_shape_is_cut_as_the_server_will(desk):
    picture = make_picture(size=(900, 600))
    desk.goto(f"{desk.library}picture/{picture.pk}/change/")
    for _ in range(6):
        desk.locator(".focal__ring").press("Shift+ArrowLeft")
    placed = [shape.evaluate("shape => shape.style.objectPosition") for shape in desk.locator("[data-ratio]").all()]
    assert placed == ["0% 50%", "50% 50%", "50% 50%"]


def test_alternative_text_is_commented_while_it_is_written(desk):
    picture = make_picture(alt="", caption="The first ferry")
    desk.goto(f"{desk.library}picture/{picture.pk}/change/")
    box = desk.get_by_label("Alternative text")
    box.fill("DSC_0001.jpg")
    assert desk.locator(".concerns li").all_inner_texts() == [
        "This looks like the name of a file. Say what the picture shows."
    ]
    box.fill("The first ferry")
    assert desk.get_by_text("This is the caption again").is_visible()
    box.fill("A red ferry")
    assert desk.locator(".concerns li").count() == 0


def test_walk_is_done_with_the_keyboard(desk):
    make_picture(alt="")
    make_picture(upload(drawing(colour="red")), alt="")
    make_picture(upload(drawing(colour="blue")), alt="")
    desk.goto(f"{desk.library}picture/alt-texts/")
    desk.keyboard.press("PageDown")
    desk.get_by_text("Picture 2 of 3").wait_for()
    desk.keyboard.press("PageUp")
    desk.get_by_text("Picture 1 of 3").wait_for()
    desk.keyboard.type("A blue wall")
    desk.keyboard.press("Enter")
    desk.get_by_text("Picture 2 of 3").wait_for()
    desk.keyboard.type("Picture of a red wall")
    assert desk.locator(".concerns li").count() == 1
    desk.keyboard.press("Control+Enter")
    desk.get_by_text("Picture 3 of 3").wait_for()
    assert list(Picture.objects.order_by("-pk").values_list("alt", flat=True)) == [
        "A blue wall", "Picture of a red wall", "",
    ]  # fmt: skip
    assert desk.complaints == []


def test_walk_is_done_without_script(browser, desk):
    make_picture(alt="")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.context.add_cookies(desk.context.cookies())
    page.goto(f"{desk.library}picture/alt-texts/")
    page.get_by_label("Alternative text").fill("Image of a wall")
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_text("Save again to keep it so.").is_visible()
    page.get_by_role("button", name="Save and go on").click()
    assert page.get_by_text("Each has its alternative text.").is_visible()
