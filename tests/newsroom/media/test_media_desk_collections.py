import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from factories.people import make_user
from factories.pictures import make_picture
from newsroom.media.models import Collection, Picture
from newsroom.media.operations import collecting

pytestmark = pytest.mark.django_db
LIST = "admin:media_collection_changelist"


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def change_url(collection):
    return reverse("admin:media_collection_change", args=[collection.pk])


def test_collection_is_made(client, editor):
    client.post(reverse("admin:media_collection_add"), {"name": "Ferry day", "note": "For spring"})
    assert Collection.objects.values_list("name", "note", "created_by").get() == ("Ferry day", "For spring", editor.pk)


def test_collections_are_found_by_name_note_and_event(client, editor):
    Collection.objects.create(name="Ferry").pictures.add(make_picture(event="Regatta"), make_picture(event="Regatta"))
    Collection.objects.create(name="Market", note="Regatta stalls")
    Collection.objects.create(name="Bridge")
    found = client.get(reverse(LIST), {"q": "regatta"}).context["cl"].result_list
    assert [collection.name for collection in found] == ["Ferry", "Market"]


def test_size_leads_to_the_library(client, editor):
    collection = Collection.objects.create(name="Ferry")
    collection.pictures.add(make_picture(), make_picture())
    link = f'<a href="/admin/media/picture/?collection={collection.pk}">2 in the library</a>'
    assert link in client.get(reverse(LIST)).content.decode()


def test_picture_is_taken_out_and_stays_in_the_library(client, editor):
    collection, kept, out = Collection.objects.create(name="Ferry"), make_picture(), make_picture()
    collection.pictures.add(kept, out)
    client.post(change_url(collection), {"name": "Ferry", "note": "", "take_out": [out.pk]})
    assert list(collection.pictures.all()) == [kept]
    assert Picture.objects.count() == 2


def test_reporter_sees_but_does_not_change(client):
    client.force_login(make_user("reporter"))
    collection = Collection.objects.create(name="Ferry")
    assert client.get(change_url(collection)).status_code == 200
    assert client.post(change_url(collection), {"name": "Mine"}).status_code == 403


def test_deeds_ask_for_the_permission():
    reporter, collection = make_user("reporter"), Collection.objects.create(name="Ferry")
    for deed in (collecting.add_pictures, collecting.take_out):
        with pytest.raises(PermissionDenied):
            deed(collection, [make_picture()], actor=reporter)
    with pytest.raises(PermissionDenied):
        collecting.make_collection("Mine", actor=reporter)


def test_adding_counts_the_new_ones():
    editor, collection = make_user("editor"), Collection.objects.create(name="Ferry")
    first, second = make_picture(), make_picture()
    assert collecting.add_pictures(collection, [first], actor=editor) == 1
    assert collecting.add_pictures(collection, [first, second], actor=editor) == 1
