import json
import re

import pytest

from factories.stories import make_live, make_picture, make_section, make_story


def test_front_page_leads_with_the_newest_story(client):
    make_live(headline="Older")
    make_live(headline="Newer", minutes=5)
    html = client.get("/").text
    assert 0 < html.index(">Newer<") < html.index(">Older<")


def test_front_page_of_an_empty_newsroom_says_so(client):
    make_story()
    answer = client.get("/")
    assert answer.status_code == 200
    assert "No stories yet." in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_front_page_asks_seven_questions_however_much_it_shows(client, django_assert_num_queries, number):
    for place in range(number):
        section = make_section(f"s{place}")
        for minutes in range(9):
            make_live(section=section, minutes=minutes, lead_picture=make_picture())
    with django_assert_num_queries(7):
        html = client.get("/").text
    assert html.count("<article") == 7 + {1: 2, 3: 12}[number]


def test_front_page_shows_no_draft_of_a_live_story(client):
    edition = make_live(headline="As published")
    story = edition.story
    story.headline = "As typed since"
    story.save()
    assert re.findall("As [a-z ]+", client.get("/").text) == ["As published"]


def test_front_page_sets_no_cookie(client):
    assert not client.get("/").cookies


def test_front_page_says_whose_it_is_to_machines(client):
    html = client.get("/yo/").text
    data = json.loads(re.search('ld.json">(.*?)</script>', html)[1])
    assert (data["@type"], data["name"], data["url"]) == (
        "WebSite",
        "The Tidewater Post",
        "https://tidewater.example/yo/",
    )
    assert '<meta name="description" content="The Tidewater Post">' in html
