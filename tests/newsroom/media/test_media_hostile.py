"""Hostile uploads: each ends in a picture that is right, or in a sentence that says why not."""

import random
import re

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse

from factories.marked_pictures import drawn, mutated
from factories.people import make_user
from factories.pictures import halves, upload
from newsroom.media import plan, renditions
from newsroom.media.models import Picture

ROUNDS = 150
FORMS = ["JPEG", "PNG", "WEBP", "AVIF", "GIF"]
NAMES = ["../../etc/passwd.jpg", "a\0b.jpg", "photo\u202egpj.exe", "n" * 300 + ".jpg", "-rf *;$(id).jpg"]


def outcome(data):
    """Return the sizes of a picture made of the bytes, or the sentence that refuses them."""
    try:
        reading = renditions.read(ContentFile(data, name="a.jpg"))
    except ValidationError as error:
        return error.message
    basis = plan.Basis("key", reading.width, reading.height, (0.5, 0.5), b"", {})
    return [one.data[:4] for one in renditions.make(reading, basis, plan.tasks(basis, ["thumb"]))]


@pytest.mark.filterwarnings("ignore")  # Pillow's of odd files, which are no errors outside the tests.
@pytest.mark.parametrize("form", FORMS)
def test_mutated_picture_ends_in_a_picture_or_a_sentence(form):
    dice, sample = random.Random(form), drawn(form)
    outcomes = [outcome(mutated(sample, dice)) for _ in range(ROUNDS)]
    assert all(found and (isinstance(found, list) or found.endswith(".")) for found in outcomes)


@pytest.mark.filterwarnings("ignore")
def test_random_bytes_end_in_a_sentence():
    dice = random.Random(3)
    starts = [drawn(form)[:16] for form in FORMS] + [b""]
    files = [dice.choice(starts) + dice.randbytes(dice.randrange(3_000)) for _ in range(ROUNDS)]
    assert {type(outcome(data)) for data in files} == {str}


def test_file_that_is_a_picture_and_a_page_is_published_as_a_picture_alone():
    polyglot = (
        upload(halves((80, 60), "red", "blue"), comment=b"<script>alert(1)</script>").read() + b"<script>alert(2)"
    )
    reading = renditions.read(ContentFile(polyglot, name="page.html"))
    basis = plan.Basis("key", 80, 60, (0.5, 0.5), b"", {})
    made = renditions.make(reading, basis, plan.tasks(basis))
    assert made and not [one.name for one in made if b"<script" in one.data]


def posted(client, name):
    """Upload a picture under a name, and return what the desk answers."""
    client.force_login(make_user("editor"))
    file = upload()
    file._name = name  # Whoever uploads can send any.
    address, wanted = reverse("admin:media_picture_upload"), {"accept": "application/json"}
    return client.post(address, {"files": [file]}, headers=wanted).json()


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_hostile_name_reaches_no_storage(client, private_files, public_files, name):
    assert "added" in posted(client, name)[0]
    assert Picture.objects.count() == 1
    assert all(
        re.fullmatch(r"[0-9a-f/]+/[0-9a-f]+\.(jpg|webp|avif)", place) for place in private_files() | public_files()
    )


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["..", "\ufeff"])
def test_file_without_a_name_is_refused_in_words(client, private_files, name):
    assert posted(client, name) == [{"name": "", "refused": "Choose at least one picture."}]
    assert private_files() == set()
