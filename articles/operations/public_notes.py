"""Every public note for the desk: those of live stories, and of stories that readers see no more."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from articles.models import Edition, Story
from articles.operations.reading import CorrectionLine, corrections_of
from articles.search.words import fold


class Note(NamedTuple):
    """A public note and the newest edition of its story."""

    edition: Edition
    line: CorrectionLine


def notes(actor, *, zone, words="", kind="", since=None, until=None):
    """Return the public notes on stories that a person may see, newest first.

    ``words`` are looked for in the headline and in what the note says and said; ``since`` and ``until`` are days.
    """
    first = since and datetime.combine(since, time.min, zone)
    last = until and datetime.combine(until + timedelta(days=1), time.min, zone)
    wanted = fold(words).split()
    found = [
        note
        for note in _all(actor)
        if (not kind or note.line.kind == kind)
        and (first is None or note.line.at >= first)
        and (last is None or note.line.at < last)
        and _holds(note, wanted)
    ]
    return sorted(found, key=lambda note: (note.line.at, note.edition.pk), reverse=True)


def note(actor, story_id, number):
    """Return a note by its story and number, or None where there is none that this person may see."""
    return next((note for note in _all(actor, story=story_id) if note.line.number == number), None)


def _all(actor, **where):
    """Yield every note in one query."""
    corrected = Edition.objects.filter(is_corrected=True).order_by().values("story")
    newer = Edition.objects.filter(story=OuterRef("story"), number__gt=OuterRef("number"))
    editions = Edition.objects.filter(~Exists(newer), story__in=corrected, **where)
    editions = editions.filter(story__in=Story.objects.visible_to(actor).order_by().values("pk"))
    for edition in editions.order_by().defer("body", "sources", "statement"):
        for line in corrections_of(edition):
            yield Note(edition, line)


def _holds(note, wanted):
    said = [note.edition.headline, note.line.text, *(text for _until, text in note.line.amended)]
    text = fold(" ".join(said))
    return all(word in text for word in wanted)
