import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.template import Context, Template

from factories.people import make_user
from factories.pictures import drawing, make_picture, upload
from factories.stories import figure, make_live
from newsroom.audit.models import Event
from newsroom.media import hooks
from newsroom.media.models import Picture
from newsroom.media.operations import files, pictures, rendering

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_user("editor")


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def pulled(editor, committing):
    with committing():
        return pictures.pull(make_picture(), actor=editor, reason="It shows the wrong person.")


def test_pulled_picture_is_printed_nowhere(pulled):
    html = Template('{% load pictures %}{% picture picture spec="card" %}').render(Context({"picture": pulled}))
    assert (html.strip(), pulled.thumb, pulled.social("en")) == ("", None, None)


def test_pulled_pictures_files_are_gone_from_their_addresses(client, editor, committing, public_files):
    picture = make_picture()
    address = picture.image("card")["url"]
    with committing():
        pictures.pull(picture, actor=editor, reason="It shows the wrong person.")
    answer = client.get(address)
    assert (answer.status_code, answer["Cache-Control"], public_files()) == (410, "no-store", set())


def test_address_that_never_was_is_not_found(client):
    assert client.get(f"/media/ab/{'ab' * 7}/400.jpg").status_code == 404


def test_files_stay_until_pulling_is_committed(editor, public_files):
    picture = make_picture()
    pictures.pull(picture, actor=editor, reason="It shows the wrong person.")
    assert public_files() == picture.rendition_names


def test_restored_picture_is_as_it_was(pulled, editor, committing, client, public_files, private_files):
    with committing():
        picture = pictures.restore(pulled, actor=editor)
    assert (picture.is_pulled, picture.pull_reason, picture.pulled_by) == (False, "", None)
    assert public_files() == picture.rendition_names == pulled.rendition_names
    assert private_files() == {picture.file.name}
    answer = client.get(picture.image("card")["url"])
    assert (answer.status_code, bool(answer.getvalue())) == (200, True)


def test_failed_restoring_leaves_the_picture_pulled(pulled, editor, public_files):
    def fail(*news):
        raise RuntimeError

    hooks.restored.append(fail)
    try:
        with pytest.raises(RuntimeError):
            pictures.restore(pulled, actor=editor)
    finally:
        hooks.restored.remove(fail)
    assert public_files() == set() and Picture.objects.get().is_pulled


def test_lost_file_is_made_anew_after_restoring(pulled, editor, committing):
    shelf = files.pulled_shelf()
    shelf.storage.delete(shelf.place(pulled.renditions["card"][0]["name"]))
    with committing():
        picture = pictures.restore(pulled, actor=editor)
    assert picture.state == "pending"
    assert rendering.render(picture).renditions == pulled.renditions


def test_pulled_picture_changes_out_of_sight(pulled, committing, public_files, private_files):
    root = make_user(superuser=True)
    with committing():
        after = pictures.change_picture(pulled, actor=root, file=upload(drawing((300, 200))), complete=True)
    assert public_files() == set()
    assert private_files() == {after.file.name, *(f"pulled/{name}" for name in after.rendition_names)}


def test_deleted_pulled_picture_leaves_no_file(pulled, editor, committing, public_files, private_files):
    with committing():
        pictures.delete_picture(pulled, actor=editor)
    assert public_files() == private_files() == set()


def test_nothing_is_made_of_a_pulled_picture_in_passing(pulled):
    Picture.objects.update(state="pending")
    assert rendering.render_next() is False


def test_pulling_needs_the_permission_and_a_reason(editor):
    picture = make_picture()
    with pytest.raises(PermissionDenied):
        pictures.pull(picture, actor=make_user("reporter"), reason="It shows the wrong person.")
    with pytest.raises(ValidationError, match="Say why it is pulled"):
        pictures.pull(picture, actor=editor, reason=" ")


def test_pulling_twice_or_restoring_what_is_there_is_refused(pulled, editor):
    with pytest.raises(ValidationError, match="pulled already"):
        pictures.pull(pulled, actor=editor, reason="Again.")
    with pytest.raises(ValidationError, match="not pulled"):
        pictures.restore(make_picture(), actor=editor)


def test_both_deeds_are_announced_and_recorded(editor):
    heard = []
    hooks.pulled.append(lambda *news: heard.append(news))
    hooks.restored.append(lambda *news: heard.append(news))
    try:
        picture = pictures.pull(make_picture(), actor=editor, reason="It shows the wrong person.")
        pictures.restore(picture, actor=editor)
    finally:
        hooks.pulled.pop()
        hooks.restored.pop()
    assert heard == [(picture, editor, "It shows the wrong person."), (picture, editor)]
    assert list(Event.objects.order_by("-seq").values_list("action", flat=True)[:2]) == [
        "picture.restored", "picture.pulled"
    ]  # fmt: skip


def test_database_knows_no_pulling_without_a_reason():
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=make_picture().pk).update(pulled_at="2026-11-23T12:00:00Z")


def test_pulled_picture_leaves_every_page_of_its_stories(client, editor, committing):
    picture = make_picture(caption="The quay at noon", credit="Kofi Mensah-Vale")
    edition = make_live(lead_picture=picture, body=f"<p>Words.</p>{figure(picture)}")
    addresses = [edition.get_absolute_url(), "/", "/feeds/rss.xml"]
    names = {row["name"] for rows in picture.renditions.values() for row in rows}
    assert [a for a in addresses if not any(name in client.get(a).text for name in names)] == []
    with committing():
        pictures.pull(picture, actor=editor, reason="It shows the wrong person.")
    said = [client.get(address).text for address in addresses]
    assert [text for text in said if any(name in text for name in names) or "The quay at noon" in text] == []
    assert "<figure" not in said[0]
