"""Wall-clock times of a place: which moments they can mean, and how a moment is said with its zone. Pure."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

MINUTE = timedelta(minutes=1)
# How far ahead the desk's buttons know what a zone is called.
YEAR = timedelta(days=400)
NO_TIME = "This is no day and time: choose one, such as 2026-11-24 14:00."


class Meant(NamedTuple):
    """What somebody who typed a wall-clock time can have meant.

    ``moment`` is the one moment there is; where that is None, ``why`` says why, and ``options`` are to choose from.
    """

    moment: datetime | None = None
    why: str = ""
    options: tuple = ()


def read(text, zone):
    """Return what a typed time, such as "2026-11-24T14:00", means in a time zone."""
    try:
        wall = datetime.fromisoformat(text.strip())
        if wall.tzinfo is not None:
            return Meant(why=NO_TIME)
        found = _moments(wall, zone)
    except (ValueError, OverflowError):
        return Meant(why=NO_TIME)
    if len(found) == 1:
        return Meant(found[0])
    if found:
        why = f"{wall:%H:%M} comes twice on that day, because the clocks go back: say which one you mean."
        return Meant(why=why, options=tuple(found))
    nearest = _after_gap(wall, zone)
    forward = clock(nearest, zone)
    why = f"There is no {wall:%H:%M} on that day: the clocks go forward to {forward}. Take that, or another time."
    return Meant(why=why, options=(nearest,))


def name_of(moment, zone):
    """Return what a zone is called at a moment: "WAT", or "UTC-03:00" where it has no name."""
    local = moment.astimezone(zone)
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{local:%:z}"


def said(moment, zone):
    """Return a moment in words, with its zone: "24 November 2026, 14:00 WAT"."""
    return f"{moment.astimezone(zone).day} {moment.astimezone(zone):%B %Y}, {clock(moment, zone)}"


def short(moment, zone):
    """Return a moment for a narrow column: "24 Nov 14:00 WAT"."""
    return f"{moment.astimezone(zone).day} {moment.astimezone(zone):%b} {clock(moment, zone)}"


def clock(moment, zone):
    """Return the time of day alone, with its zone: "14:00 WAT"."""
    return f"{moment.astimezone(zone):%H:%M} {name_of(moment, zone)}"


def typed(moment, zone):
    """Return a moment as a box for a local time holds it: "2026-11-24T14:00"."""
    return f"{moment.astimezone(zone):%Y-%m-%dT%H:%M}"


def names_ahead(moment, zone):
    """Return [[wall-clock time, what the zone is called from then on], …] from a moment for about a year."""
    found, at = [[typed(moment, zone), name_of(moment, zone)]], moment
    while at < moment + YEAR:
        following = at + timedelta(days=1)
        if name_of(following, zone) != name_of(at, zone):
            change = _change_between(at, following, zone)
            found.append([typed(change, zone), name_of(change, zone)])
        at = following
    return found


def _moments(wall, zone):
    """Return the moments that the clocks of a zone show as this time: one, two, or none."""
    both = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return sorted({moment for moment in both if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall})


def _after_gap(wall, zone):
    """Return the first moment after the gap in which a time falls."""
    late, early = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return _change_between(early, late, zone)


def _change_between(early, late, zone):
    """Return the first minute in which a zone is as it is at the later of two moments, and not as at the earlier."""
    early = early.replace(second=0, microsecond=0)
    while late - early > MINUTE:
        middle = early + ((late - early) // (2 * MINUTE)) * MINUTE
        early, late = (middle, late) if _offset(middle, zone) == _offset(early, zone) else (early, middle)
    return late.replace(second=0, microsecond=0)


def _offset(moment, zone):
    return moment.astimezone(zone).utcoffset()
