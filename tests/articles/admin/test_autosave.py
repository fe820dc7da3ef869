"""What is typed and not saved, and who has the form open, over HTTP."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Autosave, Revision, Sitting, Story
from articles.vocabulary import Status
from factories.desk import ADD, change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_story
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def url(story=None):
    return reverse("admin:articles_story_autosave", args=[story.pk]) if story else f"{reverse(ADD)[:-4]}autosave/"


def offer(client, story=None):
    return client.get(change_url(story) if story else reverse(ADD)).context["unsaved"]


def test_what_is_typed_is_kept_and_the_story_stays(client):
    person, story = desk(client), make_story(headline="One boat")
    said = client.post(url(story), form_data(story, headline="Two boats")).json()
    assert (Story.objects.get().headline, Story.objects.get().version) == ("One boat", 1)
    assert Autosave.objects.get().person == person
    assert (said["overtaken"], said["others"]) == ("", [])
    assert "csrf" not in Autosave.objects.get().form


def test_keeping_leaves_no_log_no_event_and_no_revision(client):
    desk(client)
    story = make_story()
    for number in range(3):
        client.post(url(story), form_data(story, headline=f"{number} boats"))
    assert Autosave.objects.count() == 1
    assert not (LogEntry.objects.exists() or Event.objects.exists() or Revision.objects.exists())


def test_what_was_not_saved_is_offered_with_what_differs(client):
    desk(client)
    story = make_story(headline="One boat", body="<p>Late.</p>")
    client.post(url(story), form_data(story, headline="Two boats", body="<p>Very late.</p>"))
    page = client.get(change_url(story)).content.decode()
    assert "put in: </span>Two" in page
    assert "put in: </span>Very" in page
    assert offer(client, story)["labels"] == ["Headline", "Body"]


def test_it_is_taken_up_into_the_form_without_saving(client):
    desk(client)
    author, story = make_author("Ada Reed"), make_story(headline="One boat")
    typed = {"headline": "Two boats", "tags": ["rain"], "ai_body": "edited", "bylines": [(author.pk, "reporting", 0)]}
    client.post(url(story), form_data(story, **typed))
    response = client.post(change_url(story), {"_take_up": "1"})
    form = response.context["adminform"].form
    assert (form["headline"].value(), form["tags"].value(), form["ai_body"].value()) == (
        "Two boats",
        ["rain"],
        "edited",
    )
    assert f'<option value="{author.pk}" selected>' in response.content.decode()
    assert not response.context["errors"]
    assert "not saved yet" in response.content.decode()
    assert Story.objects.get().headline == "One boat"


def test_new_story_is_kept_offered_and_taken_up(client):
    desk(client)
    client.post(url(), form_data(headline="Two boats"))
    assert offer(client)["labels"] == ["Headline", "Body", "What AI did"]
    response = client.post(reverse(ADD), {"_take_up": "1"})
    assert response.context["adminform"].form["headline"].value() == "Two boats"
    assert not Story.objects.exists()


@pytest.mark.parametrize("is_new", [True, False])
def test_save_clears_it(client, is_new):
    desk(client)
    story = None if is_new else make_story()
    client.post(url(story), form_data(story, headline="Two boats"))
    client.post(reverse(ADD) if is_new else change_url(story), form_data(story, headline="Two boats"))
    assert not Autosave.objects.exists()


def test_refused_save_clears_nothing(client):
    desk(client)
    story = make_story()
    client.post(url(story), form_data(story, headline="Two boats"))
    client.post(change_url(story), form_data(story, slug="🎉"))
    assert Autosave.objects.exists()


def test_discard_forgets_it(client):
    desk(client)
    story = make_story()
    client.post(url(story), form_data(story, headline="Two boats"))
    client.post(change_url(story), {"_discard": "1"})
    assert not Autosave.objects.exists()


def test_late_words_of_a_save_that_went_through_are_no_alarm(client):
    desk(client)
    story = make_story()
    typed = form_data(story, headline="Two boats")
    client.post(change_url(story), typed)
    client.post(url(story), typed)
    assert offer(client, story) is None
    assert not Autosave.objects.exists()


def test_own_save_in_this_window_is_no_alarm(client):
    desk(client)
    story = make_story()
    client.post(change_url(story), form_data(story, headline="Two boats"))
    story.refresh_from_db()
    assert client.post(url(story), form_data(story, headline="Three boats")).json()["overtaken"] == ""


def test_anothers_save_is_told_and_never_written_over(client):
    desk(client)
    story = make_story(headline="One boat")
    other = Client()
    other.force_login(make_user("editor", username="ada"))
    other.post(change_url(story), form_data(story, headline="Three boats"))
    said = client.post(url(story), form_data(story, headline="Two boats")).json()
    assert said["overtaken"].startswith("ada saved this story at")
    assert Story.objects.get().headline == "Three boats"
    assert "ada saved this story" in offer(client, story)["overtaken"]
    taken = client.post(change_url(story), {"_take_up": "1"}).context["adminform"].form
    assert (
        client.post(change_url(story), form_data(story, opened_version=taken["opened_version"].value())).status_code
        == 409
    )


def test_own_save_in_another_window_is_told_as_ones_own(client):
    desk(client)
    story = make_story()
    client.post(change_url(story), form_data(story, headline="Two boats"))
    said = client.post(url(story), form_data(story, headline="Three boats")).json()
    assert said["overtaken"].startswith("You, in another window,")


def test_what_is_typed_is_the_persons_alone(client):
    desk(client)
    story = make_story()
    client.post(url(story), form_data(story, headline="Secret words"))
    desk(client, "publisher")
    assert offer(client, story) is None
    response = client.post(change_url(story), {"_take_up": "1"}, follow=True)
    assert "Secret words" not in response.content.decode()


ROLES = ["reporter", "other reporter", "editor", "publisher", "administrator", "superuser", "anonymous"]


@pytest.mark.parametrize("role", ROLES)
def test_who_may_keep(client, role):
    story = make_story()
    if role == "superuser":
        client.force_login(make_user(superuser=True))
    elif role != "anonymous":
        person = desk(client, role.removeprefix("other "))
        if role == "reporter":
            Story.objects.update(created_by=person)
    allowed = role not in {"other reporter", "administrator", "anonymous"}
    assert (client.post(url(story), form_data(story)).status_code == 200) == allowed
    assert (client.get(url(story)).status_code == 200) == allowed
    assert (client.post(url(), form_data()).status_code == 200) == (allowed or role == "other reporter")
    assert Sitting.objects.exists() == allowed


def test_story_that_is_not_ones_to_edit_any_more_is_refused(client):
    reporter = desk(client, "reporter")
    story = make_story(created_by=reporter)
    Story.objects.update(status=Status.IN_REVIEW)
    assert client.post(url(story), form_data(story)).status_code == 403


def test_token_is_asked_for(client):
    desk(client)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    story = make_story()
    assert strict.post(url(story), form_data(story)).status_code == 403
    token = strict.get(url(story)).json()["token"]
    assert strict.post(url(story), form_data(story) | {"csrfmiddlewaretoken": token}).status_code == 200


def test_person_at_the_form_is_named_to_others_until_they_are_gone(client):
    ada, story = desk(client, username="ada"), make_story()
    client.post(url(story), {"_beat": "1", "opened_version": 1})
    Sitting.objects.update(since=timezone.now() - timedelta(minutes=2, seconds=5))
    client.post(url(story), {"_beat": "1", "opened_version": 1})
    assert not Autosave.objects.exists()
    bola = desk(client, username="bola")
    assert client.get(change_url(story)).context["others"] == ["ada is editing, 2 min"]
    assert client.post(url(story), {"_beat": "1", "opened_version": 1}).json()["others"] == ["ada is editing, 2 min"]
    Sitting.objects.filter(person=ada).update(seen_at=timezone.now() - timedelta(minutes=2))
    assert client.post(url(story), {"_beat": "1", "opened_version": 1}).json()["others"] == []
    client.post(url(story), {"_beat": "1", "_leave": "1", "opened_version": 1})
    assert not Sitting.objects.filter(person=bola).exists()


def test_presence_locks_nobody_out(client):
    desk(client)
    story = make_story()
    client.post(url(story), {"_beat": "1", "opened_version": 1})
    desk(client)
    client.post(change_url(story), form_data(story, headline="Two boats"))
    assert Story.objects.get().headline == "Two boats"


@pytest.mark.parametrize("opened", ["", "x", "9" * 30, "-1"])
def test_odd_version_is_kept_as_none(client, opened):
    desk(client)
    story = make_story()
    assert client.post(url(story), form_data(story, opened_version=opened)).status_code == 200
    assert Autosave.objects.get().opened_version is None
