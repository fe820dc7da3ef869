"""Writes the record: one event for each deed, in the deed's own transaction."""

import re
import secrets
import unicodedata
from datetime import UTC

from django.db import connection, models, transaction
from django.utils import timezone

from newsroom.audit import chain
from newsroom.audit.models import Event, Head, Secret

ACTION = re.compile(r"[a-z_]+(\.[a-z_]+)+")
INSTALLATION = {"id": "system:installation", "name": "the installation"}


def record(action, subject, *, actor, reason="", data=None, private=None, now=None):
    """Append an event to the chain and return it.

    ``action`` is in the past tense ("picture.relabelled"); ``subject`` is a stored row, or a name such as
    "article:42:en". ``actor`` is a person, the name of a part of the system such as "schedule", or None for the
    installation itself. ``data`` is kept for ever in the clear: nothing personal, no free text. Such values go into
    ``private``, by name, and can be erased as the actor and the reason can. Call it last in the deed: writers wait for
    each other from here to the end of the transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit event is recorded inside the transaction of its deed.")
    if not ACTION.fullmatch(action):
        raise ValueError(f"“{action}” is no audit action: small letters, with a full stop, such as picture.relabelled.")
    if private and private.keys() & {"actor", "reason"}:
        raise ValueError("The actor and the reason have arguments of their own.")
    who = _who(actor)
    values = {"actor": who} | ({"reason": unicodedata.normalize("NFC", reason)} if reason else {}) | (private or {})
    kept = {field: (secrets.token_hex(32), chain.canonical_json(value)) for field, value in values.items()}
    at = (now or timezone.now()).astimezone(UTC)
    named = object_name(subject)
    head, _is_new = Head.objects.select_for_update().get_or_create(pk=1)
    content = {
        "seq": head.seq + 1,
        "at": written(at),
        "action": action,
        "object": named,
        "data": data or {},
        "commitments": {field: chain.commitment(salt, value) for field, (salt, value) in kept.items()},
    }
    payload = chain.canonical_json(content)
    event = Event.objects.create(
        seq=head.seq + 1,
        at=at,
        action=action,
        object=named,
        payload=payload,
        prev=head.hash,
        hash=chain.link(head.hash, payload),
    )
    Secret.objects.bulk_create(
        Secret(event=event, field=field, salt=salt, value=value, actor=who["id"] if field == "actor" else "")
        for field, (salt, value) in kept.items()
    )
    head.seq, head.hash = event.seq, event.hash
    head.save(update_fields=["seq", "hash"])
    return event


def record_refusal(action, subject, *, actor, reason="", data=None, private=None, now=None):
    """Append an event about a deed that was refused, in a transaction of its own.

    Call it once the deed's transaction is rolled back: inside one it would be lost with it, so there it raises
    RuntimeError.
    """
    with transaction.atomic(durable=True):
        return record(action, subject, actor=actor, reason=reason, data=data, private=private, now=now)


def object_name(subject):
    """Return what the record calls a stored row: "picture:12"; a name stays what it is."""
    if not isinstance(subject, models.Model):
        return subject
    return f"{subject._meta.model_name}:{_key(subject)}"


def written(at):
    """Return a moment as the chain's JSON writes it."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _who(actor):
    if actor is None:
        return INSTALLATION
    if isinstance(actor, str):
        return {"id": f"system:{actor}", "name": actor}
    return {"id": f"human:{_key(actor)}", "name": str(actor)}


def _key(row):
    if row.pk is None:
        raise ValueError(f"{row!r} is not stored, so the audit record cannot name it.")
    return row.pk
