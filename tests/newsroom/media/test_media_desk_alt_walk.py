import pytest
from django.urls import reverse

from factories.people import make_user
from factories.pictures import make_picture
from newsroom.media.admin import chosen
from newsroom.media.models import Picture

pytestmark = pytest.mark.django_db
START = "/admin/media/picture/alt-texts/"
DONE = "/admin/media/picture/alt-texts/done/"


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def url(picture):
    return reverse("admin:media_picture_alt_text", args=[picture.pk])


def begin(client, *pictures):
    return client.post(START, {"pictures": chosen.keys(pictures)})["Location"]


def test_walk_begins_with_the_newest_that_lacks_a_text(client, editor):
    _first, second, _described = make_picture(alt=""), make_picture(alt=""), make_picture()
    assert client.get(START)["Location"] == url(second)


def test_saving_leads_to_the_next_that_lacks_one(client, editor):
    first, described, third = make_picture(alt=""), make_picture(), make_picture(alt="")
    assert begin(client, first, described, third) == url(first)
    assert client.post(url(first), {"alt": "A ferry"})["Location"] == url(third)
    assert client.post(url(third), {"alt": "A quay"})["Location"] == DONE
    assert list(Picture.objects.order_by("pk").values_list("alt", flat=True)) == ["A ferry", "A teal wall", "A quay"]


def test_skip_and_back_are_links(client, editor):
    first, second = make_picture(alt=""), make_picture(alt="")
    begin(client, first, second)
    page = client.get(url(second)).context
    assert (page["place"], page["length"], page["back_url"], page["next_url"]) == (2, 2, url(first), DONE)
    assert client.get(url(first)).context["next_url"] == url(second)


def test_end_counts_what_was_skipped(client, editor):
    first, second = make_picture(alt=""), make_picture(alt="")
    begin(client, first, second)
    client.post(url(second), {"alt": "A quay"})
    page = client.get(DONE)
    assert (page.context["left"], page.context["again_url"]) == (1, url(first))


def test_poor_text_is_saved_only_once_heard(client, editor):
    picture = make_picture(alt="")
    begin(client, picture)
    page = client.post(url(picture), {"alt": "Image of a ferry"})
    assert (page.context["heard"], Picture.objects.get().alt) == ("Image of a ferry", "")
    client.post(url(picture), {"alt": "Image of a ferry", "heard": page.context["heard"]})
    assert Picture.objects.get().alt == "Image of a ferry"


def test_caption_again_is_warned_of(client, editor):
    picture = make_picture(alt="", caption="The first ferry")
    page = client.post(url(picture), {"alt": "The first ferry"}).content.decode()
    assert "This is the caption again" in page


def test_empty_text_is_asked_for(client, editor):
    picture = make_picture(alt="")
    assert client.post(url(picture), {"alt": " "}).context["form"].errors == {
        "alt": ["Say what the picture shows, or skip it."]
    }


def test_walk_is_through_ones_own_pictures_alone(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    anothers, mine = make_picture(alt=""), make_picture(alt="", actor=reporter)
    assert client.get(START)["Location"] == url(mine)
    assert begin(client, anothers) == DONE
    assert client.post(url(anothers), {"alt": "Mine"}).status_code == 403


def test_selection_is_walked_by_action(client, editor):
    picture, _other = make_picture(alt=""), make_picture(alt="")
    data = {"action": "write_alt_texts", "_selected_action": picture.pk}
    assert client.post("/admin/media/picture/", data)["Location"] == url(picture)


def test_picture_outside_the_walk_can_be_described(client, editor):
    picture = make_picture(alt="")
    assert client.get(url(picture)).status_code == 200
    assert client.post(url(picture), {"alt": "A ferry"})["Location"] == DONE


@pytest.mark.parametrize("address", [START, DONE])
def test_walk_needs_the_permission(client, address):
    client.force_login(make_user("administrator"))
    assert client.get(address).status_code == 403
