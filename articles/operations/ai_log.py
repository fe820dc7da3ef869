"""The public log: every live story whose words need a label or that shows a picture made by AI, newest first."""

from datetime import UTC, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition, EditionPicture
from articles.operations import labels, projections, reading
from articles.operations.addresses import canonical, statement_url
from articles.vocabulary import CHIPS, LABELLED, AILevel, Need
from newsroom.media import vocabulary as pictures
from newsroom.publication.localtext import in_language

PARTLY = "partly"
# What the log can be narrowed to, and how readers are told of it.
LEVELS = {
    AILevel.GENERATED: CHIPS["text.generated.reviewed"],
    AILevel.AUTOMATED: _("Published by AI alone"),
    AILevel.EDITED: CHIPS["text.edited.reviewed"],
    AILevel.TRANSLATED: CHIPS["text.translated.reviewed"],
    PARTLY: CHIPS["text.partly"],
}
THINGS = {"text": _("Words"), "picture": _("Pictures")}
# What a line of the log is made of.
FIELDS = [
    *("language", "headline", "slug", "path_date", "story_id", "first_published_at", "published_at", "updated_at"),
    *("ai_level", "ai_parts", "need", "label_key", "reviewer", "translated_from", "corrections", "statement"),
]


class Line(NamedTuple):
    """A story of the log, in the reader's language. ``label`` is "" where no label on the words is shown."""

    edition: Edition
    url: str
    label: str
    pictures: list
    check: labels.Check | None
    notes: list


def entries(level="", thing=""):
    """Return the live editions of the log, newest first; an index alone finds a page of them.

    ``level`` is a key of ``LEVELS``, ``thing`` one of ``THINGS``, or "" for all.
    """
    found = Edition.objects.live().filter(has_ai=True).newest_first().only(*FIELDS)
    if level == PARTLY:
        found = found.exclude(ai_level__in=LABELLED).exclude(need=Need.OFF)
    elif level:
        found = found.filter(ai_level=level)
    if thing == "text":
        found = found.exclude(need=Need.OFF)
    elif thing == "picture":
        found = found.filter(shows_ai_picture())
    return found


def shows_ai_picture():
    """Return the condition that an edition shows a picture that AI made or changed."""
    inside = EditionPicture.objects.filter(edition=OuterRef("pk"), origin__in=pictures.MADE_WITH_AI)
    return Q(lead_origin__in=pictures.MADE_WITH_AI) | Q(Exists(inside))


def after(found, moment, key):
    """Return those of some editions, newest first, that come after the one published at a moment with this key."""
    return found.filter(first_published_at__lte=moment).exclude(first_published_at=moment, pk__gte=key)


def line(edition):
    """Return an edition as a line of the log for readers. Asks the database nothing."""
    review = edition.statement["review"]
    return Line(
        edition=edition,
        url=edition.get_absolute_url(),
        label=edition.label_words,
        pictures=_picture_labels(edition),
        check=labels.Check(in_language(edition.reviewer), datetime.fromisoformat(review["at"])) if review else None,
        notes=_notes(edition),
    )


def told(edition, publication):
    """Return an edition as machines are told of it, in words of its own language. Asks the database nothing."""
    address, review = canonical(edition, publication), edition.statement["review"]
    label = edition.statement["text"]["label"]
    return {
        "url": address,
        "title": edition.headline,
        "lang": edition.language,
        "published_at": _utc(edition.first_published_at),
        "updated_at": _utc(edition.published_at),
        "level": edition.ai_level,
        "need": edition.need,
        "label_key": label["key"],
        "label": projections.label(edition),
        "pictures": [
            {"digital_source_type": image["digital_source_type"], "label": image["label"]}
            for image in edition.statement["images"]
            if image["label"]
        ],
        "review": {"by": review["by"], "at": review["at"]} if review else None,
        "notes": [
            {"at": _utc(note.at), "text": note.text, "url": f"{address}#{note.anchor}"} for note in _notes(edition)
        ],
        "statement": statement_url(edition, publication),
    }


def _notes(edition):
    """Return the public notes on what is said of AI in an edition, newest first."""
    return [note for note in reading.corrections_of(edition) if note.is_of_label]


def _picture_labels(edition):
    """Return the labels of an edition's pictures in the reader's language, each once."""
    terms = [(image["digital_source_type"] or pictures.UNKNOWN) for image in edition.statement["images"]]
    keys = [pictures.label_key(term.rpartition("/")[2]) for term in terms]
    return [pictures.LABELS[key] for key in dict.fromkeys(keys) if key]


def _utc(time):
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
