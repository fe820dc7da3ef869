import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from factories.people import make_user
from factories.pictures import make_picture, upload
from newsroom.media.models import Collection, Picture
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db
PICKER = "/admin/media/picture/picker/?CKEditorFuncNum=-1"


@pytest.fixture(autouse=True)
def reporter(client):
    person = make_user("reporter")
    client.force_login(person)
    return person


def shown(response):
    return [picture.alt for picture in response.context["page"]]


def test_picker_has_its_address():
    assert reverse("admin:media_picture_picker") == "/admin/media/picture/picker/"


def test_newest_picture_comes_first(client):
    make_picture(alt="older")
    make_picture(alt="newer")
    assert shown(client.get(PICKER)) == ["newer", "older"]


def test_picture_carries_what_the_editor_needs(client):
    picture = make_picture(caption="By the sea")
    html = client.get(PICKER).content.decode()
    assert 'data-picker="-1"' in html
    assert f'data-picture="/admin/media/picture/{picture.pk}/file/"' in html
    assert 'data-alt="A teal wall"' in html and 'data-caption="By the sea"' in html


def test_library_is_searched(client):
    make_picture(alt="ferry")
    make_picture(alt="harbour")
    assert shown(client.get(PICKER, {"q": "ferry"})) == ["ferry"]


def test_pages_keep_the_search_and_the_waiting_editor(client, reporter):
    file = upload()
    picture = make_picture(file, actor=reporter)
    Picture.objects.bulk_create(
        Picture(alt=f"ferry {n}", file=f"{n}", width=1, height=1, digest="", renditions=picture.renditions)
        for n in range(30)
    )
    first = client.get("/admin/media/picture/picker/", {"CKEditorFuncNum": "-1", "q": "ferry"})
    assert len(shown(first)) == 24
    assert "?CKEditorFuncNum=-1&amp;q=ferry&amp;p=2" in first.content.decode()
    assert len(shown(client.get(PICKER + "&q=ferry&p=2"))) == 6


@pytest.mark.parametrize("page", ["-1", "0", "999", "x"])
def test_wrong_page_shows_one_that_exists(client, page):
    make_picture(alt="only")
    assert shown(client.get(PICKER + f"&p={page}")) == ["only"]


def test_uploaded_picture_is_added_and_chosen(client, reporter):
    data = {"upload": upload(), "alt": "A ferry", "credit": "Ada Example", "origin": "digitalCapture"}
    response = client.post(PICKER, data, follow=True)
    picture = Picture.objects.get()
    assert (picture.alt, picture.uploaded_by) == ("A ferry", reporter)
    assert response.redirect_chain == [(f"{PICKER}&chosen={picture.pk}", 302)]
    assert response.content.count(b"data-chosen") == 1


def test_refused_upload_says_why_and_keeps_what_was_typed(client):
    response = client.post(PICKER, {"upload": upload(form="TIFF"), "alt": "A ferry"})
    html = response.content.decode()
    assert "This file is not a picture we can read." in html and "A ferry</textarea>" in html
    assert Picture.objects.count() == 0


def test_upload_needs_the_permission(client):
    person = make_user(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_picture"))
    client.force_login(person)
    assert b'name="upload"' not in client.get(PICKER).content
    assert client.post(PICKER, {"upload": upload(), "alt": "A ferry"}).status_code == 403


def test_texts_are_escaped(client):
    make_picture(alt='"><script>alert(1)</script>')
    assert b"<script>alert" not in client.get(PICKER).content


def test_library_is_filtered_by_collection(client):
    collection = Collection.objects.create(name="Ferry day")
    collection.pictures.add(make_picture(alt="ferry"))
    make_picture(alt="market")
    assert shown(client.get(PICKER, {"collection": collection.pk})) == ["ferry"]
    assert shown(client.get(PICKER + "&collection=x")) == ["market", "ferry"]


def test_pulled_picture_is_not_offered(client):
    pictures.pull(make_picture(), actor=make_user("editor"), reason="A mistake")
    assert shown(client.get(PICKER)) == []


def test_picture_that_is_there_already_can_be_used_at_once(client):
    picture = make_picture(upload())
    html = client.post(PICKER, {"upload": upload(), "alt": "A ferry"}).content.decode()
    assert f'href="{PICKER.replace("&", "&amp;")}&amp;chosen={picture.pk}"' in html
    assert Picture.objects.count() == 1
