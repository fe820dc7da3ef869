"""Takes a story out of the database, for good: what readers never saw; what they saw, a superuser alone."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import Edition, ReviewRevocation, TextReview
from articles.operations import finding
from articles.operations.publishing.rules import check_seen, fresh
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import Status
from newsroom.audit import triggers
from newsroom.audit.operations.recording import record

PERMISSION = "articles.delete_story"


def may_delete(actor, story):
    """Say whether a person may delete a story that they see: one never published, or as a superuser any."""
    allowed = actor.has_perm(PERMISSION) and story.is_visible_to(actor)
    return allowed and (not story.first_published_on or actor.is_superuser)


def delete(story, *, actor, seen=None):
    """Delete a story with all that belongs to it; the record keeps what it was called, and how many editions it had."""
    with transaction.atomic():
        story = fresh(story)
        if not may_delete(actor, story):
            raise PermissionDenied("You may not delete this story: it was published, or is not yours to delete.")
        check_seen(story, seen)
        is_kept = bool(story.first_published_on) or story.reviews.exists()
        if problem := _against(story, actor, is_kept):
            raise Refused([Problem("", problem)])
        named, key, editions = f"story:{story.pk}", story.pk, story.editions.count()
        if is_kept:
            _purge(story)
        story.delete()
        finding.remove([key])
        record("story.deleted", named, actor=actor, data={"editions": editions}, private={"headline": story.headline})


def _against(story, actor, is_kept):
    """Return in words what stands against deleting a story, "" for nothing."""
    if story.status == Status.SCHEDULED:
        return "It is planned to go out: unschedule it first."
    if is_kept and not actor.is_superuser:
        return "Somebody checked its words, and such checks are kept: it stays as a draft."
    if story.is_live:
        return "Readers see it: withdraw it first."
    if Edition.objects.filter(original__story=story).exclude(story=story).exists():
        return "Published translations were held against it, and say so: it stays withdrawn."
    return ""


def _purge(story):
    """Remove what the database keeps of a story: editions and checks. Nothing else lifts the triggers for a person."""
    with triggers.lifted():
        story.editions.all().delete()
        ReviewRevocation.objects.filter(review__story=story).delete()
        TextReview.objects.filter(story=story).delete()
