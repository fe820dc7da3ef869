"""What readers of a story are told of AI, out of the edition alone: the label, the note at its end, how it was made."""

from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import statement
from articles.vocabulary import AILevel, Need, Part, strongest
from newsroom.publication.addresses import contact_url
from newsroom.publication.localtext import LocalText, in_language
from newsroom.publication.models import Publication

# What AI did in a text or a part of it, as "How this story was made" says it.
DONE = {
    AILevel.NONE: _("Written by people"),
    AILevel.DATA: _("Filled in from data by a program, without generative AI"),
    AILevel.AID: _("Written by people; AI helped, but none of these words come from it"),
    AILevel.EDITED: _("Written by people; AI changed the wording"),
    AILevel.TRANSLATED: _("Translated by AI"),
    AILevel.GENERATED: _("Written by AI, as a draft or as it stands"),
    AILevel.AUTOMATED: _("Written and published by AI; no person sees each item"),
}
BY_MACHINE = {AILevel.GENERATED, AILevel.AUTOMATED}
# Where the name of who checked stands in a wording, until it is printed in its own language.
NAME = "\ufffc"


class Label(NamedTuple):
    """The label under the headline: its wording before and after the name of who checked, None where nobody is named.

    ``anchor`` is where /ai/ explains it; ``is_machine_made`` says that AI wrote the body.
    """

    need: str
    before: str
    name: LocalText | None
    after: str
    anchor: str
    is_machine_made: bool


class Note(NamedTuple):
    """A plain line at the end of a story that needs no label."""

    words: str
    anchor: str


class Check(NamedTuple):
    """Who checked the words, in the reader's language where the name is there, and when."""

    name: LocalText
    at: datetime


class Responsible(NamedTuple):
    """Who answered for the story when it was published; ``language`` is that of the role."""

    name: str
    role: str
    language: str
    contact: str
    contact_url: str


class Making(NamedTuple):
    """How a story was made, as readers find it on request.

    ``parts`` are (name of a part, what was done there): the text, and others where that differs; ``role`` is in the
    story's language; ``is_unchecked`` says that a person should have checked the words and nobody did.
    """

    parts: list
    role: str
    tools: list
    source_language: str
    check: Check | None
    is_unchecked: bool
    responsible: Responsible | None
    fingerprint: str


def label_of(edition):
    """Return the label of an edition in the reader's language, or None where readers see none near the headline."""
    if not edition.chip:
        return None
    words = statement.label_words(
        edition.label_key,
        editor=NAME,
        source_language=edition.translated_from,
        parts=statement.made_by_ai(edition.ai_parts),
    )
    before, name, after = f"{words.rstrip('.')}.".partition(NAME)
    return Label(
        need=edition.need,
        before=before,
        name=in_language(edition.reviewer) if name else None,
        after=after,
        anchor=edition.label_key.split(".")[1],
        is_machine_made=edition.ai_level in BY_MACHINE,
    )


def note_of(edition):
    """Return the note at the end of a story that a program filled in, or that AI helped with in a way that is said."""
    if edition.label_key == "text.data":
        return Note(edition.label_words, "data")
    if edition.ai_role and strongest(edition.ai_parts.values()) == AILevel.AID:
        return Note(gettext("AI helped with this story, but none of these words come from it."), "aid")
    return None


def making_of(edition):
    """Return how the story was made, or None where AI had no part in it or nobody has assessed it."""
    said = edition.statement["text"]
    if edition.is_unassessed or (edition.need == Need.OFF and not said["ai_role"] and not said["tools"]):
        return None
    # A check of what AI publishes by itself is not one of each item, and the label says so.
    review = edition.statement["review"] if edition.ai_level != AILevel.AUTOMATED else None
    responsible = edition.statement["editorial_responsibility"]
    levels = {Part.BODY: edition.ai_level} | differing(edition)
    is_translated = AILevel.TRANSLATED in levels.values()
    return Making(
        parts=[(statement.PART_WORDS[part], DONE[level]) for part, level in levels.items()],
        role=said["ai_role"],
        tools=said["tools"],
        source_language=statement.language_name(edition.translated_from if is_translated else ""),
        check=Check(in_language(edition.reviewer), datetime.fromisoformat(review["at"])) if review else None,
        is_unchecked=edition.need != Need.OFF and review is None,
        responsible=_responsible(edition.language, **responsible) if responsible else None,
        fingerprint=edition.content_sha256[:12],
    )


def differing(edition):
    """Return ``{part: level}`` for the parts in which AI did something else than in the body."""
    levels = {part: edition.ai_parts[part] for part in Part if part in edition.ai_parts}
    return {part: level for part, level in levels.items() if level != edition.ai_level}


def _responsible(language, name, role, contact):
    today = in_language(Publication.current().responsible_role, language)
    language = today.language if today.text == role else language
    return Responsible(name, role, language, contact, contact_url(contact))
