import re

import pytest

from articles.operations import drafting
from factories.people import make_user
from factories.stories import make_live, publish, withdraw


def corrected(note, *, minutes=5, **fields):
    """Return the edition that corrects a new story."""
    return publish(make_live(**fields).story, change="correction", note=note, minutes=minutes)


def test_corrections_are_listed_newest_first_by_month(client):
    corrected("It was Tuesday.")
    corrected("It was Wednesday.", minutes=40 * 24 * 60)
    html = client.get("/corrections/").text
    places = [html.index(w) for w in ("January 2027", "It was Wednesday.", "November 2026", "It was Tuesday.")]
    assert places == sorted(places)


def test_correction_says_its_kind_and_day_and_leads_to_its_place_in_the_story(client):
    edition = corrected("It was Tuesday.", headline="The ferry")
    html = client.get("/corrections/").text
    assert re.search(r"<strong>Correction</strong> <time [^>]*>23 November 2026, 13:05</time>", html)
    [place] = re.findall(f'<a href="{edition.get_absolute_url()}#([^"]+)">The ferry</a>', html)
    assert f'id="{place}"' in client.get(edition.get_absolute_url()).text


@pytest.mark.parametrize("prefix", ["", "/yo"])
def test_corrections_page_leads_to_where_mistakes_are_reported(client, prefix):
    assert f'<a href="{prefix}/corrections/report/">' in client.get(f"{prefix}/corrections/").text


def test_correction_stays_listed_after_further_editions(client):
    edition = corrected("It was Tuesday.")
    publish(edition.story, change="minor", minutes=9)
    assert client.get("/corrections/").text.count("It was Tuesday.") == 1


def test_correction_of_a_withdrawn_story_is_not_listed(client):
    withdraw(corrected("It was Tuesday."))
    assert "It was Tuesday." not in client.get("/corrections/").text


@pytest.mark.parametrize("number", [1, 3])
def test_corrections_page_asks_four_questions(client, django_assert_num_queries, number):
    for _ in range(number):
        corrected("It was Tuesday.")
    with django_assert_num_queries(4):
        assert client.get("/corrections/").text.count("It was Tuesday.") == number


def test_corrections_page_without_corrections_says_so(client):
    assert "No corrections yet." in client.get("/corrections/").text


def test_label_added_with_a_minor_change_is_on_the_page(client):
    story = make_live(headline="The harbour").story
    drafting.save_disclosure(story, {"body": "generated"}, actor=make_user("editor"))
    publish(story, change="minor")
    assert "This story was first published without its label" in client.get("/corrections/").content.decode()
