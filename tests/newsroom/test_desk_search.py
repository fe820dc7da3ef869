"""The desk's search: every list that takes part, and nothing that the lists themselves would not show."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Author
from articles.vocabulary import Status
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_picture, make_story, make_tag
from newsroom import desk_search

pytestmark = pytest.mark.django_db
SEARCH = "/admin/search/"
SECRET = "The harbour mayor resigns"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def sign_in(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def found(client, words="harbour"):
    """Return {group: texts found} of what the page shows."""
    groups = client.get(SEARCH, {"q": words}).context["groups"]
    return {group.title: [hit.text for hit in group.hits] for group in groups}


def one_of_each(number=""):
    make_story(headline=f"Harbour opens{number}", tags=[make_tag(f"harbour{number}")])
    make_picture(alt=f"The harbour{number}")
    make_author(f"Ada Harbour{number}")
    make_page(f"harbour{number}")


def test_editor_finds_stories_pictures_authors_tags_and_pages_in_that_order(client):
    sign_in(client)
    one_of_each()
    assert found(client) == {
        "stories": ["Harbour opens"],
        "pictures": ["The harbour"],
        "authors": ["Ada Harbour"],
        "tags": ["harbour"],
        "pages": ["Harbour"],
    }
    assert list(found(client)) == ["stories", "pictures", "authors", "tags", "pages"]


def test_each_leads_to_its_form_with_a_few_words_on_it(client):
    sign_in(client)
    story = make_story(headline="Ẹbí harbour", language="yo", status=Status.IN_REVIEW)
    html = client.get(SEARCH, {"q": "harbour"}).text
    address = reverse("admin:articles_story_change", args=[story.pk])
    assert f'<a href="{address}" lang="yo" dir="auto">Ẹbí harbour</a> <small>In review</small>' in html


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_search_asks_as_much_for_three_of_each_as_for_one(client, role):
    person = sign_in(client, role)
    asked = []
    for numbers in ([""], [" two", " three"]):
        for number in numbers:
            make_live(headline=f"Harbour{number}", created_by=person)
            make_picture(alt=f"Harbour{number}")
            make_author(f"Ada Harbour{number}")
            make_tag(f"harbour{number}")
            make_page(f"harbour{number}".replace(" ", "-"))
        found(client)
        with CaptureQueriesContext(connection) as captured:
            found(client)
        asked.append(len(captured))
    assert asked[0] == asked[1] <= 18


def test_reporter_finds_their_own_stories_alone_and_what_their_lists_have(client):
    person = sign_in(client, "reporter")
    one_of_each()
    make_live(headline="Harbour of others, live")
    make_story(headline="My harbour", created_by=person)
    shown = found(client)
    assert (shown["stories"], "pages" in shown) == (["My harbour"], False)


@pytest.mark.parametrize("role", ["reporter", "editor", "administrator"])
def test_headline_that_a_person_may_not_see_is_nowhere_on_the_page(client, role):
    story = make_story(headline=SECRET, is_restricted=True, tags=[make_tag("resignations")], authors=[make_author()])
    sign_in(client, role)
    for words in ("harbour", "mayor", "resignations", Author.objects.get().name, str(story.pk)):
        html = client.get(SEARCH, {"q": words}).text
        assert (SECRET in html, f"story/{story.pk}/" in html) == (False, False)


def test_those_named_on_a_restricted_story_and_publishers_find_it(client):
    person = sign_in(client, "reporter")
    make_story(headline=SECRET, is_restricted=True).collaborators.add(person)
    assert found(client)["stories"] == [SECRET]
    sign_in(client, "publisher")
    assert found(client)["stories"] == [SECRET]


def test_administrator_finds_pages_and_no_stories(client):
    sign_in(client, "administrator")
    one_of_each()
    assert list(found(client)) == ["pages"]


def test_more_than_fit_are_in_the_list(client, monkeypatch):
    monkeypatch.setattr(desk_search, "MOST", 2)
    sign_in(client)
    for number in range(3):
        make_story(headline=f"Harbour {number}")
    (group,) = client.get(SEARCH, {"q": "harbour"}).context["groups"]
    assert ([hit.text for hit in group.hits], group.more) == (
        ["Harbour 2", "Harbour 1"],
        "/admin/articles/story/?q=harbour",
    )
    assert client.get(group.more).context["cl"].result_count == 3


def test_tag_with_two_old_names_is_found_once(client):
    sign_in(client)
    tag = make_tag("harbour")
    for number in range(2):
        tag.aliases.create(name=f"harbour {number}", slug=f"harbour-{number}", key=f"harbour {number}")
    assert found(client)["tags"] == ["harbour"]


def test_nothing_found_and_nothing_asked_are_said_in_words(client):
    sign_in(client)
    assert "Nothing that you may see has “zebra”." in client.get(SEARCH, {"q": "zebra"}).text
    assert "Type words of a headline" in client.get(SEARCH).text


@pytest.mark.parametrize("words", ["<b>x</b>", '"', "'", "%", "\\", "x" * 5000, "\u0301" * 300, "🎉", "AND NOT (", "²"])
def test_odd_words_are_an_answer_and_no_error(client, words):
    sign_in(client)
    one_of_each()
    answer = client.get(SEARCH, {"q": words})
    assert (answer.status_code, "<b>x</b>" in answer.text) == (200, False)


def test_box_stands_on_every_page_of_the_desk_and_keeps_its_words(client):
    sign_in(client)
    for page in ("/admin/", "/admin/articles/story/"):
        assert f'<form class="desk-search" method="get" action="{SEARCH}" role="search"' in client.get(page).text
    assert 'name="q" value="harbour"' in client.get(SEARCH, {"q": "harbour"}).text


def test_search_is_for_those_who_are_signed_in(client):
    assert client.get(SEARCH, {"q": "x"}).status_code == 302
    assert "desk-search" not in client.get("/admin/login/").text
