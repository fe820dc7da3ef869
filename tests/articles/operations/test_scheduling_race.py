"""The hour comes while a process is killed, while other clocks go, and while somebody saves."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles.models import Edition, Notice, Story
from articles.operations import publishing, scheduling
from articles.vocabulary import Status
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.stories import make_live, make_story
from newsroom.audit import models as audit

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
PAST = timezone.now() - timedelta(hours=1)
# A clock in a process of its own, which dies when it comes to a function of the door for the nth time.
DIES = """
import os, signal, sys
import django
django.setup()
from articles.operations import scheduling
from articles.operations.publishing import going_live
name, nth = sys.argv[1], int(sys.argv[2])
whole, calls = getattr(going_live, name), []
def deadly(*args, **options):
    calls.append(name)
    if len(calls) == nth:
        os.kill(os.getpid(), signal.SIGKILL)
    return whole(*args, **options)
setattr(going_live, name, deadly)
scheduling.do_due()
"""


def overdue_story(story=None, **fields):
    """Return a story, or an update of a live one, that should have gone out an hour ago."""
    story = story or make_story(**fields)
    planned = {"status": Status.SCHEDULED, "scheduled_for": PAST, "scheduled_by": make_user("editor")}
    planned["scheduled_change"] = "update" if story.first_published_on else ""
    Story.objects.filter(pk=story.pk).update(**planned)
    return story


def elsewhere():
    """Return the environment in which another process uses the tests' own database."""
    name = connection.settings_dict["NAME"]
    address = f"sqlite:///{name}" if connection.vendor == "sqlite" else _postgres(name)
    return os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATABASE_URL": address}


def _postgres(name):
    said = connection.settings_dict
    return f"postgres://{said['USER']}:{said['PASSWORD']}@{said['HOST']}:{said['PORT']}/{name}"


def at_once(*deeds):
    start = Barrier(len(deeds))

    def do(deed):
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return [thread.result() for thread in [threads.submit(do, deed) for deed in deeds]]


def test_process_killed_at_the_hour_loses_nothing_and_doubles_nothing():
    stories = [overdue_story() for _ in range(3)]
    # In the middle of the first story; as its record is written; and, once that is out, in the middle of the second.
    for place, nth, out in (("freeze", 1, 0), ("record", 1, 0), ("record", 2, 1)):
        command = [sys.executable, "-c", DIES, place, str(nth)]
        assert subprocess.run(command, env=elsewhere(), cwd=ROOT, check=False).returncode == -9
        assert Edition.objects.live().count() == Edition.objects.count() == out
        assert Story.objects.filter(status=Status.SCHEDULED, scheduled_for=PAST).count() == 3 - out
    assert scheduling.do_due() == scheduling.Done(published=2)
    assert sorted(Edition.objects.values_list("story", flat=True)) == sorted(story.pk for story in stories)
    assert audit.Event.objects.filter(action="story.published").count() == 3


def test_three_clocks_at_once_publish_each_story_once():
    for _ in range(4):
        story = make_live().story
        story.refresh_from_db()
        overdue_story(story)
    rounds = at_once(*[scheduling.do_due] * 3)
    assert (sum(done.published for done in rounds), sum(done.failed for done in rounds)) == (4, 0)
    assert scheduling.do_due() == scheduling.Done()
    assert Edition.objects.live().filter(number=2).count() == 4
    assert Edition.objects.count() == 8


def test_two_clocks_at_once_give_a_story_back_once():
    writer = make_user("reporter")
    story = overdue_story(section=None, created_by=writer)
    rounds = at_once(*[scheduling.do_due] * 2)
    assert sum(done.refused for done in rounds) == 1
    assert Notice.objects.filter(story=story, person=writer).count() == 1
    assert audit.Event.objects.filter(action="publish.blocked").count() == 1
    assert publishing.refuse_due(story, publishing.Refused([])) is None


if connection.vendor == "postgresql":

    def is_waiting():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            return bool(cursor.fetchone()[0])

    def during(deed, post):
        """Do a deed and hold its transaction open until a request that was sent meanwhile waits for it."""
        done = Event()

        def hold():
            try:
                with transaction.atomic():
                    deed()
                    done.set()
                    while not is_waiting():
                        pass
            finally:
                connection.close()

        def send():
            try:
                done.wait()
                return post()
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as threads:
            threads.submit(hold)
            return threads.submit(send).result()

    def save_during(deed, story, editor):
        client = Client()
        client.force_login(editor)
        data = form_data(story, headline="Other words")
        return during(deed, lambda: client.post(change_url(story), data)).status_code

    def test_save_while_somebody_schedules_does_not_undo_the_plan():
        story, editor = make_story(), make_user("editor")
        at = timezone.now() + timedelta(hours=1)
        assert save_during(lambda: publishing.schedule(story, actor=editor, at=at), story, editor) == 409
        story.refresh_from_db()
        assert (story.status, story.scheduled_for) == (Status.SCHEDULED, at)
        assert story.headline != "Other words"

    def test_save_while_somebody_publishes_leaves_the_story_live():
        story, editor = make_story(), make_user("editor")
        assert save_during(lambda: publishing.publish(story, actor=editor), story, editor) == 302
        story.refresh_from_db()
        assert (story.headline, story.is_live, story.state) == ("Other words", True, "Live · unpublished changes")
