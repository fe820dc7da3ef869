"""Marks what a page of a preview language says in English as English.

Gettext answers with the English text where a catalogue lacks one. While the page is rendered, such an answer stands
between two characters that Unicode keeps for the inside of programs; they become `<span lang="en">` in the page's text.
A title or an option, which holds text alone, gets the `lang` itself. In attributes the characters vanish: there a
preview has to have the words (docs/translations.md). What was asked for before the page is rendered, in a view for
instance, is a string that remembers that it is English; it is marked where a template prints it, and everywhere else it
is a string like any other.
"""

import re
from contextvars import ContextVar
from gettext import NullTranslations
from weakref import WeakSet

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation.trans_real import translation

OPEN, CLOSE = "\ufdd0", "\ufdd1"
IN_ENGLISH = f' lang="{settings.LANGUAGE_CODE}" dir="ltr"'
NO_ELEMENT = re.compile(r"<(title|script|style|option|textarea)\b([^>]*)>.*?</\1>|<[^>]*>", re.DOTALL | re.IGNORECASE)
MARKED_WHOLE = {"title", "option"}
NO_WORDS = re.compile(r"%\(\w+\)[sd]|<[^>]+>|[\W\d_]")
_language = ContextVar("the preview language of the page that is being rendered", default=None)
_with_marks = WeakSet()


class English(str):
    """A text that was asked for in a preview language and that its catalogue lacks."""

    __slots__ = ()

    def __str__(self):
        return self

    def __mod__(self, values):
        return English(super().__mod__(values))

    def __html__(self):
        """Return the text as a template prints it."""
        return SafeString(f"{OPEN}{escape(self)}{CLOSE}" if _language.get() else escape(self))


class Marks(NullTranslations):
    """The end of every chain of catalogues: what arrives here has no translation."""

    def gettext(self, message):
        text, language = message.rpartition("\x04")[2], get_language()
        if language not in settings.PREVIEW_LANGUAGES or not NO_WORDS.sub("", text):
            return message
        return f"{OPEN}{text}{CLOSE}" if language == _language.get() else English(text)

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


def watch():
    """Put the marks at the end of the catalogues, which Django loads anew when settings change."""
    english = translation(settings.LANGUAGE_CODE)
    if english not in _with_marks:
        english.add_fallback(Marks())
        _with_marks.add(english)


def marked(render):
    """Return the HTML that ``render()`` returns, its untranslated texts marked where the language is a preview."""
    language = get_language()
    if language not in settings.PREVIEW_LANGUAGES:
        return render()
    watch()
    before = _language.set(language)
    try:
        html = render()
    finally:
        _language.reset(before)
    return NO_ELEMENT.sub(_without_marks, html).replace(OPEN, f"<span{IN_ENGLISH}>").replace(CLOSE, "</span>")


def _without_marks(found):
    text, name, attributes = found[0], found[1], found[2]
    if OPEN in text and name in MARKED_WHOLE and " lang=" not in attributes:
        text = text.replace(f"<{name}", f"<{name}{IN_ENGLISH}", 1)
    return text.replace(OPEN, "").replace(CLOSE, "")
