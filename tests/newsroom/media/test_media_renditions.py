import io
import re

import pytest
from PIL import Image

from factories.pictures import drawing, halves, upload
from newsroom.media import plan, renditions
from newsroom.media.specs import SPECS, cut, sizes

SECRETS = [b"Exif", b"GPS", b"xmpmeta", b"ICC_PROFILE", b"SER-4711", b"Ada Example", b"darkroom note"]


def made(image=None, *, file=None, key="ab/cd/original.jpg", focal_point=(0.5, 0.5), packet=b"", specs=SPECS):
    reading = renditions.read(file or upload(image))
    basis = plan.Basis(key, reading.width, reading.height, focal_point, packet, {})
    return renditions.make(reading, basis, plan.tasks(basis, specs))


def shapes(rows, spec, kind):
    return sorted((row.task.width, row.task.height) for row in rows if (row.task.spec, row.task.format) == (spec, kind))


@pytest.fixture(scope="module")
def large():
    return made(Image.effect_noise((2000, 1500), 20).convert("RGB"))


def test_every_spec_has_the_sizes_of_its_table(large):
    assert shapes(large, "card", "avif") == [(400, 267), (800, 533)]
    assert shapes(large, "lead", "avif") == [(800, 450), (1200, 675), (1600, 900)]
    assert shapes(large, "body", "webp") == [(400, 300), (800, 600), (1200, 900), (1600, 1200)]
    assert shapes(large, "social", "jpeg") == [(1200, 675)]


def test_every_spec_has_one_jpeg_for_old_browsers(large):
    assert sorted(row.task.spec for row in large if row.task.format == "jpeg") == sorted(SPECS)


def test_files_are_what_their_rows_say(large):
    kinds = {"avif": "AVIF", "webp": "WEBP", "jpeg": "JPEG"}
    for row in large:
        with Image.open(io.BytesIO(row.data)) as image:
            assert (image.format, image.size) == (kinds[row.task.format], (row.task.width, row.task.height))


def test_small_picture_is_never_enlarged_but_always_made():
    rows = made(drawing((90, 60)))
    assert shapes(rows, "card", "avif") == [(90, 60)]
    assert shapes(rows, "lead", "jpeg") == [(90, 51)]
    assert {row.task.spec for row in rows} == set(SPECS)


def test_picture_between_two_widths_ends_at_its_own():
    assert shapes(made(drawing((1000, 1000))), "body", "webp") == [(400, 400), (800, 800), (1000, 1000)]


@pytest.mark.parametrize("size", [(1, 1), (3000, 1), (1, 3000)])
def test_extreme_shapes_are_made(size):
    assert {row.task.spec for row in made(drawing(size))} == set(SPECS)


def test_tall_picture_keeps_within_what_the_formats_can_hold():
    assert max(height for _width, height in sizes(SPECS["body"], 1000, 30_000)) == 8000


def test_cut_keeps_the_focal_point():
    wide = halves((900, 300), (255, 0, 0), (0, 0, 255))
    left, right = (
        next(row for row in made(wide, focal_point=(x, 0.5)) if (row.task.spec, row.task.format) == ("thumb", "jpeg"))
        for x in (0, 1)
    )
    assert Image.open(io.BytesIO(left.data)).getpixel((80, 80))[0] > 240
    assert Image.open(io.BytesIO(right.data)).getpixel((80, 80))[2] > 240


def test_cut_stays_inside_the_picture():
    assert cut(SPECS["card"], 900, 300, (1, 0)) == (450, 0, 900, 300)
    assert cut(SPECS["lead"], 300, 900, (0.5, 1)) == (0, 731, 300, 900)


def test_name_says_nothing_of_the_upload_and_belongs_to_one_picture():
    first, second = (
        made(file=upload(name="source-in-hiding.jpg"), key=key, specs=["social"])[0].name for key in ("one", "two")
    )
    assert first != second
    assert all(re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{14}/\d+\.jpg", name) for name in (first, second))


def test_sizes_of_one_use_lie_in_one_folder():
    folders = {(row.task.spec, row.name.rpartition("/")[0]) for row in made()}
    assert (len(folders), len({folder for _spec, folder in folders})) == (len(SPECS), len(SPECS))


def test_same_picture_gets_the_same_names():
    first, second = ({row.name for row in made(key="one")} for _ in "ab")
    assert first == second


def camera_photo():
    """A telephone's photo: on its side, with its place, its maker and more inside."""
    exif = Image.Exif()
    exif[0x0112], exif[0x013B], exif[0x010F] = 6, "Ada Example", "Phone SER-4711"
    exif.get_ifd(0x8825).update({1: "N", 2: (6.0, 27.0, 14.0), 3: "E", 4: (3.0, 23.0, 41.0)})
    exif.get_ifd(0x8769)[0xA431] = "SER-4711"
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'><exif:GPSLatitude>6,27.2N</exif:GPSLatitude></x:xmpmeta>"
    # Always the same picture: chance noise, once compressed, spells “GPS” by itself every so often.
    sky = Image.linear_gradient("L").resize((4032, 3024)).convert("RGB")
    return upload(sky, exif=exif, xmp=xmp, comment=b"darkroom note", quality=85)


def test_no_place_nor_other_secret_of_a_camera_survives_in_any_rendition():
    file = camera_photo()
    assert all(
        secret in file.read() or not file.seek(0) for secret in SECRETS if secret not in (b"GPS", b"ICC_PROFILE")
    )
    reading = renditions.read(file)
    assert (reading.width, reading.height) == (3024, 4032)
    leaks = {
        (row.task.spec, row.task.format, secret) for row in made(file=file) for secret in SECRETS if secret in row.data
    }
    assert leaks == set()


def test_nothing_that_trails_a_picture_is_published():
    file = upload()
    file.seek(0, 2)
    file.write(b"<script>alert(1)</script>")
    assert not [row.task.spec for row in made(file=file) if b"<script>" in row.data]


def test_packet_is_in_every_file_and_changes_its_name():
    packet = b"<?xpacket?><x:xmpmeta xmlns:x='adobe:ns:meta/'/>"
    with_packet, without = made(packet=packet), made()
    assert [row.task.format for row in with_packet if packet not in row.data] == []
    assert not {row.name for row in with_packet} & {row.name for row in without}


def test_jpegs_are_progressive(large):
    opened = [Image.open(io.BytesIO(row.data)) for row in large if row.task.format == "jpeg"]
    assert [bool(image.info.get("progressive")) for image in opened] == [True] * len(SPECS)


def test_files_carry_no_colour_profile(large):
    assert [row.task for row in large if "icc_profile" in Image.open(io.BytesIO(row.data)).info] == []
