"""Draws the site's icons: a picture, a letter, or our mark where there is no face for the letter."""

import io
import unicodedata

from PIL import Image, ImageDraw, ImageFont

from newsroom.media.labels import ARABIC, FONTS

# Of our mark, on a grid of 16: a solid rule (made by people) over a dashed one (made by machines).
MARK = [(3, 3, 10, 4), (3, 10, 2, 3), (7, 10, 2, 3), (11, 10, 2, 3)]
# How much of the icon's side a letter takes, and at most with its marks; the second pair keeps clear of any cut.
LETTER, MASKABLE_LETTER = (0.72, 0.9), (0.5, 0.56)
MASKABLE_PICTURE = 0.56
ICO_SIZES = (48, 32, 16)


def has_letter(letter):
    """Return whether one of our faces has the letter."""
    return bool(letter) and _mask(letter, 32) != _mask("\ufffe", 32)


def draw(size, letter, colour, paper, *, maskable=False):
    """Return a square icon in this many pixels: the letter, or our mark for "", in paper's colour on the colour."""
    icon = Image.new("RGB", (size, size), colour)
    if letter:
        _put_letter(icon, letter, paper, *(MASKABLE_LETTER if maskable else LETTER))
    else:
        _put_mark(icon, paper, maskable)
    return icon


def fit(size, file, paper, *, maskable=False):
    """Return a square icon in this many pixels with the picture of the open file on paper."""
    icon = Image.new("RGB", (size, size), paper)
    inner = round(size * MASKABLE_PICTURE) if maskable else size
    with Image.open(file, formats=["PNG", "JPEG", "WEBP"]) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((inner, inner), Image.Resampling.LANCZOS)
    icon.paste(picture, ((size - picture.width) // 2, (size - picture.height) // 2), picture)
    return icon


def png(icon):
    """Return the icon as a PNG file."""
    file = io.BytesIO()
    icon.save(file, "PNG", optimize=True)
    return file.getvalue()


def ico(icons):
    """Return icons of different sizes, the largest first, as one ICO file."""
    file = io.BytesIO()
    icons[0].save(file, "ICO", sizes=[icon.size for icon in icons], append_images=icons[1:])
    return file.getvalue()


def _put_letter(icon, letter, paper, share, share_with_marks):
    sample = _font(letter, 1000)
    bare = unicodedata.normalize("NFD", letter)[0]
    em = min(share / _longer_side(sample, bare), share_with_marks / _longer_side(sample, letter)) * 1000
    font = _font(letter, max(1, int(em * icon.width)))
    left, top, right, bottom = font.getbbox(letter)
    at = (icon.width - right - left) / 2, (icon.height - bottom - top) / 2
    ImageDraw.Draw(icon).text((round(at[0]), round(at[1])), letter, paper, font)


def _put_mark(icon, paper, maskable):
    unit = icon.width / 16 * (0.75 if maskable else 1)
    edge = (icon.width - 16 * unit) / 2
    for x, y, width, height in MARK:
        box = [edge + unit * side for side in (x, y, x + width, y + height)]
        ImageDraw.Draw(icon).rectangle((round(box[0]), round(box[1]), round(box[2]) - 1, round(box[3]) - 1), paper)


def _longer_side(font, letter):
    left, top, right, bottom = font.getbbox(letter)
    return max(right - left, bottom - top)


def _font(letter, size):
    return ImageFont.truetype(FONTS / ("label-arabic.ttf" if ARABIC.search(letter) else "label.ttf"), size)


def _mask(letter, size):
    return bytes(_font(letter[0], size).getmask(unicodedata.normalize("NFC", letter)[0]))
