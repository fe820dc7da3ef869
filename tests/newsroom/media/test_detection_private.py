"""What a file carries that could betray who took a picture, or where."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from factories.marked_pictures import drawn, mutated, packet, with_exif, with_iim, with_texts, with_xmp
from factories.pictures import make_picture
from newsroom.media.detection import private
from newsroom.media.operations import files

GPS, SUB_IFD = 0x8825, 0x8769


def camera(form="JPEG", **options):
    """Return a picture as a camera writes it: with its place, serial number, owner and maker's note."""
    exif = Image.Exif()
    exif[0x010F] = "Example"
    exif.get_ifd(GPS)[2] = (6.0, 27.0, 14.0)
    exif.get_ifd(SUB_IFD).update({0xA431: "SER-4711", 0xA430: "Ada Example", 0x927C: b"note"})
    return drawn(form, exif=exif, **options)


def with_thumbnail():
    """Return a picture with a smaller copy in its EXIF, as Pillow will not write one: the second directory is empty."""
    block = b"II*\0\x08\0\0\0" + b"\0\0" + (14).to_bytes(4, "little") + b"\0\0" + b"\0" * 4
    return drawn("JPEG", exif=b"Exif\0\0" + block)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_what_a_camera_wrote_is_named(form):
    assert private.carried(camera(form)) == [private.PLACE, private.CAMERA, private.OWNER, private.MAKER_NOTE]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (with_xmp(packet("<e:GPSLatitude xmlns:e='http://ns.adobe.com/exif/1.0/'>6,27N</e:GPSLatitude>")), "PLACE"),
        (with_xmp(packet("<aux:SerialNumber xmlns:aux='http://ns.adobe.com/aux/'>1</aux:SerialNumber>")), "CAMERA"),
        (with_xmp(packet("<photoshop:City>Okunla</photoshop:City>")), "PLACE"),
        (with_iim([((2, 90), b"Okunla")]), "IIM"),
        (with_texts({"prompt": "a harbour"}), "WORDS"),
        (with_exif({}, comment=b"ASCII\0\0\0darkroom"), "WORDS"),
        (drawn("JPEG", comment=b"darkroom"), "WORDS"),
        (with_thumbnail(), "THUMBNAIL"),
    ],
)
def test_other_places_are_searched_too(data, kind):
    assert private.carried(data) == [getattr(private, kind)]


def test_plain_picture_carries_nothing_and_that_is_said():
    assert private.describe(drawn()) == private.NOTHING


def test_findings_are_said_in_a_sentence():
    assert private.describe(camera()).startswith("It also carries where it was taken; the serial number")


def test_mutated_file_ends_in_a_sentence():
    dice, sample = random.Random(1), camera()
    assert all(private.describe(mutated(sample, dice)).endswith(".") for _ in range(200))


@pytest.mark.django_db
def test_no_public_file_carries_any_of_it(public_files):
    make_picture(SimpleUploadedFile("a.jpg", camera(comment=b"darkroom"), "image/jpeg"))
    names = public_files()
    assert names and {name for name in names if private.carried(files.read(files.public_shelf(), name))} == set()
