"""Takes in stories from an archive or an agency, as drafts of which nobody has yet said what AI did.

The format is IPTC's ninjs 2 and 3 (https://www.iptc.org/std/ninjs/). What a file says of AI is noted for the desk and
remembered, and never counts as the newsroom's own answer.
"""

from typing import NamedTuple

from django.conf import settings
from django.db import transaction

from articles.models import Story
from articles.operations import finding
from articles.vocabulary import AILevel
from newsroom import richtext
from newsroom.audit.operations.recording import record

# The weakest level that a source type in the file speaks for.
CLAIMS = {
    "trainedAlgorithmicMedia": AILevel.GENERATED,
    "compositeWithTrainedAlgorithmicMedia": AILevel.EDITED,
    "compositeSynthetic": AILevel.EDITED,
    "dataDrivenMedia": AILevel.DATA,
}
LENGTHS = {"headline": 200, "standfirst": 500}


class Unreadable(Exception):
    """An item cannot be taken in; the message names the field and what it needs."""


class Item(NamedTuple):
    """One story of a file."""

    uri: str
    language: str
    headline: str
    standfirst: str
    body: str
    claim: str


def read(item):
    """Return what a ninjs object says; raise ``Unreadable`` where a story needs more or other than it has."""
    if not isinstance(item, dict):
        raise Unreadable("It is no object: a ninjs item begins with “{”.")
    found = Item(
        uri=_text(item.get("uri"), "uri"),
        language=_language(item.get("language")),
        headline=_one(item.get("headlines"), item.get("headline"), "headlines", {"main", "", None}),
        standfirst=_one(item.get("descriptions"), None, "descriptions", {"summary", "main", "", None}),
        body=_body(item.get("bodies")),
        claim=_claim(item.get("digitalSourceType")),
    )
    if not (found.uri and found.headline):
        raise Unreadable(f"It has no {'headlines' if found.uri else 'uri'}: every story needs one.")
    for name, most in LENGTHS.items():
        if len(getattr(found, name)) > most:
            raise Unreadable(f"Its {name} is longer than {most} characters.")
    return found


def add(item, *, actor):
    """Store an item as a draft and return it; None where it was imported before."""
    level = CLAIMS.get(item.claim, "")
    with transaction.atomic():
        if Story.objects.filter(imported_uri=item.uri).exists():
            return None
        story = Story.objects.create(
            language=item.language,
            headline=item.headline,
            standfirst=item.standfirst,
            body=item.body,
            imported_uri=item.uri,
            is_archive=True,
            ai_ever=level,
            desk_note=f"The file says of AI: {item.claim}." if item.claim else "",
            created_by=actor,
        )
        finding.index([story])
        record("story.imported", story, actor=actor or "import", data={"uri": item.uri, "claim": item.claim})
    return story


def _text(value, field):
    if value is None:
        return ""
    if not isinstance(value, str):
        raise Unreadable(f"Its {field} is no text.")
    return " ".join(value.split())


def _language(value):
    code = _text(value, "language").lower()
    offered = dict(settings.LANGUAGES)
    for candidate in (code, code.split("-")[0]):
        if candidate in offered:
            return candidate
    raise Unreadable(f"Its language is “{code}”; this newsroom writes {', '.join(offered)}.")


def _one(entries, plain, field, roles):
    """Return the text of the entry with one of these roles, or the plain property of older versions."""
    if entries is None:
        return _text(plain, field)
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Unreadable(f"Its {field} are no list of objects.")
    return next((_text(entry.get("value"), field) for entry in entries if entry.get("role") in roles), "")


def _body(entries):
    if entries is None:
        return ""
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise Unreadable("Its bodies are no list of objects.")
    kinds = {str(entry.get("contenttype", entry.get("contentType", ""))): entry.get("value") for entry in entries}
    if html := kinds.get("text/html"):
        return richtext.clean(str(html))
    return richtext.from_text(str(next((value for value in kinds.values() if value), "")))


def _claim(value):
    """Return the last word of a source type's address, in whichever of its forms."""
    uri = value.get("uri") if isinstance(value, dict) else value
    return _text(uri, "digitalSourceType").rstrip("/").split("/")[-1].split(":")[-1][:60]
