"""Reads uploads and makes public pictures of them. The imaging library is named here and nowhere else."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms, UnidentifiedImageError

from newsroom.media import labels
from newsroom.media.plan import Task
from newsroom.media.specs import EXTENSIONS, SPECS, cut, needed_scale

try:
    from pillow_heif import register_heif_opener  # optional dependency
except ImportError:
    READS_HEIC = False
else:
    register_heif_opener(thumbnails=False)
    READS_HEIC = True

MEGAPIXEL = 1_000_000
# Pillow's name → extension of the stored original, most pixels (by what decoding takes in memory, per format).
FORMATS = {
    "JPEG": ("jpg", 64),
    "MPO": ("jpg", 64),
    "PNG": ("png", 64),
    "WEBP": ("webp", 25),
    "AVIF": ("avif", 20),
    "GIF": ("gif", 25),
} | ({"HEIF": ("heic", 25)} if READS_HEIC else {})
ACCEPTED = "JPEG, PNG, WebP, AVIF, GIF or HEIC" if READS_HEIC else "JPEG, PNG, WebP, AVIF or GIF"
# "MPO" is what Pillow makes of a JPEG that carries a second one, as many phones write it.
OPENERS = [name for name in FORMATS if name != "MPO"]
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1")
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ORIENTATION = 0x0112
SIXTEEN_BIT = ("I;16", "I;16L", "I;16B", "I;16N", "I")
SRGB = ImageCms.createProfile("sRGB")
ENCODERS = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 8, "max_threads": 1},
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpeg": {"format": "JPEG", "quality": 80, "progressive": True, "optimize": True},
}
THREADS = 2


class Reading(NamedTuple):
    """A file that proved to be a picture: upright, in sRGB, opaque, without metadata, no larger than needed."""

    extension: str
    width: int
    height: int
    digest: str
    image: Image.Image


class Made(NamedTuple):
    """One public file, not yet stored."""

    task: Task
    name: str
    data: bytes


def read(file):
    """Decode an uploaded file, or raise ``ValidationError`` with the remedy in words."""
    if not file.size:
        raise ValidationError("The file is empty. Choose it again.")
    if file.size > settings.PICTURE_MAX_BYTES:
        raise ValidationError(
            f"The file has {_megabytes(file.size)} MB; at most {_megabytes(settings.PICTURE_MAX_BYTES)} MB are taken. "
            "Save it smaller, for instance as a JPEG of 4000 pixels across."
        )
    file.seek(0)
    digest = hashlib.file_digest(file, "sha256").hexdigest()
    file.seek(0)
    try:
        with Image.open(file, formats=OPENERS) as opened:
            extension, width, height, image = _decode(opened)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels(max(most for _, most in FORMATS.values())) from error
    except UnidentifiedImageError as error:
        raise _not_a_picture(file) from error
    except Exception as error:  # A decoder that is fed a hostile file may raise anything.
        raise ValidationError("The file is damaged or incomplete. Export or download it again.") from error
    finally:
        file.seek(0)
    return Reading(extension, width, height, digest, image)


def make(reading, basis, wanted, *, threads=THREADS):
    """Return the wanted files (``plan.Task``) of a picture as a list of ``Made``.

    A file is named after all that it is made from, the original's name too, so that no two pictures share one.
    """
    with ThreadPoolExecutor(threads) as pool:
        jobs = [(task, image, basis.packet) for task, image in _resized(reading.image, basis, wanted)]
        encoded = list(pool.map(_encode, jobs))
    return [Made(task, _name(basis.key, task), data) for task, data in zip(wanted, encoded, strict=True)]


def _decode(opened):
    """Return extension, upright width and height, and the working copy."""
    extension, megapixels = FORMATS[opened.format]
    if opened.width * opened.height > megapixels * MEGAPIXEL:
        raise _too_many_pixels(megapixels)
    if opened.format not in ("GIF", "MPO", "HEIF") and getattr(opened, "n_frames", 1) > 1:
        raise ValidationError("This picture moves. Save one frame of it as a JPEG or PNG and upload that.")
    orientation = _orientation(opened)
    width, height = opened.size if orientation < 5 else opened.size[::-1]
    needed = needed_scale(width, height)
    profile = opened.info.get("icc_profile")
    full_width = opened.width
    opened.draft(None, (ceil(opened.width * needed), ceil(opened.height * needed)))
    opened.load()
    image = _in_srgb(_reduced(opened, int(opened.width / (full_width * needed))), profile)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    image = image.copy()  # The opened file keeps its metadata; a copy of it takes only ``info`` along.
    image.info = {}
    return extension, width, height, image


def _orientation(opened):
    """Return the EXIF orientation, 1 where it cannot be read."""
    try:
        return int(opened.getexif().get(ORIENTATION, 1))
    except Exception:  # The reader of EXIF raises what it likes, and a picture without it is still a picture.
        return 1


def _reduced(opened, factor):
    """Return the picture opaque and smaller by a whole factor, in bands, so that no second full copy is made."""
    if factor < 2:
        return _opaque(opened)
    band, image = 64 * factor, None
    for top in range(0, opened.height, band):
        part = _opaque(opened.crop((0, top, opened.width, min(top + band, opened.height)))).reduce(factor)
        image = image or Image.new(part.mode, (part.width, ceil(opened.height / factor)))
        image.paste(part, (0, top // factor))
    return image


def _opaque(image):
    """Return the picture in eight bits of grey, RGB or CMYK, on white where it was transparent."""
    if image.mode in SIXTEEN_BIT:
        image = image.point(lambda value: value * (1 / 256)).convert("L")
        image.info = {}
    if image.has_transparency_data:
        image = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")
    if image.mode in ("L", "RGB", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _in_srgb(image, profile):
    if profile:
        try:
            return ImageCms.profileToProfile(image, io.BytesIO(profile), SRGB, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError):  # A broken profile, or one of another colour space.
            pass
    return image.convert("RGB") if image.mode == "CMYK" else image


def _resized(image, basis, wanted):
    """Yield each wanted file's task and picture; it does not depend on which others are wanted."""
    resized, shown = None, None
    for task in wanted:
        if (task.spec, task.width) != shown:
            part = cut(SPECS[task.spec], *image.size, basis.focal_point)
            size = task.width, task.height
            resized = image.resize(size, Image.Resampling.LANCZOS, box=part, reducing_gap=3)
            shown = task.spec, task.width
        yield task, labels.burn(resized, task.label, task.language) if task.label else resized


