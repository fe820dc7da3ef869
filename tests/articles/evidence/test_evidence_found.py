"""Which story and which edition the evidence is of: by address, number and time, and what is said where none is."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError

from articles.operations import publishing
from factories.evidence import edited, story_twice
from factories.people import make_user
from factories.stories import NOON, make_live, make_story, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/2026/11/23/the-ferry/",
        "https://tidewater.example/yo/2026/11/23/the-ferry/",
        "https://tidewater.example/2026/11/23/the%2Dferry/ai.json",
        "2026/11/23/the-ferry",
    ],
)
def test_story_is_found_by_any_of_its_addresses(clock, make, address):
    story = story_twice(clock, slug="the-ferry")
    assert json.loads(make(address)["manifest.json"])["story"] == story.pk


def test_story_is_found_by_an_address_it_had_before(clock, make):
    story = story_twice(clock, slug="the-ferry")
    publish(edited(story, slug="another"), change="minor", minutes=90)
    for minutes, path in [(80, "the-ferry"), (100, "another")]:
        manifest = json.loads(make("/2026/11/23/the-ferry/", minutes)["manifest.json"])
        assert manifest["address"].endswith(f"/2026/11/23/{path}/")


def test_address_that_two_stories_had_leads_to_the_one_of_the_time(clock, make):
    first = story_twice(clock, slug="the-ferry")
    publish(edited(first, slug="another"), change="minor", minutes=90)
    second = make_live(slug="the-ferry", minutes=100).story
    found = [json.loads(make("/2026/11/23/the-ferry/", m)["manifest.json"])["story"] for m in (30, 110)]
    assert found == [first.pk, second.pk]
    with pytest.raises(CommandError, match=f"Several stories had this address: {first.pk}, {second.pk}"):
        make("/2026/11/23/the-ferry/", 95)


@pytest.mark.parametrize("said", ["99999", "9" * 40, "/about/", "/2026/13/45/x/", "/2026/11/23/none/", "words", ""])
def test_story_that_is_not_there_is_said(make, said):
    with pytest.raises(CommandError, match=r"There is no story|No story was ever published"):
        make(said)


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("yesterday", "is no time"),
        ("2026-11-23", "has no time of day"),
        ("2026-11-24T12:00", "is yet to come"),
        ("2026-10-25T02:30", "the clocks of Europe/Berlin were changed"),
        ("2026-03-29T02:30", "the clocks of Europe/Berlin were changed"),
    ],
)
def test_time_that_is_not_one_is_refused(publication, clock, make, at, said):
    publication.time_zone = "Europe/Berlin"
    publication.save()
    with pytest.raises(CommandError, match=said):
        make(story_twice(clock).pk, at=at)


def test_time_without_a_zone_is_the_publications(clock, make):
    manifest = json.loads(make(story_twice(clock).pk, at="2026-11-23T13:30")["manifest.json"])
    assert (manifest["at"], manifest["edition"]) == ("2026-11-23T12:30:00Z", 1)


def test_story_that_was_not_live_yet_says_when_it_was(clock, make):
    with pytest.raises(CommandError) as refusal:
        make(story_twice(clock).pk, -5)
    assert "It was live: edition 1 from 2026-11-23T13:00:00+01:00 until 2026-11-23T14:00:00+01:00 (replaced); " in str(
        refusal.value
    )


def test_story_that_was_never_published_says_so(make):
    with pytest.raises(CommandError, match="was never published"):
        make(make_story().pk)


def test_withdrawn_between_is_said(clock, make):
    story = story_twice(clock)
    publishing.withdraw(story, actor=make_user("publisher"), reason="Wrong boat.", now=NOON + timedelta(minutes=80))
    publish(story, change="update", minutes=100)
    with pytest.raises(CommandError, match="Edition 2 was withdrawn on 2026-11-23T14:20:00"):
        make(story.pk, 90)
    assert "withdrawn later" in make(story.pk, 70)["index.html"].decode()
    assert json.loads(make(story.pk, 110)["manifest.json"])["edition"] == 3


def test_clock_that_went_back_is_said_and_numbers_decide(clock, make):
    story = story_twice(clock)
    publish(story, change="minor", minutes=30)
    files = make(story.pk, 90)
    assert json.loads(files["manifest.json"])["edition"] == 3
    assert (
        "Edition 2 was replaced after it was published, and the times say the reverse" in files["index.html"].decode()
    )
    assert json.loads(make(story.pk, 10)["manifest.json"])["edition"] == 1


def test_without_a_publication_the_remedy_is_named(publication, make):
    publication.delete()
    with pytest.raises(CommandError, match="There is no publication yet"):
        make("1")
