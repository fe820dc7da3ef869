"""Who says where a picture comes from, and who may decide against the marks in its file."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from newsroom.audit.operations.recording import record
from newsroom.media import hooks
from newsroom.media.models import Picture
from newsroom.media.operations import facts

LEAST_REASON = 20


def may_declare(picture, user):
    """Return whether the user may say where the picture comes from: once readers see it, an editor does."""
    if user.has_perm("media.change_any_picture"):
        return True
    return picture.uploaded_by_id == user.pk and not hooks.count_live_uses(picture)


def override_detection(picture, *, actor, reason):
    """Decide that the marks in a picture's file err, so that it may be published as declared; return the picture."""
    facts.permit(actor, "media.override_detection")
    reason = facts.reason_of(reason, "Say how you know that the marks in the file err,", LEAST_REASON)
    with transaction.atomic():
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        if not current.conflict:
            raise ValidationError("Nothing in this picture’s file speaks against what is said of its origin.")
        current.override_reason, current.override_by, current.override_at = reason, actor, timezone.now()
        current.save(update_fields=["override_reason", "override_by", "override_at"])
        clash = {"declared": current.origin, "is_ai": current.marks}
        record("image.override", current, actor=actor, reason=reason, data=clash)
    return current


def end_override(picture):
    """Forget a decision against the marks: it was about what was said before."""
    picture.override_reason, picture.override_by, picture.override_at = "", None, None
