"""The language of an address: the first path segment, and none for the publication's own default language.

Django's own machinery is not used for it: that answers by `Accept-Language` and cannot let the publication choose
which language stands without a prefix.
"""

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.urls import LocalePrefixPattern, URLResolver, clear_url_caches
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language, get_language_info

_default = None


# Open Graph names a language together with a country.
LOCALES = {
    "en": "en_GB", "yo": "yo_NG", "es": "es_ES", "fr": "fr_FR", "ar": "ar_AR", "pt": "pt_PT", "sw": "sw_KE",
    "ha": "ha_NG", "ig": "ig_NG",
}  # fmt: skip


class Language:
    """A language as pages name it: its code, its name in itself and its direction."""

    def __init__(self, code):
        info = get_language_info(code)
        self.code = code
        name = dict(settings.LANGUAGES).get(code) or info["name_local"]
        self.name_local = name[:1].title() + name[1:]
        self.dir = "rtl" if info["bidi"] else "ltr"
        self.is_preview = code in settings.PREVIEW_LANGUAGES

    def __repr__(self):
        return f"<Language {self.code}>"


def locales(code, others=()):
    """Return what Open Graph calls the language of a page, ``locale``, and those it also exists in."""
    named = [LOCALES.get(found, found) for found in (code, *(other for other in others if other != code))]
    return {"locale": named[0], "other_locales": named[1:]}


def offered_codes():
    """Return the codes of every language this installation has a catalogue for."""
    return [code for code, _name in settings.LANGUAGES]


def choices():
    """Return every language of this installation as (code, its own name), for the field of a text's language."""
    return settings.LANGUAGES


def interface_choices():
    """Return every language of this installation as (code, its own name and, of some, that it is a preview)."""
    return [(code, f"{name} (preview)" if Language(code).is_preview else name) for code, name in choices()]


def default_language():
    """Return the code of the language that has no prefix: the publication's choice, asked for once in a process."""
    if _default is None and (code := _stored_default()):
        use_default(code)
    return _default or settings.LANGUAGE_CODE


def use_default(code):
    """Take the language as the one without prefix; addresses made from now on follow it."""
    global _default
    if code != _default:
        _default = code
        clear_url_caches()


def _stored_default():
    try:
        return _publication().objects.values_list("default_language", flat=True).first()
    except DatabaseError:
        return None


def _publication():
    """The model is asked for by name: it is made of fields that need this module."""
    return apps.get_model("publication", "Publication")


def publication_codes():
    """Return the codes of the publication's languages, in its order; before there is one, of all that are offered."""
    publication = _publication()
    try:
        return publication.current().languages
    except (publication.Missing, DatabaseError):
        return offered_codes()


def prefix_of(language):
    """Return what stands before every path in the language: "" or "yo/"."""
    return "" if language == default_language() else f"{language}/"


def language_of(path, languages):
    """Return the language a path is in: its first segment where that is one of ``languages``, else the default."""
    segment = path.lstrip("/").partition("/")[0]
    default = default_language()
    return segment if segment in languages and segment != default else default


def in_other_language(path, current, wanted):
    """Return the path of the same page in another language."""
    rest = path.lstrip("/").removeprefix(prefix_of(current))
    return f"/{prefix_of(wanted)}{rest}"


def own_path(path):
    """Return the path quoted for a link; never `//host`, which would lead to another site."""
    return escape_uri_path("/" + path.lstrip("/"))


class PrefixPattern(LocalePrefixPattern):
    """Matches the active language's prefix; the publication's default language has none."""

    @property
    def language_prefix(self):
        return prefix_of(get_language() or default_language())


def prefixed(*patterns):
    """Return the URL patterns so that they also stand under the prefix of each language."""
    return [URLResolver(PrefixPattern(), list(patterns))]
