"""Which edition of a story readers had at what time."""

import re
from datetime import date
from itertools import zip_longest
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from articles.models import Edition, PreviousPath, Story
from articles.models.text import nfc_line

ADDRESS = re.compile(r"/(\d{4})/(\d{2})/(\d{2})/([^/]+)(?:/|$)")


class NoEvidence(Exception):
    """There is nothing to hand over; the message says why, and what to ask for instead."""


class Span(NamedTuple):
    """An edition with its times: live from ``begins`` to ``ends``, None while it is. ``how`` says why it ended."""

    number: int
    begins: object
    ends: object
    how: str
    slug: str
    path_date: date

    @property
    def has_ended_before_it_began(self):
        return self.ends is not None and self.ends <= self.begins


class Timeline(NamedTuple):
    """Every edition of a story in the order of their numbers, and sentences on times that contradict that order."""

    spans: list
    doubts: list

    def at(self, time):
        """Return the edition that was live, by number and times, or None."""
        begun = [span for span in self.spans if span.begins <= time]
        return begun[-1] if begun and (begun[-1].ends is None or begun[-1].ends > time) else None

    def gap(self, time):
        """Return the withdrawn edition that was the last before a time at which none was live, or None."""
        begun = [span for span in self.spans if span.begins <= time]
        return begun[-1] if begun and begun[-1].how == "withdrawn" else None


def find(said, time):
    """Return the story that an id or a public address names; ``time`` decides where two had the same address."""
    if said.isdecimal():
        story = Story.objects.filter(pk=int(said)).first() if len(said) < 19 else None
        if story is None:
            raise NoEvidence(f"There is no story {said}. The number stands in the address of its form at the desk.")
        return story
    place = _place(said)
    ids = _at_place(*place) if place else set()
    if len(ids) > 1:
        ids = {pk for pk in ids if _was_at(place, of(pk).at(time))} or ids
    if len(ids) > 1:
        named = ", ".join(map(str, sorted(ids)))
        raise NoEvidence(f"Several stories had this address: {named}. Name one by its number.")
    if not ids:
        raise NoEvidence(
            f"No story was ever published at “{said}”. Give its number, or its address, such as /2026/11/23/the-words/."
        )
    return Story.objects.get(pk=ids.pop())


def of(story):
    """Return the timeline of a story, from its editions' own times."""
    columns = ["number", "published_at", "withdrawn_at", "slug", "path_date"]
    rows = list(Edition.objects.filter(story=story).order_by("number").values_list(*columns, named=True))
    spans, doubts = [], []
    for row, after in zip_longest(rows, rows[1:]):
        ends, how = row.withdrawn_at, "withdrawn" if row.withdrawn_at else ""
        if after and not how:
            ends, how = after.published_at, "replaced"
        spans.append(Span(row.number, row.published_at, ends, how, row.slug, row.path_date))
        if spans[-1].has_ended_before_it_began:
            doubts.append(
                f"Edition {row.number} was {how} after it was published, and the times say the reverse "
                f"({ends.isoformat()} and {row.published_at.isoformat()}): the server’s clock went back. "
                "Editions are taken in the order of their numbers, which do not depend on the clock."
            )
    return Timeline(spans, doubts)


def live_at(story, timeline, time, zone):
    """Return the span that was live at a time, or raise ``NoEvidence`` that says when the story was, in a zone."""

    def written(moment):
        return moment.astimezone(zone).isoformat()

    if span := timeline.at(time):
        return span
    if not timeline.spans:
        raise NoEvidence(f"Story {story.pk} was never published.")
    when = "; ".join(
        f"edition {span.number} from {written(span.begins)}"
        + (f" until {written(span.ends)} ({span.how})" if span.ends else " until now")
        for span in timeline.spans
        if not span.has_ended_before_it_began
    )
    gone = timeline.gap(time)
    why = f" Edition {gone.number} was withdrawn on {written(gone.ends)}." if gone else ""
    raise NoEvidence(f"Story {story.pk} was not live on {written(time)}.{why} It was live: {when}.")


def _place(said):
    """Return the day and the slug of an address or path, None where it is no story's."""
    try:
        year, month, day, slug = ADDRESS.search(f"/{unquote(urlsplit(said).path).lstrip('/')}").groups()
        return date(int(year), int(month), int(day)), nfc_line(slug)
    except (ValueError, AttributeError):
        return None


def _at_place(day, slug):
    """Return the keys of the stories that were ever published there."""
    editions = Edition.objects.filter(path_date=day, slug=slug).values_list("story", flat=True)
    return {*editions, *PreviousPath.objects.filter(path_date=day, slug=slug).values_list("story", flat=True)}


def _was_at(place, span):
    return span is not None and (span.path_date, span.slug) == place
