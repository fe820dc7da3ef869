"""What the audit record keeps of an edition, to tell one day whether it was altered by another way."""

import hashlib
from datetime import date, datetime
from uuid import UUID

from articles import statement
from articles.models import Edition
from newsroom.audit import chain
from newsroom.audit.operations.recording import written

# A column that comes later is not added here: the hashes of older editions would no longer hold.
COLUMNS = (
    *("story_id", "number", "language", "headline", "standfirst", "body", "summary", "sources"),
    *("lead_picture_id", "lead_alt", "lead_is_decorative", "lead_caption", "kind", "payer"),
    *("ai_role", "translated_from", "is_public_interest", "slug", "path_date", "section_id"),
    *("translation_key", "related_story_ids", "first_published_at", "published_at", "updated_at"),
    *("change_kind", "change_note", "corrections", "content_sha256", "ai_level", "ai_parts"),
    *("is_unassessed", "need", "label_key", "reviewer", "review_id", "policy_id", "statement"),
    *("lead_origin", "has_ai", "is_corrected", "word_count"),
)


def facts(edition):
    """Return what is said of AI in an edition, and the hashes that reviews and machines know it by."""
    return {
        "edition": edition.number,
        "change": edition.change_kind,
        "levels": edition.ai_parts,
        "need": edition.need,
        "label": edition.label_key,
        "content_sha256": edition.content_sha256,
        "statement_sha256": statement.sha256(edition.statement),
    }


def recorded(edition):
    """Return what an event keeps of an edition that was just stored, with its people and pictures."""
    return facts(edition) | {"edition_sha256": sha256(Edition.objects.get(pk=edition.pk))}


def text(edition):
    """Return the one JSON text of an edition that was read from the database, with its people and body pictures.

    Tags are not in it: they may be merged. Whether it is live, and why it was withdrawn, may change.
    """
    columns = {name: _plain(getattr(edition, name)) for name in COLUMNS}
    people = sorted((line.position, line.author_id, line.role) for line in edition.bylines.all())
    pictures = sorted((line.picture_id, line.origin) for line in edition.body_pictures.all())
    return chain.canonical_json(columns | {"bylines": people, "body_pictures": pictures, "v": 1})


def sha256(edition):
    """Return the SHA-256 of an edition's text, in hexadecimal; see ``text``."""
    return hashlib.sha256(text(edition).encode()).hexdigest()


def _plain(value):
    if isinstance(value, datetime):
        return written(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
