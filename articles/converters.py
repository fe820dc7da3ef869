"""Path converters for addresses of stories: ``day``, ``words`` and ``token``, there once this module is imported."""

import unicodedata
from datetime import date

from django.urls import register_converter

from articles.slugs import is_slug


class DayConverter:
    """``2026/11/23`` as a date."""

    regex = "[0-9]{4}/[0-9]{2}/[0-9]{2}"

    def to_python(self, value):
        return date(*map(int, value.split("/")))

    def to_url(self, value):
        return f"{value.year:04}/{value:%m/%d}"


class SlugConverter:
    """A slug as ``articles.slugs`` makes them: Django's own knows no combining marks. Any normal form is understood."""

    regex = "[^/]{1,240}"

    def to_python(self, value):
        slug = unicodedata.normalize("NFC", value)
        if not is_slug(slug):
            raise ValueError(value)
        return slug

    def to_url(self, value):
        return value


class TokenConverter:
    """The secret of a preview link: 32 bytes in base64."""

    regex = "[A-Za-z0-9_-]{43}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(DayConverter, "day")
register_converter(SlugConverter, "words")
register_converter(TokenConverter, "token")
