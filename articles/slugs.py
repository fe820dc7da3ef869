"""Slugs: never empty, readable where the words allow it, in any script."""

import re
import unicodedata

MAX_LENGTH = 80
# What stays in a Unicode slug: letters, digits and the marks that belong to them.
KEPT = ("L", "N", "M")


def make_slug(text, fallback=""):
    """Return a slug for some words: ASCII where folding leaves a word, else Unicode, else ``fallback``.

    >>> make_slug("Ìbàdàn ń dúró")
    'ibadan-n-duro'
    >>> make_slug("ميناء الفجر")
    'ميناء-الفجر'
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    folded = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    letters = sum(unicodedata.category(c)[0] in "LN" for c in text)
    ascii_letters = sum(c.isascii() and c.isalnum() for c in folded)
    words = folded if ascii_letters * 2 > letters else text
    if words is folded:
        words = "".join(c for c in folded if c.isascii())
    kept = "".join(c if unicodedata.category(c)[0] in KEPT else "-" for c in words if c != "'" and c != "’")
    slug = re.sub("-+", "-", kept).strip("-")
    return _cut(slug) or fallback


def numbered(slug, number):
    """Return the slug with a number that tells it from its namesakes, no longer than a slug may be.

    >>> numbered("rain", 2)
    'rain-2'
    """
    return f"{_cut(slug, MAX_LENGTH - len(str(number)) - 1)}-{number}"


def is_slug(text):
    """Say whether a text is a slug as this module makes them."""
    return bool(text) and text == make_slug(text)


def _cut(slug, length=MAX_LENGTH):
    """Cut to the longest allowed length, at a word where there is one, never between a letter and its marks."""
    if len(slug) <= length:
        return slug
    head, _dash, _rest = slug[: length + 1].rpartition("-")
    if head:
        return head
    end = length
    while end and unicodedata.combining(slug[end]):
        end -= 1
    return slug[:end]


def fold(text):
    """Return the key under which two spellings of one tag meet: NFC, case and white space aside; marks count."""
    return " ".join(unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text).casefold()).split())