def _encode(job):
    task, image, packet = job
    data = io.BytesIO()
    words = {"xmp": packet} if packet else {}
    image.copy().save(data, **ENCODERS[task.format], **words)  # ``save`` keeps its options on the image: threads share.
    return data.getvalue()


def _name(key, task):
    # Short, and the same folder for every size of a use: a front page prints a hundred. That two of ten million folders
    # share 64 bits is three in a million.
    made_from = "/".join([key, task.spec, task.language, task.pixels, task.words])
    digest = hashlib.sha256(made_from.encode()).hexdigest()[:16]
    return f"{digest[:2]}/{digest[2:]}/{task.width}.{EXTENSIONS[task.format]}"


def _megabytes(size):
    return ceil(size / 1024 / 1024)


def _too_many_pixels(megapixels):
    return ValidationError(
        f"The picture has more than {megapixels} million pixels. Save it smaller, for instance 4000 pixels across."
    )


def _not_a_picture(file):
    file.seek(0)
    head = file.read(32)
    if not READS_HEIC and head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return ValidationError(
            "This is an HEIC photo, which browsers cannot show. Export it as a JPEG, or set the phone’s camera to "
            "“Most compatible”."
        )
    return ValidationError(f"This file is not a picture we can read. Save it as {ACCEPTED} and upload that.")
