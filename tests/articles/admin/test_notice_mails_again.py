"""A mail that fails is sent again by the tick, for a day, to nobody twice, and administrators are told of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import StringIO
from threading import Barrier

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Notice, Story
from articles.operations import mails, notices
from articles.vocabulary import NoticeKind, Status
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_story
from newsroom import tick

pytestmark = pytest.mark.django_db
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DEAD = {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}


class RefusesAda(EmailBackend):
    """A mail server that has no box for Ada."""

    def send_messages(self, messages):
        if any("ada@" in message.to[0] for message in messages):
            raise OSError("no such box")
        return super().send_messages(messages)


class BreaksOff(EmailBackend):
    """A mail server that takes mails, and breaks off when it is said goodbye to."""

    def close(self):
        raise OSError("gone")


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def server(settings):
    """Have mails go to a server: none that answers, or one of the classes above; nothing gives one that works."""
    working = settings.MAILERS

    def use(kind=None):
        settings.MAILERS = {None: working, "dead": {"default": DEAD}}.get(kind) or {
            "default": {"BACKEND": f"test_notice_mails_again.{kind.__name__}"}
        }

    return use


def person(name, role, **fields):
    return make_user(role, username=name, email=f"{name}@tidewater.example", **fields)


@pytest.fixture
def handed_in(django_capture_on_commit_callbacks):
    """Return a story that its writer hands in at the desk; its editor Ada and its publisher Bola are told."""
    ada, bola, writer = person("ada", "editor"), person("bola", "publisher"), make_user("reporter")
    story = make_story(headline="Ferry", created_by=writer)

    def hand_in():
        client = Client()
        client.force_login(writer)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(deed_url(story, "submit")).status_code == 302
        return ada, bola, Story.objects.get(pk=story.pk)

    return hand_in


def mailed():
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def later(**much):
    return timezone.now() + timedelta(**much)


def test_mail_is_sent_once_the_server_answers_again(server, handed_in):
    server("dead")
    handed_in()
    server()
    assert mails.send_due(now=later(minutes=2)) == (2, 0)
    assert (mailed(), mail.outbox[0].subject) == (["ada", "bola"], "A story was handed in for review: Ferry")
    assert mails.send_due(now=later(days=1)) == (0, 0)


def test_tick_sends_it(server, handed_in, monkeypatch):
    server("dead")
    handed_in()
    server()
    Notice.objects.update(mail_due_at=timezone.now() - MINUTE)
    monkeypatch.setattr(tick, "close_old_connections", lambda: None)
    tick.run_once()
    assert mailed() == ["ada", "bola"]


def test_who_got_it_is_not_mailed_again_with_who_did_not(server, handed_in):
    server(RefusesAda)
    handed_in()
    assert mailed() == ["bola"]
    server()
    mails.send_due(now=later(minutes=2))
    assert mailed() == ["ada", "bola"]


def test_server_that_breaks_off_after_it_took_them_gets_none_again(server, handed_in):
    server(BreaksOff)
    handed_in()
    server()
    assert mails.send_due(now=later(minutes=2)) == (0, 0)
    assert mailed() == ["ada", "bola"]


def test_tries_grow_rare_and_end_after_a_day(server, handed_in):
    server(RefusesAda)
    handed_in()
    now, waits = timezone.now(), []
    waiting = Notice.objects.filter(mail_due_at__isnull=False).values_list("mail_due_at", flat=True)
    while (due := waiting.first()) and len(waits) < 2 * mails.MOST_TRIES:
        waits.append(due - now)
        now = due
        mails.send_due(now=now)
    assert len(waits) == mails.MOST_TRIES - 1
    assert [round(wait / MINUTE) for wait in waits[:7]] == [1, 2, 4, 8, 16, 32, 60]
    assert 23 * HOUR < sum(waits, timedelta()) < 25 * HOUR


def switched_off(ada, story):
    ada.muted = [NoticeKind.SUBMITTED]
    ada.save()


def left(ada, story):
    ada.is_active = False
    ada.save()


def without_address(ada, story):
    ada.email = ""
    ada.save()


def closed_to_her(ada, story):
    Story.objects.filter(pk=story.pk).update(is_restricted=True)


def read_at_the_desk(ada, story):
    notices.mark_read(ada)


@pytest.mark.parametrize("meanwhile", [switched_off, left, without_address, closed_to_her, read_at_the_desk])
def test_mail_that_is_not_wished_any_more_is_dropped(server, handed_in, meanwhile):
    server("dead")
    ada, _bola, story = handed_in()
    meanwhile(ada, story)
    server()
    mails.send_due(now=later(minutes=2))
    assert mailed() == ["bola"]
    assert not mails.failing().exists()


def test_kind_that_was_switched_off_is_never_mailed(server, handed_in):
    ada = person("eve", "editor", muted=[NoticeKind.SUBMITTED])
    handed_in()
    mails.send_due(now=later(days=1))
    assert (mailed(), ada.notices.count()) == (["ada", "bola"], 1)


def front_page(client, role):
    client.force_login(make_user(role))
    return client.get("/admin/").text


def test_administrator_is_told_until_they_are_mailed(server, handed_in, client):
    words = "mails to people at the desk failed (2 in the last days)"
    server("dead")
    handed_in()
    assert words in front_page(client, "administrator") and words not in front_page(client, "editor")
    server()
    mails.send_due(now=later(minutes=2))
    assert "failed (" not in front_page(client, "administrator")


def test_administrator_is_told_of_mails_that_were_given_up(server, handed_in, client):
    server(RefusesAda)
    handed_in()
    Notice.objects.filter(mail_tries=1).update(mail_tries=mails.MOST_TRIES - 1)
    mails.send_due(now=later(minutes=2))
    assert not Notice.objects.filter(mail_due_at__isnull=False).exists()
    assert "failed (1 in" in front_page(client, "administrator")


def test_command_sends_them_and_says_so(server, handed_in):
    server(RefusesAda)
    handed_in()
    Notice.objects.filter(mail_tries=1).update(mail_due_at=timezone.now())
    said = StringIO()
    call_command("publish_due", stdout=said)
    assert "Notices mailed: 0. Mails that failed and are tried again: 1." in said.getvalue()


def test_nothing_to_mail_costs_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        mails.run_due()


@pytest.mark.django_db(transaction=True)
def test_two_clocks_at_once_mail_each_once(server):
    ada, story = person("ada", "editor"), make_story(status=Status.IN_REVIEW)
    server("dead")
    for _ in range(5):
        notices.tell([ada], NoticeKind.SUBMITTED, story, "Handed in.")
    server()
    start, now = Barrier(2), later(minutes=2)

    def clock():
        try:
            start.wait()
            mails.send_due(now=now)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        for thread in [threads.submit(clock) for _ in range(2)]:
            thread.result()
    assert mailed() == ["ada"] * 5
