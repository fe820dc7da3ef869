"""Rights that end: which pictures readers see, and where, is told before."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_page, make_publication
from factories.stories import make_live, make_story
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


def ending(days, alt="A ferry"):
    return make_picture(alt=alt, use_by=timezone.localdate() + timedelta(days))


def end_sooner(picture, days):
    type(picture).objects.filter(pk=picture.pk).update(use_by=timezone.localdate() + timedelta(days))


def body_with(picture):
    return f'<p>Words.</p><figure><img src="/admin/media/picture/{picture.pk}/file/" alt="A ferry"></figure>'


def listed(client):
    return client.get(reverse("admin:media_picture_rights"))


def told(client):
    return [ending.picture.alt for ending, _row in listed(client).context["endings"]]


def test_live_pictures_whose_rights_end_are_listed_the_first_to_end_first(client):
    make_live(lead_picture=ending(20, "lead"))
    make_live(body=body_with(ending(10, "in the body")))
    assert told(client) == ["in the body", "lead"]


def test_ended_rights_stay_listed_while_readers_see_the_picture(client):
    picture = ending(1)
    make_live(lead_picture=picture)
    end_sooner(picture, -3)
    assert "Ended on" in listed(client).content.decode()


def test_picture_on_a_standing_page_is_listed(client):
    make_page("about", body={"en": body_with(ending(5))})
    assert told(client) == ["A ferry"]


def test_what_readers_do_not_see_or_may_long_be_used_is_not_listed(client, editor):
    make_story(lead_picture=ending(5))
    make_live(lead_picture=ending(60))
    pulled = ending(5)
    make_live(lead_picture=pulled)
    pictures.pull(pulled, actor=editor, reason="The owner objects")
    assert "No picture that readers see now" in listed(client).content.decode()


def test_uses_lead_to_the_stories(client):
    edition = make_live(lead_picture=ending(5), headline="Boats are late")
    html = listed(client).content.decode()
    assert f'<a href="/admin/articles/story/{edition.story_id}/change/">Boats are late · Live</a>' in html


def test_drafts_of_others_are_not_named(client):
    picture = ending(5)
    make_live(lead_picture=picture, headline="Boats are late")
    make_story(lead_picture=picture, headline="A secret draft")
    client.force_login(make_user("reporter"))
    html = listed(client).content.decode()
    assert told(client) == ["A ferry"] and "secret" not in html


def test_screen_needs_the_permission(client):
    client.force_login(make_user("administrator"))
    assert listed(client).status_code == 403
