import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction

from factories.people import make_user
from newsroom.accounts.models import User
from newsroom.audit import chain
from newsroom.audit.models import Event, Head, Secret
from newsroom.audit.operations.recording import object_name, record, record_refusal
from newsroom.audit.operations.verifying import verify

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_event_says_what_was_done(person):
    event = record("picture.relabelled", "picture:12", actor=person, reason="Wrong.", data={"to": "none"}, now=NOW)
    assert (event.seq, event.at, event.action, event.object) == (1, NOW, "picture.relabelled", "picture:12")
    assert event.data == {"to": "none"}
    assert event.private == {"actor": {"id": f"human:{person.pk}", "name": "Ada Obi"}, "reason": "Wrong."}


def test_payload_is_the_exact_text_that_was_hashed(person):
    record("picture.relabelled", "picture:12", actor=person, reason="Wrong.", data={"to": "none"}, now=NOW)
    event = Event.objects.get()
    secrets = {secret.field: chain.commitment(secret.salt, secret.value) for secret in event.secrets.all()}
    assert event.payload == (
        '{"action":"picture.relabelled","at":"2026-11-23T09:00:00Z",'
        f'"commitments":{{"actor":"{secrets["actor"]}","reason":"{secrets["reason"]}"}},'
        '"data":{"to":"none"},"object":"picture:12","seq":1}'
    )
    assert (event.prev, event.hash) == (chain.START, chain.link(chain.START, event.payload))


def test_each_event_follows_the_one_before(events):
    stored = list(Event.objects.order_by("seq"))
    assert [event.seq for event in stored] == [1, 2, 3]
    assert [event.prev for event in stored] == [chain.START, stored[0].hash, stored[1].hash]
    assert Head.objects.values_list("seq", "hash").get() == (3, stored[2].hash)


def test_chain_holds_no_name_and_no_reason(events):
    whole = "".join(Event.objects.values_list("payload", flat=True))
    assert [word for word in ("Ada", "agency", "Bo Ade", "schedule", "human") if word in whole] == []


def test_same_value_has_another_commitment_each_time(person):
    made = [record("story.published", "story:5", actor=person) for _ in range(2)]
    assert made[0].content["commitments"] != made[1].content["commitments"]


def test_actor_is_found_by_account_and_outlives_it(events, person):
    key = f"human:{person.pk}"
    User.objects.filter(pk=person.pk).delete()
    assert Secret.objects.get(actor=key).event == events[0]


def test_actor_may_be_a_part_of_the_system(events):
    actors = [event.private["actor"]["id"] for event in events[1:]]
    assert actors == ["system:schedule", "system:installation"]


def test_reason_is_kept_in_one_spelling(person):
    event = record("story.withdrawn", "story:5", actor=person, reason="Ko\u0323\u0301")
    assert event.private["reason"] == "K\u1ecd\u0301"


def test_nul_in_a_reason_is_kept(person):
    assert record("story.withdrawn", "story:5", actor=person, reason="a\0b").private["reason"] == "a\0b"


def test_row_is_named_by_model_and_key(person):
    assert object_name(person) == f"user:{person.pk}"


def test_row_that_is_not_stored_cannot_be_named():
    with pytest.raises(ValueError, match="not stored"):
        object_name(User(username="bo"))


@pytest.mark.parametrize("action", ["", "published", "Story.published", "story.Published", "story.", "story published"])
def test_action_that_is_no_name_is_refused(person, action):
    with pytest.raises(ValueError, match="no audit action"):
        record(action, "story:5", actor=person)
    assert not Event.objects.exists()


def test_data_that_is_no_json_is_refused(person):
    with pytest.raises(TypeError):
        record("story.published", "story:5", actor=person, data={"at": NOW})
    assert not Event.objects.exists()


@pytest.mark.parametrize("field", ["actor", "reason"])
def test_private_value_does_not_take_the_place_of_actor_or_reason(person, field):
    with pytest.raises(ValueError, match="arguments of their own"):
        record("story.published", "story:5", actor=person, private={field: "x"})


@pytest.mark.django_db(transaction=True)
def test_recording_outside_a_transaction_is_refused():
    with pytest.raises(transaction.TransactionManagementError, match="inside the transaction"):
        record("story.published", "story:5", actor=None)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_deed_rolled_back_leaves_no_event():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record("story.published", "story:5", actor=None)
        raise ZeroDivisionError
    assert not Event.objects.exists()
    with transaction.atomic():
        assert record("story.published", "story:5", actor=None).seq == 1


@pytest.mark.django_db(transaction=True)
def test_refusal_is_recorded_after_its_deed_is_rolled_back():
    person = make_user()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        User.objects.update(display_name="changed")
        raise ZeroDivisionError
    record_refusal("publish.blocked", "story:5", actor=person, reason="No section.")
    assert (Event.objects.get().action, User.objects.get().display_name) == ("publish.blocked", "")


def test_refusal_inside_a_transaction_is_an_error(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        record_refusal("publish.blocked", "story:5", actor=None)
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_twenty_writers_at_once_leave_no_gap():
    start = Barrier(20)

    def write(number):
        try:
            start.wait()
            with transaction.atomic():
                return record("story.published", f"story:{number}", actor=None).seq
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as threads:
        numbers = list(threads.map(write, range(20)))
    assert sorted(numbers) == list(range(1, 21))
    assert verify() == []


@pytest.mark.parametrize("change", [{"seq": 3}, {"prev": chain.START}])
def test_second_start_of_the_chain_is_refused(events, change):
    fields = {
        "seq": 4,
        "at": NOW,
        "action": "a.b",
        "object": "c:1",
        "payload": "{}",
        "prev": "1" * 64,
        "hash": "2" * 64,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**fields | change)


def test_value_without_its_salt_is_refused(events):
    with pytest.raises(IntegrityError), transaction.atomic():
        Secret.objects.filter(field="reason").update(salt=None)


def test_payload_is_json(events):
    assert json.loads(Event.objects.get(seq=3).payload)["object"] == "policy:1"
