"""Writes the AI label into a picture, in the language of the story that shows it."""

import re
from math import ceil
from pathlib import Path

from django.conf import settings
from django.utils.translation import override
from PIL import ImageDraw, ImageFont, features

from newsroom.media import vocabulary

FONTS = Path(__file__).parent / "fonts"
ARABIC = re.compile("[\u0600-\u06ff]")
# Capitals, and the alef, are this much of the picture's shorter side.
LETTERS = 0.05
# Networks cut the picture to 1.91:1, which takes a twenty-eighth off the foot, or to a square: the margin, as a share
# of the shorter side, keeps the letters clear of both.
MARGIN = 25
BAND, INK = (17, 17, 17), (255, 255, 255)


def can_join_letters():
    """Return whether the imaging library can join Arabic letters; it needs FriBiDi on the system for that."""
    return features.check("raqm")


def texts(key):
    """Return the label in every language of the interface, ``{language: text}``; nothing where there is no label.

    Where Arabic letters cannot be joined, Arabic readers get the label in the default language, which is not broken.
    """
    if not key:
        return {}
    words = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            words[language] = str(vocabulary.LABELS[key])
    with override(settings.LANGUAGE_CODE):
        default = str(vocabulary.LABELS[key])
    return {
        language: default if ARABIC.search(text) and not can_join_letters() else text
        for language, text in words.items()
    }


def burn(image, text, language):
    """Return the picture with a band at its foot that says the text where no cut takes it away."""
    image = image.convert("RGB")
    shorter = min(image.size)
    font, options = _font(text, language, shorter)
    margin = max(1, shorter // MARGIN)
    lines = _lines(text, font, options, shorter - 2 * margin)
    boxes = [font.getbbox(line, anchor="ms", **options) for line in lines]
    ascent, descent = -min(box[1] for box in boxes), max(box[3] for box in boxes)
    pitch = ascent + descent + margin // 2
    top = max(0, image.height - len(lines) * pitch - 2 * margin)
    image.paste(BAND, (0, top, *image.size))
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(lines):
        baseline = top + margin + number * pitch + ascent
        draw.text((image.width / 2, baseline), line, INK, font, anchor="ms", **options)
    return image


def _font(text, language, shorter):
    """Return the face that has the text's letters, at the size the label needs, and how to lay it out."""
    is_arabic = bool(ARABIC.search(text))
    path = FONTS / ("label-arabic.ttf" if is_arabic else "label.ttf")
    sample = ImageFont.truetype(path, 1000)
    _left, top, _right, bottom = sample.getbbox("\u0627" if is_arabic else "H")
    size = ceil(LETTERS * shorter * 1000 / (bottom - top))
    options = {"direction": "rtl" if is_arabic else "ltr", "language": language} if can_join_letters() else {}
    return ImageFont.truetype(path, size), options


def _lines(text, font, options, width):
    """Return the text in as few lines as this width allows, none much longer than another."""
    lines = _broken(text, font, options, width)
    longest = max(font.getlength(word, **options) for word in text.split())
    while width > longest and len(narrower := _broken(text, font, options, width * 0.95)) == len(lines):
        lines, width = narrower, width * 0.95
    return lines


def _broken(text, font, options, width):
    lines = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and font.getlength(longer, **options) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
