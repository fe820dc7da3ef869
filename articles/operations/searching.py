"""Readers' search: the index that the publishing door keeps, and what readers find in it."""

from typing import NamedTuple

from django.utils import timezone

from articles.models.edition import Edition
from articles.operations import cards
from articles.search import words
from articles.search.tables import READERS, Row
from newsroom import richtext

# What is looked at in each place, newest first: ten pages of hits.
MOST = 240
# Where fewer are found, the words' beginnings count too.
FEW = 24
PERIODS = {"week": 7, "month": 31, "year": 366}
MADE_BY = ("people", "ai")


class Filters(NamedTuple):
    """What narrows a search; empty means everything. ``period`` is of ``PERIODS``, ``made`` of ``MADE_BY``."""

    language: str = ""
    section_id: int | None = None
    period: str = ""
    made: str = ""


class Found(NamedTuple):
    """The keys of what was found, the best first, and whether there may be more."""

    keys: list
    is_more: bool


def index(editions):
    """Put live editions in the index."""
    READERS.write([_row(edition) for edition in editions])


def remove(edition_ids):
    """Take editions out of the index."""
    READERS.remove(edition_ids)


def rebuild(*, progress=lambda done, total: None):
    """Make the index anew from the live editions, in the caller's transaction."""
    return READERS.rebuild(Edition.objects.live().order_by("pk"), _row, progress=progress)


def find(query, filters=None, *, today=None):
    """Return what has all the words of a `words.Query`: exact spellings first, then headlines, then the newest."""
    filters = filters or Filters()
    if not query:
        return Found([], False)
    narrowed = _narrowed(filters, today or timezone.localdate())
    found = _ranked(query, narrowed, is_beginning=False)
    if len(found.keys) < FEW and any(len(word) >= words.SHORTEST_BEGINNING for word in query.folded):
        wider = _ranked(query, narrowed, is_beginning=True)
        found = Found([*found.keys, *(key for key in wider.keys if key not in set(found.keys))], wider.is_more)
    return found


def cards_of(keys):
    """Return live editions as cards in the order of their keys, bodies included, for passages to be cut from."""
    live = Edition.objects.live().filter(pk__in=keys).select_related("lead_picture", "section")
    by_key = {edition.pk: edition for edition in cards.dress(live)}
    return [by_key[key] for key in keys if key in by_key]


def _row(edition):
    headline = words.words(edition.headline)
    body = words.words(f"{edition.standfirst} {richtext.plain_text(edition.body)} {edition.summary}")
    return Row(
        edition.pk,
        " ".join(map(words.fold, headline)),
        words.cut(" ".join(map(words.fold, body))),
        words.cut(" ".join(dict.fromkeys(map(words.as_written, [*headline, *body])))),
        " ".join(words.facets(edition)),
    )


def _ranked(query, narrowed, *, is_beginning):
    """Return what is found in headlines and anywhere, ranked among the newest of each."""

    def terms(*kinds):
        beginning = [is_beginning and len(phrase[-1]) >= words.SHORTEST_BEGINNING for phrase in query.phrases]
        wanted = [[(kinds, phrase, begins)] for phrase, begins in zip(query.phrases, beginning, strict=True)]
        return [*wanted, *narrowed]

    in_headline = READERS.newest(terms("headline"), MOST)
    anywhere = READERS.newest(terms("headline", "body"), MOST)
    keys = list(dict.fromkeys([*in_headline, *anywhere]))
    exact = READERS.among([[(("exact",), (words.as_written(word),), False)] for word in query.exact], keys)
    times = dict(Edition.objects.live().filter(pk__in=keys).values_list("pk", "first_published_at"))
    headlines = set(in_headline)
    keys = [key for key in keys if key in times]
    keys.sort(key=lambda key: (key in exact, key in headlines, times[key], key), reverse=True)
    return Found(keys, max(len(in_headline), len(anywhere)) == MOST)


def _narrowed(filters, today):
    wanted = []
    if filters.language:
        wanted.append([f"l{filters.language.replace('-', '')}"])
    if filters.section_id is not None:
        wanted.append([f"s{filters.section_id}"])
    if filters.made in MADE_BY:
        wanted.append([f"m{filters.made}"])
    if filters.period in PERIODS:
        wanted.append(words.days_back(today, PERIODS[filters.period]))
    return [[(("facets",), (term,), False) for term in alternatives] for alternatives in wanted]
