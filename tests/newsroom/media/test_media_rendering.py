import threading
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.template import Context, Template
from django.utils import timezone

from factories.people import make_user
from factories.pictures import drawing, halves, make_picture, marked, upload
from newsroom.media import xmp
from newsroom.media.detection import private
from newsroom.media.models import Picture
from newsroom.media.operations import files, pictures, rendering

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def photo():
    return halves((900, 600), "red", "blue")


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Return a context in which what waits for the commit happens at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def formats(picture):
    return {row["format"] for rows in picture.renditions.values() for row in rows}


def kept(picture):
    """Return the list of files without what hangs on the original's name."""
    return [(spec, row["format"], row["width"]) for spec, rows in sorted(picture.renditions.items()) for row in rows]


def printed(picture, spec="card"):
    return Template('{% load pictures %}{% picture picture spec="' + spec + '" %}').render(
        Context({"picture": picture})
    )


def test_upload_makes_what_every_page_needs_and_leaves_the_rest(root, photo, public_files):
    picture = pictures.add_picture(upload(photo), actor=root)
    assert (picture.state, formats(picture)) == ("pending", {"jpeg"})
    assert set(picture.renditions) == {"thumb", "card", "lead", "body", "social"}
    assert public_files() == picture.rendition_names


def test_page_prints_only_what_is_made(root, photo):
    html = printed(pictures.add_picture(upload(photo), actor=root, alt="Halves"))
    assert "<source" not in html and 'width="800" height="533"' in html


def test_the_rest_follows_and_leaves_what_is_there(root, photo, public_files):
    before = pictures.add_picture(upload(photo), actor=root)
    assert rendering.render_next() is True
    after = Picture.objects.get()
    assert (after.state, after.claimed_until, formats(after)) == ("ready", None, {"jpeg", "webp", "avif"})
    assert before.rendition_names < after.rendition_names == public_files()
    assert printed(after).count("<source") == 1


def test_nothing_waits_once_all_is_made(root):
    make_picture()
    assert rendering.render_next() is False


def test_doing_it_twice_changes_nothing(root, photo):
    picture = make_picture(upload(photo))
    assert rendering.render(picture, anew=True).renditions == picture.renditions


def test_all_at_once_is_the_same_as_one_after_the_other(root, photo):
    picture = pictures.add_picture(upload(photo), actor=root)
    rendering.render_next()
    at_once = pictures.add_picture(upload(photo), actor=root, allow_duplicate=True, complete=True)
    assert kept(Picture.objects.get(pk=picture.pk)) == kept(at_once)


def test_picture_that_another_process_makes_is_left_to_it(root, photo):
    picture = pictures.add_picture(upload(photo), actor=root)
    Picture.objects.update(claimed_until=timezone.now() + rendering.CLAIM)
    assert (rendering.render_next(), rendering.render(picture)) == (False, None)


def test_claim_of_a_process_that_died_ends(root, photo):
    pictures.add_picture(upload(photo), actor=root)
    Picture.objects.update(claimed_until=timezone.now() - rendering.CLAIM)
    assert rendering.render_next() is True
    assert Picture.objects.get().state == "ready"


@pytest.mark.django_db(transaction=True)
def test_two_processes_never_make_the_same_picture(root, photo):
    pictures.add_picture(upload(photo), actor=root)
    done = []

    def work():
        done.append(rendering.render(Picture.objects.get()))
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(bool(picture) for picture in done) == [False, True]


def test_original_that_cannot_be_read_is_said_and_not_tried_again(root, photo, caplog):
    picture = pictures.add_picture(upload(photo), actor=root)
    files.private_shelf().storage.delete(picture.file.name)
    assert (rendering.render_next(), rendering.render_next()) == (True, False)
    after = Picture.objects.get()
    assert (after.state, after.renditions) == ("failed", picture.renditions)
    assert f"The public sizes of picture {picture.pk} cannot be made" in caplog.text


def test_picture_deleted_while_its_files_are_made_leaves_none(root, photo, public_files, monkeypatch):
    picture = pictures.add_picture(upload(photo), actor=root)
    made = rendering.renditions.make

    def make_and_delete(*args, **options):
        result = made(*args, **options)
        with transaction.atomic():
            Picture.objects.filter(pk=picture.pk).delete()
        return result

    monkeypatch.setattr(rendering.renditions, "make", make_and_delete)
    assert rendering.render(picture) is None
    assert public_files() == picture.rendition_names


def test_picture_changed_while_its_files_are_made_is_made_again(root, photo, monkeypatch):
    picture = pictures.add_picture(upload(photo), actor=root)
    made = rendering.renditions.make

    def make_and_change(*args, **options):
        result = made(*args, **options)
        Picture.objects.filter(pk=picture.pk).update(credit="Bola Example")
        return result

    monkeypatch.setattr(rendering.renditions, "make", make_and_change)
    assert rendering.render(picture).state == "pending"
    monkeypatch.setattr(rendering.renditions, "make", made)
    assert rendering.render(picture).state == "ready"


