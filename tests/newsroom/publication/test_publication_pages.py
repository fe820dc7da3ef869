"""Standing pages: what readers see, and how they are saved and put into the menu."""

import re
from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.people import make_user
from factories.publication import make_page
from newsroom.consent.models import PolicyVersion
from newsroom.consent.operations import policy
from newsroom.publication.models import Page, Publication
from newsroom.publication.operations import pages
from newsroom.publication.operations.pages import write_menu
from newsroom.publication.validators import taken_segments

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user(superuser=True)


def new_page(**fields):
    return Page(**{"slug": "about", "title": {"en": "About"}, "body": {"en": "<p>Us.</p>"}} | fields)


def test_page_is_shown_in_the_language_of_its_address(client, publication):
    make_page(title={"en": "About us", "yo": "Nípa wa"}, body={"en": "<p>Hello</p>", "yo": "<p>Ẹ kú àbọ̀</p>"})
    html = client.get("/yo/about/").text
    assert "<h1>Nípa wa</h1>" in html
    assert '<div class="prose"><p>Ẹ kú àbọ̀</p></div>' in html


def test_page_without_a_translation_is_shown_and_marked(client, publication):
    make_page(title={"en": "About us"}, body={"en": "<p>Hello</p>"})
    html = client.get("/ar/about/").text
    assert '<h1><span lang="en" dir="ltr">About us</span></h1>' in html
    assert '<div class="prose" lang="en" dir="ltr"><p>Hello</p></div>' in html


def test_body_is_sanitised_when_it_is_shown(client, publication):
    make_page(body={"en": '<p onclick="x()">Hello<script>x()</script></p>'})
    assert '<div class="prose"><p>Hello</p></div>' in client.get("/about/").text


def test_canonical_address_is_at_the_publications_own_host(client, publication):
    make_page()
    html = client.get("/yo/about/", headers={"host": "localhost"}).text
    assert '<link rel="canonical" href="https://tidewater.example/yo/about/">' in html
    assert 'hreflang="x-default" href="https://tidewater.example/about/"' in html


def test_unpublished_page_is_the_same_404_as_a_page_that_never_was(client, publication):
    make_page("masthead", is_published=False)
    hidden, absent = client.get("/masthead/"), client.get("/mastheaf/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.text == absent.text.replace("mastheaf", "masthead")


def test_privacy_page_lists_what_is_stored_even_before_it_is_written(client, publication):
    response = client.get("/privacy/")
    assert response.status_code == 200
    assert "<h1>Privacy</h1>" in response.text
    assert "What is stored on your device" in response.text


def test_privacy_page_begins_with_the_short_answer(client, publication):
    make_page("privacy", body={"en": "<p>Our own words.</p>"})
    html = client.get("/privacy/").text.partition("<main")[2]
    answer = html.index("We set no cookie unless you say so.")
    assert html.index("<h1>") < answer < html.index("Our own words.") < html.index("What is stored on your device")


def test_unwritten_privacy_page_says_what_is_kept_and_whom_to_ask(client, publication):
    html = client.get("/privacy/").text
    assert "Our pages keep no record of who reads what." in html
    assert '<a href="mailto:editor@tidewater.example">Write to us</a>' in html
    make_page("privacy")
    assert "Our pages keep no record of who reads what." not in client.get("/privacy/").text


def test_privacy_page_says_of_which_days_its_parts_are(client, publication):
    assert "as of" not in client.get("/privacy/").text
    policy.install_defaults(analytics_enabled=True)
    PolicyVersion.objects.update(published_at=datetime(2026, 11, 2, 23, 30, tzinfo=UTC))
    make_page("privacy")
    Page.objects.update(updated_at=datetime(2026, 11, 23, 12, tzinfo=UTC))
    html = client.get("/privacy/").text
    days = re.findall('as of <time datetime="[^"]*">([^<]*)</time>', html)
    assert days == ["23 November 2026", "3 November 2026"]


def test_other_pages_do_not_list_what_is_stored(client, publication):
    make_page()
    assert "What is stored on your device" not in client.get("/about/").text


@pytest.mark.parametrize("extra_pages", [0, 3])
def test_page_asks_three_queries_of_the_site_whatever_is_in_the_menu(
    client, publication, extra_pages, django_assert_max_num_queries
):
    make_page()
    for number in range(extra_pages):
        make_page(f"page-{number}")
    with django_assert_max_num_queries(4):
        assert client.get("/about/").status_code == 200


def test_page_accepts_no_post(client, publication):
    make_page()
    assert client.post("/about/").status_code == 405


def test_saved_page_is_cleaned_and_stands_in_the_menu(publication, root):
    page = pages.save_page(new_page(body={"en": "<p>Hi<script>x</script></p>", "yo": ""}), actor=root)
    assert page.body == {"en": "<p>Hi</p>"}
    assert Publication.current().menu == [{"slug": "about", "title": {"en": "About"}, "place": "footer"}]


def test_menu_is_in_the_order_of_positions(publication):
    make_page("contact", position=2)
    make_page("ethics", position=1)
    assert [entry["slug"] for entry in Publication.current().menu] == ["ethics", "contact"]


def test_menu_holds_neither_unpublished_pages_nor_those_without_a_place(publication):
    make_page("draft", is_published=False)
    make_page("quiet", place="")
    assert Publication.current().menu == []


def test_deleted_page_leaves_the_menu(publication, root):
    pages.delete_page(make_page(), actor=root)
    assert Publication.current().menu == []


def test_title_in_the_menu_follows_the_language(client, publication):
    make_page(title={"en": "About us", "es": "Quiénes somos"})
    assert '<a href="/es/about/">Quiénes somos</a>' in client.get("/es/privacy/").text


@pytest.mark.parametrize("deed", [pages.save_page, pages.delete_page])
def test_reporter_may_not_touch_pages(publication, deed):
    with pytest.raises(PermissionDenied):
        deed(make_page(), actor=make_user("reporter"))


@pytest.mark.parametrize("slug", ["admin", "media", "static", "consent", "cookies", "en", "yo", "2026", "healthz"])
def test_address_that_the_site_uses_is_refused(publication, root, slug):
    with pytest.raises(ValidationError, match="is used by the site itself"):
        pages.save_page(new_page(slug=slug), actor=root)


def test_first_segments_of_all_addresses_are_taken():
    assert {"admin", "consent", "sections", "ai", "corrections", "robots.txt", "feeds"} <= taken_segments()


def test_refused_page_leaves_the_menu_as_it_was(publication, root):
    write_menu()
    with pytest.raises(ValidationError):
        pages.save_page(new_page(slug="not a slug"), actor=root)
    assert (Page.objects.count(), Publication.current().menu) == (0, [])
