import pytest
from django.urls import reverse

from factories.people import make_user
from factories.pictures import make_picture, marked
from factories.publication import make_publication
from factories.stories import make_live
from newsroom.media.models import Picture
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db
REASON = "I stood beside the camera myself."


@pytest.fixture
def publisher(client):
    person = make_user("publisher")
    client.force_login(person)
    return person


def url(picture, deed):
    return reverse(f"admin:media_picture_{deed}", args=[picture.pk])


def test_pull_asks_first_and_counts_the_pages(client, publisher):
    picture = make_picture()
    make_live(lead_picture=picture)
    html = client.get(url(picture, "pull")).content.decode()
    assert "It is on 1 page that readers see now." in html
    assert not Picture.objects.get().is_pulled


def test_picture_is_pulled_with_a_reason(client, publisher):
    picture = make_picture()
    client.post(url(picture, "pull"), {"reason": "The person asked"})
    after = Picture.objects.get()
    assert (after.is_pulled, after.pull_reason, after.pulled_by) == (True, "The person asked", publisher)


def test_pull_without_a_reason_is_refused(client, publisher):
    picture = make_picture()
    assert client.post(url(picture, "pull"), {"reason": " "}).context["form"].errors
    assert not Picture.objects.get().is_pulled


def test_picture_is_put_back(client, publisher):
    picture = make_picture()
    pictures.pull(picture, actor=publisher, reason="A mistake")
    client.post(url(picture, "restore"))
    assert not Picture.objects.get().is_pulled


def test_second_pull_is_refused_in_words(client, publisher):
    picture = make_picture()
    pictures.pull(picture, actor=publisher, reason="A mistake")
    page = client.post(url(picture, "pull"), {"reason": "Again"}).content.decode()
    assert "This picture is pulled already." in page


def test_marks_are_overruled_with_a_long_reason(client, publisher):
    picture = make_picture(marked(), origin="digitalCapture")
    assert client.post(url(picture, "override"), {"reason": "Too short"}).context["form"].errors
    client.post(url(picture, "override"), {"reason": REASON})
    assert Picture.objects.get().override_reason == REASON


@pytest.mark.parametrize(("role", "deed"), [("reporter", "pull"), ("reporter", "restore"), ("editor", "override")])
def test_deed_needs_its_permission(client, role, deed):
    person = make_user(role)
    client.force_login(person)
    picture = make_picture(marked(), actor=person, origin="digitalCapture")
    assert client.get(url(picture, deed)).status_code == 403
    assert client.post(url(picture, deed), {"reason": REASON}).status_code == 403


def test_form_offers_what_can_be_done_now(client, publisher):
    picture = make_picture()
    change = url(picture, "change")
    assert [label for label, _url in client.get(change).context["deeds"]] == ["Pull the picture…"]
    pictures.pull(picture, actor=publisher, reason="A mistake")
    assert [label for label, _url in client.get(change).context["deeds"]] == ["Put it back…"]


def test_missing_picture_is_not_found(client, publisher):
    make_publication()
    assert client.get("/admin/media/picture/999/pull/").status_code == 404
