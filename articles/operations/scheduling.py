"""The hour comes: what was planned is done by every web process's clock, once, whoever of them is first."""

import logging
from datetime import timedelta
from typing import NamedTuple

from django.db.models import Count, Min, Q
from django.utils import timezone

from articles.models import Story
from articles.operations import publishing
from articles.operations.publishing.going_live import withdraw_due
from articles.operations.refusal import Refused
from articles.vocabulary import Deed, Status
from newsroom import local_time
from newsroom.publication.models import Publication, PublicationMissing

logger = logging.getLogger(__name__)
# How late planned work may be before people are told; rounds are some seconds apart.
PATIENCE = timedelta(minutes=2)


class Done(NamedTuple):
    """How many stories a round published, withdrew, gave back because they may not go out, and failed to do."""

    published: int = 0
    withdrawn: int = 0
    refused: int = 0
    failed: int = 0


def run_due():
    """Do what is due; this is work of the tick, and there is never more of it."""
    do_due()


def do_due(*, now=None):
    """Do what is due, withdrawals first, then publications, the oldest first; return what was ``Done``.

    Each story is its own transaction with its row locked, so that any number of clocks may run. After a time without a
    clock all that is overdue is done, once. A story that may not go out is given back with the reason; one that fails
    holds no other back, and is tried again in the next round.
    """
    until = now or timezone.now()
    withdrawals = Story.objects.filter(withdraw_for__lte=until).order_by("withdraw_for", "pk")
    publications = Story.objects.filter(_due(until)).order_by("scheduled_for", "pk")
    # Both are looked up before anything is done: what is taken from readers at an hour does not go out at that hour.
    work = [(_withdraw, pk) for pk in withdrawals.values_list("pk", flat=True)]
    work += [(_publish, pk) for pk in publications.values_list("pk", flat=True)]
    outcomes = [_try(do, pk, now) for do, pk in work]
    return Done(*(outcomes.count(outcome) for outcome in Done._fields))


def overdue(*, now):
    """Return how many stories should have gone out or come down by a moment and have not."""
    return Story.objects.overdue(now).count()


def late(*, now=None):
    """Say in a sentence that planned work is overdue by more than people should wait; "" where none is (one query)."""
    by = (now or timezone.now()) - PATIENCE
    publications, withdrawals = _due(by), Q(withdraw_for__lte=by)
    found = Story.objects.filter(publications | withdrawals).aggregate(
        count=Count("pk"),
        published=Min("scheduled_for", filter=publications),
        withdrawn=Min("withdraw_for", filter=withdrawals),
    )
    if not found["count"]:
        return ""
    since = min(filter(None, [found["published"], found["withdrawn"]]))
    try:
        at = local_time.said(since, Publication.current().zone)
    except PublicationMissing:
        at = local_time.said(since, timezone.get_default_timezone())
    number = "1 story" if found["count"] == 1 else f"{found['count']} stories"
    return f"Planned work is overdue: {number}, since {at}."


def _due(until):
    return Q(status=Status.SCHEDULED, scheduled_for__lte=until)


def _withdraw(story, now):
    return "withdrawn" if withdraw_due(story, now=now) else ""


def _publish(story, now):
    try:
        return "published" if publishing.publish_due(story, now=now) else ""
    except Refused as error:
        if publishing.refuse_due(story, error, now=now) is None:
            return ""
        publishing.note_refusal(story, Deed.PUBLISH, error, actor="schedule")
        return "refused"


def _try(do, pk, now):
    try:
        return do(Story(pk=pk), now)
    except Exception:
        logger.exception("Story %s could not be done at its hour and is tried again.", pk)
        return "failed"
