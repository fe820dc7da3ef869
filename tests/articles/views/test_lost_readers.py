"""What readers are offered where an address leads nowhere, where a story was withdrawn, and where there is none yet."""

import re

import pytest

from factories.publication import make_page
from factories.stories import make_live, make_section, make_story, withdraw
from newsroom.publication.models import Publication

NOINDEX = '<meta name="robots" content="noindex">'


def rows(html):
    """Return the headlines that a page offers as the newest."""
    offered = html.partition('id="newest-title"')[2].partition("</section>")[0]
    return re.findall('<a href="[^"]*">([^<]*)</a></h3>', offered)


def withdrawn_path():
    edition = make_live(headline="Gone", slug="gone", minutes=-60)
    withdraw(edition)
    return edition.get_absolute_url()


@pytest.mark.parametrize("status", [404, 410])
def test_reader_who_lost_the_way_may_search_and_sees_the_five_newest(client, status):
    path = withdrawn_path() if status == 410 else "/nowhere/at/all/"
    for number in range(7):
        make_live(headline=f"Story {number}", minutes=number)
    make_story(headline="A draft")
    answer = client.get(path)
    assert answer.status_code == status
    assert rows(answer.text) == [f"Story {number}" for number in (6, 5, 4, 3, 2)]
    assert '<form class="search" action="/search/" method="get">' in answer.text
    assert "search__filters" not in answer.text.partition("<main")[2]
    assert NOINDEX in answer.text


def test_newest_stories_are_in_the_readers_language_first_and_none_stands_there_twice(client):
    ferry = make_live(headline="The ferry", language="en", minutes=5)
    make_live(headline="Ọkọ̀ ojú omi", language="yo", translation_key=ferry.translation_key)
    make_live(headline="Bread", language="en", minutes=9)
    assert rows(client.get("/yo/nowhere/").text) == ["Ọkọ̀ ojú omi", "Bread"]
    assert rows(client.get("/nowhere/").text) == ["Bread", "The ferry"]


@pytest.mark.parametrize("number", [0, 1, 3])
def test_address_that_leads_nowhere_asks_five_questions(client, django_assert_num_queries, number):
    for _ in range(number):
        make_live()
    with django_assert_num_queries(5):
        assert len(rows(client.get("/sections-of/nowhere/").text)) == number


def test_withdrawn_story_says_when_and_why(client):
    html = client.get(withdrawn_path()).text
    assert re.search(r'This story was withdrawn on <time datetime="[^"]*">\d+ [A-Z][a-z]+ \d{4}</time>\.', html)
    assert "The figures were not ours." in html


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "No stories yet."),
        ("/sections/harbour/", "No stories in Harbour yet."),
        ("/archive/", "No stories yet."),
        ("/yo/sections/harbour/", "No stories in Harbour yet."),
    ],
)
def test_page_without_stories_says_so_and_leads_on(client, path, words):
    make_section("harbour")
    Publication.objects.update(languages=["en", "yo"])
    answer = client.get(path)
    assert answer.status_code == 200
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert words in main or "/yo/" in path
    assert "<a href=" in main
    assert NOINDEX in answer.text


def test_front_page_and_archive_with_a_story_are_for_search_engines(client):
    make_live()
    assert [path for path in ("/", "/archive/") if "noindex" in client.get(path).text] == []


def test_corrections_are_indexed_even_while_there_are_none(client):
    assert "noindex" not in client.get("/corrections/").text


def test_missing_page_of_a_publication_without_stories_offers_no_list(client):
    make_page()
    html = client.get("/nowhere/").text
    assert "newest-title" not in html
    assert 'name="q"' in html
