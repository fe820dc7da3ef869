"""Short texts that exist once per language, with a marked fallback: the one mechanism for it."""

import json
from typing import NamedTuple

from django.db import models
from django.db.models.lookups import IContains
from django.utils.translation import get_language

from newsroom.publication.languages import default_language, offered_codes
from newsroom.publication.localtext_forms import LocalTextFormField


class LocalText(NamedTuple):
    """A text, the language it is in, and whether that is another language than was asked for."""

    text: str
    language: str
    is_fallback: bool

    def __str__(self):
        return self.text


def in_language(texts, language=None):
    """Return the text for the language (default: the active one), else the publication's default, else any there is."""
    language = language or get_language() or default_language()
    texts = texts or {}
    if text := texts.get(language):
        return LocalText(text, language, False)
    for other in [default_language(), *offered_codes(), *texts]:
        if text := texts.get(other):
            return LocalText(text, other, True)
    return LocalText("", language, False)


class LettersAsTheyAre(json.JSONEncoder):
    """Stores letters, not escapes, so that SQLite finds them too."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "ensure_ascii": False})


class LocalTextField(models.JSONField):
    """A text per language, stored as ``{"en": "Health", "yo": "Ìlera"}``; its form has one box per language."""

    def __init__(self, *args, multiline=False, **kwargs):
        self.multiline = multiline
        kwargs.setdefault("default", dict)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **{**kwargs, "encoder": LettersAsTheyAre})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        del kwargs["encoder"]
        return name, "django.db.models.JSONField", args, kwargs

    def clone(self):
        """Keep what migrations need not know or would take for Django's default."""
        copy = super().clone()
        copy.blank, copy.multiline = self.blank, self.multiline
        return copy

    def formfield(self, **kwargs):
        own = {"form_class": LocalTextFormField, "multiline": self.multiline, "show_hidden_initial": False}
        return models.Field.formfield(self, **{**own, **kwargs})


@LocalTextField.register_lookup
class TextsContain(IContains):
    """Finds a word in any language's text: ``name__icontains``, and so ``search_fields = ["name"]``."""

    def get_db_prep_lookup(self, value, connection):
        return "%s", [value]
