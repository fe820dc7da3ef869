"""Pictures in object storage: a SeaweedFS that runs for these tests, spoken to over HTTP."""

import os
import subprocess
import sys
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import call_command
from django.utils import timezone

from factories import s3_server
from factories.people import make_user
from factories.pictures import drawing, make_picture, upload
from factories.publication import make_publication
from newsroom.media import object_storage
from newsroom.media.models import Picture
from newsroom.media.operations import pictures, sweeping

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not s3_server.PROGRAM, reason="SeaweedFS is not installed (uv sync)"),
]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with s3_server.running(tmp_path_factory.mktemp("s3")) as words:
        yield words


@pytest.fixture
def words(server, settings):
    """Keep pictures in the buckets, which are emptied afterwards."""
    settings.OBJECT_STORAGE = server
    settings.STORAGES = settings.STORAGES | object_storage.storages(server, {})
    yield server
    s3_server.empty(server["ENDPOINT"])


@pytest.fixture
def public_files(words):
    return lambda: s3_server.names(words["ENDPOINT"], s3_server.PUBLIC)


@pytest.fixture
def private_files(words):
    return lambda: s3_server.names(words["ENDPOINT"], s3_server.PRIVATE)


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def picture(words, root):
    return make_picture(actor=root)


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def anybody(words, bucket, name):
    return s3_server.fetch(f"{words['ENDPOINT']}/{bucket}/{name}")


def test_files_lie_in_their_buckets_and_in_no_folder(picture, public_files, private_files, tmp_path):
    assert public_files() == picture.rendition_names != set()
    assert private_files() == {picture.file.name}
    assert not any(path.is_file() for path in tmp_path.rglob("*"))


