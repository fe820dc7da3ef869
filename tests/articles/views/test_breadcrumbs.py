"""The way to a page from the front page, as readers see it and as machines are told."""

import json
import re

import pytest

from factories.stories import make_author, make_live, make_section, make_tag

SITE = "https://tidewater.example"


@pytest.fixture
def edition(db):
    return make_live(
        headline="The quay reopens",
        slug="quay",
        section=make_section("harbour", name={"en": "Harbour", "yo": "Èbúté"}),
        tags=[make_tag("boats")],
        authors=[make_author("Ada Fenn")],
    )


def told(client, path):
    """Return the steps that machines are told, as (name, path)."""
    data = json.loads(re.search('ld.json">(.*?)</script>', client.get(path).text, re.S)[1])
    steps = (data.get("breadcrumb") or data["mainEntityOfPage"]["breadcrumb"])["itemListElement"]
    assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
    return [(step["name"], step["item"].removeprefix(SITE)) for step in steps]


def shown(client, path):
    """Return the steps that readers see, as (name, path), the last without one."""
    [nav] = re.findall('<nav class="breadcrumbs".*?</nav>', client.get(path).text, re.S)
    links = re.findall('<a href="([^"]*)">(.*?)</a>', nav)
    [last] = re.findall('<span aria-current="page">(.*?)</span></li>', nav)
    return [*((name, path) for path, name in links), (last, "")]


@pytest.mark.parametrize(
    "path, name", [("/sections/harbour/", "Harbour"), ("/tags/boats/", "boats"), ("/authors/ada-fenn/", "Ada Fenn")]
)
def test_list_says_the_way_to_it(client, edition, path, name):
    assert told(client, path) == [("Front page", "/"), (name, path)]
    assert shown(client, path) == [("Front page", "/"), (name, "")]


def test_month_stands_in_the_archive(client, edition):
    path = "/2026/11/"
    way = [("Front page", "/"), ("Archive", "/archive/"), ("November 2026", path)]
    assert told(client, path) == way
    assert shown(client, path) == [*way[:2], ("November 2026", "")]


def test_way_stays_in_the_readers_language(client, edition):
    assert [path for _name, path in shown(client, "/yo/sections/harbour/")] == ["/yo/", ""]
    assert told(client, "/yo/sections/harbour/")[1] == ("Èbúté", "/yo/sections/harbour/")


@pytest.mark.parametrize("prefix", ["", "/yo"])
def test_story_says_one_way_to_it_whatever_the_interface(client, edition, prefix):
    path = "/2026/11/23/quay/"
    assert told(client, prefix + path)[1:] == [("Harbour", "/sections/harbour/"), ("The quay reopens", path)]


def test_page_of_a_long_list_has_the_lists_own_way(client, edition):
    assert told(client, "/sections/harbour/?page=1") == told(client, "/sections/harbour/")


def test_front_page_says_whose_it_is(client, edition):
    data = json.loads(re.search('ld.json">(.*?)</script>', client.get("/yo/").text, re.S)[1])
    assert (data["@type"], data["publisher"]["@type"]) == ("WebSite", "NewsMediaOrganization")
