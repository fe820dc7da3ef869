"""Two people give two live stories of one day the same slug at the same moment; each in a thread of their own."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client

from articles.models import Story
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live

pytestmark = pytest.mark.django_db(transaction=True)


def wait_for_the_other():
    """Return once another connection waits for what this one has written; SQLite cannot tell, and is given time."""
    if connection.vendor != "postgresql":
        return time.sleep(0.3)
    until = time.monotonic() + 10
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                break


def saved_at_once(stories, **fields):
    """Save the forms of two stories, the second while the first is not committed; return both answers."""
    written, clients = Event(), [Client(), Client()]
    for client in clients:
        client.force_login(make_user("editor"))
    data = [form_data(story, **fields) for story in stories]

    def save(place):
        return clients[place].post(change_url(stories[place]), data[place])

    def first():
        try:
            with transaction.atomic():
                answer = save(0)
                written.set()
                wait_for_the_other()
            return answer
        finally:
            written.set()
            connection.close()

    def second():
        try:
            written.wait()
            return save(1)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        return [thread.result() for thread in [threads.submit(first), threads.submit(second)]]


def test_second_is_told_what_it_is_told_a_moment_later():
    make_publication()
    stories = [make_live().story, make_live().story]
    for story in stories:
        story.refresh_from_db()
    first, second = saved_at_once(stories, slug="storm", headline="Storm over the bay")
    assert (first.status_code, second.status_code) == (302, 200)
    words = f"Another story of {stories[0].first_published_on:%d %B %Y} has the slug “storm”: choose another."
    assert words in second.text
    assert "Storm over the bay" in second.text
    assert Story.objects.filter(slug="storm").count() == 1
