"""New daily heads are sent away, once, and a mail server that fails loses and holds up nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail

from factories.publication import make_publication
from newsroom import tick
from newsroom.audit.models import DailyHead
from newsroom.audit.operations import heads
from newsroom.audit.operations.recording import record

NOW = datetime(2026, 11, 24, 0, 1, tzinfo=UTC)
DAY = timedelta(days=1)
NOWHERE = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1, "timeout": 1},
    }
}


@pytest.fixture
def event(db, settings):
    settings.AUDIT_HEADS_TO = ["records@notary.example", "ada@home.example"]
    make_publication(address="https://news.example")
    event = record("story.published", "story:5", actor=None, reason="Storm", now=NOW - DAY)
    heads.record_due(now=NOW)
    return event


def subjects():
    return [message.subject for message in mail.outbox]


def test_head_is_mailed_in_words_and_as_a_line_that_can_be_saved(event):
    heads.mail_due(now=NOW)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["records@notary.example", "ada@home.example"],
        "Audit record: head of 2026-11-23",
    )
    assert "the audit record of https://news.example stood when 2026-11-23 ended (UTC)" in message.body
    assert f'\n{{"date":"2026-11-23","seq":1,"root":"{event.hash}"}}\n' in message.body
    assert "Storm" not in message.body


def test_head_is_mailed_once(event):
    heads.mail_due(now=NOW)
    heads.mail_due(now=NOW + DAY / 2)
    assert (len(mail.outbox), DailyHead.objects.get().mailed_at) == (1, NOW)


def test_days_missed_are_mailed_together(event):
    heads.record_due(now=NOW + 2 * DAY)
    heads.mail_due(now=NOW + 2 * DAY)
    (message,) = mail.outbox
    assert "when each day from 2026-11-23 to 2026-11-25 ended" in message.body
    assert message.body.count('{"date":') == 3


def test_nobody_is_written_to_where_nobody_is_named(event, settings, django_assert_num_queries):
    settings.AUDIT_HEADS_TO = []
    with django_assert_num_queries(0):
        heads.mail_due(now=NOW)
    assert (subjects(), DailyHead.objects.get().mailed_at) == ([], None)


def test_mail_server_that_fails_is_asked_again_after_ten_minutes(event, settings, caplog):
    working, settings.MAILERS = settings.MAILERS, NOWHERE
    heads.mail_due(now=NOW)
    assert "could not be mailed; tried again in ten minutes: " in caplog.text
    assert DailyHead.objects.get().mailed_at is None
    settings.MAILERS = working
    heads.mail_due(now=NOW + timedelta(minutes=9))
    assert subjects() == []
    heads.mail_due(now=NOW + timedelta(minutes=11))
    assert subjects() == ["Audit record: head of 2026-11-23"]


def test_tick_goes_on_when_the_mail_server_fails(event, settings, monkeypatch):
    settings.MAILERS, done = NOWHERE, []
    monkeypatch.setattr(tick, "_work", [heads.mail_due, heads.record_due, lambda: done.append(1)])
    assert (tick.run_once(), done) == (False, [1])


def test_head_that_another_process_is_mailing_is_left_alone(event):
    DailyHead.objects.update(mail_tried_at=NOW)
    heads.mail_due(now=NOW + timedelta(seconds=20))
    assert subjects() == []
