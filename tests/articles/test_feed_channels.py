"""The feeds of sections, tags, authors, languages and corrections, and where each is found."""

import re
import xml.etree.ElementTree as ET

import pytest

from factories.publication import make_page, make_publication
from factories.stories import (
    figure,
    make_author,
    make_live,
    make_picture,
    make_section,
    make_story,
    make_tag,
    publish,
    withdraw,
)
from newsroom.publication.models import Publication

FILES = ["rss.xml", "atom.xml", "feed.json"]
PLACES = ["sections/harbour", "tags/boats", "authors/ada-fenn", "languages/yo", "corrections"]
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(autouse=True)
def publication(db):
    return make_publication()


def titles(client, place):
    return [item["title"] for item in client.get(f"/feeds/{place}/feed.json").json()["items"]]


def shared():
    return {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Fenn")]}


def make_both():
    """Make a story that is in every feed, corrected, and one that is in none of them."""
    edition = make_live(headline="Inside", language="yo", level="generated", **shared())
    publish(edition.story, change="correction", note="It was Tuesday.", minutes=9)
    make_live(headline="Outside", section=make_section("sport"))
    return edition


@pytest.mark.parametrize("place", PLACES)
def test_feed_has_its_own_stories_and_no_others(client, place):
    make_both()
    [title] = titles(client, place)
    assert title.endswith("Inside")


@pytest.mark.parametrize("place", PLACES)
def test_feed_says_the_same_in_every_format(client, place):
    make_both()
    rss = ET.fromstring(client.get(f"/feeds/{place}/rss.xml").content).find("channel")
    atom = ET.fromstring(client.get(f"/feeds/{place}/atom.xml").content)
    data = client.get(f"/feeds/{place}/feed.json").json()
    said = data["title"], data["items"][0]["title"], data["items"][0]["content_html"]
    content = "{http://purl.org/rss/1.0/modules/content/}encoded"
    assert (rss.findtext("title"), rss.findtext("item/title"), rss.findtext(f"item/{content}")) == said
    entry = (atom.findtext(f"a:entry/a:{name}", namespaces=ATOM) for name in ("title", "content"))
    assert (atom.findtext("a:title", namespaces=ATOM), *entry) == said


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("file", FILES)
def test_feed_carries_the_label_and_the_whole_text(client, place, file):
    label = make_both().statement["text"]["label"]["shown"].rstrip(".")
    text = client.get(f"/feeds/{place}/{file}").text
    assert label and label in text and "The ferry came home at dawn." in text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("header, value", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_unchanged_feed_of_a_part_is_not_sent_again(client, place, file, header, value):
    make_both()
    known = client.get(f"/feeds/{place}/{file}")[header]
    assert client.get(f"/feeds/{place}/{file}", headers={value: known}).status_code == 304


def test_story_elsewhere_leaves_the_bytes_of_a_feed_alone(client):
    make_both()
    known = client.get("/feeds/sections/harbour/rss.xml")["ETag"]
    make_live(section=make_section("weather"), minutes=30)
    again = client.get("/feeds/sections/harbour/rss.xml", headers={"If-None-Match": known})
    assert again.status_code == 304


def test_story_that_moves_to_another_section_leaves_the_feed(client):
    edition = make_both()
    make_live(headline="Stays", section=edition.section, minutes=-30)
    story = edition.story
    before = client.get("/feeds/sections/harbour/rss.xml")["Last-Modified"]
    story.refresh_from_db()
    story.section = make_section("weather")
    story.save()
    publish(story, change="update", minutes=20)
    after = client.get("/feeds/sections/harbour/rss.xml", headers={"If-Modified-Since": before})
    assert (after.status_code, "Inside" in after.text) == (200, False)


@pytest.mark.parametrize("place", [*PLACES, ""])
@pytest.mark.parametrize("number", [1, 3])
def test_feed_asks_the_same_however_long_it_is(client, django_assert_max_num_queries, place, number):
    made_of = shared()
    for _ in range(number):
        body = f"<p>A</p>{figure(make_picture())}"
        edition = make_live(language="yo", lead_picture=make_picture(), body=body, **made_of)
        publish(edition.story, change="correction", note="It was Tuesday.", minutes=9)
    with django_assert_max_num_queries(8):
        assert client.get(f"/feeds/{place}/rss.xml".replace("//", "/")).text.count("<item>") == number


@pytest.mark.parametrize(
    "place", ["sections/none", "tags/none", "authors/none", "languages/xx", "languages/zz", "none"]
)
@pytest.mark.parametrize("file", FILES)
def test_feed_of_nothing_is_not_there(client, place, file):
    assert client.get(f"/feeds/{place}/{file}").status_code == 404


@pytest.mark.parametrize("place", ["tags/idle", "authors/idle"])
@pytest.mark.parametrize("file", FILES)
def test_feed_of_what_only_hidden_stories_use_answers_as_a_random_address(client, place, file):
    make_story(tags=[make_tag("idle")], authors=[make_author("Idle")])
    withdraw(make_live(tags=[make_tag("gone")], authors=[make_author("Gone")]))
    for hidden in (place, place.replace("idle", "gone")):
        answers = [client.get(f"/feeds/{path}/{file}") for path in (hidden, place.replace("idle", "none"))]
        shown = [answer.content.replace(b"idle", b"").replace(b"gone", b"").replace(b"none", b"") for answer in answers]
        assert answers[0].status_code == answers[1].status_code == 404
        assert shown[0] == shown[1]


def test_language_that_is_not_offered_has_a_feed_once_it_has_a_story(client):
    Publication.objects.update(languages=["en", "yo"])
    assert client.get("/feeds/languages/fr/rss.xml").status_code == 404
    make_live(language="fr", headline="Le quai")
    data = client.get("/feeds/languages/fr/feed.json").json()
    assert (data["language"], data["home_page_url"]) == ("fr", "https://tidewater.example/")
    assert client.get("/feeds/languages/yo/rss.xml").status_code == 200


def test_corrections_are_items_of_their_own_newest_first(client):
    story = make_live(headline="Quay opens", body="<p>It opens.</p>").story
    publish(story, change="correction", note="It was Tuesday.", minutes=5)
    story.refresh_from_db()
    edition = publish(story, change="correction", note="It was Monday.", minutes=9)
    newest, oldest = client.get("/feeds/corrections/feed.json").json()["items"]
    assert (newest["title"], newest["summary"], oldest["summary"]) == (
        "Correction: Quay opens",
        "It was Monday.",
        "It was Tuesday.",
    )
    assert newest["url"] == f"https://tidewater.example{edition.get_absolute_url()}#correction-2"
    assert newest["content_html"].startswith("<p><strong>Correction:</strong> It was Monday.</p>")
    assert "<p>It opens.</p>" in newest["content_html"]
    assert (newest["date_published"], newest["id"] == oldest["id"]) == ("2026-11-23T13:09:00+01:00", False)


def test_correction_of_a_label_leads_to_its_note(client):
    story = make_live(level="none").story
    story.disclosures.update(level="generated")
    publish(story, change="correction", note="AI wrote it.", minutes=5)
    urls = [item["url"] for item in client.get("/feeds/corrections/feed.json").json()["items"]]
    assert [url.partition("#")[2] for url in urls if "ai-note" in url] == ["ai-note-1"]


@pytest.mark.parametrize("prefix", ["", "/yo"])
@pytest.mark.parametrize("page", ["sections/harbour", "tags/boats", "authors/ada-fenn", "corrections"])
def test_list_leads_to_its_own_feeds(client, page, prefix):
    make_both()
    html = client.get(f"{prefix}/{page}/").text
    head, _end, body = html.partition("</head>")
    linked = re.findall(r'<link rel="alternate" type="application/[^"]*" title="[^"]*" href="([^"]*)"', head)
    assert linked[-3:] == [f"/feeds/{page}/{file}" for file in FILES]
    assert f'href="/feeds/{page}/rss.xml"' in body


def test_feed_has_one_address_whatever_is_asked(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_both()
    answer = client.get("/feeds/tags/boats/atom.xml", headers={"Host": "evil.example"})
    own = "https://tidewater.example/feeds/tags/boats/atom.xml"
    assert answer["Link"] == f'<{own}>; rel="canonical"'
    assert ET.fromstring(answer.content).find("a:link[@rel='self']", ATOM).get("href") == own
    assert client.get("/yo/feeds/tags/boats/atom.xml").status_code == 404


def test_feeds_name_no_hub_by_default(client):
    make_both()
    assert not [file for file in FILES if "hub" in client.get(f"/feeds/{file}").text]


def test_feeds_name_their_hubs(client, settings):
    settings.WEBSUB_HUBS = ["https://hub.example/"]
    make_both()
    rss, atom, data = (client.get(f"/feeds/sections/harbour/{file}") for file in FILES)
    assert re.search('<atom:link (rel="hub" )?href="https://hub.example/"( rel="hub")?', rss.text)
    assert ET.fromstring(atom.content).find("a:link[@rel='hub']", ATOM).get("href") == "https://hub.example/"
    assert data.json()["hubs"] == [{"type": "WebSub", "url": "https://hub.example/"}]
    assert '<https://hub.example/>; rel="hub"' in data["Link"] and 'rel="self"' in data["Link"]


@pytest.mark.parametrize("prefix", ["", "/yo"])
def test_page_of_feeds_leads_to_feeds_that_are_there(client, prefix):
    make_both()
    make_page("about")
    html = client.get(f"{prefix}/feeds/").text
    paths = set(re.findall(r'href="(/feeds/[^"]*\.(?:xml|json))"', html)) | {"/ai/log.atom"}
    assert {f"/feeds/{place}rss.xml" for place in ("", "sections/sport/", "languages/ar/", "corrections/")} <= paths
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)
    assert f'<a href="{prefix}/feeds/"' in client.get(f"{prefix}/about/").text
