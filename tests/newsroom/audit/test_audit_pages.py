"""What everyone may read of the record: date, number and hash of its daily heads."""

import json
import xml.etree.ElementTree as ET
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from factories.publication import make_publication
from newsroom.audit import chain
from newsroom.audit.models import DailyHead
from newsroom.audit.operations import heads
from newsroom.audit.operations.recording import record
from newsroom.publication.languages import use_default

ROOT, FEED = "/ai/log/root.json", "/ai/log/heads.atom"
NOW = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def publication(db):
    yield make_publication(address="https://news.example")
    use_default("en")


@pytest.fixture
def days():
    """Two days in the record, the second without an event."""
    record("story.published", "story:5", actor="Ada", reason="Storm", now=NOW - timedelta(days=2))
    heads.record_due(now=NOW)
    return list(DailyHead.objects.all())


def entries(client):
    return ET.fromstring(client.get(FEED).content).findall(f"{ATOM}entry")


def test_addresses_have_names_and_no_language(client):
    assert [reverse("audit_root"), reverse("audit_heads")] == [ROOT, FEED]
    assert [client.get(f"/yo{path}").status_code for path in (ROOT, FEED)] == [404, 404]


def test_root_is_the_newest_head(client, days):
    answer = client.get(ROOT)
    assert answer.text == f'{{"date":"2026-11-23","seq":1,"root":"{days[0].root}"}}\n'
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == ("application/json", "no-cache")


def test_root_before_the_first_day_ended_is_the_start_of_every_chain(client):
    record("story.published", "story:5", actor=None)
    assert json.loads(client.get(ROOT).text) == {"date": None, "seq": 0, "root": chain.START}


def test_feed_has_an_entry_for_each_day(client, days):
    said = [{child.tag.removeprefix(ATOM): child.text for child in entry} for entry in entries(client)]
    assert said[0] == {
        "title": "2026-11-23",
        "updated": "2026-11-24T00:00:00+00:00",
        "id": "tag:news.example,2026-11-23:audit-head",
        "content": days[0].as_json,
    }
    assert [entry["title"] for entry in said] == ["2026-11-23", "2026-11-22"]


def test_feed_says_what_it_is_and_where(client, days):
    feed = ET.fromstring(client.get(FEED).content)
    assert feed.findtext(f"{ATOM}title") == "news.example: Audit record"
    assert feed.findtext(f"{ATOM}id") == "https://news.example/ai/log/heads.atom"
    assert feed.findtext(f"{ATOM}updated") == "2026-11-24T00:00:00+00:00"
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "news.example"


def test_feed_is_of_sixty_days(client):
    DailyHead.objects.bulk_create(
        DailyHead(date=date(2026, 1, 1) + timedelta(days=number), seq=1, root="0" * 64) for number in range(61)
    )
    assert len(entries(client)) == 60


def test_feed_before_the_first_day_ended_is_empty_and_always_the_same(client):
    first = client.get(FEED)
    assert (entries(client), first.status_code) == ([], 200)
    assert client.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", [ROOT, FEED])
def test_nothing_but_date_number_and_hash_is_told(client, days, path):
    assert [word for word in ("Ada", "Storm", "story", "published") if word in client.get(path).text] == []


@pytest.mark.parametrize("path", [ROOT, FEED])
@pytest.mark.parametrize(("asked", "told"), [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")])
def test_what_is_known_already_is_not_sent_again(client, days, path, asked, told):
    headers = {asked: client.get(path).headers[told]}
    assert client.get(path, headers=headers).status_code == 304
    heads.record_due(now=NOW + timedelta(days=1))
    assert client.get(path, headers=headers).status_code == 200


@pytest.mark.parametrize("path", [ROOT, FEED])
def test_nothing_can_be_posted_and_no_cookie_is_set(client, days, path):
    assert client.post(path).status_code == 405
    assert not client.get(path).cookies


def test_feed_is_titled_in_the_publications_language(client, publication):
    publication.languages, publication.default_language = ["fr"], "fr"
    publication.save()
    assert "<title>news.example: Registre d’audit</title>" in client.get(FEED).text
