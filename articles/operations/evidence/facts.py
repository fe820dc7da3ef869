"""What is handed over beside the words of an edition: the check, the policy, the label's wording, the pictures."""

import hashlib

from django.conf import settings
from django.utils.translation import override

from articles import statement
from articles.models import AIPolicy, TextReview
from articles.operations import freezing, reviewing
from newsroom.audit.models import Event
from newsroom.audit.operations.recording import object_name, written
from newsroom.media.operations import files

DIGESTS = ("image.detected", "picture.added", "picture.replaced")


def words(edition):
    """Return the bytes whose SHA-256 reviews and the record know an edition's words by."""
    parts = edition.review.parts if edition.review else reviewing.words_of(edition).parts
    return statement.canonical_bytes(edition.language, parts)


def reviews(edition, time):
    """Return the check that the edition names, if any, and every check of the story's words up to a time."""
    found = TextReview.objects.filter(story=edition.story_id).select_related("revocation").order_by("pk")
    return {
        "of_this_edition": _review(edition.review) if edition.review else None,
        "all_up_to_then": [_review(review) for review in found.filter(reviewed_at__lte=time)],
    }


def policies(edition, time):
    """Return the policy by which the edition was labelled, and the one that held at a time; None for the defaults."""
    held = AIPolicy.objects.filter(published_at__lte=time).order_by("pk").last()
    return {"of_this_edition": _policy(edition.policy), "at_that_time": _policy(held), "defaults": _policy(AIPolicy())}


def labels(edition, languages):
    """Return the label's wording: as it was frozen, and as the catalogues of today have it, in these languages."""
    wordings = {}
    for code in languages:
        with override(code):
            wordings[code] = {"chip": str(edition.chip), "words": edition.label_words}
    said = edition.statement["text"]["label"]
    return {
        "key": edition.label_key,
        "need": edition.need,
        "frozen": {"language": edition.language, "words": said["shown"], "revision": said["revision"]},
        "today": {"revision": statement.WORDS_REVISION, "wordings": wordings, "catalogues": catalogues(languages)},
    }


def catalogues(languages):
    """Return the SHA-256 of each compiled catalogue by language and name; English has its words in the program."""
    found = {}
    for code in languages:
        paths = [folder / code / "LC_MESSAGES" / "django.mo" for folder in settings.LOCALE_PATHS]
        there = [path for path in paths if path.exists()]
        found[code] = {
            path.relative_to(settings.BASE_DIR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in there
        }
    return found


def pictures(edition, languages, time):
    """Return what is known of each picture of the edition, and the SHA-256 of its files as they are now."""
    frozen = {line.picture_id: line.origin for line in edition.body_pictures.all()}
    frozen |= {edition.lead_picture_id: edition.lead_origin}
    told = {image["picture"]: image["label"] for image in edition.statement["images"]}
    return [
        {"origin_in_this_edition": frozen.get(picture.pk), "label_in_this_edition": told.get(picture.pk, "")}
        | _picture(picture, languages, time)
        for picture in freezing.used_pictures(edition)
    ]


def _review(review):
    revoked = getattr(review, "revocation", None)
    return {
        "content_sha256": review.content_sha256,
        "words_hash_to": statement.content_sha256(review.story.language, review.parts),
        "reviewer": {"account": review.reviewer_id, "name": review.reviewer_name},
        "at": written(review.reviewed_at),
        "outcome": review.outcome,
        "basis": review.basis,
        "facts_checked": review.facts_checked,
        "competence": review.competence_note,
        "note": review.note,
        "is_own_text": review.is_own_text,
        "is_confirmation": review.is_confirmation,
        "responsible": {
            "name": review.responsible_name,
            "role": review.responsible_role,
            "contact": review.responsible_contact,
        },
        "taken_back": revoked
        and {"at": written(revoked.revoked_at), "by": revoked.revoked_by_id, "reason": revoked.reason},
    }


def _policy(policy):
    if policy is None:
        return None
    rules = ["four_eyes", "label_reviewed", "realistic_pictures", "credit", "function", "publishes_unassessed"]
    return {
        "version": policy.pk,
        "published_at": policy.published_at and written(policy.published_at),
        "reason": policy.reason,
        "text": policy.text,
        "answer_days": policy.answer_days,
        **{name: getattr(policy, name) for name in rules},
    }


def _picture(picture, languages, time):
    wordings = {}
    for code in languages:
        with override(code):
            wordings[code] = str(picture.label)
    shelf = files.shelf_of(picture)
    return {
        "picture": picture.pk,
        "declared_now": {name: getattr(picture, name) for name in ("origin", "realism", "ai_tools", "ai_role")},
        "label_now": wordings,
        "digest_recorded_then": _recorded_digest(picture, time),
        "digest_now": picture.digest,
        "original": {"name": picture.file.name, "sha256": _sha256(files.private_shelf(), picture.file.name)},
        "public_files": {name: _sha256(shelf, name) for name in sorted(picture.rendition_names)},
        "found_in_the_file": picture.detected,
        "overruled": picture.override_at
        and {"at": written(picture.override_at), "by": picture.override_by_id, "reason": picture.override_reason},
        "pulled_at": picture.pulled_at and written(picture.pulled_at),
    }


def _recorded_digest(picture, time):
    """Return the digest of the original that the audit record had last at a time, None where it tells of none."""
    events = Event.objects.filter(object=object_name(picture), action__in=DIGESTS, at__lte=time)
    event = events.order_by("seq").last()
    return event and event.data.get("digest")


def _sha256(shelf, name):
    """Return the SHA-256 of a stored file, None where it is gone."""
    try:
        return hashlib.sha256(files.read(shelf, name)).hexdigest()
    except OSError:
        return None
