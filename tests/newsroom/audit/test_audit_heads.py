"""Where the record stood when each day ended is kept, once, whatever the clock and the server did meanwhile."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from time import sleep

import pytest
from django.db import connection, transaction
from django.utils import timezone

from newsroom import tick
from newsroom.audit.models import DailyHead, Event
from newsroom.audit.operations import heads
from newsroom.audit.operations.recording import record


def at(day, *time):
    return datetime(2026, 11, day, *(time or (12, 0)), tzinfo=UTC)


def write(*moments):
    return [record("story.published", "story:5", actor=None, now=moment) for moment in moments]


def kept():
    """Return the heads that are kept, as day of the month and number of the event."""
    return [(head.date.day, head.seq) for head in DailyHead.objects.order_by("date")]


def test_day_that_ended_gets_its_head(db):
    first, _second = write(at(21, 23, 59), at(22, 0, 0))
    heads.record_due(now=at(22))
    assert [(head.date, head.seq, head.root) for head in DailyHead.objects.all()] == [
        (date(2026, 11, 21), 1, first.hash)
    ]


def test_day_is_over_at_midnight_in_utc(db):
    write(at(21))
    heads.record_due(now=at(21, 23, 59))
    assert kept() == []
    heads.record_due(now=at(22, 0, 0))
    assert kept() == [(21, 1)]


def test_day_is_the_one_in_utc_whatever_zone_the_publication_has(db):
    write(at(21, 23, 0), at(22, 1, 0))
    with timezone.override("Pacific/Auckland"):
        heads.record_due(now=at(23))
    assert kept() == [(21, 1), (22, 2)]


def test_nothing_recorded_has_no_head(db):
    heads.record_due(now=at(22))
    assert kept() == []


def test_day_without_events_has_the_head_of_the_day_before(db):
    write(at(21))
    heads.record_due(now=at(22))
    heads.record_due(now=at(23))
    assert kept() == [(21, 1), (22, 1)]


def test_days_missed_are_filled_as_they_ended(db):
    events = write(at(20), at(21), at(21, 13), at(24), at(25))
    heads.record_due(now=at(25))
    assert kept() == [(20, 1), (21, 3), (22, 3), (23, 3), (24, 4)]
    assert list(DailyHead.objects.order_by("date").values_list("root", flat=True)) == [
        events[number].hash for number in (0, 2, 2, 2, 3)
    ]


def test_days_after_the_newest_head_are_filled_too(db):
    write(at(20))
    heads.record_due(now=at(21))
    write(at(22), at(24))
    heads.record_due(now=at(25))
    assert kept() == [(20, 1), (21, 1), (22, 2), (23, 2), (24, 3)]


def test_head_is_recorded_once(db, django_assert_num_queries):
    write(at(21))
    heads.record_due(now=at(22))
    with django_assert_num_queries(1):
        heads.record_due(now=at(22, 13))
    assert kept() == [(21, 1)]


def test_event_that_a_fast_clock_dated_later_is_in_the_head_when_one_of_the_day_follows(db):
    write(at(21), at(23), at(21, 13))
    heads.record_due(now=at(24))
    assert kept() == [(21, 3), (22, 3), (23, 3)]


def test_event_written_late_under_an_earlier_time_belongs_to_the_next_head(db):
    write(at(21))
    heads.record_due(now=at(22))
    write(at(20))
    heads.record_due(now=at(23))
    assert kept() == [(21, 1), (22, 2)]


def test_clock_that_went_back_records_nothing_twice(db):
    write(at(21))
    heads.record_due(now=at(23))
    heads.record_due(now=at(21))
    assert kept() == [(21, 1), (22, 1)]


@pytest.mark.django_db(transaction=True)
def test_several_processes_record_a_day_once():
    with transaction.atomic():
        write(at(21), at(22))
    start = Barrier(8)

    def work(_number):
        try:
            start.wait()
            heads.record_due(now=at(24))
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(8)))
    assert kept() == [(21, 1), (22, 2), (23, 2)]


@pytest.mark.django_db(transaction=True)
def test_event_of_the_day_that_is_being_written_is_waited_for():
    with transaction.atomic():
        write(at(21))
    written, done = Barrier(2), []

    def write_slowly():
        try:
            with transaction.atomic():
                write(at(21, 23, 59))
                written.wait()
                sleep(0.3)
                done.append(Event.objects.count())
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as threads:
        slow = threads.submit(write_slowly)
        written.wait()
        heads.record_due(now=at(22))
        slow.result()
    assert (kept(), done) == ([(21, 2)], [2])


def test_tick_records_and_mails():
    assert {heads.record_due, heads.mail_due} <= set(tick._work)


def test_day_ends_with_the_next_one(db):
    assert DailyHead(date=date(2026, 12, 31)).ended_at == datetime(2027, 1, 1, tzinfo=UTC)


def test_year_of_downtime_is_filled_with_few_queries(db, django_assert_max_num_queries):
    write(at(1), at(21))
    with django_assert_max_num_queries(11):
        heads.record_due(now=at(1) + timedelta(days=365))
    assert DailyHead.objects.count() == 365
