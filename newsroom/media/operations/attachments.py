"""Takes files and recordings in, changes their words and takes them out again, each deed with its event."""

import hashlib
import unicodedata
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.template.defaultfilters import filesizeformat

from newsroom.audit.operations.recording import object_name, record
from newsroom.media import hooks
from newsroom.media.file_kinds import kind_of
from newsroom.media.models import Attachment
from newsroom.media.operations import files
from newsroom.media.operations.facts import permit

SAID = ["title", "description", "transcript", "is_ai_voice"]

IN_USE = "This file stands in a text, perhaps an unpublished one, or readers see it. Take it out there first."


def check_upload(file):
    """Return which kind of file it is; raise ``ValidationError`` with the remedy where it is not taken."""
    if not file.size:
        raise ValidationError("The file is empty.")
    if file.size > settings.ATTACHMENT_MAX_BYTES:
        most = filesizeformat(settings.ATTACHMENT_MAX_BYTES)
        raise ValidationError(f"The file has {filesizeformat(file.size)}; {most} is the most.")
    return kind_of(file)


def add_attachment(file, *, actor, **said):
    """Take a file in as it is and return its row; nothing is left after a refusal."""
    permit(actor, "media.add_attachment")
    kind, key = check_upload(file), uuid4().hex
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    attachment = Attachment(
        uploaded_by=actor, kind=kind, size=file.size, digest=digest.hexdigest(), file=f"files/{key[:2]}/{key}.{kind}"
    )
    _say(attachment, said)
    with files.written_or_nothing() as write:
        write(files.private_shelf(), attachment.file.name, file)
        attachment.save()
        record("attachment.added", attachment, actor=actor, data={"digest": attachment.digest, "kind": kind})
    return attachment


def change_attachment(attachment, *, actor, **said):
    """Change the words of a file; pages that show it follow at once."""
    if not may_change(attachment, actor):
        raise PermissionDenied("You may change the files you added; others are changed by an editor.")
    with transaction.atomic():
        current = Attachment.objects.select_for_update().get(pk=attachment.pk)
        before = {name: getattr(current, name) for name in SAID}
        _say(current, said)
        changed = [name for name in SAID if getattr(current, name) != before[name]]
        if changed:
            current.save()
            data = {"changed": changed, "is_ai_voice": current.is_ai_voice}
            record("attachment.changed", current, actor=actor, data=data)
    return current


def delete_attachment(attachment, *, actor):
    """Take a file out, its bytes with it; refuse with ``ValidationError`` while a text uses it."""
    permit(actor, "media.delete_attachment")
    with transaction.atomic():
        current = Attachment.objects.select_for_update().get(pk=attachment.pk)
        if current.pk in hooks.attachments_written_into_texts():
            raise ValidationError(IN_USE)
        name, digest = object_name(current), current.digest
        files.remove_on_commit(files.private_shelf(), [current.file.name])
        current.delete()
        record("attachment.deleted", name, actor=actor, data={"digest": digest})


def may_change(attachment, user):
    """Return whether the user may change this file's words: their own, or any with the permission for that."""
    if not user.has_perm("media.change_attachment"):
        return False
    return attachment.uploaded_by_id == user.pk or user.has_perm("media.change_any_attachment")


def _say(attachment, said):
    for name, value in said.items():
        if name not in SAID:
            raise TypeError(f"A file has no words called {name}.")
        setattr(attachment, name, unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value)
    if attachment.is_ai_voice and not attachment.is_audio:
        raise ValidationError({"is_ai_voice": "Only a recording has a voice."})
    attachment.full_clean(exclude=["file"])
