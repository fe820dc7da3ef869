"""Reads the record from its first event and says what is not as it was written."""

import json
from contextlib import suppress
from datetime import timedelta
from itertools import batched
from typing import NamedTuple

from django.db.models import F, Window
from django.db.models.functions import Lag

from newsroom.audit import chain
from newsroom.audit.models import DailyHead, Event, Head
from newsroom.audit.operations.recording import written
from newsroom.audit.operations.redaction import ERASED

CHUNK = 2000
# The clocks of several machines differ by less.
CLOCKS_DIFFER = timedelta(minutes=1)
# Callables of (progress) that yield sentences about what contradicts the record elsewhere, after the chain was read.
checks = []


class Link(NamedTuple):
    seq: int
    prev: str
    payload: str
    hash: str


START = Link(0, "", "", chain.START)


def verify(*, saved=(), progress=None):
    """Return what is wrong with the whole record, in sentences; nothing where it is as it was written.

    ``saved`` are daily heads (``date``, ``seq``, ``root``) that were kept elsewhere: they show that somebody wrote a
    whole new chain, which by itself holds. ``progress`` is called with how many events are read and how many there are,
    and by each of the other checks in the same way.
    Others may write meanwhile.
    """
    problems, erased, last = [], [], START
    head, total = _head(), Event.objects.count()
    events = Event.objects.order_by("seq").prefetch_related("secrets").iterator(chunk_size=CHUNK)
    for done, event in enumerate(events, start=1):
        link = Link(event.seq, event.prev, event.payload, event.hash)
        problems += [*_breaks(last, link), *_contradictions(event)]
        erased += _erased(event)
        last = link
        if link.seq == head.seq and link.hash != head.hash:
            problems.append(f"Event {head.seq} is not the one the chain ended with.")
        if progress and (done % CHUNK == 0 or done == total):
            progress(done, total)
    problems += [*_unexplained(erased), *_end(last, head), *_daily_heads(), *_rewritten(saved)]
    return problems + [sentence for check in checks for sentence in check(progress)]


def clocks_that_went_back():
    """Yield where an event is dated before the one that it follows, which the chain proves came first.

    Not an alteration, and so no problem of the record: it says what the times in it are worth.
    """
    events = Event.objects.annotate(before=Window(Lag("at"), order_by="seq")).filter(at__lt=F("before") - CLOCKS_DIFFER)
    for event in events.order_by("seq"):
        yield (
            f"Event {event.seq} is dated {written(event.at)}, and event {event.seq - 1}, which came first, "
            f"{written(event.before)}: a clock of the server went back, or had been wrong."
        )


def verify_chain_to(event):
    """Return what is wrong with the chain from its start to this event, and with the values beside this one."""
    problems, last = [], START
    links = Event.objects.filter(seq__lte=event.seq).order_by("seq").values_list(*Link._fields)
    for link in map(Link._make, links.iterator(chunk_size=CHUNK)):
        problems += _breaks(last, link)
        last = link
    return [*problems, *_contradictions(event), *_unexplained(_erased(event))]


def _breaks(last, link):
    """Yield where an event does not continue the one before it or is not what was hashed."""
    if link.seq > last.seq + 1:
        yield f"Missing: event {last.seq + 1}" + (f" to {link.seq - 1}." if link.seq > last.seq + 2 else ".")
    if link.prev != last.hash:
        yield f"Event {link.seq} does not continue the one before it."
    if not _agrees(chain.link, link.prev, link.payload, link.hash):
        yield f"Event {link.seq} is not what was hashed: it was changed."


def _contradictions(event):
    """Yield where the columns and the values beside the chain are not what the payload says."""
    try:
        content = event.content
        said = (content["seq"], content["at"], content["action"], content["object"])
        commitments = dict(content["commitments"])
    except (ValueError, KeyError, TypeError):
        yield f"Event {event.seq} cannot be read: its JSON was changed."
        return
    if said != (event.seq, written(event.at), event.action, event.object):
        yield f"Event {event.seq}: its number, time, action or object differ from its JSON."
    for secret in event.secrets.all():
        committed = commitments.pop(secret.field, None)
        if committed is None:
            yield f"Event {event.seq}: a {secret.field} was added."
        elif secret.value is None:
            continue
        elif not _agrees(chain.commitment, secret.salt, secret.value, committed):
            yield f"Event {event.seq}: its {secret.field} was changed."
        elif secret.field == "actor" and secret.actor != secret.content["id"]:
            yield f"Event {event.seq}: its actor is filed under another."
    for field in commitments:
        yield f"Event {event.seq}: its {field} was removed."


def _agrees(digest, prefix, text, expected):
    """Say whether the digest is as expected; a prefix that is no hexadecimal number never is."""
    try:
        return digest(prefix, text) == expected
    except ValueError:
        return False


def _erased(event):
    return [(event.seq, secret.field) for secret in event.secrets.all() if secret.value is None]


def _unexplained(erased):
    """Yield which of these values were erased without an event that says why."""
    explained = set()
    for named, payload in Event.objects.filter(action=ERASED).values_list("object", "payload"):
        with suppress(ValueError, KeyError, TypeError):
            explained.add((int(named.removeprefix("event:")), json.loads(payload)["data"]["field"]))
    for seq, field in erased:
        if (seq, field) not in explained:
            yield f"Event {seq}: its {field} was erased, and no event says why."


def _head():
    return Head.objects.first() or Head()


def _end(last, head):
    """Yield where the chain's end, as it stood before the first event was read, is not where the events end."""
    if last.seq < head.seq:
        yield f"The chain goes on to event {head.seq}: everything after event {last.seq} is missing."
    elif last.seq > head.seq and last.seq > _head().seq:
        yield f"The chain ends with event {head.seq}: what comes after it was added by another way."


def _daily_heads():
    """Yield where a stored daily head is not what the chain said on that day."""
    last, heads = None, list(DailyHead.objects.order_by("date"))
    for head in heads:
        if last and head.date > last.date + timedelta(days=1):
            yield f"Missing: the daily head of {last.date + timedelta(days=1)}."
        if last and head.seq < last.seq:
            yield f"The daily head of {head.date} was changed: it lies before the one of {last.date}."
        last = head
    for head, found in _with_events(heads):
        if found is None or found.hash != head.root or found.at >= head.ended_at:
            yield f"The daily head of {head.date} is not what the chain says: one of the two was changed."


def _rewritten(saved):
    """Yield where the chain is not the one of which these heads were saved."""
    for head, found in _with_events(saved):
        if found is None:
            yield (
                f"Event {head.seq}, saved as the head of {head.date}, is not there: "
                "it was removed, or the end of the record was cut off."
            )
        elif found.hash != head.root:
            yield (
                f"Event {head.seq} is not the one that was saved as the head of {head.date}: "
                "it or an event before it was changed, and the record written anew."
            )


def _with_events(heads):
    """Yield (head, the event with its number), None for no such event."""
    for batch in batched(heads, CHUNK):
        events = Event.objects.only("hash", "at").in_bulk({head.seq for head in batch})
        for head in batch:
            yield head, events.get(head.seq)
