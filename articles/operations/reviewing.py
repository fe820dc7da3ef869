"""Checking words that AI made or touched: a review is bound to the exact words, and a person alone records it."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from articles import statement
from articles.models import AIPolicy, Author, Edition, ReviewRevocation, Story, TextReview
from articles.models.text import nfc_line, nfc_text
from articles.operations.refusal import Refused
from articles.validators import Problem, levels
from articles.vocabulary import LABELLED, Basis, Outcome, Part, strongest
from newsroom import richtext
from newsroom.accounts.operations.presence import Presence
from newsroom.audit.operations.recording import record, record_refusal
from newsroom.media.models import Picture
from newsroom.publication.languages import offered_codes
from newsroom.publication.models import Publication

PERMISSION = "articles.record_review"


class Words(NamedTuple):
    """The words of a story as a review is bound to them, and their hash.

    ``parts`` is [[part, text], …] in the order of display; ``library`` the pictures in the body by key.
    """

    parts: list
    sha256: str
    library: dict


def words_of(text, library=None):
    """Return the words of a story or an edition.

    A story takes what it does not say itself of its pictures from the library: one query where pictures stand in its
    body, unless ``library`` has them by key. An edition has it all, and what the library says later is not its words.
    """
    figures = richtext.figures(text.body)
    is_frozen = isinstance(text, Edition)
    if library is None:
        wanted = set() if is_frozen else {figure.picture_id for figure in figures}
        library = Picture.objects.in_bulk(wanted) if wanted else {}
    parts = [
        (Part.HEADLINE, text.headline),
        (Part.STANDFIRST, text.standfirst),
        (Part.ALT, text.used_alt),
        (Part.CAPTION, text.lead_caption if is_frozen else text.used_caption),
        (Part.BODY, richtext.plain_text(text.body)),
    ]
    for figure in figures:
        picture = library.get(figure.picture_id)
        parts.append((Part.ALT, figure.used_alt(picture)))
        parts.append((Part.CAPTION, figure.caption.text if figure.caption else ""))
    parts += [(Part.CAPTION, insert.caption.text) for insert in richtext.inserts(text.body) if insert.caption]
    parts.append((Part.SUMMARY, text.summary))
    kept = [[str(name), " ".join(words.split())] for name, words in parts if words.strip()]
    return Words(kept, statement.content_sha256(text.language, kept), library)


def latest(story):
    """Return the newest review of a story, whatever came of it, or None."""
    return story.reviews.select_related("revocation", "reviewer").first()


def is_valid(review, words, policy, publication):
    """Say whether a review lets the words be published as checked, judged now."""
    return bool(
        stands(review)
        and review.content_sha256 == words.sha256
        and review.reviewer.is_active
        and not (policy.four_eyes and review.is_own_text)
        and is_answered_for(publication)
    )


def stands(review):
    """Say whether a review was given and not taken back, for whatever words."""
    return review is not None and not review.is_revoked and review.outcome != Outcome.REJECTED


def is_stale(review, words):
    """Say whether words changed after a review that stands."""
    return stands(review) and review.content_sha256 != words.sha256


def to_take_back(story, newest):
    """Return the check that can be taken back: the newest where it stands, else the one that readers were told of last,
    or None."""
    if newest is None or stands(newest):
        return newest
    last = story.editions.select_related("review__revocation", "review__reviewer").order_by("-number").first()
    return last.review if last and stands(last.review) else None


def is_answered_for(publication):
    """Say whether the public can read who is responsible for what is published: name, role and contact."""
    role = any((publication.responsible_role or {}).values())
    return bool(publication.responsible_name and role and publication.responsible_contact)


def needs_review(story):
    """Say whether the story has words that a person should check."""
    return strongest((levels(story) or {}).values()) in LABELLED


def may_review(actor, story):
    """Say whether a person may check the story's words."""
    return actor.has_perm(PERMISSION) and story.is_visible_to(actor)


def is_own_text(actor, story):
    """Say whether nobody but this person wrote the story or said what AI did in it."""
    return _worked_on(story) == {actor.pk}