def test_other_credit_keeps_the_files_until_there_are_new_ones(root, photo, public_files, committed):
    before = make_picture(upload(photo))
    with committed():
        changed = pictures.change_picture(before, actor=root, credit="Bola Example")
    assert (changed.state, changed.renditions) == ("pending", before.renditions)
    with committed():
        after = rendering.render(changed)
    assert public_files() == after.rendition_names
    assert not after.rendition_names & before.rendition_names
    assert {xmp.packet(after) in files.read(files.public_shelf(), name) for name in after.rendition_names} == {True}


def test_words_that_no_file_carries_leave_the_files_alone(root, photo):
    picture = make_picture(upload(photo))
    assert pictures.change_picture(picture, actor=root, alt="Halves", source="A friend").state == "ready"


def test_failure_takes_away_what_was_new_and_leaves_what_was_there(public_files):
    files.public_shelf().storage.save("ab/cd/there.jpg", drawing_file())
    there = files.read(files.public_shelf(), "ab/cd/there.jpg")
    with pytest.raises(RuntimeError), files.written_or_nothing() as write:
        write(files.public_shelf(), "ab/cd/there.jpg", there)
        write(files.public_shelf(), "ab/cd/there.jpg", there + b"anew")
        write(files.public_shelf(), "ab/cd/new.jpg", there)
        raise RuntimeError
    assert public_files() == {"ab/cd/there.jpg"}


def test_command_makes_what_is_missing(root, photo, capsys):
    pictures.add_picture(upload(photo), actor=root)
    make_picture()
    call_command("media", "render")
    assert Picture.objects.filter(state="ready").count() == 2
    assert "1 of 1\n1 of 1 pictures were made." in capsys.readouterr().out


def test_command_makes_a_lost_file_again(root, photo, public_files):
    picture = make_picture(upload(photo))
    files.public_shelf().storage.delete(picture.thumb["name"])
    call_command("media", "render", verbosity=0)
    assert public_files() == picture.rendition_names


def test_command_makes_everything_anew_and_mends_a_damaged_file(root, photo):
    picture = make_picture(upload(photo))
    storage, name = files.public_shelf().storage, picture.thumb["name"]
    good = files.read(files.public_shelf(), name)
    with storage.open(name, "wb") as file:
        file.write(b"damaged")
    call_command("media", "render", "--all")
    assert files.read(files.public_shelf(), name) == good


def test_command_names_the_pictures_that_cannot_be_made(root, photo):
    picture = pictures.add_picture(upload(photo), actor=root)
    files.private_shelf().storage.delete(picture.file.name)
    with pytest.raises(CommandError, match=f"their file again: {picture.pk}."):
        call_command("media", "render")


def test_sweep_lists_and_removes_what_no_picture_needs(settings, capsys, public_files, private_files, monkeypatch):
    picture = make_picture()
    pulled = pictures.pull(make_picture(), actor=make_user(superuser=True), reason="A wrong person")
    files.public_shelf().storage.save("ab/cd/left.jpg", drawing_file())
    files.private_shelf().storage.save("ab/cd/left.png", drawing_file())
    call_command("media", "sweep", "--remove")
    assert "ab/cd/left.jpg" in public_files(), "A new file may belong to an upload that is not committed."
    monkeypatch.setattr("newsroom.media.operations.sweeping.YOUNGEST", timedelta(seconds=-1))
    call_command("media", "sweep")
    assert {"ab/cd/left.jpg", "ab/cd/left.png"} <= set(capsys.readouterr().out.split())
    call_command("media", "sweep", "--remove")
    assert public_files() == picture.rendition_names
    assert private_files() == {
        picture.file.name, pulled.file.name, *(f"pulled/{name}" for name in pulled.rendition_names)
    }  # fmt: skip


def drawing_file():
    return upload(drawing((8, 8)))


def test_verify_explains_a_file_and_a_picture(tmp_path, capsys):
    path = tmp_path / "photo.jpg"
    path.write_bytes(marked().read())
    call_command("media", "verify", str(path))
    assert "The file says that AI made this picture." in capsys.readouterr().out
    picture = make_picture(marked(), origin="digitalCapture")
    call_command("media", "verify", str(picture.pk))
    said = capsys.readouterr().out
    assert "Declared: Photo." in said and "The file speaks against that" in said
    assert "A public file of it:" in said and "Credit: Ada Example" in said
    assert private.NOTHING in said


def test_verify_says_when_there_is_nothing_to_verify():
    with pytest.raises(CommandError, match="neither a file here nor the number of a picture"):
        call_command("media", "verify", "999")
