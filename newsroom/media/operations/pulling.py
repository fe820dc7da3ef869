"""Takes a picture from every page at once, its public files with it, and puts it back."""

from django.core.exceptions import ValidationError
from django.utils import timezone

from newsroom.audit.operations.recording import record
from newsroom.media import hooks
from newsroom.media.models import Picture
from newsroom.media.operations import facts, files, rendering


def pull(picture, *, actor, reason, now=None):
    """Take a picture from every page: no page prints it, and its addresses answer 410; return the picture."""
    facts.permit(actor, "media.pull_picture")
    reason = facts.reason_of(reason, "Say why it is pulled")
    with files.written_or_nothing() as write:
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        if current.is_pulled:
            raise ValidationError("This picture is pulled already.")
        _move(current, files.public_shelf(), files.pulled_shelf(), write)
        current.pull_reason, current.pulled_by, current.pulled_at = reason, actor, now or timezone.now()
        current.save(update_fields=["pull_reason", "pulled_by", "pulled_at", "renditions", "state"])
        hooks.announce(hooks.pulled, current, actor, reason)
        live = hooks.count_live_uses(current)
        record("picture.pulled", current, actor=actor, reason=reason, data={"live_uses": live})
    return current


def restore(picture, *, actor):
    """Put a pulled picture back where it was, with its files, and return it."""
    facts.permit(actor, "media.pull_picture")
    with files.written_or_nothing() as write:
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        if not current.is_pulled:
            raise ValidationError("This picture is not pulled.")
        _move(current, files.pulled_shelf(), files.public_shelf(), write)
        current.pull_reason, current.pulled_by, current.pulled_at = "", None, None
        current.save(update_fields=["pull_reason", "pulled_by", "pulled_at", "renditions", "state"])
        hooks.announce(hooks.restored, current, actor)
        record("picture.restored", current, actor=actor)
        rendering.follow_up(current)
    return current


def _move(picture, source, target, write):
    """Copy the made files now and remove them where they were on commit; one that is lost is to be made anew."""
    there = files.present(source, picture.renditions)
    if there != picture.renditions:
        picture.renditions, picture.state = there, "pending"
    for name in picture.rendition_names:
        write(target, name, files.read(source, name))
    files.remove_on_commit(source, picture.rendition_names)
