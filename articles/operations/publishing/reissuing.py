"""Deeds that publish a live edition's own words again, with something about them set right."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.models import Edition, Story
from articles.models.text import nfc_text
from articles.operations import freezing, frozen, notices, pings, reviewing
from articles.operations.publishing.rules import fresh, locked
from articles.operations.publishing.storing import store_next
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import AILevel, Change, CorrectionKind, Deed, Part, Status, label_key, need
from newsroom import local_time, richtext
from newsroom.audit.operations.recording import record
from newsroom.publication.models import Publication


def reissue(edition, *, actor, note="", now=None):
    """Publish a live edition's own words again with what is said of AI brought up to date, and return it.

    For what changes about a story without its words changing: a picture's origin, a review taken back. The working
    copy stays as it is. ``note`` is the public note; "" makes it from what became of the label. The deed that causes
    it has asked for permission. Returns None where the story is no longer live.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(edition.story)
        live = Edition.objects.live().filter(story=story).first()
        if live is None:
            return None
        live.change_kind, live.published_at, live.updated_at = Change.CORRECTION, now, now
        live.change_note = freezing.restate(live, note)
        live.corrections = [*live.corrections, freezing.disclosure_correction(now, live.change_note)]
        live.is_corrected = True
        _store(live, story, actor, now)
    return live


def revoke_review(story, *, actor, reason, now=None):
    """Take back a check of a story's words, see ``reviewing.to_take_back``; where readers were told of it, what they
    see says at once that nobody checked them."""
    reason, now = nfc_text(reason), now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if not reviewing.may_review(actor, story):
            raise PermissionDenied("You may not take back a check of this story's words.")
        review = reviewing.to_take_back(story, reviewing.latest(story))
        if review is None:
            raise Refused([Problem("", "No check of these words stands, so there is none to take back.")])
        if not reason:
            raise Refused([Problem("reason", "Say why the check is taken back: it is kept on record.")])
        revocation = reviewing.store_revocation(review, actor=actor, reason=reason, now=now)
        live = Edition.objects.live().filter(story=story, review=review).first()
        if live:
            reissue(live, actor=actor, now=now)
    return revocation


def amend_correction(story, place, text, *, actor, seen=None, now=None):
    """Change the words of a public note, the one at ``place`` counted from 0, visibly: what it said before stays.

    ``seen`` is how often it had been amended when the person read it; one amended again since is refused.
    """
    text, now = nfc_text(text), now or timezone.now()
    with transaction.atomic():
        story, live = _live(story)
        if not (actor.has_perm("articles.amend_correction") and story.is_visible_to(actor)):
            raise PermissionDenied("A publisher changes what a correction says.")
        if not 0 <= place < len(live.corrections):
            raise Refused([Problem("", "There is no such correction.")])
        before = live.corrections[place]
        if seen is not None and str(seen) != str(len(before.get("amended", []))):
            raise Refused([Problem("text", "Somebody amended this note after you opened it: read it again first.")])
        if not text:
            raise Refused([Problem("text", "A correction is never taken away: write what it is to say.")])
        if text == before["text"]:
            raise Refused([Problem("text", "It says that already: change the words, or leave it.")])
        amended = [*before.get("amended", []), {"at": now.isoformat(), "text": before["text"]}]
        live.corrections = [*live.corrections]
        live.corrections[place] = before | {"text": text, "amended": amended}
        _as_it_was(live)
        _store(live, story, actor, now, action="correction.amended", reason=text)
    return live


