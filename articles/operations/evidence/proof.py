"""The part of the audit chain that proves what happened to a story: from each of its events to a published head."""

from typing import NamedTuple

from django.db.models import Q

from articles.operations.integrity import PUBLISHED
from newsroom.audit.models import DailyHead, Event
from newsroom.audit.operations.recording import written

# More links than this are left out; the whole record can be exported instead.
MOST = 20_000
COMMAND = "manage.py audit export"


class Proof(NamedTuple):
    """``chain`` is chain.json; ``events`` those of the story and its pictures; ``publication`` that of the edition."""

    chain: dict
    events: list
    publication: Event | None


def of(edition, objects, time):
    """Return the proof for an edition: ``objects`` are what the record calls the story and its pictures.

    Every event up to ``time`` is in it, and the one by which the edition was published, whatever its time.
    """
    told = Event.objects.filter(object__in=objects).order_by("seq")
    publication = _publication(edition)
    wanted = Q(at__lte=time) | Q(pk=publication.pk if publication else 0)
    last = told.filter(wanted).order_by("seq").values_list("seq", flat=True).last() or 0
    events = list(told.filter(seq__lte=last).prefetch_related("secrets"))
    end = Event.objects.filter(Q(at__lte=time) | Q(seq=last)).order_by("seq").last()
    spans, heads = _spans(events, end)
    count = sum(stop - start + 1 for start, stop in spans)
    is_whole = count <= MOST
    if not is_whole:
        spans = [(event.seq, event.seq) for event in events]
    ours = {event.seq: event for event in events}
    chain = {
        "objects": objects,
        "is_whole": is_whole,
        "rest": "" if is_whole else COMMAND,
        "end": {"seq": end.seq, "hash": end.hash, "at": written(end.at)} if end else None,
        "heads": [{"date": head.date.isoformat(), "seq": head.seq, "root": head.root} for head in heads],
        "segments": [_segment(start, stop, ours) for start, stop in spans],
    }
    return Proof(chain, events, publication)


def _publication(edition):
    """Return the event by which an edition was published, None for one that nobody published at the desk."""
    events = Event.objects.filter(object=f"story:{edition.story_id}", action__in=PUBLISHED).order_by("seq")
    return next((event for event in events if event.data.get("edition") == edition.number), None)


def _spans(events, end):
    """Return [(first number, last number), …] from each event to the daily head after it, and these heads.

    An event of a day that has no head yet leads to the end of the chain as it was.
    """
    spans, heads = [], []
    for event in events:
        if spans and event.seq <= spans[-1][1]:
            continue
        head = DailyHead.objects.filter(seq__gte=event.seq).order_by("date").first()
        if head:
            heads.append(head)
        spans.append((event.seq, head.seq if head else max(end.seq, event.seq)))
    return spans, heads


def _segment(start, stop, ours):
    events = Event.objects.filter(seq__range=(start, stop)).order_by("seq")
    rows = events.values_list("seq", "payload", "prev", "hash")
    return [
        {"payload": payload, "prev": prev, "hash": link, "secrets": _secrets(ours[seq])}
        if seq in ours
        else {"payload": payload, "prev": prev, "hash": link}
        for seq, payload, prev, link in rows
    ]


def _secrets(event):
    """Return the values beside an event with the salts of their commitments, as an export writes them."""
    return {
        secret.field: {"salt": secret.salt, "value": secret.value, "erased": secret.value is None}
        for secret in event.secrets.all()
    }
