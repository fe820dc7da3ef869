"""What is said of a picture: set, checked, filled from its file, and recorded where it concerns its origin."""

import unicodedata

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError

from newsroom.audit.operations.recording import record
from newsroom.media import vocabulary
from newsroom.media.detection.runner import detect_safely

DECLARED = ["origin", "realism", "ai_tools", "ai_role"]
# What people say of a picture; everything else follows from deeds.
SAID = [
    "alt", "caption", "event", "credit", "creator", "copyright_notice", "licence", "source", "usage_terms", "use_by",
    "data_mining", *DECLARED, "focal_x", "focal_y",
]  # fmt: skip
# Detection's name of a text in the file → the field that it fills.
PREFILLED = {"credit": "credit", "caption": "caption", "creator": "creator", "rights": "copyright_notice"}


def permit(actor, permission):
    """Refuse an actor who lacks a permission."""
    if not actor.has_perm(permission):
        raise PermissionDenied(f"You may not do this: it needs the permission {permission}.")


def reason_of(reason, question, least=1):
    """Return a reason trimmed and in NFC, or refuse with the question it leaves open."""
    reason = unicodedata.normalize("NFC", reason).strip()
    if len(reason) < least:
        least_words = f" in at least {least} characters" if least > 1 else ""
        raise ValidationError({"reason": f"{question}{least_words}."})
    if len(reason) > 1000:
        raise ValidationError({"reason": "Say it in at most 1000 characters."})
    return reason


def say(picture, **fields):
    """Set what people say, texts trimmed and in NFC, and check it. Realism stays only where AI had a part."""
    for name, value in fields.items():
        if name not in SAID:
            raise TypeError(f"Nobody says the {name} of a picture.")
        value = unicodedata.normalize("NFC", value.strip()) if isinstance(value, str) else value
        if value != getattr(picture, name):
            setattr(picture, name, value)
            picture.prefilled = [field for field in picture.prefilled if field != name]
    if not vocabulary.has_ai(picture.origin):
        picture.realism = ""
    picture.full_clean(exclude=[field.name for field in picture._meta.fields if field.name not in SAID])


def examine(file):
    """Search an upload for marks of its origin, which stay with the file as ``file.detection``; it may take seconds."""
    if not hasattr(file, "detection"):
        file.seek(0)
        file.detection = detect_safely(file.read(), anchors=settings.PICTURE_ANCHORS)
        file.seek(0)
    return file.detection


def fill(picture, detection):
    """Keep what a new file says of its origin, and fill with its texts what nobody has filled."""
    picture.detected = detection.as_json()
    picture.override_reason, picture.override_by, picture.override_at = "", None, None
    for name, field in PREFILLED.items():
        text = _short_enough(detection.prefill.get(name, ""), picture._meta.get_field(field).max_length)
        if text and not getattr(picture, field):
            setattr(picture, field, text)
            picture.prefilled = [*picture.prefilled, field]


def declared(picture):
    """Return what was said of the picture's origin, to compare it later."""
    return {name: getattr(picture, name) for name in DECLARED}


def record_detection(picture, actor):
    """Record what a new file says of its origin."""
    found = {"is_ai": picture.marks, "seal": picture.detected["c2pa"]["state"], "digest": picture.digest}
    record("image.detected", picture, actor=actor, data=found)


def record_declaration(picture, before, actor, *, reason="", is_live=False):
    """Record what is now said of a picture's origin, where it was said otherwise."""
    after = declared(picture)
    if after != before:
        said = {"from": _terms(before), "to": _terms(after), "is_live": is_live}
        words = {name: after[name] for name in ("ai_tools", "ai_role") if after[name]}
        record("image.declared", picture, actor=actor, reason=reason, data=said, private=words)


def record_conflict(picture, actor):
    """Record that the marks in a picture's file speak against what is said of its origin."""
    record("image.conflict", picture, actor=actor, data={"declared": picture.origin, "is_ai": picture.marks})


def _terms(said):
    return {name: said[name] for name in ("origin", "realism")}


def _short_enough(text, length):
    return unicodedata.normalize("NFC", text)[:length].strip()
