"""Publishes how the publication uses AI: in versions, each with a reason, none of them ever changed."""

import hashlib

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import AIPolicy
from articles.models.text import nfc_text
from articles.operations.gate import REASON_LETTERS
from newsroom.audit import chain
from newsroom.audit.operations.recording import record

PERMISSION = "articles.publish_aipolicy"
TEXTS = ["text", "function"]
SETTINGS = ["four_eyes", "label_reviewed", "realistic_pictures", "credit", "publishes_unassessed", "answer_days"]
MOST_DAYS = 90


def publish_policy(policy, *, actor, based_on=None, now=None):
    """Publish an unsaved policy as the version that holds from now on, and return it.

    ``based_on`` is the key of the version that it was written from, 0 for none; where another one holds by now, it is
    refused. Raises ``ValidationError`` by field where the policy cannot be published so.
    """
    if not actor.has_perm(PERMISSION):
        raise PermissionDenied("You may not publish how the publication uses AI.")
    with transaction.atomic():
        AIPolicy.objects.select_for_update().order_by("-pk").first()
        held = AIPolicy.current()
        check(policy, held, based_on)
        policy.pk, policy.published_at, policy.published_by = None, now or timezone.now(), actor
        policy.save(force_insert=True)
        record("policy.published", policy, actor=actor, reason=policy.reason, data=_recorded(policy), now=now)
    return policy


def changes(policy, held):
    """Return the names of the fields in which a policy differs from the one that holds."""
    return [name for name in [*TEXTS, *SETTINGS] if getattr(policy, name) != getattr(held, name)]


def check(policy, held, based_on=None):
    """Raise ``ValidationError`` by field where an unsaved policy cannot follow the one that holds."""
    if based_on is not None and based_on != (held.pk or 0):
        raise ValidationError(
            f"{held} was published while you wrote: read it in a second tab. If you publish again, yours replaces it."
        )
    policy.reason = nfc_text(policy.reason)
    if len(policy.reason) < REASON_LETTERS:
        raise ValidationError({"reason": f"Say why the policy changes, in at least {REASON_LETTERS} characters."})
    if not 1 <= policy.answer_days <= MOST_DAYS:
        raise ValidationError({"answer_days": f"Give readers an answer within 1 to {MOST_DAYS} days."})
    policy.full_clean(exclude=["published_at", "published_by"])
    if held.pk and not changes(policy, held):
        raise ValidationError(f"Nothing differs from what holds already ({held}): change something first.")


def _recorded(policy):
    """Return what the audit record keeps of a version: its rules, and the hash of its texts."""
    texts = chain.canonical_json({name: getattr(policy, name) for name in TEXTS})
    settings = {name: getattr(policy, name) for name in SETTINGS}
    return settings | {"texts_sha256": hashlib.sha256(texts.encode()).hexdigest()}
