"""Deeds that change what readers see: publishing, by hand or at its hour, hiding, showing again, withdrawing."""

from typing import NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import Edition, Story
from articles.models.text import nfc_text
from articles.operations import freezing, frozen, gate, notices, pings, redirects, revisions, searching, taxonomy
from articles.operations.publishing import along
from articles.operations.publishing.rules import (
    UNPLANNED,
    change_problems,
    checked_target,
    fresh,
    is_allowed,
    locked,
    place_of,
)
from articles.operations.publishing.storing import fix_address, freeze, retire, store_next, tag_ids
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import Change, CorrectionKind, Deed, NoticeKind, Status
from newsroom import local_time
from newsroom.audit.operations.recording import record, written
from newsroom.media.operations import files
from newsroom.publication.models import Publication

CLOCK = "schedule"
WITHDRAWAL_UNPLANNED = {"withdraw_for": None, "withdraw_by": None, "withdraw_reason": "", "withdraw_target": ""}


def publish(story, *, actor, change="", note="", kind=CorrectionKind.CORRECTION, seen=None, now=None):
    """Freeze the story into its next edition and make that the live one; return the edition.

    ``change`` says what changed and is required from the second edition on; a correction needs a note to readers, and
    ``kind`` says which kind of note it is.
    """
    now, note = now or timezone.now(), nfc_text(note)
    with files.written_or_nothing():
        story = locked(story, Deed.PUBLISH, actor, seen)
        return _publish(story, actor, actor, change, note, now, kind)


def publish_due(story, *, now=None):
    """Publish a scheduled story whose hour has come, and return the edition; None where there is nothing to do.

    Asks again what stands against it; raises ``Refused``, after which ``refuse_due`` gives the story back.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if story.status != Status.SCHEDULED or story.scheduled_for > now:
            return None
        return _publish(story, story.scheduled_by, CLOCK, story.scheduled_change, story.scheduled_note, now)


def refuse_due(story, error, *, now=None):
    """Give a story back that could not go out at its hour: approved, with its words and why, and tell people.

    Returns the story; None where another clock did it, or it is planned no more.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if story.status != Status.SCHEDULED or story.scheduled_for > now:
            return None
        planner, planned = story.scheduled_by, story.scheduled_for
        story.status, story.scheduled_for, story.scheduled_by = Status.APPROVED, None, None
        story.schedule_refusal = str(error)
        story.save(update_fields=["status", "scheduled_for", "scheduled_by", "schedule_refusal"])
        people = {*notices.publishers(story), *([planner] if planner else []), *notices.writers(story)}
        notices.tell(people, NoticeKind.REFUSED, story, f"It did not go out at its hour: {error}")
        fields = sorted({problem.field for problem in error.problems})
        record("story.schedule_refused", story, actor=CLOCK, data={"for": written(planned), "fields": fields})
    return story


def withdraw(story, *, actor, reason, target="", seen=None, now=None):
    """Take the live edition from readers; its address answers 410 with the date and this reason, or leads to ``target``
    where one is given."""
    reason = nfc_text(reason)
    if not reason:
        raise Refused([Problem("reason", "A story is withdrawn with a reason, which readers will see: write it.")])
    with transaction.atomic():
        story = locked(story, Deed.WITHDRAW, actor, seen)
        if target:
            target = checked_target(story, target, actor)
        edition = _withdraw(story, actor, reason, now or timezone.now())
        if target:
            _lead_on(edition, target, actor)
    return edition


def withdraw_due(story, *, now=None):
    """Withdraw a story whose planned hour has come, and return the edition; None where there is nothing to do."""
    now = now or timezone.now()
    with transaction.atomic():
        story = fresh(story)
        if story.withdraw_for is None or story.withdraw_for > now:
            return None
        if not (story.is_live or story.hidden_at):
            Story.objects.filter(pk=story.pk).update(**WITHDRAWAL_UNPLANNED)
            return None
        planner, target = story.withdraw_by, story.withdraw_target
        edition = _withdraw(story, CLOCK, story.withdraw_reason, now)
        if target:
            _lead_on_as_planned(story, edition, target, planner)
    return edition


class Hidden(NamedTuple):
    """The stories that were hidden, the pictures and files that went along, and those that could not."""

    stories: list
    along: list
    left: list


def hide(story, *, actor, with_translations=False, now=None):
    """Take a live story from readers at once, without a word of why, until ``show``; return what was hidden.

    ``with_translations`` hides those translations too that the actor may hide. Pictures and files that nothing else
    shows go along. Publishers are told.
    """
    now = now or timezone.now()
    with transaction.atomic():
        stories = [locked(story, Deed.HIDE, actor)]
        if with_translations:
            others = Story.objects.filter(translation_key=story.translation_key, is_live=True).exclude(pk=story.pk)
            stories += [locked(other, Deed.HIDE, actor) for other in others if is_allowed(actor, Deed.HIDE, other)]
        editions = [_hide(one, actor, now) for one in stories]
    return Hidden(stories, *along.take(editions, actor=actor, now=now))


