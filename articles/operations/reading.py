"""A story as readers open it: everything its page prints, gathered before the template begins."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models.edition import Edition
from articles.models.taxonomy import Author, Section, Tag
from articles.operations import labels
from articles.operations.related import around
from articles.vocabulary import BYLINE_WORDS, CorrectionKind, Kind, Part
from newsroom import richtext
from newsroom.media import vocabulary
from newsroom.media.models import Attachment, Picture
from newsroom.publication.languages import Language

WORDS_A_MINUTE = 220
CORRECTION_WORDS = {
    "correction": _("Correction"),
    "clarification": _("Clarification"),
    "update": pgettext_lazy("public note", "Update"),
    "ai_disclosure": _("AI label"),
    "retraction": _("Retraction"),
}


class BylineLine(NamedTuple):
    """A person, and the words that introduce what they did."""

    author: Author
    role: str
    role_label: str


class Lead(NamedTuple):
    """A picture, most often the lead, as this story uses it; ``chip`` is the picture's AI label, "" for none."""

    picture: Picture
    alt: str
    caption: str
    credit: str
    chip: str

    @property
    def labelled_alt(self):
        """What stands for the picture where only words travel: its label first."""
        return vocabulary.labelled(self.chip, self.alt)


class Translation(NamedTuple):
    """The same story in another language."""

    language: str
    name_local: str
    dir: str
    url: str
    edition: Edition


class CorrectionLine(NamedTuple):
    """What was wrong and is right now.

    ``number`` counts a story's notes from the oldest, ``anchor`` is the note's place on the page, ``amended`` what it
    said before, as (until when, words).
    """

    at: object
    text: str
    kind: str
    kind_label: str
    number: int
    anchor: str
    amended: list

    @property
    def changed_at(self):
        """When its words last changed."""
        return self.amended[-1][0] if self.amended else self.at

    @property
    def is_of_label(self):
        """Whether it is about what is said of AI."""
        return self.kind == CorrectionKind.AI_DISCLOSURE


@dataclass(frozen=True)
class StoryPage:
    """What ``pages/story.html`` prints."""

    edition: Edition
    section: Section | None
    bylines: list
    tags: list
    body: str
    lead: Lead | None
    figures: list
    translations: list
    corrections: list
    original_corrected_at: datetime | None
    sources: list
    reading_minutes: int
    related: list
    label: labels.Label | None
    note: labels.Note | None
    making: labels.Making | None
    part_levels: dict
    link_rel: str
    is_preview: bool

    @property
    def is_updated(self):
        return self.edition.is_updated


def open_story(edition):
    """Return the page of an edition from the database (five queries at most)."""
    bylines = edition.bylines.select_related("author")
    tags = Tag.objects.filter(edition_links__edition=edition).order_by("edition_links__position")
    return story_page(edition, bylines=bylines, tags=list(tags))


def story_page(edition, *, bylines, tags, is_preview=False):
    """Return the page of an edition, saved or not, with these bylines (``author`` and ``role`` each) and tags.

    Asks the database for the pictures and files in the body, where there are any, and for the stories around this one.
    """
    surroundings = around(edition, tags)
    pictures = body_pictures([edition])
    return StoryPage(
        edition=edition,
        section=edition.section if edition.section_id else None,
        bylines=[BylineLine(line.author, line.role, BYLINE_WORDS[line.role]) for line in bylines],
        tags=tags,
        body=body_of(edition, pictures, body_attachments([edition])),
        lead=lead_of(edition),
        figures=figures_of(edition, pictures),
        translations=[_translation(card) for card in surroundings.translations],
        corrections=corrections_of(edition),
        original_corrected_at=original_corrected_at(edition, surroundings.translations),
        sources=[source | {"url": _safe(source.get("url", ""))} for source in edition.sources],
        reading_minutes=max(1, round(edition.word_count / WORDS_A_MINUTE)),
        related=surroundings.related,
        label=labels.label_of(edition),
        note=labels.note_of(edition),
        making=labels.making_of(edition),
        part_levels=labels.differing(edition),
        link_rel=link_rel(edition),
        is_preview=is_preview,
    )


def body_of(edition, pictures, attachments, *, is_elsewhere=False):
    """Return the body as pages print it, or what is read elsewhere; ``pictures`` and files are those in it, by id."""
    caption_level = labels.differing(edition).get(Part.CAPTION, "")
    said = {"link_rel": link_rel(edition), "caption_level": caption_level}
    return richtext.render(edition.body, pictures, attachments=attachments, **said, is_elsewhere=is_elsewhere)


def link_rel(edition):
    """Return what links in a story's text say of themselves; "" for nothing. Search engines count no paid ones."""
    return "sponsored noopener" if edition.kind == Kind.SPONSORED else ""


def body_pictures(editions):
    """Return the library's pictures that stand in some bodies, by id, in one query, or none where none does."""
    wanted = {pk for edition in editions for pk in richtext.picture_ids(edition.body)}
    return Picture.objects.in_bulk(wanted) if wanted else {}


def body_attachments(editions):
    """Return the files and recordings in some bodies, by id, but for pulled ones; one query, or none where none is."""
    wanted = {pk for edition in editions for pk in richtext.attachment_ids(edition.body)}
    return Attachment.objects.shown().in_bulk(wanted) if wanted else {}


def lead_of(edition):
    """Return the lead picture as the edition uses it, or None where it has none or it was pulled."""
    picture = edition.lead_picture
    if picture is None or picture.is_pulled:
        return None
    return Lead(picture, edition.used_alt, edition.lead_caption, picture.credit, picture.label)


def figures_of(edition, pictures):
    """Return the pictures in the body as the edition uses them, in order; ``pictures`` are those in it, by id."""
    found = richtext.figures(edition.body) if pictures else []
    used = [(pictures[figure.picture_id], figure) for figure in found if figure.picture_id in pictures]
    return [_use(picture, figure) for picture, figure in used if not picture.is_pulled]


def _use(picture, figure):
    caption = figure.caption.text if figure.caption else ""
    return Lead(picture, figure.used_alt(picture), caption, picture.credit, picture.label)


def corrections_of(edition):
    """Return the edition's corrections, newest first; addresses of notes on its AI label are counted by themselves."""
    lines, counts = [], {"ai-note": 0, "correction": 0}
    for number, item in enumerate(edition.corrections_shown, 1):
        kind = item["kind"]
        name = "ai-note" if kind == CorrectionKind.AI_DISCLOSURE else "correction"
        counts[name] += 1
        amended = [(datetime.fromisoformat(was["at"]), was["text"]) for was in item.get("amended", [])]
        anchor = f"{name}-{counts[name]}"
        lines.append(CorrectionLine(item["at"], item["text"], kind, CORRECTION_WORDS[kind], number, anchor, amended))
    return lines[::-1]


def original_corrected_at(edition, translations):
    """Return when the original of a translation was corrected, where nobody has held the two together since."""
    if edition.original_id is None:
        return None
    original = edition.original
    newer = (
        card.corrected_at
        for card in translations
        if card.story_id == original.story_id and card.corrected_at and card.corrected_at > original.published_at
    )
    return next(newer, None)


def summary_of(edition):
    """Return one plain sentence or two about the story, for machines and lists."""
    return edition.summary or edition.standfirst or Truncator(richtext.plain_text(edition.body)).chars(160)


def _translation(edition):
    language = Language(edition.language)
    return Translation(language.code, language.name_local, language.dir, edition.url, edition)


def _safe(url):
    """Return the address where it leads to the web, else nothing: a link to anything else is no source."""
    return url if re.match("https?://", url, re.I) else ""
