"""The closed table of sizes a picture is made in. Templates name a spec, never pixels."""

from typing import NamedTuple


class Spec(NamedTuple):
    """The shape, widths and modern formats of one use; a JPEG is made beside them at ``jpeg_width`` alone.

    ``ratio`` is width to height, None for the picture's own; ``sizes`` is what a template gets that names none.
    """

    ratio: float | None
    widths: tuple[int, ...]
    formats: tuple[str, ...]
    jpeg_width: int
    sizes: str = "100vw"


SPECS = {
    "thumb": Spec(1, (160, 400), ("webp",), 160, "10rem"),
    "card": Spec(3 / 2, (400, 800), ("avif",), 800, "(min-width: 48rem) 25rem, 100vw"),
    "lead": Spec(16 / 9, (800, 1200, 1600), ("avif", "webp"), 1200, "(min-width: 60rem) 60rem, 100vw"),
    "body": Spec(None, (400, 800, 1200, 1600), ("avif", "webp"), 1200, "(min-width: 37rem) 35rem, 100vw"),
    "social": Spec(16 / 9, (1200,), (), 1200),
}
# What every page can show, and so is made before an upload is answered; the rest follows.
AT_ONCE = "jpeg"
# No side of a rendition is longer: WebP ends at 16,383.
LONGEST = 8000

EXTENSIONS = {"avif": "avif", "webp": "webp", "jpeg": "jpg"}
CONTENT_TYPES = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
# The name of a public file changes with its content.
CACHE_CONTROL = "public, max-age=31536000, immutable"


def cut(spec, width, height, focal_point):
    """Return the part of the picture that the spec shows, as (left, top, right, bottom), around the focal point."""
    if not spec.ratio:
        return 0, 0, width, height
    cut_width = max(1, min(width, round(height * spec.ratio)))
    cut_height = max(1, min(height, round(width / spec.ratio)))
    left = round(min(max(focal_point[0] * width - cut_width / 2, 0), width - cut_width))
    top = round(min(max(focal_point[1] * height - cut_height / 2, 0), height - cut_height))
    return left, top, left + cut_width, top + cut_height


def sizes(spec, width, height):
    """Return the (width, height) pairs made of a part of this size, largest first; none larger than the part."""
    ratio = spec.ratio or width / height
    most = max(1, min(width, round(LONGEST * ratio)))
    widths = sorted({min(wanted, most) for wanted in spec.widths}, reverse=True)
    return [(wanted, min(LONGEST, max(1, round(wanted / ratio)))) for wanted in widths]


def needed_scale(width, height):
    """Return how large a copy of the picture must be, as a fraction of it, for every spec to be made from it."""
    scales = []
    for spec in SPECS.values():
        left, _top, right, _bottom = cut(spec, width, height, (0.5, 0.5))
        scales.append(min(1, max(spec.widths) / (right - left)))
    return max(scales)
