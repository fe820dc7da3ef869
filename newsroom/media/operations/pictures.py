"""Puts pictures in the library, changes them and takes them out: rows and files together."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from newsroom.audit.operations.recording import object_name, record
from newsroom.media import hooks, renditions
from newsroom.media.models import Picture
from newsroom.media.operations import facts, files, rendering
from newsroom.media.operations.origin import end_override, may_declare, override_detection
from newsroom.media.operations.pulling import pull, restore

__all__ = [
    "Duplicate", "add_picture", "change_picture", "check_upload", "delete_picture", "find_duplicate", "in_use",
    "may_change", "may_declare", "override_detection", "pull", "relabel", "replace_file", "restore",
]  # fmt: skip


class Duplicate(ValidationError):
    """The very same file is in the library; ``picture`` is it."""

    def __init__(self, picture):
        super().__init__("This picture is in the library already.", code="duplicate")
        self.picture = picture


def check_upload(file):
    """Raise ``ValidationError`` with the remedy in words when the file is not a picture we take.

    What was read stays with the file, so that adding it does not decode it again.
    """
    if not hasattr(file, "reading"):
        file.reading = renditions.read(file)
    return file.reading


def find_duplicate(file):
    """Return the oldest picture in the library that is this very file, or None."""
    return Picture.objects.filter(digest=check_upload(file).digest).order_by("pk").first()


def add_picture(file, *, actor, allow_duplicate=False, complete=False, **fields):
    """Put a picture in the library and return it; nothing is left after a refusal.

    Blank texts are filled from the file. What every page needs is made at once, the rest soon after, or at once too if
    ``complete``. A file that is there already raises ``Duplicate`` unless that is allowed.
    """
    facts.permit(actor, "media.add_picture")
    picture = Picture(uploaded_by=actor)
    before = facts.declared(picture)
    facts.say(picture, **fields)
    check_upload(file)
    if not allow_duplicate and (existing := find_duplicate(file)):
        raise Duplicate(existing)
    facts.examine(file)
    with files.written_or_nothing() as write:
        _keep(picture, file, complete, write)
        record("picture.added", picture, actor=actor, data={"digest": picture.digest})
        facts.record_detection(picture, actor)
        facts.record_declaration(picture, before, actor)
        if picture.conflict:
            facts.record_conflict(picture, actor)
        rendering.follow_up(picture)
    return picture


def change_picture(picture, *, actor, file=None, reason="", complete=False, **fields):
    """Change what is known of a picture (or its file) and return it; its public files follow.

    Another origin of a picture on live pages needs a ``reason`` and an editor, as in ``relabel``.
    """
    if not may_change(picture, actor):
        raise PermissionDenied("You may change the pictures you added; others are changed by an editor.")
    current_origin = Picture.objects.values_list("origin", flat=True).get(pk=picture.pk)
    if fields.get("origin", current_origin) != current_origin and hooks.count_live_uses(picture):
        return _change(picture, actor, file, complete, fields, _reason_to_relabel(picture, actor, reason))
    return _change(picture, actor, file, complete, fields)


def relabel(picture, *, actor, origin, realism="", reason, **said):
    """Correct the origin of a picture that readers may have seen, make its files anew and announce it; return it.

    ``said`` may hold ``ai_tools`` and ``ai_role``.
    """
    facts.permit(actor, "media.change_picture")
    reason = _reason_to_relabel(picture, actor, reason)
    return _change(picture, actor, None, False, said | {"origin": origin, "realism": realism}, reason)


def replace_file(picture, file, *, actor):
    """Put another file in the place of a picture's, and return the picture; its words stay."""
    return change_picture(picture, actor=actor, file=file)


def delete_picture(picture, *, actor):
    """Take a picture out of the library, its files with it; refuse with ``ValidationError`` while it is used."""
    facts.permit(actor, "media.delete_picture")
    with transaction.atomic():
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        original, names, shelf = current.file.name, current.rendition_names, files.shelf_of(current)
        name = object_name(current)
        if current.pk in hooks.written_into_texts():
            raise ValidationError("This picture stands in a text, perhaps an unpublished one. Take it out there first.")
        try:
            current.delete()
        except ProtectedError as error:
            raise ValidationError(in_use(len(error.protected_objects))) from error
        files.remove_on_commit(shelf, names)
        files.remove_on_commit(files.private_shelf(), [original])
        record("picture.deleted", name, actor=actor, data={"digest": current.digest})


def in_use(count):
    """Return the sentence that refuses to delete a picture with so many uses."""
    places = "one place" if count == 1 else f"{count} places"
    return f"This picture is used in {places} and cannot be deleted. Take it out there first."


def may_change(picture, user):
    """Return whether the user may change this picture: their own, or any with the permission for that."""
    if not user.has_perm("media.change_picture"):
        return False
    return picture.uploaded_by_id == user.pk or user.has_perm("media.change_any_picture")


def _reason_to_relabel(picture, actor, reason):
    if not may_declare(picture, actor):
        raise PermissionDenied("The origin of a picture on live pages is corrected by an editor.")
    return facts.reason_of(reason, "Readers see this picture: say why its origin is corrected")


def _change(picture, actor, file, complete, fields, reason=""):
    """Change a picture and its files; a ``reason`` says that its origin is corrected, which is announced."""
    if file:
        check_upload(file)
        facts.examine(file)
    with files.written_or_nothing() as write:
        current = Picture.objects.select_for_update().get(pk=picture.pk)
        before, was_in_conflict = facts.declared(current), current.conflict
        old, shelf = current.rendition_names, files.shelf_of(current)
        facts.say(current, **fields)
        if current.origin != before["origin"]:
            end_override(current)
        if file:
            files.remove_on_commit(files.private_shelf(), [current.file.name])
        _keep(current, file, complete, write)
        files.remove_on_commit(shelf, old - current.rendition_names)
        live = hooks.count_live_uses(current)
        if reason and facts.declared(current) != before:
            hooks.announce(hooks.relabelled, current, before["origin"], actor, reason)
        if file:
            record("picture.replaced", current, actor=actor, data={"digest": current.digest})
            facts.record_detection(current, actor)
        facts.record_declaration(current, before, actor, reason=reason, is_live=bool(live))
        if current.conflict and (file or not was_in_conflict):
            facts.record_conflict(current, actor)
        rendering.follow_up(current)
    return current


def _keep(picture, file, complete, write):
    """Store the picture's row and files, those of a new file if there is one."""
    reading = None
    if file:
        reading, key = check_upload(file), uuid4().hex
        picture.file = f"{key[:2]}/{key[2:4]}/{key}.{reading.extension}"
        picture.width, picture.height, picture.digest = reading.width, reading.height, reading.digest
        facts.fill(picture, file.detection)
        write(files.private_shelf(), picture.file.name, file)
    for one in rendering.renew(picture, reading=reading, complete=complete):
        write(files.shelf_of(picture), one.name, one.data)
    picture.save()
