"""Takes a picture or a file from every page at once, with what lies at its addresses, and puts it back."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsroom.audit.operations.recording import record
from newsroom.media import hooks
from newsroom.media.models import Picture
from newsroom.media.operations import facts, files, rendering

FIELDS = ["pull_reason", "pulled_by", "pulled_at"]


def permission(item):
    """Return the permission that pulling a picture or a file, and putting it back, needs."""
    return f"media.pull_{item._meta.model_name}"


def pull(item, *, actor, reason, now=None):
    """Take a picture or a file from every page: no page prints it, and its addresses answer 410; return it.

    Raises ``PermissionDenied``, and ``ValidationError`` without a reason or where it is pulled already.
    """
    facts.permit(actor, permission(item))
    reason = facts.reason_of(reason, "Say why it is pulled")
    with files.written_or_nothing() as write:
        current = _locked(item)
        if current.is_pulled:
            raise ValidationError(f"This {_noun(item)} is pulled already.")
        moved = _move(current, files.public_shelf(), files.pulled_shelf(), write)
        current.pull_reason, current.pulled_by, current.pulled_at = reason, actor, now or timezone.now()
        current.save(update_fields=[*FIELDS, *moved])
        hooks.announce(hooks.pulled, current, actor, reason)
        live = hooks.count_live_uses(current)
        record(f"{item._meta.model_name}.pulled", current, actor=actor, reason=reason, data={"live_uses": live})
    return current


def restore(item, *, actor):
    """Put a pulled picture or file back where it was, with what lay at its addresses, and return it.

    Raises ``PermissionDenied``, and ``ValidationError`` where it is not pulled.
    """
    facts.permit(actor, permission(item))
    with files.written_or_nothing() as write:
        current = _locked(item)
        if not current.is_pulled:
            raise ValidationError(f"This {_noun(item)} is not pulled.")
        moved = _move(current, files.pulled_shelf(), files.public_shelf(), write)
        current.pull_reason, current.pulled_by, current.pulled_at = "", None, None
        current.save(update_fields=[*FIELDS, *moved])
        hooks.announce(hooks.restored, current, actor)
        record(f"{item._meta.model_name}.restored", current, actor=actor)
        if moved:
            rendering.follow_up(current)
    return current


def _locked(item):
    return type(item).objects.select_for_update().get(pk=item.pk)


def _noun(item):
    return item._meta.verbose_name


def _move(item, source, target, write):
    """Move a picture's made files, and return the fields that this changes: copies now, removals on commit; one that
    is lost is to be made anew. What a file's address gives is asked of its row, so nothing of it is moved."""
    if not isinstance(item, Picture):
        return []
    there = files.present(source, item.renditions)
    if there != item.renditions:
        item.renditions, item.state = there, "pending"
    for name in item.rendition_names:
        write(target, name, files.read(source, name))
    files.remove_on_commit(source, item.rendition_names)
    return ["renditions", "state"]
