"""Two editors say who works on one story: the second is told what the first said, and asked again."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Story
from articles.operations import planning, publishing
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_story

pytestmark = pytest.mark.django_db
BULK = "/admin/articles/story/bulk/assign/"


@pytest.fixture
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


@pytest.fixture
def colleague(editor):
    """An editor who says who works on a story, on a page of their own."""
    other = Client()
    other.force_login(make_user("editor"))

    def name(story, **typed):
        page = other.get(people_url(story))
        assert other.post(people_url(story), {"seen": seen_on(page)} | typed).status_code == 302

    return name


def people_url(story):
    return reverse("admin:articles_story_people", args=[story.pk])


def seen_on(page):
    return re.search(r'name="seen" value="([^"]*)"', page.text)[1]


def said_of(story):
    return planning.people_of(Story.objects.get(pk=story.pk))


def test_second_is_told_who_was_named_and_keeps_what_they_chose(client, editor, colleague):
    story, mine = make_story(), make_user("reporter", display_name="Wale Fenn")
    theirs, helper = make_user("reporter", display_name="Bola Reed"), make_user("reporter", display_name="Chi Obi")
    seen = seen_on(client.get(people_url(story)))
    colleague(story, assignee=theirs.pk, collaborators=[helper.pk])
    answer = client.post(people_url(story), {"assignee": mine.pk, "seen": seen})
    assert answer.status_code == 422
    assert "after you opened this. Now: In hand: Bola Reed · with Chi Obi." in answer.text
    assert f'<option value="{mine.pk}" selected>' in answer.text
    assert said_of(story) == "In hand: Bola Reed · with Chi Obi"
    client.post(people_url(story), {"assignee": mine.pk, "seen": seen_on(answer)})
    assert said_of(story) == "In hand: Wale Fenn"


def with_a_helper():
    return {"collaborators": [make_user("reporter").pk]}


def with_a_time():
    return {"at": f"{timezone.now() + timedelta(days=30):%Y-%m-%dT%H:%M}"}


@pytest.mark.parametrize("said", [with_a_helper, with_a_time])
def test_helper_or_time_that_was_set_meanwhile_counts_too(client, editor, colleague, said):
    story = make_story()
    seen = seen_on(client.get(people_url(story)))
    colleague(story, **said())
    before = said_of(story)
    assert client.post(people_url(story), {"assignee": editor.pk, "seen": seen}).status_code == 422
    assert said_of(story) == before


def test_refusal_of_something_else_does_not_hide_what_was_said_meanwhile(client, editor, colleague):
    story, theirs = make_story(), make_user("reporter")
    seen = seen_on(client.get(people_url(story)))
    colleague(story, assignee=theirs.pk)
    asked = client.post(people_url(story), {"assignee": editor.pk, "at": "2027-03-28T99:30", "seen": seen})
    answer = client.post(people_url(story), {"assignee": editor.pk, "seen": seen_on(asked)})
    assert answer.status_code == 422
    assert Story.objects.get(pk=story.pk).assignee == theirs


def test_list_leaves_a_story_that_was_given_to_somebody_meanwhile(client, editor, colleague):
    given, free = make_story(headline="Given"), make_story(headline="Free")
    theirs = make_user("reporter", display_name="Bola Reed")
    page = client.get(BULK, {"story": [given.pk, free.pk]})
    colleague(given, assignee=theirs.pk)
    chosen = re.findall(r'name="story" value="([^"]*)"', page.text)
    done = client.post(BULK, {"story": chosen, "assignee": editor.pk}).context
    assert [str(story) for story, _why in done["done"]] == ["Free"]
    assert "Now: In hand: Bola Reed." in done["refused"][0][1][0]
    assert (Story.objects.get(pk=given.pk).assignee, Story.objects.get(pk=free.pk).assignee) == (theirs, editor)


def test_other_deeds_do_not_wait_for_who_works_on_it(client, editor, colleague):
    story = make_story()
    seen = publishing.stamp(story)
    colleague(story, assignee=editor.pk)
    assert client.post(deed_url(story, "publish"), {"seen": seen}).status_code == 302


def test_bulk_screen_reads_the_people_of_all_stories_at_once(client, editor, django_assert_max_num_queries):
    stories = [make_story() for _ in range(5)]
    with django_assert_max_num_queries(16) as few:
        client.get(BULK, {"story": [stories[0].pk]})
    with django_assert_max_num_queries(len(few)):
        client.get(BULK, {"story": [story.pk for story in stories]})
