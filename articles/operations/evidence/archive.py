"""Puts everything about an edition at a time into one zip, with a page that explains it."""

import hashlib
import io
import json
import zipfile
from datetime import UTC
from pathlib import Path

from django.template.loader import render_to_string

from articles import statement
from articles.models import Edition
from articles.operations import addresses, freezing, frozen
from articles.operations.evidence import facts, proof, timeline
from articles.vocabulary import AILevel, Basis, Need, Outcome, Part
from newsroom.audit import chain
from newsroom.audit.operations.recording import object_name, record, written
from newsroom.media import vocabulary as origins

VERIFY = Path(__file__).with_name("verify.py")
TEMPLATE = "admin/articles/evidence.html"


def edition_at(story, time, publication):
    """Return the edition that was live at a time; raise ``NoEvidence`` where none was."""
    span = timeline.live_at(story, timeline.of(story), time, publication.zone)
    editions = Edition.objects.for_page().select_related("review__revocation", "policy")
    return editions.get(story=story, number=span.number)


def make(edition, time, publication, pages, *, progress=lambda words: None):
    """Return the bytes of the zip: the same for the same state of the database and the same time.

    ``pages`` are the edition's pages by language, as bytes.
    """
    progress("Pictures")
    languages = list(pages)
    pictures = facts.pictures(edition, languages, time)
    progress("Audit record")
    objects = [object_name(edition.story), *(object_name(picture) for picture in freezing.used_pictures(edition))]
    found = proof.of(edition, objects, time)
    said = {
        "review": facts.reviews(edition, time),
        "policy": facts.policies(edition, time),
        "labels": facts.labels(edition, languages),
        "pictures": pictures,
        "chain": found.chain,
    }
    files = {f"{name}.json": _readable(content) for name, content in said.items()}
    files["words.json"] = facts.words(edition)
    files["statement.json"] = chain.canonical_json(edition.statement).encode()
    files["edition.json"] = frozen.text(edition).encode()
    files["verify.py"] = VERIFY.read_bytes()
    files |= {f"page-{code}.html": page for code, page in pages.items()}
    files["index.html"] = _explanation(edition, time, publication, said, found).encode()
    manifest = {
        "story": edition.story_id,
        "edition": edition.number,
        "at": written(time),
        "address": addresses.canonical(edition, publication),
        "event": found.publication and found.publication.seq,
        "files": {name: _sha256(content) for name, content in sorted(files.items())},
    }
    return _zipped(files | {"manifest.json": _readable(manifest)}, time)


def is_as_recorded(edition, event):
    """Say whether an edition is still what the event of its publication keeps the hash of."""
    return event is not None and event.data.get("edition_sha256") == frozen.sha256(edition)


def note(edition, time, content):
    """Record that evidence was made; called in the transaction in which its file is written."""
    said = {"edition": edition.number, "at": written(time), "sha256": _sha256(content)}
    return record("evidence.made", edition.story, actor="command line", data=said)


def in_words(moment, zone):
    """Return a moment as people read it: where the publication is, and how far that is from UTC."""
    local = moment.astimezone(zone)
    return f"{local.day} {local:%B %Y}, {local:%H:%M:%S} (UTC{local:%:z})"


def _explanation(edition, time, publication, said, found):
    zone, spans = publication.zone, timeline.of(edition.story)
    review = said["review"]["of_this_edition"]
    context = {
        "edition": edition,
        "publication": publication,
        "name": str(publication),
        "zone": zone.key,
        "address": addresses.canonical(edition, publication),
        "time": in_words(time, zone),
        "published": in_words(edition.published_at, zone),
        "spans": [_line(span, edition, zone) for span in spans.spans],
        "withdrawn": edition.withdrawn_at and in_words(edition.withdrawn_at, zone),
        "doubts": spans.doubts,
        "parts": [(Part(part).label, AILevel(level).label) for part, level in edition.ai_parts.items()],
        "need": Need(edition.need).label,
        "labels": said["labels"],
        "review": review and review | _review_words(edition.review, zone),
        "policy": said["policy"],
        "pictures": [_picture(picture) for picture in said["pictures"]],
        "is_as_recorded": is_as_recorded(edition, found.publication),
        "has_other_words": _sha256(facts.words(edition)) != edition.content_sha256,
        "statement_sha256": statement.sha256(edition.statement),
        "edition_sha256": frozen.sha256(edition),
        "events": [(event, in_words(event.at, zone)) for event in found.events],
        "event": found.publication,
        "chain": found.chain,
    }
    return render_to_string(TEMPLATE, context)


def _line(span, edition, zone):
    return {
        "number": span.number,
        "is_it": span.number == edition.number,
        "begins": span.begins.astimezone(zone).isoformat(),
        "ends": span.ends and span.ends.astimezone(zone).isoformat(),
        "how": span.how,
    }


def _review_words(review, zone):
    revoked = getattr(review, "revocation", None)
    return {
        "at_words": in_words(review.reviewed_at, zone),
        "outcome_words": Outcome(review.outcome).label,
        "basis_words": Basis(review.basis).label,
        "taken_back_words": revoked and in_words(revoked.revoked_at, zone),
    }


def _picture(picture):
    origin = picture["origin_in_this_edition"]
    term = origins.TERMS.get(origin)
    files = [*picture["public_files"].values(), picture["original"]["sha256"]]
    return picture | {
        "origin_words": term.name if term else "Not verified" if origin == origins.UNKNOWN else origin,
        "marks": picture["found_in_the_file"].get("is_ai", origins.UNKNOWN),
        "is_same_original": picture["digest_recorded_then"] == picture["digest_now"] == picture["original"]["sha256"],
        "missing": files.count(None),
    }


def _readable(content):
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _sha256(content):
    return hashlib.sha256(content).hexdigest()


def _zipped(files, time):
    """Return a zip whose files all bear the one time, in UTC, so that the same content makes the same bytes."""
    packed, stamp = io.BytesIO(), time.astimezone(UTC).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in sorted(files.items()):
            entry = zipfile.ZipInfo(name, stamp)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            folder.writestr(entry, content)
    return packed.getvalue()
