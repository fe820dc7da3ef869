"""The database refuses what would change an event, however it is asked."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from newsroom.audit import triggers
from newsroom.audit.models import DailyHead, Event, Head
from newsroom.audit.operations.recording import record

INSERT = "INTO audit_event SELECT {}, at, action, object, payload, prev, hash FROM audit_event WHERE seq = 3"
STATEMENTS = [
    "UPDATE audit_event SET action = 'story.published' WHERE seq = 1",
    "UPDATE audit_event SET hash = hash",
    "DELETE FROM audit_event WHERE seq = 3",
    "DELETE FROM audit_event",
]
if connection.vendor == "sqlite":
    STATEMENTS += [f"INSERT OR REPLACE {INSERT.format(number)}" for number in (3, 4)]
HEAD_STATEMENTS = [
    "UPDATE audit_dailyhead SET root = 'x'",
    "UPDATE audit_dailyhead SET seq = 1",
    "UPDATE audit_dailyhead SET date = '2026-11-22'",
    "DELETE FROM audit_dailyhead",
]
if connection.vendor == "sqlite":
    HEAD_STATEMENTS.append("INSERT OR REPLACE INTO audit_dailyhead (date, seq, root) VALUES ('2026-11-23', 1, 'x')")


@pytest.mark.parametrize("statement", STATEMENTS)
def test_event_cannot_be_changed_or_removed(events, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.count() == 3


@pytest.fixture
def head(events):
    return DailyHead.objects.create(date=date(2026, 11, 23), seq=3, root=events[2].hash)


@pytest.mark.parametrize("statement", HEAD_STATEMENTS)
def test_daily_head_cannot_be_changed_or_removed(head, statement):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert DailyHead.objects.get() == head


def test_daily_head_may_be_marked_as_mailed(head):
    DailyHead.objects.update(mailed_at=head.ended_at, mail_tried_at=head.ended_at)
    assert DailyHead.objects.get().mailed_at == head.ended_at


if connection.vendor == "postgresql":

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("table", ["audit_event", "audit_dailyhead"])
    def test_record_cannot_be_truncated(table):
        with pytest.raises(IntegrityError, match="append-only"), connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")


@pytest.mark.parametrize("deed", [lambda event: event.save(), lambda event: Event.objects.all().update(action="a.b")])
def test_models_cannot_change_an_event_either(events, deed):
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        deed(events[0])


def test_lifted_triggers_come_back(events):
    with triggers.lifted():
        Event.objects.filter(seq=3).update(action="story.unpublished")
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        Event.objects.filter(seq=3).update(action="story.published")


@pytest.mark.django_db(transaction=True)
def test_migrating_restores_the_triggers():
    triggers.lift()
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        record("story.published", "story:5", actor=None)
    with pytest.raises(IntegrityError, match="append-only"):
        Event.objects.all()._raw_delete("default")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", [1, 2])
def test_database_is_emptied_between_tests(_time):
    assert (Event.objects.count(), Head.objects.count()) == (0, 0)
    with transaction.atomic():
        record("story.published", "story:5", actor=None)


@pytest.mark.django_db(transaction=True)
def test_database_without_the_table_is_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_event RENAME TO audit_elsewhere")
    try:
        triggers.restore()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE audit_elsewhere RENAME TO audit_event")
