"""Breaking news, a typo at a late hour and a preview link in a browser, by touch at 360 px; every tap is counted."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from articles.models import Breaking, Edition, TextReview
from articles.vocabulary import AILevel
from factories.body_editor import sign_in
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_review, make_section, make_story, publish

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}


class Thumb:
    """A person at a telephone, whose taps are counted."""

    def __init__(self, page):
        self.page, self.taps = page, 0

    def tap(self, place):
        place.tap()
        self.taps += 1

    def type(self, place, words):
        self.tap(place)
        self.page.keyboard.type(words)


@pytest.fixture
def site(live_server):
    make_publication(address=live_server.url)
    make_section("harbour", name={"en": "Harbour"})
    return live_server


@pytest.fixture
def phone(browser, site):
    context = browser.new_context(**PHONE)
    sign_in(context, site, make_user("editor", username="ada"))
    yield context.new_page()
    context.close()


def findings(page):
    violations = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in violations]


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_breaking_news_is_live_within_eight_taps(site, phone):
    phone.goto(f"{site.url}/admin/")
    thumb = Thumb(phone)
    thumb.tap(phone.get_by_role("link", name="Breaking…"))
    thumb.type(phone.get_by_label("Headline"), "Boat aground at the river mouth")
    phone.get_by_label("Section").select_option(label="Harbour")
    thumb.taps += 2  # A list to open, and an entry of it.
    thumb.tap(phone.get_by_label("Nothing. People reported and wrote it."))
    assert fits(phone)
    thumb.tap(phone.get_by_role("button", name="Save and publish…"))
    thumb.tap(phone.get_by_role("button", name="Publish", exact=True))
    expect(phone.locator(".messagelist")).to_contain_text("Published.")
    assert (Edition.objects.live().get().headline, thumb.taps <= 8) == ("Boat aground at the river mouth", True)


def make_checked():
    story = make_story(level=AILevel.GENERATED, headline="Boats go hmoe", body="<p>Seven boats went hmoe.</p>")
    make_review(story, competence_note="I cover the harbour.")
    return publish(story)


def test_typo_is_mended_checked_anew_and_published_in_six_taps(site, phone):
    edition = make_checked()
    make_review(make_story(level=AILevel.GENERATED), reviewer=None)
    phone.goto(f"{site.url}{edition.get_absolute_url()}edit/")
    thumb = Thumb(phone)
    thumb.tap(phone.locator("#id_headline"))
    phone.keyboard.press("Control+a")
    phone.keyboard.type("Boats go home")
    thumb.tap(phone.get_by_role("button", name="Publish as minor…"))
    expect(phone.locator(".words ins")).to_contain_text("home")
    assert fits(phone) and findings(phone) == []
    thumb.tap(phone.get_by_label("I checked the facts in these words"))
    thumb.type(phone.get_by_label("Why can you judge this subject?"), "I cover the harbour.")
    thumb.tap(phone.get_by_role("button", name="Publish as minor"))
    expect(phone.locator(".messagelist")).to_contain_text("Published.")
    live = Edition.objects.live().get()
    assert (live.headline, live.change_kind, live.review) == ("Boats go home", "minor", TextReview.objects.first())
    assert thumb.taps <= 6


def test_typo_in_the_body_is_mended_without_script(site, browser):
    edition = make_live(body="<p>Seven boats went hmoe.</p>")
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, site, make_user("editor"))
    page = context.new_page()
    page.goto(f"{site.url}{edition.get_absolute_url()}edit/")
    page.locator("textarea[name=body]").fill("<p>Seven boats went home.</p>")
    page.get_by_role("button", name="Publish as minor…").click()
    page.get_by_role("button", name="Publish as minor").click()
    page.get_by_text("Published.").wait_for()
    assert "home" in Edition.objects.live().get().body
    context.close()


def test_link_for_an_outsider_is_made_copied_and_opened(site, phone, browser):
    story = make_story(headline="Boats leave")
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.goto(site.url + reverse("admin:articles_story_previews", args=[story.pk]))
    phone.get_by_label("Who is it for?").fill("Mr Adeyemi")
    phone.get_by_role("button", name="Make a link").tap()
    phone.get_by_role("button", name="Copy").tap()
    expect(phone.locator(".copy [role=status]")).to_have_text("Copied.")
    address = phone.evaluate("navigator.clipboard.readText()")
    assert fits(phone) and findings(phone) == []
    outsider = browser.new_context().new_page()
    outsider.goto(address)
    expect(outsider.locator("h1")).to_have_text("Boats leave")
    outsider.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_screens_have_no_findings_and_fit(site, browser, scheme, width):
    edition = make_live(body="<p>Seven boats.</p>")
    Breaking.objects.create(language="en", story=edition.story, until=timezone.now() + timedelta(hours=1))
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    sign_in(context, site, make_user("editor"))
    page, found = context.new_page(), {}
    for path in ("story/breaking/", "breaking/", "breaking/add/", f"story/{edition.story_id}/previews/"):
        assert page.goto(f"{site.url}/admin/articles/{path}").status == 200
        # Django's own: an empty select2 is named by its value.
        found[path] = ([said for said in findings(page) if said[0] != "aria-input-field-name"], fits(page))
    assert found == dict.fromkeys(found, ([], True))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_strip_is_accessible_still_and_left_off_paper(site, browser, scheme, language):
    edition = make_live(language=language, headline="القوارب تغادر" if language == "ar" else "Boats leave")
    Breaking.objects.create(language=language, story=edition.story, until=timezone.now() + timedelta(hours=1))
    page = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme=scheme).new_page()
    page.goto(f"{site.url}{'/ar' if language == 'ar' else ''}/")
    strip = page.get_by_role("region", name="Breaking news" if language == "en" else None).first
    assert strip.is_visible() and fits(page) and findings(page) == []
    assert page.locator(".breaking").evaluate("e => e.getAnimations({subtree: true}).length") == 0
    box = page.locator(".breaking__link").bounding_box()
    assert box["height"] >= 24
    page.emulate_media(media="print")
    assert page.locator(".breaking").is_hidden()
    page.context.close()