@pytest.mark.parametrize(
    ("kind", "content_type"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpeg", "image/jpeg")]
)
def test_public_file_says_what_it_is_and_may_be_kept(words, picture, kind, content_type):
    status, headers = anybody(words, s3_server.PUBLIC, picture.image("lead", kind)["name"])
    assert (status, headers["Content-Type"]) == (200, content_type)
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_nobody_without_the_key_reads_an_original(words, picture):
    assert anybody(words, s3_server.PRIVATE, picture.file.name)[0] == 403


def test_nobody_without_the_key_lists_the_originals(words, picture):
    assert s3_server.fetch(f"{words['ENDPOINT']}/{s3_server.PRIVATE}/")[0] == 403


def test_nothing_signs_an_address_of_an_original(words, picture):
    with pytest.raises(ValueError, match="no address"):
        storages["originals"].url(picture.file.name)


def test_original_comes_back_as_it_went(words, root):
    file = upload()
    added = pictures.add_picture(file, actor=root)
    file.seek(0)
    with storages["originals"].open(added.file.name) as original:
        assert original.read() == file.read()


def test_site_serves_them_itself(client, picture):
    image = picture.image("lead", "webp")
    response = client.get(image["url"])
    assert image["url"].startswith("/media/")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    with default_storage.open(image["name"]) as stored:
        assert response.getvalue() == stored.read() != b""


def test_reader_who_has_it_is_told_so(client, picture):
    address = picture.image("card")["url"]
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": etag}).status_code == 304


def test_file_that_is_not_there_is_not_found(client, words):
    assert client.get("/media/ab/cd000000000000/400.webp").status_code == 404


def test_original_is_never_served(client, picture):
    make_publication()
    assert client.get(f"/media/{picture.file.name}").status_code == 404


def test_pages_name_another_host_where_one_is_given(words, settings, picture):
    elsewhere = words | {"ADDRESS": "https://pictures.news.example/p"}
    settings.STORAGES = settings.STORAGES | object_storage.storages(elsewhere, {})
    image = picture.image("card")
    assert image["url"] == f"https://pictures.news.example/p/{image['name']}"


def test_replaced_file_takes_the_old_ones_away(picture, root, public_files, private_files, committed):
    with committed():
        after = pictures.replace_file(picture, upload(drawing((300, 200), colour="maroon")), actor=root)
    assert public_files() == after.rendition_names
    assert private_files() == {after.file.name} != {picture.file.name}


def test_pulled_picture_leaves_the_public_bucket(words, client, picture, root, public_files, private_files, committed):
    image = picture.image("card")
    with committed():
        pictures.pull(picture, actor=root, reason="The person shown asked us.")
    assert (public_files(), anybody(words, s3_server.PUBLIC, image["name"])[0]) == (set(), 404)
    assert private_files() == {picture.file.name} | {f"pulled/{name}" for name in picture.rendition_names}
    assert anybody(words, s3_server.PRIVATE, f"pulled/{image['name']}")[0] == 403
    assert client.get(image["url"]).status_code == 410


def test_restored_picture_is_back_as_it_was(words, picture, root, public_files, private_files, committed):
    with committed():
        pictures.pull(picture, actor=root, reason="The person shown asked us.")
    with committed():
        pictures.restore(picture, actor=root)
    assert (public_files(), private_files()) == (picture.rendition_names, {picture.file.name})
    _status, headers = anybody(words, s3_server.PUBLIC, picture.image("lead", "webp")["name"])
    assert (headers["Content-Type"], "immutable" in headers["Cache-Control"]) == ("image/webp", True)


def test_deleted_picture_takes_its_files_along(picture, root, public_files, private_files, committed):
    with committed():
        pictures.delete_picture(picture, actor=root)
    assert (public_files(), private_files()) == (set(), set())


def test_refused_file_leaves_nothing_behind(words, root, public_files, private_files):
    with pytest.raises(ValidationError):
        pictures.add_picture(ContentFile(b"<html>", name="a.jpg"), actor=root)
    assert (Picture.objects.count(), public_files(), private_files()) == (0, set(), set())


def test_failed_save_leaves_nothing_behind(words, root, public_files, private_files):
    root.delete()
    with pytest.raises(ValueError, match="unsaved"):
        pictures.add_picture(upload(), actor=root)
    assert (public_files(), private_files()) == (set(), set())


def test_sweep_finds_what_no_picture_needs(picture):
    default_storage.save("ab/cd/left-over.webp", ContentFile(b"x"))
    storages["originals"].save("ab/cd/left-over.jpg", ContentFile(b"x"))
    later = timezone.now() + timedelta(hours=2)
    assert {name for _shelf, name in sweeping.orphans(later)} == {"ab/cd/left-over.webp", "ab/cd/left-over.jpg"}
    assert list(sweeping.orphans()) == []


def test_lost_public_file_is_made_anew(picture, public_files):
    default_storage.delete(picture.image("lead")["name"])
    call_command("media", "render", stdout=StringIO())
    assert public_files() == Picture.objects.get().rendition_names == picture.rendition_names


def test_wrong_secret_is_refused_and_leaves_no_row(words, settings, root):
    settings.STORAGES = settings.STORAGES | object_storage.storages(words | {"SECRET": "wrong"}, {})
    with pytest.raises(Exception, match=r"Forbidden|SignatureDoesNotMatch"):
        pictures.add_picture(upload(), actor=root)
    assert not Picture.objects.exists()
    settings.STORAGES = settings.STORAGES | object_storage.storages(words, {})


def test_environment_alone_brings_a_site_to_the_buckets(words, tmp_path, public_files):
    code = (
        "from django.conf import settings as s; from django.core.files.base import ContentFile as C;"
        "from django.core.files.storage import default_storage as d; name = d.save('ab/cd/x.webp', C(b'x'));"
        "print(d.url(name), s.SECURE_CSP['img-src'][1:], s.DESK_CSP['img-src'][-1])"
    )
    said = {f"NEWSROOM_S3_{name}": value for name, value in words.items()}
    address = {"NEWSROOM_S3_ADDRESS": "https://pictures.news.example", "NEWSROOM_VAR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", code],
        **{"env": os.environ | said | address, "cwd": ROOT, "check": True, "stdout": subprocess.PIPE, "text": True},
    )
    host = "https://pictures.news.example/"
    assert run.stdout.split("\n")[0] == f"{host}ab/cd/x.webp ['{host}'] {host}"
    assert public_files() == {"ab/cd/x.webp"}
