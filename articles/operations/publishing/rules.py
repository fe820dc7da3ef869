"""Who may do what to a story as it stands; asked inside every deed, with the row locked."""

from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Story
from articles.operations import addresses, drafting, redirects
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import PERMISSIONS, TRANSITIONS, Change, Deed, Status
from newsroom import local_time
from newsroom.audit.operations.recording import record_refusal, written
from newsroom.publication.models import Publication

# Deeds to what readers see now.
ON_LIVE = {Deed.HIDE, Deed.RETRACT}
# What puts a plan aside.
UNPLANNED = {"scheduled_for": None, "scheduled_by": None, "scheduled_change": "", "scheduled_note": ""}


def may(actor, deed, story):
    """Say whether a person could do a deed to the story as it stands (the deed asks again)."""
    statuses, _to = TRANSITIONS[deed]
    if deed in ON_LIVE and not story.is_live:
        return False
    if deed == Deed.WITHDRAW and not (story.is_live or story.hidden_at):
        return False
    if deed == Deed.SHOW and not story.hidden_at:
        return False
    return story.status in statuses and is_allowed(actor, deed, story)


def is_allowed(actor, deed, story):
    """Say whether a deed is this person's to do, whatever the story's status."""
    if deed == Deed.SUBMIT and not drafting.may_edit(actor, story):
        return False
    if deed in {Deed.SCHEDULE, Deed.UNSCHEDULE} and not may_move(actor, story):
        return False
    return actor.has_perm(PERMISSIONS[deed]) and story.is_visible_to(actor)


def may_move(actor, story):
    """Say whether a person may change the time a story is planned for: their own plan, or with the permission any."""
    is_other = story.status == Status.SCHEDULED and story.scheduled_by_id != actor.pk
    return not is_other or actor.has_perm("articles.move_schedule")


def locked(story, deed, actor, seen=None):
    """Return the story's row, locked and read afresh, once the deed is allowed to the actor and from its status."""
    story = fresh(story)
    if not is_allowed(actor, deed, story):
        raise PermissionDenied(f"You may not {deed.label.lower()} this story.")
    statuses, _to = TRANSITIONS[deed]
    if story.status not in statuses:
        words = Status(story.status).label.lower()
        raise Refused([Problem("", f"The story is {words}, so it cannot be changed by “{deed.label}” now.")])
    check_seen(story, seen)
    return story


def stamp(story):
    """Return what a dialog gives back as ``seen``: the version of the words, and what is planned for them."""
    plans = (story.scheduled_for, story.withdraw_for, story.embargo_until)
    return "|".join([str(story.version), *(written(plan) if plan else "" for plan in plans)])


def check_seen(story, seen):
    """Refuse a deed on a story that is not as the person saw it; ``seen`` is a version, a ``stamp``, or None."""
    if seen is None or str(seen) in {str(story.version), stamp(story)}:
        return
    if str(seen).partition("|")[0] == str(story.version):
        raise Refused([Problem("", "What is planned for this story was changed after you opened this: look again.")])
    at = local_time.clock(story.updated_at, Publication.current().zone)
    raise Refused([Problem("", f"Somebody saved this story at {at}, after you opened this: look at it again first.")])


def fresh(story):
    """Return the story's row, locked and read afresh."""
    return Story.objects.select_for_update(of=("self",)).get(pk=story.pk)


def change_problems(change, note, actor):
    """Yield what is missing where a story that readers have seen is published again."""
    if change not in Change.values:
        yield Problem("change", "Readers have seen this story: say what changed.")
    if change == Change.CORRECTION and not note:
        yield Problem("note", "A correction needs a note to readers: say what was wrong and what is right.")
    if change == Change.CORRECTION and not actor.has_perm("articles.correct_story"):
        raise PermissionDenied("You may not issue corrections.")


def place_of(edition):
    """Return the address of an edition as redirects know it: without the prefix of a language."""
    return addresses.in_interface(edition, Publication.current().default_language)


def checked_target(story, target, actor):
    """Return where a withdrawn story's address is to lead, once the actor may make redirects and it can lead there."""
    if not actor.has_perm("articles.add_redirect"):
        raise PermissionDenied("You may not make redirects.")
    edition = story.editions.order_by("-number").first()
    try:
        return redirects.clean_target(place_of(edition), target) if edition else target
    except ValidationError as refused:
        raise Refused([Problem("target", " ".join(refused.messages))]) from refused


def note_refusal(story, deed, error, *, actor):
    """Record that a deed was refused; called once its transaction is rolled back."""
    data = {"deed": deed, "fields": [problem.field for problem in error.problems]}
    rules = sorted({problem.rule for problem in error.problems if problem.rule})
    record_refusal("publish.blocked", story, actor=actor, data=data | ({"rules": rules} if rules else {}))
