"""What an outsider finds who checks the evidence without our program, and what was altered, left out or erased."""

import json

import pytest
from django.db import connection

from articles.operations.evidence import proof
from factories.evidence import repacked, story_twice, verify
from factories.stories import make_live
from newsroom.audit import triggers
from newsroom.audit.models import DailyHead, Event, Secret
from newsroom.audit.operations import heads

pytestmark = pytest.mark.django_db


def test_outsider_finds_that_everything_holds(clock, make, tmp_path):
    story = story_twice(clock)
    make_live(minutes=110)
    clock.pass_to(60 * 24)
    heads.record_due()
    kept = DailyHead.objects.get().as_json
    said = verify(make(story.pk, 90), tmp_path, kept)
    assert "they lead to the daily head of 2026-11-23 (as kept in " in said
    assert said.endswith("Everything holds.\n")


def test_outsider_finds_that_the_newsroom_wrote_another_chain(clock, make, tmp_path):
    story = story_twice(clock)
    clock.pass_to(60 * 24)
    heads.record_due()
    head = json.loads(DailyHead.objects.get().as_json) | {"root": "0" * 64}
    assert "DOES NOT HOLD:  they lead to the daily head" in verify(make(story.pk, 90), tmp_path, json.dumps(head))


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("words.json", b"ferry", b"lorry", "the words have the hash that the statement names"),
        ("statement.json", b"generated", b"none", "statement.json has the hash that the record keeps"),
        ("edition.json", b"was late", b"came early", "edition.json has the hash that the record keeps"),
        ("review.json", b'"content_sha256": "', b'"content_sha256": "0', "the check is of exactly these words"),
        ("chain.json", b"story.published", b"story.withdrawn", "is what was hashed"),
        ("chain.json", b"Rang the harbour", b"Asked the machine", "the reason of event"),
    ],
)
def test_outsider_finds_what_was_changed(clock, make, tmp_path, name, old, new, said):
    files = make(story_twice(clock).pk)
    changed = {name: files[name].replace(old, new)}
    assert files[name] not in changed.values()
    assert said in verify(repacked(files, **changed), tmp_path)


def test_outsider_finds_an_event_that_was_left_out(clock, make, tmp_path):
    files = make(story_twice(clock).pk)
    chain = json.loads(files["chain.json"])
    del chain["segments"][0][1]
    said = verify(repacked(files, **{"chain.json": json.dumps(chain).encode()}), tmp_path)
    assert "DOES NOT HOLD:  event 3 is what was hashed and follows the one before it" in said


def test_outsider_finds_a_file_that_is_not_as_it_was_packed(clock, make, tmp_path):
    files = make(story_twice(clock).pk)
    assert "page-yo.html is as it was packed" in verify(files | {"page-yo.html": b"Another"}, tmp_path)


def test_erased_name_stays_erased(clock, make, tmp_path):
    story = story_twice(clock)
    Secret.objects.update(value=None, salt=None, actor="")
    assert verify(make(story.pk), tmp_path).endswith("Everything holds.\n")


def test_too_many_links_are_left_out_and_that_is_said(clock, make, tmp_path, monkeypatch):
    monkeypatch.setattr(proof, "MOST", 2)
    files = make(story_twice(clock).pk)
    assert "manage.py audit export" in files["index.html"].decode()
    said = verify(files, tmp_path)
    assert "left out: " in said and said.endswith("Everything holds.\n")


def test_edition_that_nobody_published_proves_nothing(clock, make, tmp_path):
    story = story_twice(clock)
    with triggers.lifted():
        Secret.objects.all().delete()
        Event.objects.all().delete()
    files = make(story.pk)
    assert "the record proves nothing about it" in files["index.html"].decode()
    assert "nothing proves: " in verify(files, tmp_path)


def test_altered_edition_is_handed_over_as_altered(clock, make, tmp_path):
    story = story_twice(clock)
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute("UPDATE articles_edition SET body = '<p>It was early.</p>', review_id = NULL")
    files = make(story.pk)
    said = files["index.html"].decode()
    assert "somebody altered it" in said and "does not have the hash of the words" in said
    assert "DOES NOT HOLD:  edition.json" in verify(files, tmp_path)
