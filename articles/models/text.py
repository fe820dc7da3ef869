"""The words that a story is made of and that an edition freezes."""

import unicodedata

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property
from django.utils.translation import get_language_info

from articles.vocabulary import Kind
from newsroom.media.models import Picture
from newsroom.publication import languages
from newsroom.richtext import BodyField


class NFCField:
    """Text tidied whenever it is read from a form or written; migrations see the plain field it is made of."""

    def to_python(self, value):
        value = super().to_python(value)
        return self.tidy(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        return self.tidy(value) if isinstance(value, str) else value

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, f"django.db.models.{self.plain}", args, kwargs


class NFCCharField(NFCField, models.CharField):
    """Text stored as NFC, in one line, without control characters."""

    plain = "CharField"

    def tidy(self, text):
        return nfc_line(text)


class NFCTextField(NFCField, models.TextField):
    """Text of several lines stored as NFC, without control characters."""

    plain = "TextField"

    def tidy(self, text):
        return nfc_text(text)


def nfc_text(text):
    """Return the text as NFC with its lines, controls and lone surrogates dropped."""
    kept = (c for c in text.replace("\r\n", "\n") if unicodedata.category(c) not in {"Cc", "Cs"} or c in "\n\t")
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def nfc_line(text):
    """Return the text as NFC, white space folded, controls and lone surrogates dropped."""
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cs"} or c.isspace())
    return " ".join(unicodedata.normalize("NFC", text).split())


def file_in_body(attachment):
    """Return the condition on a story or an edition that a file or a recording of the library stands in its body."""
    return Q(body__contains=f'data-file="{attachment.pk}"') | Q(body__contains=f'data-audio="{attachment.pk}"')


class StoryText(models.Model):
    """Headline to sources, how the lead picture is used here, and what readers are told of how the story was made."""

    language = models.CharField(max_length=12, choices=languages.choices, default="en")
    headline = NFCCharField(max_length=200)
    standfirst = NFCCharField(max_length=500, blank=True, help_text="One or two sentences under the headline.")
    body = BodyField(blank=True)
    summary = NFCCharField(
        max_length=300, blank=True, help_text="For search engines and social posts. Empty: the standfirst is used."
    )
    sources = models.JSONField(default=list, blank=True)
    lead_picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    lead_alt = NFCCharField(
        "alternative text here",
        max_length=300,
        blank=True,
        help_text="What the picture shows, for readers who cannot see it. Empty: the library's text is used.",
    )
    lead_is_decorative = models.BooleanField(
        "decorative", default=False, help_text="The picture says nothing that the words do not say."
    )
    lead_caption = NFCCharField("caption here", max_length=500, blank=True)
    kind = models.CharField(
        max_length=14, choices=Kind, default=Kind.NEWS, help_text="Readers are told of everything but news."
    )
    payer = NFCCharField(
        "paid for by", max_length=200, blank=True, help_text="Who pays for a sponsored story; readers see the name."
    )
    ai_role = NFCCharField(
        "what AI did, in a sentence",
        max_length=200,
        blank=True,
        help_text="Such as “drafted from the port authority's notice”. Readers see it when they ask.",
    )
    translated_from = models.CharField(
        "AI translated it from", max_length=12, blank=True, help_text="The language of the original."
    )
    is_public_interest = models.BooleanField(
        "of public interest", default=True, help_text="In news nearly always. The law then asks for labels."
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.headline

    @property
    def direction(self):
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @cached_property
    def language_name(self):
        return languages.Language(self.language).name_local

    @property
    def used_alt(self):
        """The alternative text of the lead picture in this story; "" where it is decorative."""
        if self.lead_is_decorative or not self.lead_picture_id:
            return ""
        return self.lead_alt or self.lead_picture.alt
