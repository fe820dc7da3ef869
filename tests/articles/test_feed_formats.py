"""What holds for the feed in all its formats, and what Atom and JSON Feed have of their own."""

import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest

from articles.models import AIPolicy, TextDisclosure
from factories.attachments import make_recording
from factories.publication import make_publication
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_story,
    make_tag,
    publish,
    withdraw,
)

FEEDS = ["/feeds/rss.xml", "/feeds/atom.xml", "/feeds/feed.json"]
ATOM = {"a": "http://www.w3.org/2005/Atom", "media": "http://search.yahoo.com/mrss/"}
IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"
LABEL = "Reported by AI. Not checked by an editor."


@pytest.fixture(autouse=True)
def publication(db):
    return make_publication()


def entries(client):
    return ET.fromstring(client.get("/feeds/atom.xml").content).findall("a:entry", ATOM)


def items(client):
    return client.get("/feeds/feed.json").json()["items"]


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("header, value", [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_unchanged_feed_is_not_sent_again(client, feed, header, value):
    make_live()
    known = client.get(feed)[header]
    assert client.get(feed, headers={value: known}).status_code == 304


@pytest.mark.parametrize("feed", FEEDS)
def test_withdrawal_changes_the_feed(client, feed):
    edition = make_live(headline="Gone tomorrow")
    before = client.get(feed)["Last-Modified"]
    withdraw(edition)
    after = client.get(feed, headers={"If-Modified-Since": before})
    assert (after.status_code, "Gone tomorrow" in after.text) == (200, False)


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("number", [1, 3])
def test_feed_asks_six_questions_however_long_it_is(client, django_assert_num_queries, feed, number):
    for _ in range(number):
        make_live(
            level="generated",
            tags=[make_tag()],
            authors=[make_author()],
            lead_picture=make_picture(),
            body=f"<p>A</p>{figure(make_picture())}",
        )
    with django_assert_num_queries(6):
        assert client.get(feed).text.count(LABEL) >= number


@pytest.mark.parametrize("feed", FEEDS)
def test_feed_is_found_from_every_page_and_never_repeats_the_host_asked(client, settings, feed):
    settings.ALLOWED_HOSTS = ["*"]
    make_live()
    assert f'href="{feed}"' in client.get("/").text
    assert "evil.example" not in client.get(feed, headers={"Host": "evil.example"}).text


@pytest.mark.parametrize("feed", FEEDS)
def test_feed_claims_nothing_of_a_story_that_nobody_assessed(client, feed):
    AIPolicy.objects.create(publishes_unassessed=True, published_at=NOON)
    story = make_story(headline="Out of the archive", is_archive=True)
    TextDisclosure.objects.filter(story=story).delete()
    publish(story)
    text = client.get(feed).text
    assert ("Out of the archive" in text, IPTC in text.replace(f'xmlns="{IPTC}"', "")) == (True, False)


@pytest.mark.parametrize("feed", FEEDS)
def test_feed_of_an_empty_newsroom_is_a_feed(client, feed):
    assert "The Tidewater Post" in client.get(feed).text


def test_atom_entry_says_what_ai_did_and_where_that_is_stated(client):
    edition = make_live(level="generated", standfirst="Boats < cars & bikes.")
    [entry] = entries(client)
    [said] = [category for category in entry.findall("a:category", ATOM) if category.get("scheme")]
    assert (said.get("scheme"), said.get("term"), said.get("label")) == (IPTC, "trainedAlgorithmicMedia", LABEL)
    [link] = [link for link in entry.findall("a:link", ATOM) if link.get("rel") == "describedby"]
    assert link.get("href") == f"https://tidewater.example{edition.get_absolute_url()}ai.json"
    assert entry.findtext("a:summary", namespaces=ATOM) == f"{LABEL} Boats < cars & bikes."
    assert entry.findtext("a:content", namespaces=ATOM).startswith(f"<p><strong>{LABEL}</strong></p>")


def test_atom_has_what_the_standard_asks_for(client):
    edition = make_live(language="yo", authors=[make_author("Ada Fenn"), make_author("Bo Quill")])
    publish(edition.story, change="update", minutes=9)
    [entry] = entries(client)
    assert entry.findtext("a:id", namespaces=ATOM) == f"tag:tidewater.example,2026-11-23:story-{edition.story_id}"
    assert entry.findtext("a:published", namespaces=ATOM) == "2026-11-23T12:00:00+00:00"
    assert entry.findtext("a:updated", namespaces=ATOM) == "2026-11-23T12:09:00+00:00"
    assert [name.text for name in entry.findall("a:author/a:name", ATOM)] == ["Ada Fenn", "Bo Quill"]
    assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "yo"


def test_atom_picture_is_described_label_first(client):
    picture = make_picture(origin="trainedAlgorithmicMedia")
    make_live(lead_picture=picture)
    [media] = entries(client)[0].findall("media:content", ATOM)
    assert media.get("url") == "https://tidewater.example" + picture.image("social")["url"]
    assert media.findtext("media:description", namespaces=ATOM) == "Image generated by AI: A ferry at the quay"


def test_json_feed_item_says_what_ai_did(client):
    edition = make_live(level="generated", standfirst="Boats were late.")
    [item] = items(client)
    assert item["_ai_disclosure"] == {
        "about": "https://tidewater.example/ai/",
        "level": "generated",
        "digital_source_type": f"{IPTC}trainedAlgorithmicMedia",
        "label": LABEL,
        "statement": f"https://tidewater.example{edition.get_absolute_url()}ai.json",
    }
    assert item["summary"] == f"{LABEL} Boats were late."
    assert item["content_html"].startswith(f"<p><strong>{LABEL}</strong></p>")


def test_json_feed_picture_is_the_one_with_its_label(client):
    picture = make_picture(origin="trainedAlgorithmicMedia")
    make_live(lead_picture=picture)
    [item] = items(client)
    address = "https://tidewater.example" + picture.image("social")["url"]
    assert item["image"] == address
    title = "Image generated by AI: A ferry at the quay"
    assert item["attachments"] == [{"url": address, "mime_type": "image/jpeg", "title": title}]


def test_json_feed_is_version_one_point_one(client):
    make_live(language="yo", authors=[make_author("Ada Fenn")], tags=[make_tag("ferries")])
    feed = client.get("/feeds/feed.json")
    assert feed["Content-Type"].startswith("application/feed+json")
    assert feed.json()["version"] == "https://jsonfeed.org/version/1.1"
    [item] = feed.json()["items"]
    ada = {"name": "Ada Fenn", "url": "https://tidewater.example/yo/authors/ada-fenn/"}
    assert (item["language"], item["authors"]) == ("yo", [ada])
    assert "ferries" in item["tags"]


def test_correction_of_a_label_moves_the_entrys_time(client):
    edition = make_live(level="none")
    TextDisclosure.objects.filter(story=edition.story).update(level="generated")
    publish(edition.story, change="minor", minutes=7)
    assert entries(client)[0].findtext("a:updated", namespaces=ATOM) == "2026-11-23T12:07:00+00:00"
    assert items(client)[0]["date_modified"] == "2026-11-23T13:07:00+01:00"


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("number", [1, 3])
def test_embeds_and_files_are_links_in_feeds_and_one_question_more(client, django_assert_num_queries, feed, number):
    sound = make_recording()
    for _ in range(number):
        make_live(
            body=f'<p>A</p><figure data-audio="{sound.pk}"></figure>'
            '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>Boats</figcaption></figure>'
        )
    with django_assert_num_queries(6):
        text = unescape(client.get(feed).text).replace('\\"', '"')
    assert text.count("Watch at YouTube: Boats</a>") == text.count(f'.example{sound.url}"') == number
    assert not re.search("<(script|audio|iframe|button)", text)
