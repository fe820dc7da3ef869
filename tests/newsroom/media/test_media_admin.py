import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.people import make_user
from factories.pictures import drawing, make_picture, upload
from factories.publication import make_publication
from factories.stories import make_story
from newsroom.media import hooks
from newsroom.media.models import Picture

pytestmark = pytest.mark.django_db
LIST = "admin:media_picture_changelist"
ADD = "admin:media_picture_add"
WORDS = {"alt": "A teal wall", "caption": "", "credit": "Ada Example", "focal_x": 0.5, "focal_y": 0.5}


@pytest.fixture
def reporter(client):
    person = make_user("reporter")
    client.force_login(person)
    return person


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def change_url(picture):
    return reverse("admin:media_picture_change", args=[picture.pk])


def errors(response):
    return response.context["adminform"].form.errors


def test_reporter_adds_a_picture(client, reporter):
    response = client.post(reverse(ADD), WORDS | {"upload": upload(), "origin": "digitalCapture"})
    assert response.status_code == 302
    picture = Picture.objects.get()
    assert (picture.alt, picture.origin, picture.uploaded_by) == ("A teal wall", "digitalCapture", reporter)
    assert LogEntry.objects.get().object_id == str(picture.pk)


def test_picture_is_added_while_its_origin_is_undecided(client, reporter):
    client.post(reverse(ADD), WORDS | {"upload": upload()})
    assert Picture.objects.get().origin == ""


def test_refused_file_is_an_error_of_its_field_and_keeps_what_was_typed(client, reporter, public_files):
    response = client.post(reverse(ADD), WORDS | {"upload": upload(form="BMP")})
    assert errors(response)["upload"][0].startswith("This file is not a picture we can read.")
    assert b"A teal wall</textarea>" in response.content
    assert (Picture.objects.count(), public_files()) == (0, set())


def test_missing_file_is_asked_for(client, reporter):
    assert errors(client.post(reverse(ADD), WORDS)) == {"upload": ["Choose a picture."]}


def test_ai_picture_must_say_how_real_it_looks(client, reporter):
    data = WORDS | {"upload": upload(), "origin": "trainedAlgorithmicMedia"}
    assert list(errors(client.post(reverse(ADD), data))) == ["realism"]


def test_realism_of_a_photo_is_dropped(client, reporter):
    client.post(reverse(ADD), WORDS | {"upload": upload(), "origin": "digitalCapture", "realism": "satire"})
    assert Picture.objects.get().realism == ""


@pytest.mark.parametrize(("field", "value"), [("origin", "digitalArt"), ("focal_x", "1.5"), ("credit", "a" * 201)])
def test_wrong_value_is_an_error_of_its_field(client, reporter, field, value):
    assert list(errors(client.post(reverse(ADD), WORDS | {"upload": upload(), field: value}))) == [field]


def test_exact_terms_stand_behind_more(client, reporter):
    html = client.get(reverse(ADD)).content.decode()
    assert html.index('value="digitalCapture"') < html.index("More exact terms") < html.index('value="negativeFilm"')


def test_chosen_exact_term_is_shown(client, editor):
    html = client.get(change_url(make_picture(origin="negativeFilm"))).content.decode()
    assert re.search(r'<details class="origin__more" open>', html)
    assert re.search(r'value="negativeFilm"[^>]* checked', html)


def test_words_are_changed_without_a_new_file(client, editor):
    picture = make_picture()
    client.post(change_url(picture), WORDS | {"alt": "A wall", "origin": "print"})
    after = Picture.objects.get()
    assert (after.alt, after.origin, after.file) == ("A wall", "print", picture.file)


def test_file_is_replaced(client, editor):
    picture = make_picture()
    client.post(change_url(picture), WORDS | {"upload": upload(drawing((300, 300)))})
    assert Picture.objects.get().width == 300


def test_reporter_sees_but_does_not_change_the_picture_of_another(client, reporter):
    picture = make_picture()
    page = client.get(change_url(picture))
    assert b"A teal wall" in page.content and b'name="alt"' not in page.content and b'name="upload"' not in page.content
    assert client.post(change_url(picture), WORDS | {"alt": "Mine"}).status_code == 403


def test_reporter_changes_the_picture_they_added(client, reporter):
    picture = make_picture(actor=reporter)
    client.post(change_url(picture), WORDS | {"alt": "A better text"})
    assert Picture.objects.get().alt == "A better text"


def test_list_is_searched_by_its_texts(client, editor):
    make_picture(alt="A ferry at dawn")
    make_picture(credit="Bola Example")
    found = client.get(reverse(LIST), {"q": "ferry"}).context["cl"].result_list
    assert [picture.alt for picture in found] == ["A ferry at dawn"]


