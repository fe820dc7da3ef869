"""The front page: a lead, the newest stories, and a row for each section; the reader's language first."""

from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.models.edition import Edition
from articles.models.front import FrontPin
from articles.models.taxonomy import Section
from articles.operations import cards

TOP = 6
MOST_CARDS = 30
DESK_CARDS = 4
# Other languages fill gaps and hold the translations of what is already shown, so more of them are fetched.
SPARE = 3
# What pages offer that have nothing else to show.
NEWEST = 5


class Desk(NamedTuple):
    """A section and the stories of its row."""

    section: Section
    cards: list


class Front(NamedTuple):
    """What the front page shows; no story twice, in whatever language."""

    lead: Edition | None
    top: list
    desks: list


def front(language, sections):
    """Return the front page for readers of a language with a row for each of the sections that has stories left.

    What an editor pinned comes first, in the editor's order. Four queries at most, whatever is stored: each part is a
    short slice of an index.
    """
    shown = set()
    first = _unshown(_pinned(language), TOP + 1, shown)
    newest = _fetch(_newest(Edition.objects.live(), language, TOP + 1 + len(first)))
    first += _take(newest, TOP + 1 - len(first), language, shown)
    room = _room(len(sections))
    parts = [part for section in sections for part in _newest(_of(section, first), language, room)]
    rest = _fetch(parts) if parts and first else []
    desks = [
        Desk(section, cards.dress(_take([e for e in rest if e.section_id == section.pk], room, language, shown)))
        for section in sections
    ]
    cards.dress(first)
    return Front(first[0] if first else None, first[1:], [desk for desk in desks if desk.cards])


def newest(language):
    """Return the newest stories as cards, each in one language, the reader's first; one query."""
    return cards.dress(_take(_fetch(_newest(Edition.objects.live(), language, NEWEST)), NEWEST, language, set()))


def _pinned(language):
    """Return the live editions pinned on the front page of a language, in order."""
    pins = FrontPin.objects.current(timezone.now()).filter(page__language=language)
    place = Subquery(pins.filter(story=OuterRef("story")).values("position")[:1])
    pinned = Edition.objects.live().for_card().filter(story__in=pins.values("story"))
    return list(pinned.annotate(place=place).order_by("place", "-pk"))


def _room(sections):
    """Return how many cards a row has, so that the page stays short however many sections there are."""
    return max(1, min(DESK_CARDS, (MOST_CARDS - TOP - 1) // max(1, sections)))


def _of(section, shown):
    return Edition.objects.live().filter(section=section).exclude(pk__in=[edition.pk for edition in shown])


def _newest(editions, language, number):
    """Return two short slices: the newest in the language, and the newest in any."""
    return [editions.filter(language=language).newest_first()[:number], editions.newest_first()[: number * SPARE]]


def _fetch(slices):
    """Return the cards of several slices in one query (SQLite unites no slices, so each becomes a list of keys)."""
    parts = [Edition.objects.filter(pk__in=part.values("pk")).order_by().values("pk") for part in slices]
    return list(Edition.objects.live().for_card().filter(pk__in=parts[0].union(*parts[1:])).newest_first())


def _take(editions, number, language, shown):
    """Take the first few whose story is not shown yet in any language, the reader's language first."""
    return _unshown(sorted(editions, key=lambda edition: edition.language != language), number, shown)


def _unshown(editions, number, shown):
    """Take the first few whose story is not shown yet in any language."""
    taken = []
    for edition in editions:
        if len(taken) < number and edition.translation_key not in shown:
            shown.add(edition.translation_key)
            taken.append(edition)
    return taken
