import re

import pytest

from factories.stories import make_live, make_picture, make_section

SITE = "https://tidewater.example"
PATH = "/sections/harbour/digest/"


@pytest.fixture
def section(db):
    return make_section("harbour")


def test_digest_has_the_ten_newest_stories_of_its_section(client, section):
    for minutes in range(11):
        make_live(headline=f"Boat {minutes}", section=section, minutes=minutes)
    make_live(headline="Elsewhere", section=make_section("sport"), minutes=30)
    headlines = re.findall('<h2><a href="[^"]*">(.*?)</a></h2>', client.get(PATH).text)
    assert headlines == [f"Boat {minutes}" for minutes in range(10, 0, -1)]


def test_digest_says_what_ai_did_in_the_storys_language(client, section):
    edition = make_live(section=section, level="generated", language="yo")
    page = client.get(f"/es{PATH}").text
    label = edition.statement["text"]["label"]["shown"].rstrip(".")
    assert re.search(rf'<article[^>]* lang="yo" dir="ltr">.*?<strong>{re.escape(label)}', page, re.S)


def test_digest_says_who_paid(client, section):
    make_live(section=section, kind="sponsored", payer="Harbour Ltd")
    assert "Harbour Ltd" in client.get(PATH).text


def test_digest_can_be_mailed(client, section):
    make_live(section=section, slug="quay", lead_picture=make_picture())
    page = client.get(PATH).text
    links = re.findall('<a href="([^"]*)"', page)
    assert links == [f"{SITE}/2026/11/23/quay/", f"{SITE}/sections/harbour/"]
    assert not re.search("<(script|img|form|header|footer)", page)


def test_digest_stays_out_of_search_engines_and_names_itself(client, section):
    page = client.get(f"/yo{PATH}").text
    assert '<meta name="robots" content="noindex,follow">' in page
    assert f'<link rel="canonical" href="{SITE}/yo{PATH}">' in page


def test_section_leads_to_its_digest(client, section):
    assert f'href="{PATH}"' in client.get("/sections/harbour/").text


def test_digest_of_an_empty_section_says_so(client, section):
    assert "No stories yet." in client.get(PATH).text


@pytest.mark.parametrize("path", ["/sections/none/digest/", "/tags/boats/digest/", "/sections/%00/digest/"])
def test_digest_of_nothing_is_not_there(client, section, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_digest_asks_the_same_however_many_stories_there_are(client, section, django_assert_num_queries, number):
    for _ in range(number):
        make_live(section=section, lead_picture=make_picture())
    with django_assert_num_queries(5):
        assert client.get(PATH).text.count("<article") == number
