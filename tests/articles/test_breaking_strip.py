"""The breaking strip as readers meet it."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Breaking, Section, Story
from articles.operations import publishing
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_section, make_tag, withdraw

pytestmark = pytest.mark.django_db
STRIP = re.compile(r'<section class="breaking".*?</section>', re.S)
HOUR = timedelta(hours=1)


@pytest.fixture
def edition():
    make_publication()
    shared = {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Reed")]}
    return make_live(headline="Boat aground", **shared)


def put_up(edition, language="en", until=HOUR, **fields):
    return Breaking.objects.create(language=language, story=edition.story, until=timezone.now() + until, **fields)


def strip(client, path="/"):
    found = STRIP.search(client.get(path).text)
    return found and found[0]


@pytest.mark.parametrize(
    "path",
    ["/", "/sections/harbour/", "/tags/boats/", "/authors/ada-reed/", "/archive/", "/search/", "/corrections/", "/ai/",
     "/about/", "/cookies/", "/feeds/", "/nope/"],
)  # fmt: skip
def test_strip_is_on_every_page_of_its_language(client, edition, path):
    make_page("about")
    put_up(edition)
    said = strip(client, path)
    assert f'href="{edition.get_absolute_url()}"' in said and "Boat aground" in said
    assert strip(client, f"/yo{path}") is None


def test_strip_is_a_region_with_a_name_and_the_headline_in_its_own_language(client, edition):
    other = make_live(language="ar", headline="القوارب تغادر")
    put_up(other, language="yo")
    said = strip(client, "/yo/")
    assert 'aria-labelledby="breaking-title"' in said and 'id="breaking-title"' in said
    assert 'lang="ar" dir="rtl">القوارب تغادر</a>' in said


def test_own_words_are_in_the_strips_language(client, edition):
    put_up(edition, language="yo", words="Ọkọ̀ rì")
    assert 'lang="yo" dir="ltr">Ọkọ̀ rì</a>' in strip(client, "/yo/")


def test_strip_says_what_readers_see_and_not_the_working_copy(client, edition):
    put_up(edition)
    Story.objects.update(headline="Secret deal", slug="secret-deal")
    assert "Boat aground" in strip(client) and "ecret" not in strip(client)


def test_strip_goes_by_itself_at_its_time(client, edition):
    put_up(edition, until=-timedelta(seconds=1))
    assert strip(client) is None


@pytest.mark.parametrize("leave", ["hide", "withdraw"])
def test_strip_goes_with_its_story(client, edition, leave):
    put_up(edition, words="Ten boats aground")
    if leave == "hide":
        publishing.hide(edition.story, actor=make_user("editor"))
    else:
        withdraw(edition)
    assert "aground" not in client.get("/").text


@pytest.mark.parametrize("is_in_menu", [True, False])
def test_strip_needs_no_section_in_the_menu(client, edition, is_in_menu):
    Section.objects.update(is_in_menu=is_in_menu)
    put_up(edition)
    assert strip(client)


@pytest.mark.parametrize(("path", "queries"), [("/", 7), ("/sections/harbour/", 6), ("", 8)])
def test_strip_costs_no_question(client, edition, django_assert_max_num_queries, path, queries):
    put_up(edition)
    with django_assert_max_num_queries(queries):
        assert "breaking-title" in client.get(path or edition.get_absolute_url()).text


def test_pages_without_a_strip_carry_none_of_its_styles(client, edition):
    assert "breaking" not in client.get("/archive/").text