def show(story, *, actor, seen=None, now=None):
    """Give a hidden story back to readers as it was, with what went along, and return the edition.

    Not while it is under embargo.
    """
    now = now or timezone.now()
    with files.written_or_nothing():
        story = locked(story, Deed.SHOW, actor, seen)
        if story.hidden_at is None:
            raise Refused([Problem("", "The story is not hidden, so there is nothing to show again.")])
        if held := list(gate.embargo(story, now)):
            raise Refused(held)
        edition = story.editions.order_by("-number").first()
        edition.change_kind, edition.change_note, edition.is_corrected = Change.MINOR, "", False
        edition.published_at, edition.published_by = now, actor
        along.put_back(edition, story.hidden_at, actor=actor)
        edition.original_id = story.original_id
        freezing.restate(edition)
        store_next(edition)
        Story.objects.filter(pk=story.pk).update(is_live=True, hidden_at=None)
        taxonomy.recount(tag_ids(edition))
        pings.queue(edition)
        redirects.give_way(place_of(edition), actor=actor)
        record("story.shown", story, actor=actor, data=frozen.recorded(edition))
    return edition


def _publish(story, person, actor, change, note, now, kind=CorrectionKind.CORRECTION):
    """Publish a locked story. ``person`` answers for it, ``actor`` is whom the record names."""
    previous = story.editions.order_by("-number").first()
    change = change if previous else Change.FIRST
    refused = gate.blocking(story, actor=person, previous=previous, at=now)
    if actor == CLOCK and story.hidden_at:
        refused.append(Problem("", "The story was hidden: show it again, or publish it by hand."))
    if actor != CLOCK:
        refused += change_problems(change, note, actor)
    if refused:
        raise Refused(refused)
    fix_address(story, previous, now)
    retire(Edition.objects.filter(story=story).live())
    made = freezing.unsaved_edition(
        story, actor=person, change=change, note=note, kind=kind, previous=previous, now=now
    )
    edition = freeze(story, made)
    along.put_back(edition, story.hidden_at, actor=person)
    searching.index([edition])
    Story.objects.filter(pk=story.pk).update(
        status=Status.DRAFT,
        schedule_refusal="",
        embargo_until=None,
        embargo_by=None,
        hidden_at=None,
        due_at=None,
        is_live=True,
        published_version=story.version,
        **UNPLANNED,
    )
    taxonomy.recount(tag_ids(edition) | (tag_ids(previous) if previous else set()))
    pings.queue(edition, previous)
    redirects.give_way(place_of(edition), actor=actor)
    revisions.keep(story, Deed.PUBLISH, actor=person)
    notices.after_publishing(edition, by=actor)
    record("story.published", story, actor=actor, reason=note, data=frozen.recorded(edition))
    return edition


def _withdraw(story, actor, reason, now):
    edition = Edition.objects.live().filter(story=story).first()
    if edition is None and story.hidden_at:
        edition = story.editions.order_by("-number").first()
    if edition is None:
        raise Refused([Problem("", "The story is not live, so there is nothing to withdraw.")])
    retired = Edition.objects.filter(pk=edition.pk)
    retire(retired, withdrawn_at=now, withdrawal_reason=reason)
    edition = retired.get()
    Story.objects.filter(pk=story.pk).update(is_live=False, hidden_at=None, **WITHDRAWAL_UNPLANNED, **_unplanned(story))
    pings.queue(edition)
    taxonomy.recount(tag_ids(edition))
    record("story.withdrawn", story, actor=actor, reason=reason, data={"edition": edition.number})
    return edition


def _lead_on(edition, target, person, by=None):
    """Have the address of a withdrawn edition lead elsewhere."""
    place = place_of(edition)
    redirects.save(redirects.at(place), path=place, target=target, actor=person, by=by)


def _lead_on_as_planned(story, edition, target, planner):
    """Do so at the hour; a story comes down also where its address cannot lead on any more, and people are told."""
    try:
        if planner is None:
            raise PermissionDenied("Who planned it has left.")
        with transaction.atomic():
            _lead_on(edition, target, planner, by=CLOCK)
    except (PermissionDenied, ValidationError) as refused:
        why = " ".join(getattr(refused, "messages", [str(refused)]))
        words = f"It was withdrawn as planned, but its address could not be led to {target}: {why}"
        notices.tell(notices.publishers(story), NoticeKind.REFUSED, story, words)


def _hide(story, actor, now):
    edition = Edition.objects.live().filter(story=story).first()
    if edition is None:
        raise Refused([Problem("", "The story is not live, so there is nothing to hide.")])
    retire(Edition.objects.filter(pk=edition.pk), withdrawn_at=now)
    Story.objects.filter(pk=story.pk).update(is_live=False, hidden_at=now, **_unplanned(story))
    pings.queue(edition)
    taxonomy.recount(tag_ids(edition))
    notices.tell(notices.publishers(story), NoticeKind.HIDDEN, story, f"{actor} hid it from readers.", but=actor)
    record("story.hidden", story, actor=actor, data={"edition": edition.number})
    return edition


def _unplanned(story):
    """Return what a story that is taken from readers loses: a plan to publish it would bring it back by itself."""
    if story.status != Status.SCHEDULED:
        return {}
    at = local_time.said(story.scheduled_for, Publication.current().zone)
    why = f"It was taken from readers, so the plan to publish it on {at} was dropped."
    return {"status": Status.APPROVED, "schedule_refusal": why, **UNPLANNED}
