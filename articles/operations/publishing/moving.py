"""Deeds that change where the working copy stands, or what is planned for it; readers see nothing of them."""

from django.db import transaction
from django.utils import timezone

from articles.models.text import nfc_text
from articles.operations import gate, notices, revisions
from articles.operations.publishing.rules import UNPLANNED, change_problems, checked_target, locked
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import TRANSITIONS, Deed, NoticeKind, Status
from newsroom.audit.operations.recording import record, written

# What the audit record calls each deed that changes only the working copy's status.
RECORDED = {
    Deed.SUBMIT: "story.submitted",
    Deed.SEND_BACK: "story.sent_back",
    Deed.APPROVE: "story.approved",
    Deed.UNSCHEDULE: "story.unscheduled",
}


@transaction.atomic
def submit(story, *, actor, seen=None):
    """Hand a draft to the editors."""
    story = _move(story, Deed.SUBMIT, actor, seen)
    notices.tell(notices.reviewers(story), NoticeKind.SUBMITTED, story, f"{actor} handed it in.", but=actor)
    return story


@transaction.atomic
def send_back(story, *, actor, note, seen=None):
    """Return a story to its writer, with a note that says why."""
    note = nfc_text(note)
    if not note:
        raise Refused([Problem("note", "A story is sent back with a note: say what is missing.")])
    story = _move(story, Deed.SEND_BACK, actor, seen, desk_note=note)
    notices.tell(notices.writers(story), NoticeKind.SENT_BACK, story, f"{actor} sent it back: {note}", but=actor)
    return story


@transaction.atomic
def approve(story, *, actor, seen=None):
    """Mark a story as ready to publish."""
    story = _move(story, Deed.APPROVE, actor, seen)
    notices.tell(notices.writers(story), NoticeKind.APPROVED, story, f"{actor} approved it.", but=actor)
    return story


def schedule(story, *, actor, at, change="", note="", seen=None, now=None):
    """Plan the story's publication for a moment, and lock its words until then; return the story.

    Everything that would stand against publishing is asked now, and again at the hour. A plan that stands is moved.
    """
    now, note = now or timezone.now(), nfc_text(note)
    with transaction.atomic():
        story = locked(story, Deed.SCHEDULE, actor, seen)
        previous = story.editions.order_by("-number").first()
        problems = gate.blocking(story, actor=actor, previous=previous, at=at)
        if at <= now:
            problems.append(Problem("at", "This time is past: choose a later one, or publish now."))
        if previous:
            problems += change_problems(change, note, actor)
        if problems:
            raise Refused(problems)
        moved_from = written(story.scheduled_for) if story.scheduled_for else None
        story.status, story.scheduled_for, story.scheduled_by = Status.SCHEDULED, at, actor
        story.scheduled_change, story.scheduled_note = (change, note) if previous else ("", "")
        story.schedule_refusal = ""
        fields = ["status", *UNPLANNED, "schedule_refusal"]
        story.save(update_fields=fields)
        revisions.keep(story, Deed.SCHEDULE, actor=actor)
        data = {"for": written(at)} | ({"from": moved_from} if moved_from else {})
        record("story.scheduled", story, actor=actor, data=data)
    return story


def unschedule(story, *, actor, seen=None):
    """Take the plan away: the story is approved again, and may be edited."""
    return _move(story, Deed.UNSCHEDULE, actor, seen)


def plan_withdrawal(story, *, actor, at, reason="", target="", seen=None, now=None):
    """Plan that a live story is withdrawn at a moment, with the reason readers will see; None takes the plan away.

    ``target`` is where its address leads then, "" for nowhere.
    """
    now, reason = now or timezone.now(), nfc_text(reason)
    with transaction.atomic():
        story = locked(story, Deed.WITHDRAW, actor, seen)
        problems = []
        if at is not None and at <= now:
            problems.append(Problem("at", "This time is past: choose a later one, or withdraw now."))
        if at is not None and not reason:
            problems.append(Problem("reason", "A story is withdrawn with a reason, which readers will see: write it."))
        if at is not None and not (story.is_live or story.hidden_at):
            problems.append(Problem("", "The story is not live, so there is nothing to withdraw."))
        if problems:
            raise Refused(problems)
        story.withdraw_for, story.withdraw_by = at, actor if at else None
        story.withdraw_reason = reason if at else ""
        story.withdraw_target = checked_target(story, target, actor) if at and target else ""
        story.save(update_fields=["withdraw_for", "withdraw_by", "withdraw_reason", "withdraw_target"])
        data = {"for": written(at) if at else None}
        data |= {"to": story.withdraw_target} if story.withdraw_target else {}
        record("story.withdrawal_planned", story, actor=actor, reason=reason, data=data)
    return story


def _move(story, deed, actor, seen, **fields):
    """Do a deed that changes only the working copy's status."""
    with transaction.atomic():
        story = locked(story, deed, actor, seen)
        story.status = TRANSITIONS[deed][1]
        for name, value in (UNPLANNED | fields).items():
            setattr(story, name, value)
        story.save(update_fields=["status", *UNPLANNED, *fields])
        revisions.keep(story, deed, actor=actor)
        record(RECORDED[deed], story, actor=actor, reason=fields.get("desk_note", ""))
    return story
