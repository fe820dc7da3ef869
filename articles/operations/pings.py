"""Tells hubs (WebSub) and search engines (IndexNow) what changed, where the operator named any; none by default.

Publishing writes rows in its own transaction and speaks to nobody. ``tick.py`` sends them afterwards: what fails is
tried again, ever later, and given up after a day.

* WebSub, https://www.w3.org/TR/websub/: one message for each feed, ``hub.mode=publish`` and ``hub.url``.
* IndexNow, https://www.indexnow.org/documentation: the addresses of stories, many in one message.
"""

import json
import logging
from datetime import timedelta
from urllib.error import HTTPError
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles.models.ping import Ping, Protocol
from articles.operations.addresses import canonical
from articles.operations.channels import FORMATS, holding
from newsroom import outgoing, tick
from newsroom.publication.models import Publication

logger = logging.getLogger(__name__)
MESSAGES_A_ROUND = 10
ADDRESSES_A_MESSAGE = 1000
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
GIVEN_UP_AFTER = timedelta(days=1)
# Answers that are about what was sent; any other failure is about the service. 408 and 429 ask for patience.
REFUSALS = set(range(400, 500)) - {408, 429}
# How long a process may take to send what it took; it died if it has not by then.
TAKEN_FOR = timedelta(minutes=5)


def queue(*editions):
    """Have every service told of these editions of one story (None among them is passed over); called in a deed.

    An address that a service waits for already is told once, as it is then.
    """
    editions = [edition for edition in editions if edition]
    if not (settings.WEBSUB_HUBS or settings.INDEXNOW_KEY):
        return
    now, publication = timezone.now(), Publication.current()
    feeds = [channel.path(form) for channel in holding(editions) for form in FORMATS] if settings.WEBSUB_HUBS else []
    told = [(Protocol.WEBSUB, hub, publication.absolute_url(path)) for hub in settings.WEBSUB_HUBS for path in feeds]
    if settings.INDEXNOW_KEY:
        pages = sorted({canonical(edition, publication) for edition in editions})
        told += [(Protocol.INDEXNOW, settings.INDEXNOW_SERVICE, page) for page in pages]
    Ping.objects.bulk_create(
        [Ping(protocol=how, service=who, url=url, queued_at=now, due_at=now) for how, who, url in told],
        update_conflicts=True,
        unique_fields=["service", "url"],
        update_fields=["queued_at", "due_at", "tries"],
    )
    transaction.on_commit(tick.wake)


def send_due(*, now=None):
    """Send some of what is due, and return whether there is more; nobody's failure holds up another service's."""
    if not Ping.objects.exists():
        return False
    now = now or timezone.now()
    _give_up(now)
    for _message in range(MESSAGES_A_ROUND):
        pings = _take(now)
        if not pings:
            return False
        try:
            _send(pings)
        except (OSError, ValueError) as failure:
            _postpone(pings, failure, now)
        else:
            _sent(pings)
    return Ping.objects.filter(due_at__lte=now).exists()


def _take(now):
    """Take what makes the next message, so that no other process sends it; no lock is held while it is sent."""
    with transaction.atomic():
        due = Ping.objects.filter(due_at__lte=now).select_for_update()
        first = due.first()
        if first is None:
            return []
        most = ADDRESSES_A_MESSAGE if first.protocol == Protocol.INDEXNOW else 1
        pings = list(due.filter(service=first.service, protocol=first.protocol)[:most])
        Ping.objects.filter(pk__in=[ping.pk for ping in pings]).update(due_at=now + TAKEN_FOR)
    return pings


def _send(pings):
    service, addresses = pings[0].service, [ping.url for ping in pings]
    if pings[0].protocol == Protocol.WEBSUB:
        body = urlencode({"hub.mode": "publish", "hub.url": addresses[0]})
        return outgoing.post(service, body.encode(), "application/x-www-form-urlencoded")
    publication, key = Publication.current(), settings.INDEXNOW_KEY
    said = {
        "host": urlsplit(publication.address).hostname,
        "key": key,
        "keyLocation": publication.absolute_url(f"/{key}.txt"),
        "urlList": addresses,
    }
    return outgoing.post(service, json.dumps(said).encode(), "application/json; charset=utf-8")


@transaction.atomic
def _sent(pings):
    """Drop what was told, but for what changed again meanwhile."""
    for ping in pings:
        Ping.objects.filter(pk=ping.pk, queued_at=ping.queued_at).delete()


def _postpone(pings, failure, now):
    """Try again later: the message alone where it was refused, else all that waits for a service that is away."""
    service, tries = pings[0].service, max(ping.tries for ping in pings) + 1
    wait = min(FIRST_WAIT * 2 ** min(tries - 1, 10), LONGEST_WAIT)
    logger.warning("%s could not be told of changes, tried again in %s: %s", service, wait, failure)
    Ping.objects.filter(pk__in=[ping.pk for ping in pings]).update(tries=tries, due_at=now + wait)
    if not (isinstance(failure, HTTPError) and failure.code in REFUSALS):
        Ping.objects.filter(service=service, due_at__lt=now + wait).update(due_at=now + wait)


def _give_up(now):
    """Drop what was not taken for a day, and what is for a service that the settings name no more."""
    services = [*settings.WEBSUB_HUBS, *([settings.INDEXNOW_SERVICE] if settings.INDEXNOW_KEY else [])]
    Ping.objects.exclude(service__in=services).delete()
    late = Ping.objects.filter(queued_at__lt=now - GIVEN_UP_AFTER)
    for service in sorted(set(late.values_list("service", flat=True))):
        number, _models = late.filter(service=service).delete()
        logger.error("%s took nothing for a day: %s changed addresses are not told to it.", service, number)