def review(story, *, presence, sha256, outcome, facts_checked, competence_note, basis=Basis.EDITORIAL_CONTROL, note=""):
    """Record that the person who is there checked the words with this hash, and return the review.

    Raises ``Refused`` where the words are others by now, an answer is missing, or the policy forbids it.
    """
    actor, now = _person(presence), timezone.now()
    competence_note, note = nfc_line(competence_note), nfc_text(note)
    with transaction.atomic():
        story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        if not may_review(actor, story):
            raise PermissionDenied("You may not check this story's words.")
        words, publication, before = words_of(story), Publication.current(), latest(story)
        is_own = is_own_text(actor, story)
        refused = [
            *_answers(outcome, facts_checked, competence_note, basis),
            *_circumstances(story, sha256, words, publication, is_own and AIPolicy.current().four_eyes),
        ]
        if refused:
            raise Refused(refused)
        made = TextReview.objects.create(
            story=story,
            content_sha256=words.sha256,
            parts=words.parts,
            reviewer=actor,
            reviewer_name=str(actor),
            reviewed_at=now,
            basis=basis,
            outcome=outcome,
            facts_checked=facts_checked,
            competence_note=competence_note,
            note=note,
            is_own_text=is_own,
            is_confirmation=is_stale(before, words),
            responsible_name=publication.responsible_name,
            responsible_role=publication.responsible_role,
            responsible_contact=publication.responsible_contact,
        )
        said = {"content_sha256": words.sha256, "outcome": outcome, "basis": basis, "own_text": is_own}
        record("text.review.recorded", story, actor=actor, reason=note, data=said)
    return made


def note_refusal(story, deed, error, *, actor):
    """Record that a check ("record") or taking one back ("revoke") was refused, once its transaction is rolled back."""
    rules = sorted({problem.rule for problem in error.problems if problem.rule})
    data = {"deed": deed, "fields": [problem.field for problem in error.problems], "rules": rules}
    record_refusal("text.review.refused", story, actor=actor, data=data)


def public_name(review, policy):
    """Return how readers are told who checked, per language: the name in their byline, or the function.

    A name that only colleagues see, such as a user name, never reaches readers.
    """
    author = Author.objects.filter(account=review.reviewer).order_by("pk").first()
    if author and policy.credit == AIPolicy.Credit.NAME:
        return {review.story.language: author.name}
    if any(policy.function.values()):
        return policy.function
    said = {}
    for language in offered_codes():
        with override(language):
            said[language] = gettext("an editor")
    return said


def store_revocation(review, *, actor, reason, now):
    """Store that a review is taken back; ``publishing.revoke_review`` asks, and tells readers."""
    revocation = ReviewRevocation.objects.create(review=review, revoked_by=actor, revoked_at=now, reason=reason)
    record(
        "text.review.revoked", review.story, actor=actor, reason=reason, data={"content_sha256": review.content_sha256}
    )
    return revocation


def _person(presence):
    if not isinstance(presence, Presence):
        raise PermissionDenied("Only a person who is signed in at the desk may check words.")
    return presence.person


def _worked_on(story):
    """Return the accounts of those who wrote the story or said what AI did in it."""
    named = story.bylines.filter(author__account__isnull=False).values_list("author__account", flat=True)
    decided = story.disclosures.filter(decided_by__isnull=False).values_list("decided_by", flat=True)
    return {*named, *decided, *filter(None, [story.created_by_id])}


def _answers(outcome, facts_checked, competence_note, basis):
    if outcome not in Outcome.values:
        yield Problem("outcome", "Say what came of it: choose one of the answers.", rule="T2")
    if basis not in Basis.values:
        yield Problem("basis", "Say on what ground the words need no label: choose one of the answers.", rule="T2")
    if outcome != Outcome.REJECTED and not facts_checked:
        yield Problem("facts_checked", "Say that you checked the facts: without it this is no review.", rule="T2")
    if not competence_note:
        yield Problem("competence_note", "Say in a sentence why you can judge this subject.", rule="T2")


def _circumstances(story, sha256, words, publication, is_own_under_four_eyes):
    if not needs_review(story):
        yield Problem("ai_body", "AI had no part in these words, so there is nothing to check.", rule="T2")
    if sha256 != words.sha256:
        yield Problem("", "The words changed while you read: read the new ones below, then confirm again.", rule="T6")
    if not is_answered_for(publication):
        yield Problem(
            "",
            "The publication does not say who is responsible for it: an administrator fills in name, role and contact "
            "on the Publication screen. Until then no text counts as checked.",
            rule="E1",
        )
    if is_own_under_four_eyes:
        yield Problem("", "You alone worked on these words: by our policy somebody else checks them.", rule="T4")
