"""Keeps a section: its words are the desk's, what AI may do in it is a publisher's to say, with a reason."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from articles.models import Section
from articles.models.text import nfc_text
from articles.operations.gate import REASON_LETTERS
from articles.operations.policy import PERMISSION
from newsroom.audit.operations.recording import record

# They decide what goes out that no person saw, and which pictures do: a change of one stays on record.
RULES = ["automation_allowed", "forbids_realistic_ai"]


def may_rule(actor):
    """Say whether a person may change what AI may do in a section."""
    return actor.has_perm(PERMISSION)


def save_section(section, *, actor, reason=""):
    """Keep a new or changed section. Raises ``ValidationError`` where a rule changes without a reason."""
    if not actor.has_perm(f"articles.{'change' if section.pk else 'add'}_section"):
        raise PermissionDenied("You may not change sections.")
    reason = nfc_text(reason)
    with transaction.atomic():
        before = Section.objects.select_for_update().get(pk=section.pk) if section.pk else Section()
        changed = [name for name in RULES if getattr(section, name) != getattr(before, name)]
        if changed and not may_rule(actor):
            raise PermissionDenied("A publisher says what AI may do in a section.")
        if changed and len(reason) < REASON_LETTERS:
            raise ValidationError(
                {"reason": f"Say why, in at least {REASON_LETTERS} characters: it is kept on record."}
            )
        section.save()
        if changed:
            rules = {name: getattr(section, name) for name in RULES}
            record("section.ai_rules_changed", section, actor=actor, reason=reason, data={"changed": changed} | rules)
    return section