@pytest.mark.parametrize(
    ("query", "alts"),
    [
        ({"origin": "undecided"}, {"undecided"}),
        ({"origin": "unknown"}, {"unknown"}),
        ({"origin": "exact"}, {"scanned"}),
        ({"label": "yes"}, {"unknown", "made"}),
        ({"label": "no"}, {"undecided", "scanned", ""}),
        ({"missing_alt": "yes"}, {""}),
        ({"origin": "nonsense"}, set()),
        ({"label": "nonsense"}, {"undecided", "unknown", "made", "scanned", ""}),
    ],
)
def test_list_is_filtered(client, editor, query, alts):
    make_picture(alt="undecided", origin="")
    make_picture(alt="unknown", origin="unknown")
    make_picture(alt="scanned", origin="print")
    make_picture(alt="made", origin="trainedAlgorithmicMedia")
    make_picture(alt="", origin="digitalCapture")
    assert {picture.alt for picture in client.get(reverse(LIST), query).context["cl"].result_list} == alts


def test_list_asks_as_often_for_three_as_for_one(client, editor):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        return len(queries)

    person = make_user(superuser=True)
    make_picture(actor=person)
    asked()
    once = asked()
    make_picture(actor=person)
    make_picture(actor=person)
    assert asked() == once <= 11


def test_used_picture_cannot_be_deleted_and_its_uses_stay_unnamed(client):
    client.force_login(make_user(superuser=True))
    picture = make_picture()
    make_story(headline="Hidden headline", lead_picture=picture)
    address = reverse("admin:media_picture_delete", args=[picture.pk])
    page = client.get(address).content.decode()
    assert "This picture is used in one place and cannot be deleted. Take it out there first." in page
    assert "Hidden" not in page
    assert client.post(address, {"post": "yes"}).status_code in (200, 403)
    assert Picture.objects.count() == 1


def test_unused_picture_is_deleted_with_its_files(client, public_files, django_capture_on_commit_callbacks):
    client.force_login(make_user("editor"))
    picture = make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("admin:media_picture_delete", args=[picture.pk]), {"post": "yes"})
    assert (Picture.objects.count(), public_files()) == (0, set())


def test_pictures_are_deleted_in_bulk_with_their_files(client, public_files, django_capture_on_commit_callbacks):
    client.force_login(make_user("editor"))
    chosen = [make_picture().pk, make_picture().pk]
    data = {"action": "delete_selected", "_selected_action": chosen, "post": "yes"}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse(LIST), data)
    assert (Picture.objects.count(), public_files()) == (0, set())


def test_uses_are_what_the_hooks_tell_this_person(client, editor, monkeypatch):
    def usage(picture, user):
        return [(f"Ferry story for {user}", "/admin/")]

    monkeypatch.setattr(hooks, "usages", [usage])
    page = client.get(change_url(make_picture())).content.decode()
    assert f'<a href="/admin/">Ferry story for {editor}</a>' in page


def test_editor_address_of_a_picture_leads_to_a_public_size(client, reporter):
    picture = make_picture()
    response = client.get(reverse("admin:media_picture_file", args=[picture.pk]))
    assert (response.status_code, response["Location"]) == (302, picture.image("body")["url"])
    assert reverse("admin:media_picture_file", args=[12]) == "/admin/media/picture/12/file/"


@pytest.mark.parametrize("address", ["file", "autocomplete", "list", "picker"])
def test_library_is_for_those_who_may_view_it(client, address):
    client.force_login(make_user("administrator"))
    query = "?app_label=publication&model_name=publication&field_name=logo"
    addresses = {
        "file": reverse("admin:media_picture_file", args=[make_picture().pk]),
        "autocomplete": reverse("admin:autocomplete") + query,
        "list": reverse(LIST),
        "picker": reverse("admin:media_picture_picker"),
    }
    assert client.get(addresses[address]).status_code == 403


@pytest.mark.parametrize("name", ["media_picture_picker", "media_picture_changelist"])
def test_stranger_is_led_to_the_sign_in(client, name):
    assert client.get(reverse(f"admin:{name}")).status_code == 302


def test_missing_picture_is_not_found(client, editor):
    make_publication()
    assert client.get(reverse("admin:media_picture_file", args=[999])).status_code == 404


def test_editor_address_of_a_picture_leads_to_the_size_asked_for(client, reporter):
    make_publication()
    picture = make_picture()
    address = reverse("admin:media_picture_file", args=[picture.pk])
    assert client.get(address, {"spec": "thumb"}).url == picture.image("thumb")["url"]
    assert client.get(address, {"spec": "../x"}).status_code == 404
