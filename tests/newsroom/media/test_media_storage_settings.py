import pytest
from django.core.checks import run_checks
from django.core.files.storage import storages

from newsroom.media import object_storage
from newsroom.publication import server

NOTHING = dict.fromkeys(object_storage.NAMES, "")
WHOLE = NOTHING | {
    **{"ENDPOINT": "https://s3.example", "BUCKET": "pictures", "PRIVATE_BUCKET": "originals"},
    **{"KEY": "desk", "SECRET": "secret"},
}
FOLDERS = {"default": {"BACKEND": "folders"}}


def test_nothing_said_means_folders():
    assert (object_storage.storages(NOTHING, FOLDERS), object_storage.problems(NOTHING)) == (FOLDERS, [])


def test_everything_said_means_buckets():
    made = object_storage.storages(WHOLE, FOLDERS)
    assert object_storage.problems(WHOLE) == []
    assert [made[name]["OPTIONS"]["bucket_name"] for name in ("default", "originals")] == ["pictures", "originals"]


@pytest.mark.parametrize("name", object_storage.REQUIRED)
def test_half_is_refused_in_a_sentence_that_names_the_rest(name):
    (problem,) = object_storage.problems(WHOLE | {name: ""})
    assert f"only half set: set NEWSROOM_S3_{name} too" in problem


@pytest.mark.parametrize("name", ["REGION", "ADDRESS"])
def test_a_side_word_alone_is_half_too(name):
    (problem,) = object_storage.problems(NOTHING | {name: "https://pictures.news.example"})
    assert "NEWSROOM_S3_ENDPOINT, NEWSROOM_S3_BUCKET" in problem


def test_originals_never_share_the_public_bucket():
    (problem,) = object_storage.problems(WHOLE | {"PRIVATE_BUCKET": "pictures"})
    assert "a bucket of their own" in problem


@pytest.mark.parametrize(
    "address",
    ["pictures.news.example", "//x.example", "https://", "https://x.example;script-src *", "https://x.example/?a"],
)
def test_address_that_could_not_stand_in_the_policy_is_refused(address):
    words = WHOLE | {"ADDRESS": address}
    (problem,) = object_storage.problems(words)
    assert "NEWSROOM_S3_ADDRESS must be an address" in problem
    assert object_storage.address(words) == ""


@pytest.mark.parametrize("given", ["https://pictures.news.example", "https://pictures.news.example/"])
def test_address_ends_in_one_slash(given):
    assert object_storage.address(WHOLE | {"ADDRESS": given}) == "https://pictures.news.example/"


def test_half_said_stores_nowhere(settings):
    settings.STORAGES = settings.STORAGES | object_storage.storages(WHOLE | {"SECRET": ""}, FOLDERS)
    with pytest.raises(NotImplementedError):
        storages["originals"].exists("a.jpg")


@pytest.mark.django_db
def test_commands_refuse_what_is_half_said(settings):
    settings.OBJECT_STORAGE = WHOLE | {"KEY": ""}
    (problem,) = [found for found in run_checks() if found.id == "media.E001"]
    assert "set NEWSROOM_S3_KEY too" in problem.msg


@pytest.mark.django_db
def test_server_refuses_what_is_half_said(settings):
    settings.OBJECT_STORAGE = WHOLE | {"KEY": ""}
    assert any("set NEWSROOM_S3_KEY too" in problem for problem in server.missing_for_production())
