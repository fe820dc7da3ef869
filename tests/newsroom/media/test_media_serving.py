import pytest
from django.core.files.storage import default_storage
from django.urls import Resolver404, resolve

from factories.pictures import make_picture
from factories.publication import make_publication

pytestmark = pytest.mark.django_db


@pytest.fixture
def picture():
    return make_picture()


@pytest.fixture
def fetch(client):
    """Get an address and read the answer to its end."""

    def get(address, **headers):
        response = client.get(address, headers=headers)
        response.body = response.getvalue()
        response.close()
        return response

    return get


@pytest.mark.parametrize(
    ("kind", "content_type"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpeg", "image/jpeg")]
)
def test_rendition_is_served_for_a_year(fetch, picture, kind, content_type):
    response = fetch(picture.image("lead", kind)["url"])
    assert (response.status_code, response["Content-Type"]) == (200, content_type)
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    with default_storage.open(picture.image("lead", kind)["name"]) as stored:
        assert response.body == stored.read()


def test_rendition_sets_no_cookie_and_varies_on_nothing(fetch, picture):
    response = fetch(picture.image("card")["url"])
    assert (response.cookies, response.has_header("Vary")) == ({}, False)


def test_reader_who_has_it_is_told_so(fetch, picture):
    address = picture.image("card")["url"]
    etag = fetch(address)["ETag"]
    response = fetch(address, if_none_match=etag)
    assert (response.status_code, response.body) == (304, b"")


@pytest.mark.parametrize("headers", [{}, {"if_none_match": '"abcd0000000000000000000000000000"'}])
def test_rendition_that_is_gone_is_not_found(fetch, headers):
    response = fetch("/media/ab/cd000000000000/400.webp", **headers)
    assert (response.status_code, response["Content-Type"]) == (404, "text/plain; charset=utf-8")


def test_rendition_cannot_be_posted_to(client, picture):
    assert client.post(picture.image("card")["url"]).status_code == 405


@pytest.mark.parametrize(
    "path",
    [
        "../newsroom.sqlite3",
        "ab/../../originals/ab/cd/abcd0000000000000000000000000000.jpg",
        "ab/%2e%2e%2f%2e%2e%2fnewsroom.sqlite3",
        "ab/cd000000000000/400.svg",
        "ab/cd000000000000/400.webp\n",
        "/etc/passwd",
    ],
)
def test_no_other_path_leads_into_the_storage(client, path):
    with pytest.raises(Resolver404):
        resolve(f"/media/{path}")


def test_original_is_never_served(client, picture):
    make_publication()
    assert client.get(f"/media/{picture.file.name}").status_code == 404
