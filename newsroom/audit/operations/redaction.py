"""Erases a value of an event where the law asks for it; the event itself stays, and the chain stays whole."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from newsroom.audit.models import Secret
from newsroom.audit.operations.recording import record

ERASED = "event.redacted"


@transaction.atomic
def redact(event, field, *, actor, basis, now=None):
    """Erase the value of ``field`` ("actor", "reason", …) and its salt; return the event that records it.

    ``basis`` is the legal ground, kept for ever: it names a law, not a person.
    """
    if hasattr(actor, "has_perm") and not actor.has_perm("audit.redact_event"):
        raise PermissionDenied
    if not basis.strip():
        raise ValidationError("Give the legal basis: the law that asks for the erasure, not the person.")
    found = {secret.field: secret for secret in Secret.objects.select_for_update().filter(event=event)}
    if field not in found:
        raise ValidationError(f"Event {event.seq} has no “{field}”. It has: {', '.join(sorted(found))}.")
    secret = found[field]
    if secret.value is None:
        raise ValidationError(f"The {field} of event {event.seq} was erased before.")
    secret.value, secret.salt, secret.actor = None, None, ""
    secret.save(update_fields=["value", "salt", "actor"])
    return record(ERASED, f"event:{event.seq}", actor=actor, data={"field": field, "basis": basis.strip()}, now=now)
