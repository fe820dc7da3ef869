"""Takes a story out of the database that readers never saw."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError

from articles.operations import finding
from articles.operations.publishing.rules import check_seen, fresh
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import Status
from newsroom.audit.operations.recording import record

PERMISSION = "articles.delete_story"


def may_delete(actor, story):
    """Say whether a person may delete a story: one that they see, and that was never published."""
    return actor.has_perm(PERMISSION) and not story.first_published_on and story.is_visible_to(actor)


def delete(story, *, actor, seen=None):
    """Delete a story with all that belongs to it; the record keeps what it was called."""
    with transaction.atomic():
        story = fresh(story)
        if not may_delete(actor, story):
            raise PermissionDenied("You may not delete this story: it was published, or is not yours to delete.")
        check_seen(story, seen)
        if story.status == Status.SCHEDULED:
            raise Refused([Problem("", "It is planned to go out: unschedule it first.")])
        named, key = f"story:{story.pk}", story.pk
        try:
            story.delete()
        except ProtectedError as error:
            why = "Somebody checked its words, and such checks are kept: it stays as a draft."
            raise Refused([Problem("", why)]) from error
        finding.remove([key])
        record("story.deleted", named, actor=actor, private={"headline": story.headline})
