"""Heads that were saved elsewhere show what an operator did who wrote a whole new chain."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factories.publication import make_publication
from newsroom.audit import chain, triggers
from newsroom.audit.models import DailyHead, Event, Head, Secret
from newsroom.audit.operations import heads
from newsroom.audit.operations.recording import record
from newsroom.audit.operations.verifying import verify

FIRST = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def days(db):
    """An event on each of three days, with their heads."""
    events = [
        record("story.published", f"story:{number}", actor=None, data={"label": "ai"}, now=FIRST + number * DAY)
        for number in range(3)
    ]
    heads.record_due(now=FIRST + 3 * DAY)
    return events


@pytest.fixture
def kept(days, tmp_path):
    """The heads, saved in a file elsewhere."""
    file = tmp_path / "heads.jsonl"
    file.write_text(run("heads"), "utf-8")
    return file


def run(*arguments):
    out = StringIO()
    call_command("audit", *arguments, stdout=out)
    return out.getvalue()


def against(file):
    """Return what is said of the record against a file of heads."""
    try:
        return run("verify", "--against", str(file))
    except CommandError as problem:
        return str(problem)


def rewrite_from(seq, old, new):
    """Change an event as an operator can who owns the database, and make every later hash and head anew."""
    with triggers.lifted():
        for event in Event.objects.filter(seq__gte=seq).order_by("seq"):
            prev = Event.objects.get(seq=event.seq - 1).hash if event.seq > 1 else chain.START
            payload = event.payload.replace(old, new) if event.seq == seq else event.payload
            anew = chain.link(prev, payload)
            Event.objects.filter(seq=event.seq).update(payload=payload, prev=prev, hash=anew)
            DailyHead.objects.filter(seq=event.seq).update(root=anew)
            Head.objects.filter(seq=event.seq).update(hash=anew)


def cut_off_from(seq):
    with triggers.lifted():
        Secret.objects.filter(event__gte=seq).delete()
        DailyHead.objects.filter(seq__gte=seq).delete()
        Event.objects.filter(seq__gte=seq).delete()
        last = Event.objects.order_by("-seq").first()
        Head.objects.update(seq=last.seq, hash=last.hash)


def test_heads_are_printed_as_lines_of_json(days):
    lines = [json.loads(line) for line in run("heads").splitlines()]
    assert [(line["date"], line["seq"], line["root"]) for line in lines[:3]] == [
        (f"2026-11-2{number}", number, event.hash) for number, event in enumerate(days, start=1)
    ]


def test_printing_heads_records_what_is_due(db):
    record("story.published", "story:5", actor=None, now=FIRST)
    assert '{"date":"2026-11-21","seq":1,' in run("heads")
    assert DailyHead.objects.exists()


def test_untouched_record_is_the_saved_one(kept):
    said = against(kept)
    assert "The audit record is whole: 3 events." in said
    assert f"It is the record that was saved in {kept}; heads compared: {DailyHead.objects.count()}\n" in said


def test_record_written_anew_holds_by_itself_but_not_against_saved_heads(kept):
    rewrite_from(2, '"label":"ai"', '"label":"none"')
    assert verify() == []
    said = against(kept)
    assert "Event 2 is not the one that was saved as the head of 2026-11-22" in said
    assert "the record written anew" in said
    assert "head of 2026-11-21" not in said


def test_end_cut_off_holds_by_itself_but_not_against_saved_heads(kept):
    cut_off_from(3)
    assert verify() == []
    assert "Event 3, saved as the head of 2026-11-23, is not there: it was removed, or the end" in against(kept)


def test_heads_are_compared_with_a_chain_that_went_on(kept):
    record("story.published", "story:9", actor=None)
    assert "The audit record is whole: 4 events." in against(kept)


def test_public_root_can_be_saved_and_checked_against(kept, client, tmp_path):
    make_publication()
    file = tmp_path / "root.json"
    file.write_bytes(client.get("/ai/log/root.json").content * 2)
    assert "heads compared: 2" in against(file)
    rewrite_from(1, '"label":"ai"', '"label":"none"')
    assert "Event 3 is not the one" in against(file)


@pytest.mark.parametrize("shape", ["{lines}", "[{list}]", "{one}", "\ufeff{one}\r\n\r\n", "{start}\n{one}"])
def test_saved_heads_are_read_in_every_shape(kept, tmp_path, shape):
    lines = kept.read_text("utf-8").splitlines()
    start = chain.head_json(None, 0, chain.START)
    file = tmp_path / "kept"
    file.write_text(
        shape.replace("{lines}", "\n".join(lines))
        .replace("{list}", ",\n".join(lines))
        .replace("{one}", lines[0])
        .replace("{start}", start),
        "utf-8",
    )
    assert "The audit record is whole" in against(file)


GOOD = '{"date":"2026-11-21","seq":1,"root":"' + "0" * 64 + '"}'


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"{GOOD}\nnonsense\n", "kept, line 2 is no JSON: "),
        (f"{GOOD}\n\n{{}}\n", "kept, line 3 is no head. It should look like {"),
        (f"[{GOOD}, 7]", "kept, entry 2 is no head."),
        (GOOD.replace("00", "0x", 1), "kept, entry 1 is no head."),
        (GOOD.replace("1,", "true,"), "kept, entry 1 is no head."),
        (GOOD.replace("1,", "-1,"), "kept, entry 1 is no head."),
        (GOOD.replace("2026-11-21", "yesterday"), "kept, entry 1 is no head."),
        ("", "kept holds no head."),
        ("[]", "kept holds no head."),
        (chain.head_json(None, 0, chain.START), "kept holds no head."),
    ],
)
def test_file_without_heads_says_where_and_why(db, tmp_path, text, problem):
    (tmp_path / "kept").write_text(text, "utf-8")
    assert f"{tmp_path}/{problem}" in against(tmp_path / "kept")


@pytest.mark.parametrize("name", ["missing", "folder", "binary"])
def test_file_that_cannot_be_read_says_so(db, tmp_path, name):
    (tmp_path / "folder").mkdir()
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xff")
    assert against(tmp_path / name).startswith(f"{tmp_path}/{name} cannot be read: ")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"root": "0" * 64}, "The daily head of 2026-11-22 is not what the chain says: one of the two was changed."),
        ({"seq": 9}, "The daily head of 2026-11-22 is not what the chain says: one of the two was changed."),
        ({"seq": "next"}, "The daily head of 2026-11-22 is not what the chain says: one of the two was changed."),
        ({"seq": "back"}, "The daily head of 2026-11-23 was changed: it lies before the one of 2026-11-22."),
        (None, "Missing: the daily head of 2026-11-22."),
    ],
)
def test_changed_daily_head_is_found(days, fields, problem):
    second, third = (DailyHead.objects.filter(date=FIRST.date() + number * DAY) for number in (1, 2))
    with triggers.lifted():
        if fields is None:
            second.delete()
        elif fields == {"seq": "next"}:
            second.update(seq=3, root=days[2].hash)
        elif fields == {"seq": "back"}:
            third.update(seq=1, root=days[0].hash)
        else:
            second.update(**fields)
    assert problem in verify()
