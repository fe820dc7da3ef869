"""How often AI had a part, month by month, for everyone to read: counted when asked, in four queries by index."""

from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, IntegerField, When
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from articles.models.edition import Edition
from articles.operations.ai_log import LEVELS, PARTLY, shows_ai_picture
from articles.vocabulary import LABELLED, Need
from newsroom.audit.models import Event

MONTHS = 12
OVERRULED = "image.override"
COLUMNS = {
    "published": _("All stories"),
    **LEVELS,
    "checked": _("Checked by a person"),
    "unchecked": _("Not checked"),
    "pictures": _("With AI pictures"),
    "relabelled": _("Labels changed later"),
    "overruled": _("Marks in pictures overruled"),
}


class Month(NamedTuple):
    """A month's numbers, in the order of ``COLUMNS``."""

    name: str
    numbers: list


class Table(NamedTuple):
    """The last months, newest first, and all of them together."""

    columns: list
    months: list
    totals: list


def last_months(zone, *, now=None):
    """Return the numbers of the last twelve months in a time zone, the running one first.

    Stories that are live, by the month of their first publication; what became of labels, by the month it happened.
    """
    starts = _starts(timezone.localdate(now, zone), zone)
    counts = [dict.fromkeys(COLUMNS, 0) for _start in starts]
    live = Edition.objects.live().filter(first_published_at__gte=starts[-1]).order_by()
    for month, total in _by_month(live, "first_published_at", starts).values_list("month", "total"):
        counts[month]["published"] += total
    rows = _by_month(live.filter(has_ai=True), "first_published_at", starts, "ai_level", "need")
    rows = rows.annotate(checked=Count("review"), pictures=Count("pk", filter=shows_ai_picture()))
    for row in rows:
        _add(counts[row["month"]], **row)
    for moment in _relabelled(starts[-1]):
        counts[next(month for month, start in enumerate(starts) if moment >= start)]["relabelled"] += 1
    overruled = Event.objects.filter(action=OVERRULED, at__gte=starts[-1]).order_by()
    for month, total in _by_month(overruled, "at", starts).values_list("month", "total"):
        counts[month]["overruled"] += total
    return Table(
        columns=list(COLUMNS.values()),
        months=[
            Month(date_format(start, "YEAR_MONTH_FORMAT"), list(count.values()))
            for start, count in zip(starts, counts, strict=True)
        ],
        totals=[sum(count[name] for count in counts) for name in COLUMNS],
    )


def _starts(today, zone):
    """Return when each of the last months began, the running one first."""
    months = [today.year * 12 + today.month - 1 - back for back in range(MONTHS)]
    return [datetime.combine(date(number // 12, number % 12 + 1, 1), datetime.min.time(), zone) for number in months]


def _relabelled(since):
    """Yield when editions brought readers a note on what is said of AI."""
    noted = Edition.objects.filter(is_corrected=True, published_at__gte=since).order_by()
    for published_at, corrections in noted.values_list("published_at", "corrections"):
        notes = [item["at"] for item in corrections if item["kind"] == "ai_disclosure"]
        if published_at in map(datetime.fromisoformat, notes):
            yield published_at


def _by_month(rows, field, starts, *names):
    """Return the rows counted by ``month`` (a place in ``starts``) and these names, as ``total``."""
    whens = [When(**{f"{field}__gte": start}, then=number) for number, start in enumerate(starts)]
    month = Case(*whens, output_field=IntegerField())
    return rows.annotate(month=month).values("month", *names).annotate(total=Count("pk"))


def _add(count, *, ai_level, need, total, checked, pictures, **_month):
    count["pictures"] += pictures
    if need == Need.OFF:
        return
    count[ai_level if ai_level in LABELLED else PARTLY] += total
    count["checked"] += checked
    count["unchecked"] += total - checked
