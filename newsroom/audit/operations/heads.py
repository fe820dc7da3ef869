"""Keeps the chain's daily heads, and sends them where the operators of the site cannot change them."""

import logging
from datetime import UTC, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Max, Min, Q
from django.db.models.functions import TruncDate
from django.utils import timezone

from newsroom.audit import chain
from newsroom.audit.models import DailyHead, Event, Head
from newsroom.publication.models import Publication

logger = logging.getLogger(__name__)
DAY = timedelta(days=1)
MAIL_AGAIN = timedelta(minutes=10)
MAIL = """\
This is where the audit record of {address} stood when {days} ended (UTC).

Keep this message where those who run the site cannot change it. To check the record against it, save what stands in
braces in a file and run:

    manage.py audit verify --against FILE

{lines}
"""


def record_due(*, now=None):
    """Record the head of every day that ended since the last one, from the day of the first event on."""
    last_day = (now or timezone.now()).astimezone(UTC).date() - DAY
    if not _due(last_day):
        return
    with transaction.atomic():
        Head.objects.select_for_update().first()  # Those who record events or heads wait for each other.
        if days := _due(last_day):
            _record(days)


def _due(last_day):
    """Return the days up to this one that have no head yet."""
    newest = DailyHead.objects.aggregate(date=Max("date"))["date"]
    if newest:
        first = newest + DAY
    elif earliest := Event.objects.aggregate(at=Min("at"))["at"]:
        first = earliest.astimezone(UTC).date()
    else:
        return []
    return [first + DAY * number for number in range((last_day - first).days + 1)]


def _record(days):
    last = DailyHead.objects.first() or DailyHead(seq=0, root=chain.START)
    since = Event.objects.filter(seq__gt=last.seq).annotate(day=TruncDate("at", tzinfo=UTC))
    highest = dict(since.order_by().values_list("day").annotate(Max("seq")))
    seq = max([last.seq, *(highest[day] for day in highest if day < days[0])])
    ends = [(day, seq := max(seq, highest.get(day, 0))) for day in days]
    roots = {event.seq: event.hash for event in Event.objects.in_bulk({seq for _day, seq in ends}).values()}
    roots |= {last.seq: last.root}
    DailyHead.objects.bulk_create(DailyHead(date=day, seq=seq, root=roots[seq]) for day, seq in ends)


def mail_due(*, now=None):
    """Send what was not sent yet in one message to ``AUDIT_HEADS_TO``; what fails is tried again in ten minutes."""
    if not settings.AUDIT_HEADS_TO:
        return
    now = now or timezone.now()
    waiting = DailyHead.objects.filter(mailed_at=None)
    free = waiting.filter(Q(mail_tried_at=None) | Q(mail_tried_at__lt=now - MAIL_AGAIN))
    # One process takes a head, by a single statement; no lock is held while the mail server is spoken to.
    if not free.exists() or not free.update(mail_tried_at=now):
        return
    taken = list(waiting.filter(mail_tried_at=now).order_by("date"))
    try:
        _message(taken).send(using="default")
    except OSError as failure:
        logger.error("The audit record's heads could not be mailed; tried again in ten minutes: %s", failure)
    else:
        waiting.filter(mail_tried_at=now).update(mailed_at=now)


def _message(heads):
    first, last = heads[0].date, heads[-1].date
    days = f"{last}" if first == last else f"each day from {first} to {last}"
    lines = "\n".join(head.as_json for head in heads)
    body = MAIL.format(address=Publication.current().address, days=days, lines=lines)
    return EmailMessage(f"Audit record: head of {last}", body, to=settings.AUDIT_HEADS_TO)
