"""Who works on a story and by when, who may see it, and until when it is held back."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.operations import notices
from articles.operations.publishing import rules
from articles.operations.publishing.rules import check_seen, fresh
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import NoticeKind
from newsroom import local_time
from newsroom.accounts.models import User
from newsroom.audit.operations.recording import record, written
from newsroom.publication.models import Publication

ASSIGN = "articles.assign_story"
# What parts the people from the rest in a stamp.
PEOPLE = "/"


def assignable():
    """Return everybody who may work on stories."""
    granted = Q(groups__permissions__content_type__app_label="articles", groups__permissions__codename="change_story")
    people = User.objects.filter(granted | Q(is_superuser=True), is_active=True, is_staff=True)
    return people.distinct().order_by("display_name", "username")


def may_assign(actor, story):
    """Say whether a person may say who works on a story."""
    return actor.has_perm(ASSIGN) and story.is_visible_to(actor)


def assign(story, *, actor, assignee, collaborators, due_at=None, seen=None, now=None):
    """Say who has a story in hand, who works on it with them, and by when; those who are new to it are told.

    ``seen`` may be this module's ``stamp``. Raises ``PermissionDenied``, and ``Refused`` for people who are not at the
    desk, for a time that is past, and where the words, the plans or, if it is that stamp, the people changed since.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if not may_assign(actor, story):
            raise PermissionDenied("An editor says who works on a story.")
        _check_people(story, seen)
        before = notices.writers(story)
        named = {*collaborators, *([assignee] if assignee else [])}
        strangers = sorted(map(str, named - before - set(assignable().filter(pk__in=[who.pk for who in named]))))
        if strangers:
            raise Refused([Problem("assignee", f"Not at the desk, or not any more: {', '.join(strangers)}.")])
        if due_at is not None and due_at != story.due_at and due_at <= now:
            raise Refused([Problem("at", "This time is past: choose a later one, or none.")])
        story.assignee, story.due_at = assignee, due_at
        story.save(update_fields=["assignee", "due_at"])
        story.collaborators.set(collaborators)
        people = [person.pk for person in collaborators]
        data = {"assignee": assignee.pk if assignee else None, "collaborators": sorted(people)}
        record("story.assigned", story, actor=actor, data=data | {"due": written(due_at) if due_at else None})
        new = notices.writers(story) - before
        notices.tell(new, NoticeKind.ASSIGNED, story, f"{actor} named you on it.", but=actor)
    return story


def stamp(story):
    """Return what a page that asks for people gives back as ``seen``: the words, the plans, and who works on it."""
    together = sorted(person.pk for person in story.collaborators.all())
    due = written(story.due_at) if story.due_at else ""
    return f"{rules.stamp(story)}{PEOPLE}{story.assignee_id or ''}:{','.join(map(str, together))}:{due}"


def _check_people(story, seen):
    """Refuse to name people on a story on which others were named since the page was opened."""
    check_seen(story, seen if seen is None else str(seen).partition(PEOPLE)[0])
    if PEOPLE in str(seen) and seen != stamp(story):
        said = f"Somebody said who works on this story after you opened this. Now: {people_of(story)}."
        raise Refused([Problem("", f"{said} Send yours again to put it in that place.")])


def may_restrict(actor, story):
    """Say whether a person may keep a story to those who are named on it: a publisher, or an editor who began it."""
    is_writer = actor.pk == story.created_by_id and actor.has_perm("articles.publish_story")
    return (actor.has_perm("articles.restrict_story") or is_writer) and story.is_visible_to(actor)


def restrict(story, is_restricted, *, actor):
    """Keep a story to those who are named on it, or open it to the desk again."""
    with transaction.atomic():
        story = fresh(story)
        if not may_restrict(actor, story):
            raise PermissionDenied("A publisher, or an editor who began the story, restricts it.")
        if story.is_restricted == is_restricted:
            return story
        story.is_restricted = is_restricted
        story.save(update_fields=["is_restricted"])
        record("story.restricted" if is_restricted else "story.opened", story, actor=actor)
    return story


def hold(story, *, actor, until, seen=None, now=None):
    """Put a story under embargo: it is not published before that moment. None lifts it.

    Whoever set an embargo may make it later; anybody else's, and lifting or shortening one, is a publisher's.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if not (actor.has_perm("articles.publish_story") and story.is_visible_to(actor)):
            raise PermissionDenied("You may not put this story under embargo.")
        holds = story.embargo_until is not None and story.embargo_until > now
        is_longer = until is not None and holds and until >= story.embargo_until
        is_own = story.embargo_by_id == actor.pk and is_longer
        if holds and not is_own and not actor.has_perm("articles.move_schedule"):
            raise PermissionDenied("A publisher lifts or shortens an embargo.")
        check_seen(story, seen)
        if until is not None and until <= now:
            raise Refused([Problem("at", "This time is past: choose a later one.")])
        if until is not None and story.scheduled_for and story.scheduled_for < until:
            raise Refused([Problem("at", "The story is planned to go out before that: move it first.")])
        story.embargo_until, story.embargo_by = until, actor if until else None
        story.save(update_fields=["embargo_until", "embargo_by"])
        data = {"until": written(until) if until else None}
        record("story.embargoed" if until else "story.embargo_lifted", story, actor=actor, data=data)
    return story


def people_of(story):
    """Return in words who works on a story, by when, and whether others see it."""
    together = story.collaborators.through.objects.filter(story=story).values("user")
    people = User.objects.filter(Q(pk=story.assignee_id) | Q(pk__in=together)).order_by("display_name", "username")
    names = {person.pk: str(person) for person in people}
    said = [f"In hand: {names.pop(story.assignee_id, 'nobody')}"]
    said += [f"with {', '.join(names.values())}"] if names else []
    said += [due_of(story)] if story.due_at else []
    said += ["restricted to those named on it"] if story.is_restricted else []
    return " · ".join(said)


def due_of(story):
    """Return in words when a story is due, "" for no time."""
    if story.due_at is None:
        return ""
    at = local_time.short(story.due_at, Publication.current().zone)
    return f"{'was due' if story.due_at < timezone.now() else 'due'} {at}"
