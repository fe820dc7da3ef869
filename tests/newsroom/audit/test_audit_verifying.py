"""Whatever is done to the stored record behind its back, verifying says so."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import F

from newsroom.audit import chain, triggers
from newsroom.audit.models import Event, Head, Secret
from newsroom.audit.operations import verifying
from newsroom.audit.operations.recording import record
from newsroom.audit.operations.redaction import redact
from newsroom.audit.operations.verifying import verify, verify_chain_to


@pytest.fixture
def forge(events):
    """Change events as an operator could who lifts the triggers."""

    def change(seq, **fields):
        with triggers.lifted():
            Event.objects.filter(seq=seq).update(**fields)

    return change


def remove(*numbers):
    with triggers.lifted():
        Secret.objects.filter(event__in=numbers).delete()
        Event.objects.filter(seq__in=numbers).delete()


def test_empty_record_is_whole(db):
    assert verify() == []


def test_record_as_written_is_whole(events):
    assert verify() == []


def test_changed_payload_is_found(forge):
    payload = Event.objects.get(seq=1).payload
    forge(1, payload=payload.replace("compositeSynthetic", "digitalCapture"))
    assert verify() == ["Event 1 is not what was hashed: it was changed."]


def test_changed_payload_with_its_hash_made_anew_is_found(forge):
    payload = Event.objects.get(seq=1).payload.replace("compositeSynthetic", "digitalCapture")
    forge(1, payload=payload, hash=chain.link(chain.START, payload))
    assert verify() == ["Event 2 does not continue the one before it."]


def test_last_event_forged_with_its_hash_is_found(forge):
    event = Event.objects.get(seq=3)
    payload = event.payload.replace("policy:1", "policy:2")
    forge(3, payload=payload, object="policy:2", hash=chain.link(event.prev, payload))
    assert verify() == ["Event 3 is not the one the chain ended with."]


@pytest.mark.parametrize(
    "fields", [{"action": "picture.pulled"}, {"object": "picture:13"}, {"at": F("at") + timedelta(seconds=1)}]
)
def test_changed_column_is_found(forge, fields):
    forge(1, **fields)
    assert verify() == ["Event 1: its number, time, action or object differ from its JSON."]


@pytest.mark.parametrize(("payload", "problem"), [("{", "its JSON"), ("[]", "its JSON"), ('{"seq":1}', "its JSON")])
def test_payload_that_cannot_be_read_is_found(forge, payload, problem):
    forge(2, payload=payload)
    assert verify() == [
        "Event 2 is not what was hashed: it was changed.",
        "Event 2 cannot be read: its JSON was changed.",
    ]


def test_hash_that_is_no_number_is_found(forge):
    forge(2, prev="x" * 64)
    assert verify() == [
        "Event 2 does not continue the one before it.",
        "Event 2 is not what was hashed: it was changed.",
    ]


@pytest.mark.parametrize(("numbers", "missing"), [([2], "Missing: event 2."), ([1, 2], "Missing: event 1 to 2.")])
def test_removed_events_are_found(events, numbers, missing):
    remove(*numbers)
    assert verify() == [missing, "Event 3 does not continue the one before it."]


def test_removed_end_is_found(events):
    remove(2, 3)
    assert verify() == ["The chain goes on to event 3: everything after event 1 is missing."]


def test_reordered_events_are_found(forge):
    first, second = Event.objects.order_by("seq")[:2]
    forge(1, payload=second.payload)
    forge(2, payload=first.payload)
    assert [each for each in verify() if "hashed" in each] == [
        f"Event {seq} is not what was hashed: it was changed." for seq in (1, 2)
    ]


def test_event_added_by_another_way_is_found(events):
    Head.objects.update(seq=2, hash=events[1].hash)
    assert verify() == ["The chain ends with event 2: what comes after it was added by another way."]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"value": '"Another reason."'}, "Event 1: its reason was changed."),
        ({"salt": "00" * 32}, "Event 1: its reason was changed."),
        ({"salt": "no number"}, "Event 1: its reason was changed."),
        ({"value": None, "salt": None}, "Event 1: its reason was erased, and no event says why."),
    ],
)
def test_changed_value_beside_the_chain_is_found(events, change, problem):
    Secret.objects.filter(event=1, field="reason").update(**change)
    assert verify() == [problem]


def test_actor_filed_under_another_is_found(events):
    Secret.objects.filter(event=1, field="actor").update(actor="human:999")
    assert verify() == ["Event 1: its actor is filed under another."]


def test_removed_value_is_found(events):
    Secret.objects.filter(event=1, field="reason").delete()
    assert verify() == ["Event 1: its reason was removed."]


def test_added_value_is_found(events):
    Secret.objects.create(event=events[2], field="reason", value='"Late."', salt="00" * 32)
    assert verify() == ["Event 3: a reason was added."]


@pytest.mark.parametrize(("seq", "problems"), [(1, 0), (2, 1), (3, 1)])
def test_chain_to_an_event_is_broken_by_the_ones_before_and_by_no_later_one(forge, seq, problems):
    forge(2, payload=Event.objects.get(seq=2).payload.replace("story:5", "story:6"), object="story:6")
    assert len(verify_chain_to(Event.objects.get(seq=seq))) == problems


def test_chain_to_an_event_looks_at_the_values_beside_it(events):
    Secret.objects.filter(event=2, field="credit").update(value='"Someone"')
    assert verify_chain_to(events[1]) == ["Event 2: its credit was changed."]


def test_events_written_while_verifying_are_no_fault(events, monkeypatch):
    monkeypatch.setattr(verifying, "CHUNK", 1)

    def write(done, total):
        if done == 1:
            redact(
                record("story.published", "story:6", actor=None, reason="Late."), "reason", actor=None, basis="A law"
            )

    assert verify(progress=write) == []
    assert Event.objects.count() == 5


def test_progress_is_told(events):
    told = []
    verify(progress=lambda done, total: told.append((done, total)))
    assert told == [(3, 3)]


def test_queries_do_not_grow_with_the_record(events, django_assert_num_queries):
    with django_assert_num_queries(6):
        verify()


def renumber(*moves):
    with triggers.lifted():
        for old, new in moves:
            Event.objects.filter(seq=old).update(seq=new)
            Secret.objects.filter(event=old).update(event=new)
        connection.check_constraints()


def test_events_that_changed_places_are_found(events):
    renumber((2, 99), (3, 2), (99, 3))
    said = verify()
    assert [seq for seq in (2, 3) if f"Event {seq} does not continue the one before it." in said] == [2, 3]


def test_event_inserted_between_two_is_found(events):
    renumber((3, 4), (2, 3))
    fields = {"at": events[0].at, "action": "a.b", "object": "c:1", "payload": "{}"}
    Event.objects.create(seq=2, prev="1" * 64, hash="2" * 64, **fields)
    assert verify()[:2] == [
        "Event 2 does not continue the one before it.",
        "Event 2 is not what was hashed: it was changed.",
    ]


def test_other_rooms_checks_are_asked_after_the_chain(events, monkeypatch):
    monkeypatch.setattr(verifying, "checks", [lambda _: iter(["Story 5 is live, and nothing says so."]), lambda _: []])
    Secret.objects.filter(event=1, field="reason").delete()
    assert verify() == ["Event 1: its reason was removed.", "Story 5 is live, and nothing says so."]
