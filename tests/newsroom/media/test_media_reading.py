"""What is taken for a picture, what is refused and in which words."""

import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from PIL import Image, ImageCms

from factories.pictures import drawing, halves, upload
from newsroom.media import renditions
from newsroom.media.forms import PictureForm


def png_of(width, height):
    """Return a PNG file that claims a size and holds next to nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return ContentFile(b"\x89PNG\r\n\x1a\n" + parts, name="giant.png")


def refusal(file):
    with pytest.raises(ValidationError) as caught:
        renditions.read(file)
    return caught.value.message


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "GIF"])
def test_each_accepted_format_is_read(form):
    reading = renditions.read(upload(form=form))
    assert (reading.width, reading.height, reading.image.mode) == (120, 80, "RGB")


def test_format_is_told_by_content_and_not_by_name():
    assert renditions.read(upload(form="PNG", name="holiday.jpg")).extension == "png"


@pytest.mark.parametrize("form", ["BMP", "TIFF", "ICO", "PPM"])
def test_other_image_formats_are_refused_with_the_remedy(form):
    assert refusal(upload(form=form)) == (
        f"This file is not a picture we can read. Save it as {renditions.ACCEPTED} and upload that."
    )


@pytest.mark.parametrize("data", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><p>Hi", b"%PDF-1.7 "])
def test_what_is_no_picture_is_refused_with_the_remedy(data):
    assert refusal(ContentFile(data, name="picture.jpg")).startswith("This file is not a picture we can read.")


def test_heic_photo_is_refused_with_its_own_remedy_where_nothing_reads_it(monkeypatch):
    monkeypatch.setattr(renditions, "READS_HEIC", False)
    assert refusal(ContentFile(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40)).startswith("This is an HEIC photo")


def test_empty_file_is_refused():
    assert refusal(ContentFile(b"", name="empty.jpg")) == "The file is empty. Choose it again."


def test_file_of_too_many_bytes_is_refused(settings):
    settings.PICTURE_MAX_BYTES = 100
    assert "at most 1 MB are taken" in refusal(upload())


@pytest.mark.parametrize("size", [(60000, 60000), (2**31 - 1, 2**31 - 1), (10000, 9000), (8001, 8000)])
def test_picture_of_too_many_pixels_is_refused_before_it_is_decoded(size):
    assert refusal(png_of(*size)).startswith("The picture has more than 64 million pixels.")


def test_truncated_picture_is_refused():
    whole = upload(drawing((400, 400))).read()
    assert refusal(ContentFile(whole[: len(whole) // 2])) == (
        "The file is damaged or incomplete. Export or download it again."
    )


@pytest.mark.parametrize("form", ["WEBP", "AVIF", "PNG"])
def test_moving_picture_is_refused(form):
    frames = [drawing(colour="teal"), drawing(colour="maroon")]
    assert refusal(upload(frames[0], form, save_all=True, append_images=frames[1:])).startswith("This picture moves.")


def test_first_frame_of_a_gif_is_taken():
    frames = [drawing(colour=(255, 0, 0)), drawing(colour=(0, 0, 255))]
    assert pixel(upload(frames[0], "GIF", save_all=True, append_images=frames[1:])) == (255, 0, 0)


def test_jpeg_with_a_second_one_inside_is_taken_as_phones_write_it():
    file = upload(drawing(colour=(255, 0, 0)), "MPO", save_all=True, append_images=[drawing(colour="navy")])
    assert renditions.read(file).extension == "jpg"
    assert pixel(file)[0] > 250


def pixel(file, place=(5, 5)):
    file.seek(0)
    return renditions.read(file).image.convert("RGB").getpixel(place)


def test_sixteen_bit_grey_keeps_its_tones():
    grey = Image.new("I;16", (20, 20), 32768)
    assert pixel(upload(grey, "PNG")) == (128, 128, 128)


def test_cmyk_becomes_rgb():
    red, green, blue = pixel(upload(Image.new("CMYK", (20, 20), (0, 255, 255, 0)), quality=95))
    assert red > 200 and green < 60 and blue < 60


def test_transparency_becomes_white():
    half = Image.new("RGBA", (20, 20), (255, 0, 0, 128))
    red, green, blue = pixel(upload(half, "PNG"))
    assert (red, green) == (255, blue) and 125 <= green <= 129


@pytest.mark.parametrize("mode", ["LA", "1", "L"])
def test_black_and_white_modes_are_read(mode):
    assert pixel(upload(Image.new(mode, (20, 20)), "PNG")) == ((255, 255, 255) if mode == "LA" else (0, 0, 0))


def test_palette_with_a_transparent_colour_becomes_white():
    image = Image.new("P", (20, 20), 1)
    image.putpalette([0, 0, 0, 10, 20, 30])
    assert pixel(upload(image, "PNG", transparency=1)) == (255, 255, 255)
    assert pixel(upload(image, "PNG")) == (10, 20, 30)


def test_large_transparent_picture_is_shrunk_without_seams():
    large = Image.new("RGBA", (5000, 3001), (0, 0, 255, 0))
    reading = renditions.read(upload(large, "PNG", compress_level=1))
    assert (reading.width, reading.image.width) == (5000, 1667)
    assert reading.image.getextrema() == ((255, 255), (255, 255), (255, 255))


def test_colour_profile_is_applied():
    """A profile in which red and green changed places turns red into green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"tmp ", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"tmp ", b"gXYZ", 1)
    red, green, _ = pixel(upload(drawing(colour=(255, 0, 0)), "PNG", icc_profile=swapped))
    assert green > 240 and red < 60


def test_broken_colour_profile_is_left_out():
    assert pixel(upload(drawing(colour=(255, 0, 0)), "PNG", icc_profile=b"no profile")) == (255, 0, 0)


@pytest.mark.parametrize(
    ("orientation", "size", "corner"),
    [(1, (40, 20), "red"), (3, (40, 20), "blue"), (6, (20, 40), "red"), (8, (20, 40), "blue"), (99, (40, 20), "red")],
)
def test_picture_is_turned_upright(orientation, size, corner):
    exif = Image.Exif()
    exif[0x0112] = orientation
    file = upload(halves((40, 20), "red", "blue"), "PNG", exif=exif)
    assert renditions.read(file).image.size == size
    assert pixel(file, (1, 1)) == {"red": (255, 0, 0), "blue": (0, 0, 255)}[corner]


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_unreadable_exif_is_no_reason_to_refuse():
    assert renditions.read(upload(exif=b"Exif\0\0II*\0\xff\xff\xff\xff")).width == 120


def test_giant_text_in_a_picture_is_refused():
    data = io.BytesIO()
    drawing().save(data, "PNG")
    text = zlib.compress(b"a" * 80_000_000)
    body = b"Comment\0\0" + text
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    assert refusal(ContentFile(data.getvalue()[:33] + chunk + data.getvalue()[33:])).startswith("The file is damaged")


@pytest.mark.skipif(not renditions.READS_HEIC, reason="pillow-heif is not installed (the extra heic)")
def test_heic_photo_is_read():
    reading = renditions.read(upload(drawing((400, 300)), form="HEIF"))
    assert (reading.extension, reading.width, reading.height) == ("heic", 400, 300)


@pytest.mark.skipif(not renditions.READS_HEIC, reason="pillow-heif is not installed (the extra heic)")
def test_forms_offer_heic_where_it_is_read():
    field = PictureForm().fields["upload"]
    assert "image/heic" in field.widget.attrs["accept"] and "HEIC" in field.help_text
