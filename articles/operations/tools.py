"""The register of AI tools: entered, changed and ended, never deleted, because published stories name them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import AITool
from newsroom.audit.operations.recording import record

TOLD = ["name", "version", "provider", "purpose"]
DATED = ["since", "until"]


def save_tool(tool, *, actor):
    """Keep a new or changed tool; nothing is recorded where nothing changed. Raises ``ValidationError`` by field."""
    deed = "change" if tool.pk else "add"
    if not actor.has_perm(f"articles.{deed}_aitool"):
        raise PermissionDenied(f"You may not {deed} AI tools.")
    tool.full_clean()
    with transaction.atomic():
        before = AITool.objects.select_for_update().get(pk=tool.pk) if tool.pk else AITool()
        changed = [name for name in [*TOLD, *DATED] if getattr(tool, name) != getattr(before, name)]
        if not changed:
            return tool
        tool.save()
        dates = {name: day.isoformat() if (day := getattr(tool, name)) else None for name in DATED}
        action = "tool.changed" if before.pk else "tool.registered"
        told = {name: getattr(tool, name) for name in TOLD if name in changed}
        record(action, tool, actor=actor, data={"fields": changed} | dates, private=told)
    return tool
