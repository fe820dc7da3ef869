import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from factories.people import make_user
from factories.pictures import drawing, make_picture, marked, upload
from newsroom.media.models import Collection, Picture

pytestmark = pytest.mark.django_db
UPLOAD = "/admin/media/picture/upload/"


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def send(client, *files, **words):
    """Upload as the script does, and return the answer about each file."""
    return client.post(UPLOAD, {"files": files} | words, headers={"accept": "application/json"}).json()


def test_address():
    assert reverse("admin:media_picture_upload") == UPLOAD


def test_each_picture_gets_what_is_true_of_all(client, editor):
    first, second = upload(drawing(colour="red")), upload(drawing(colour="blue"))
    send(client, first, second, credit="Ada Example", event="Ferry day", origin="digitalCapture")
    found = Picture.objects.values_list("credit", "event", "origin", "uploaded_by")
    assert list(found) == [("Ada Example", "Ferry day", "digitalCapture", editor.pk)] * 2


def test_answer_leads_to_the_picture_and_shows_it(client, editor):
    [answer] = send(client, upload())
    picture = Picture.objects.get()
    assert answer["added"]["url"] == reverse("admin:media_picture_change", args=[picture.pk])
    assert (answer["added"]["id"], answer["added"]["thumb"]) == (picture.pk, picture.thumb["url"])


def test_refusal_is_said_of_its_file_alone(client, editor, public_files):
    good, bad = send(client, upload(), upload(form="BMP", name="old.bmp"))
    assert "added" in good
    assert (bad["name"], bad["refused"][:38]) == ("old.bmp", "This file is not a picture we can read")
    assert Picture.objects.count() == 1


def test_duplicate_leads_to_the_picture_that_is_there(client, editor):
    picture = make_picture(upload(), alt="A ferry")
    [answer] = send(client, upload())
    assert answer["existing"]["url"] == reverse("admin:media_picture_change", args=[picture.pk])
    assert (answer["existing"]["label"], Picture.objects.count()) == ("Open “A ferry”", 1)


def test_duplicate_is_added_anyway(client, editor):
    make_picture(upload())
    assert "added" in send(client, upload(), add_anyway="on")[0]
    assert Picture.objects.count() == 2


def test_words_that_do_not_fit_refuse_every_file(client, editor):
    [answer] = send(client, upload(), origin="trainedAlgorithmicMedia")
    assert answer["refused"] == "Say how real it looks: AI made or changed this picture."
    assert Picture.objects.count() == 0


def test_what_the_file_says_is_noted(client, editor):
    words = "<photoshop:Credit>Bola Example</photoshop:Credit>"
    [answer] = send(client, marked(words=words))
    assert answer["added"]["note"] == "From the file: credit. The file carries marks of AI."
    assert Picture.objects.get().credit == "Bola Example"


def test_marks_that_disagree_are_noted(client, editor):
    [answer] = send(client, marked(), origin="digitalCapture")
    assert answer["added"]["note"] == "The marks in the file disagree with the origin given here."


def test_pictures_are_put_into_a_collection(client, editor):
    collection = Collection.objects.create(name="Ferry day")
    send(client, upload(), collection=collection.pk)
    assert list(collection.pictures.all()) == list(Picture.objects.all())


def test_collection_is_not_for_those_who_may_not_change_it(client):
    client.force_login(make_user("reporter"))
    collection = Collection.objects.create(name="Ferry day")
    send(client, upload(), collection=collection.pk)
    assert (collection.pictures.count(), Picture.objects.count()) == (0, 1)


def test_form_without_script_lists_what_became_of_each(client, editor):
    page = client.post(UPLOAD, {"files": [upload(), upload(form="BMP", name="old.bmp")]}).content.decode()
    assert "1 of 2 added." in page and page.count('data-state="added"') == page.count('data-state="refused"') == 1
    assert reverse("admin:media_picture_change", args=[Picture.objects.get().pk]) in page


def test_form_without_files_asks_for_them(client, editor):
    assert "Choose at least one picture." in client.post(UPLOAD, {}).content.decode()


def test_upload_needs_the_permission(client):
    person = make_user(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_picture"))
    client.force_login(person)
    assert client.get(UPLOAD).status_code == client.post(UPLOAD, {"files": upload()}).status_code == 403


def test_upload_needs_the_token(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.post(UPLOAD, {"files": upload()}).status_code == 403
    assert Picture.objects.count() == 0
