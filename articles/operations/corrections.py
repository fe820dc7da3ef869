"""The public record of corrections, across all live stories."""

from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format

from articles.models.edition import Edition
from articles.operations.reading import corrections_of

MOST = 200


class Entry(NamedTuple):
    """One correction of one story: ``kind_label`` says of what kind it is, ``amended`` what it said before."""

    at: datetime
    kind_label: str
    headline: str
    url: str
    text: str
    language: str
    direction: str
    amended: list


class Month(NamedTuple):
    """A month's corrections, newest first."""

    month: str
    items: list


def corrected():
    """Return the live editions of stories that were ever corrected, the last changed first."""
    stories = Edition.objects.filter(is_corrected=True).order_by().values("story")
    # By their keys: SQLite would read every live edition to find those few.
    editions = Edition.objects.filter(story__in=stories).order_by().values("pk")
    return Edition.objects.live().filter(pk__in=editions).order_by("-updated_at", "-pk")


def months():
    """Return the newest corrections of live stories, month by month, in one query."""
    editions = corrected().defer("body")[:MOST]
    entries = sorted((entry for edition in editions for entry in _entries(edition)), key=lambda e: e.at, reverse=True)
    return [Month(name, list(items)) for name, items in groupby(entries, key=_month)]


def _entries(edition):
    url = edition.get_absolute_url()
    for line in corrections_of(edition):
        yield Entry(
            at=timezone.localtime(line.at),
            kind_label=line.kind_label,
            headline=edition.headline,
            url=f"{url}#{line.anchor}",
            text=line.text,
            language=edition.language,
            direction=edition.direction,
            amended=line.amended,
        )


def _month(entry):
    return date_format(entry.at, "YEAR_MONTH_FORMAT")