def confirm_original(story, *, actor, held=None, now=None):
    """Say that a translation holds against its original as that stands now; return the original's edition.

    ``held`` is the key of the edition that the person had before them: another one is refused. Readers of a live
    translation are no longer told that its original was corrected, so it takes somebody who may publish.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if not may_confirm(actor, story):
            raise PermissionDenied("You may not say that this translation holds.")
        original = Edition.objects.live().filter(story=story.translation_of_id).first()
        if original is None:
            raise Refused([Problem("translation_of", "The original is not live: there is nothing to hold it against.")])
        if held is not None and held != original.pk:
            at = local_time.said(original.published_at, Publication.current().zone)
            said = f"The original was published again on {at}, after you opened this: look at what changed first."
            raise Refused([Problem("translation_of", said)])
        Story.objects.filter(pk=story.pk).update(original=original)
        live = Edition.objects.live().filter(story=story).first()
        if live and live.original_id != original.pk:
            live.original = original
            _as_it_was(live)
            _store(live, story, actor, now, action="translation.confirmed")
        elif story.original_id != original.pk:
            record("translation.confirmed", story, actor=actor, data={"original": original.pk})
    return original


def may_confirm(actor, story):
    """Say whether a person may say that a translation holds: whoever works on it, and once it is live the desk."""
    if story.translation_of_id is None or not actor.has_perm("articles.change_story"):
        return False
    return story.is_visible_to(actor) and (not story.is_live or actor.has_perm("articles.publish_story"))


def retract(story, *, actor, reason, seen=None, now=None):
    """Put the reason in place of a live story's words, at the same address, as a retraction; return the edition.

    The working copy keeps its words, is a draft again, and counts as changed.
    """
    reason, now = nfc_text(reason), now or timezone.now()
    if not reason:
        raise Refused([Problem("reason", "A story is retracted with a reason, which takes the place of its words.")])
    with transaction.atomic():
        story = locked(story, Deed.RETRACT, actor, seen)
        story, live = _live(story)
        live.body, live.standfirst, live.summary, live.sources = richtext.from_text(reason), "", "", []
        live.lead_picture, live.lead_alt, live.lead_caption, live.lead_origin = None, "", "", ""
        _said_by_a_person(live)
        live.word_count, live.content_sha256 = len(reason.split()), reviewing.words_of(live).sha256
        live.change_kind, live.change_note = Change.CORRECTION, reason
        live.updated_at = live.corrected_at = live.published_at = now
        live.is_corrected = True
        note = {"at": now.isoformat(), "kind": str(CorrectionKind.RETRACTION), "text": reason}
        live.corrections = [*live.corrections, note]
        freezing.state(live, live.label_key, [], live.statement["editorial_responsibility"])
        Story.objects.filter(pk=story.pk).update(status=Status.DRAFT, published_version=0)
        _store(live, story, actor, now, action="story.retracted", reason=reason)
        notices.after_publishing(live, by=actor)
    return live


def _live(story):
    """Return the story's row, locked, and its live edition; refuse where it has none."""
    story = fresh(story)
    live = Edition.objects.live().filter(story=story).first()
    if live is None:
        raise Refused([Problem("", "The story is not live.")])
    return story, live


def _said_by_a_person(live):
    """Say that a person wrote the text that now stands there; of the headline, which stays, what was said of it before.

    Of a story that nobody has assessed nothing is claimed now either.
    """
    live.ai_role, live.review, live.reviewer = "", None, {}
    if live.is_unassessed:
        return
    headline = live.ai_parts[Part.HEADLINE]
    live.ai_level, live.ai_parts = AILevel.NONE, {Part.HEADLINE: headline, Part.BODY: AILevel.NONE}
    live.translated_from = live.translated_from if headline == AILevel.TRANSLATED else ""
    live.need = need(headline, is_reviewed=False, is_public_interest=live.is_public_interest)
    live.label_key = label_key(live.ai_parts, is_reviewed=False)


def _as_it_was(live):
    """Have readers told of no new change."""
    live.change_kind, live.change_note, live.is_corrected = Change.MINOR, "", False


def _store(live, story, actor, now, *, action="story.reissued", reason=""):
    live.published_at, live.published_by = now, actor
    store_next(live)
    pings.queue(live)
    record(action, story, actor=actor, reason=reason or live.change_note, data=frozen.recorded(live))
