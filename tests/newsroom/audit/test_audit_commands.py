import csv
import json
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from factories.people import make_user
from newsroom.audit import chain
from newsroom.audit.models import Event, Secret
from newsroom.audit.operations.recording import record
from newsroom.audit.operations.redaction import redact


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def export_rows(*arguments):
    return list(csv.DictReader(StringIO(run("audit", "export", "--format", "csv", *arguments), newline="")))


@pytest.fixture
def days(db):
    """An event on each of three days, the last at the end of its day."""
    for day, time in ((21, (0, 0)), (22, (12, 0)), (23, (23, 59))):
        record("story.published", f"story:{day}", actor=None, now=datetime(2026, 11, day, *time, tzinfo=UTC))


def test_verify_says_that_the_record_is_whole(events):
    assert run("audit", "verify") == f"The audit record is whole: 3 events. Its last hash is {events[2].hash}\n"


def test_verify_fails_with_what_is_wrong(events):
    Secret.objects.filter(event=1, field="reason").update(value='"Other."')
    with pytest.raises(CommandError, match=r"not as it was written\.\nEvent 1: its reason was changed\."):
        run("audit", "verify")


def test_verify_says_where_the_clock_went_back_and_calls_the_record_whole(days):
    record("story.published", "story:24", actor=None, now=datetime(2026, 11, 23, 20, 0, tzinfo=UTC))
    whole, note = run("audit", "verify").splitlines()
    assert whole.startswith("The audit record is whole: 4 events.")
    assert note.startswith(
        "Event 4 is dated 2026-11-23T20:00:00Z, and event 3, which came first, 2026-11-23T23:59:00Z:"
    )


def test_clocks_of_two_machines_may_differ_by_a_little(days):
    record("story.published", "story:24", actor=None, now=datetime(2026, 11, 23, 23, 58, 30, tzinfo=UTC))
    assert len(run("audit", "verify").splitlines()) == 1


def test_json_can_be_verified_by_whoever_receives_it(events):
    rows = json.loads(run("audit", "export"))
    assert [chain.link(row["prev"], row["payload"]) for row in rows] == [event.hash for event in events]
    secret = rows[0]["secrets"]["reason"]
    said = json.loads(rows[0]["payload"])["commitments"]["reason"]
    assert chain.commitment(secret["salt"], secret["value"]) == said


def test_json_of_nothing_is_a_list(db):
    assert json.loads(run("audit", "export")) == []


def test_csv_reads_as_a_table(events):
    first, second, _third = export_rows()
    assert (first["name"], first["reason"], first["data"]) == (
        "Ada Obi",
        "The agency wrote.",
        '{"to":"compositeSynthetic"}',
    )
    assert (second["actor"], second["data"]) == ("system:schedule", '{"credit":"Bo Ade"}')


def test_csv_leaves_out_what_was_erased(events):
    redact(events[0], "actor", actor=None, basis="Art. 17(1) GDPR")
    redact(events[0], "reason", actor=None, basis="Art. 17(1) GDPR")
    first = export_rows()[0]
    assert (first["actor"], first["name"], first["reason"]) == ("", "", "")


def test_csv_holds_no_formula(db):
    record("story.withdrawn", "story:5", actor=None, reason="=HYPERLINK(1)")
    assert export_rows()[0]["reason"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ((), ["21", "22", "23"]),
        (("--from", "2026-11-22"), ["22", "23"]),
        (("--to", "2026-11-22"), ["21", "22"]),
        (("--from", "2026-11-23", "--to", "2026-11-23"), ["23"]),
    ],
)
def test_export_is_of_a_period(days, options, found):
    assert [row["object"].removeprefix("story:") for row in export_rows(*options)] == found


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (("--from", "2026-11-23", "--to", "2026-11-22"), "--from is after --to"),
        (("--from", "yesterday"), "“yesterday” is no day. Write it as 2026-11-23."),
    ],
)
def test_export_of_no_period_says_why(db, options, problem):
    with pytest.raises(CommandError, match=problem):
        run("audit", "export", *options)


def test_redact_erases_and_says_what_may_still_hold_it(events):
    said = run("redact", "1", "--field", "reason", "--basis", "Art. 17(1) GDPR")
    assert said.startswith("Erased: the reason of event 1. Recorded as event 4. Backups")
    assert Event.objects.get(seq=4).private["actor"]["id"] == "system:command line"


def test_redact_names_who_decided(events):
    make_user(superuser=True, username="root", display_name="Root")
    run("redact", "1", "--field", "reason", "--basis", "Art. 17(1) GDPR", "--as", "root")
    assert Event.objects.get(seq=4).private["actor"]["name"] == "Root"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["9", "--field", "reason", "--basis", "A law"], "There is no event 9."),
        (["1", "--field", "mood", "--basis", "A law"], "It has: actor, reason."),
        (["1", "--field", "reason", "--basis", ""], "Give the legal basis"),
        (["1", "--field", "reason", "--basis", "A law", "--as", "bo"], "nobody is called “bo”"),
        (["1", "--field", "reason", "--basis", "A law", "--as", "ada"], "“ada” may not erase values."),
    ],
)
def test_redact_that_cannot_be_done_says_why(events, arguments, problem):
    with pytest.raises(CommandError, match=problem):
        run("redact", *arguments)
    assert Event.objects.count() == 3
