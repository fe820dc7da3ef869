import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.db import IntegrityError
from PIL import Image

from factories.people import make_user
from factories.pictures import drawing, halves, make_picture, upload
from factories.stories import make_story
from newsroom.media.models import Picture
from newsroom.media.operations import pictures

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user(superuser=True)


def test_added_picture_has_its_files_and_facts(root, public_files, private_files):
    picture = pictures.add_picture(upload(), actor=root, alt=" A wall ", credit="Ada", origin="digitalCapture")
    assert (picture.width, picture.height, picture.alt, picture.uploaded_by) == (120, 80, "A wall", root)
    assert public_files() == picture.rendition_names != set()
    assert private_files() == {picture.file.name}


def test_original_is_kept_as_it_came_and_under_a_name_of_ours(root):
    file = upload(name="../../source-in-hiding.jpg")
    picture = pictures.add_picture(file, actor=root)
    file.seek(0)
    with storages["originals"].open(picture.file.name) as original:
        assert original.read() == file.read()
    assert "source" not in picture.file.name


def test_texts_are_stored_as_nfc():
    assert make_picture(alt="o\u0323\u0300na\u0300").alt == "\u1ecd\u0300n\u00e0"


@pytest.mark.parametrize("field", [{"origin": "softwareImage"}, {"focal_x": 2}, {"alt": "a" * 501}])
def test_refused_words_leave_nothing_behind(root, field, public_files, private_files):
    with pytest.raises(ValidationError):
        pictures.add_picture(upload(), actor=root, **field)
    assert (Picture.objects.count(), public_files(), private_files()) == (0, set(), set())


def test_refused_file_leaves_nothing_behind(root, public_files, private_files):
    with pytest.raises(ValidationError):
        pictures.add_picture(ContentFile(b"<html>", name="a.jpg"), actor=root)
    assert (Picture.objects.count(), public_files(), private_files()) == (0, set(), set())


def test_failed_save_leaves_no_files_behind(root, public_files, private_files):
    root.delete()
    with pytest.raises((IntegrityError, ValueError)):
        pictures.add_picture(upload(), actor=root)
    assert (public_files(), private_files()) == (set(), set())


def test_adding_needs_the_permission():
    with pytest.raises(PermissionDenied):
        pictures.add_picture(upload(), actor=make_user("administrator"))


def test_realism_is_kept_only_where_ai_had_a_part():
    assert make_picture(origin="digitalCapture", realism="realistic").realism == ""
    assert make_picture(origin="trainedAlgorithmicMedia", realism="realistic").realism == "realistic"


def test_database_holds_terms_alone():
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=make_picture().pk).update(origin="digitalArt")


def test_database_refuses_realism_of_a_photo():
    with pytest.raises(IntegrityError):
        Picture.objects.filter(pk=make_picture().pk).update(realism="satire")


def test_replaced_file_takes_the_old_ones_away(root, public_files, private_files, django_capture_on_commit_callbacks):
    before = make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        after = pictures.replace_file(before, upload(drawing((300, 200), colour="maroon")), actor=root)
    assert (after.pk, after.width, after.alt) == (before.pk, 300, before.alt)
    assert public_files() == after.rendition_names
    assert not public_files() & before.rendition_names
    assert private_files() == {after.file.name}


def test_refused_replacement_keeps_the_old_file(root, public_files, private_files):
    picture = make_picture()
    with pytest.raises(ValidationError):
        pictures.replace_file(picture, ContentFile(b"no picture", name="a.jpg"), actor=root)
    assert (public_files(), private_files()) == (picture.rendition_names, {picture.file.name})


def test_moved_focal_point_cuts_anew_and_leaves_the_whole_ones(root, public_files, django_capture_on_commit_callbacks):
    before = make_picture(upload(halves((900, 300), "red", "blue"), "PNG"))
    with django_capture_on_commit_callbacks(execute=True):
        after = pictures.change_picture(before, actor=root, focal_x=1)
    assert after.renditions["body"] == before.renditions["body"]
    assert after.renditions["card"] != before.renditions["card"]
    assert public_files() == after.rendition_names
    with default_storage.open(after.thumb["name"]) as file, Image.open(file) as thumb:
        assert thumb.getpixel((80, 80))[2] > 240


def test_changed_words_touch_no_file(root):
    before = make_picture()
    after = pictures.change_picture(before, actor=root, caption="A wall by the sea")
    assert (after.caption, after.renditions, after.file) == ("A wall by the sea", before.renditions, before.file)


def test_reporter_changes_their_own_picture_and_no_other():
    mine, other = make_user("reporter"), make_user("reporter")
    picture = make_picture(actor=mine)
    assert pictures.change_picture(picture, actor=mine, alt="Mine").alt == "Mine"
    with pytest.raises(PermissionDenied):
        pictures.change_picture(picture, actor=other, alt="Theirs")


def test_editor_changes_any_picture():
    assert pictures.change_picture(make_picture(), actor=make_user("editor"), alt="Better").alt == "Better"


def test_deleted_picture_takes_its_files_along(root, public_files, private_files, django_capture_on_commit_callbacks):
    kept, gone = make_picture(), make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        pictures.delete_picture(gone, actor=root)
    assert (public_files(), private_files()) == (kept.rendition_names, {kept.file.name})


def test_files_stay_until_the_deletion_is_committed(root, public_files):
    picture = make_picture()
    pictures.delete_picture(picture, actor=root)
    assert public_files() == picture.rendition_names


def test_used_picture_is_not_deleted(root, public_files, django_capture_on_commit_callbacks):
    picture = make_picture()
    make_story(lead_picture=picture)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError) as caught:
        pictures.delete_picture(picture, actor=root)
    assert caught.value.message.startswith("This picture is used in one place and cannot be deleted.")
    assert public_files() == picture.rendition_names


def test_reporter_deletes_no_picture():
    person = make_user("reporter")
    with pytest.raises(PermissionDenied):
        pictures.delete_picture(make_picture(actor=person), actor=person)
