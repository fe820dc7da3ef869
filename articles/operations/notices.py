"""Tells people what became of the stories they have to do with: at the desk always, by mail where they wish so."""

from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Notice, Story
from articles.operations import mails
from articles.vocabulary import Change, NoticeKind
from newsroom.accounts.models import User

# Kinds that reach those alone who may do something; everybody who works on stories may get the others.
FOR = {
    NoticeKind.SUBMITTED: "articles.review_story",
    NoticeKind.HIDDEN: "articles.withdraw_story",
}


def tell(people, kind, story, text, *, but=None, now=None):
    """Give each of these people a notice, once the caller's transaction holds; ``but`` is who did it, and knows.

    Nobody is told of a story that they may not see. Mails go out on commit; where they fail, the notices stand at the
    desk all the same, and the tick tries again.
    """
    people = {person for person in people if person.is_active and person.is_staff and person != but}
    people = [person for person in people if story.is_visible_to(person)]
    now = now or timezone.now()
    notices = [Notice(person=person, kind=kind, story=story, text=text, created_at=now) for person in people]
    mailed = [notice for notice in notices if mails.is_wished(notice)]
    for notice in mailed:
        notice.mail_due_at = now
    Notice.objects.bulk_create(notices)
    if mailed:
        transaction.on_commit(partial(mails.send, mailed), robust=True)
    return notices


def kinds_of(person):
    """Return the kinds of notices that a person can get."""
    return [kind for kind in NoticeKind if kind not in FOR or person.has_perm(FOR[kind])]


def unread(person):
    """Return a person's notices that they have not read."""
    return Notice.objects.filter(person=person, read_at__isnull=True)


def mark_read(person, key=None, *, now=None):
    """Mark one of a person's notices as read, or without a key all; return how many were not."""
    found = unread(person) if key is None else unread(person).filter(pk=key)
    return found.update(read_at=now or timezone.now())


def writers(story):
    """Return the people who write a story: who began it, who has it in hand, and who works on it with them."""
    people = {person for person in (story.created_by, story.assignee) if person}
    return people | set(story.collaborators.all())


def reviewers(story):
    """Return who is told that a story waits for the desk: who has it in hand, else everybody who may review it."""
    if story.assignee and story.assignee.has_perm("articles.review_story"):
        return {story.assignee}
    return _with_permission("review_story")


def publishers(story):
    """Return everybody who may withdraw stories."""
    return _with_permission("withdraw_story")


def after_publishing(edition, *, by):
    """Tell the writers that their story is out, and the people of its translations that the original changed."""
    story = edition.story
    said = "It is live." if edition.change_kind == Change.FIRST else "A new edition is live."
    tell(writers(story), NoticeKind.PUBLISHED, story, said, but=by)
    if edition.change_kind not in {Change.UPDATE, Change.CORRECTION}:
        return
    what = "corrected" if edition.change_kind == Change.CORRECTION else "updated"
    words = f"The original, “{edition.headline}”, was {what}. {edition.change_note}".strip()
    for translation in Story.objects.filter(translation_of=story):
        tell(writers(translation), NoticeKind.ORIGINAL_CHANGED, translation, words, but=by)


def after_report(report, *, now=None):
    """Tell of a report: of a mistake the people of the story; of a label, or where it has none, who answers."""
    if report.edition is None:
        return
    story, people = report.edition.story, set()
    if report.about == report.About.MISTAKE:
        bylined = {author.account for author in story.authors.exclude(account=None).select_related("account")}
        people = {person for person in writers(story) | bylined if person.is_active and person.is_staff}
    if not people:
        may_answer = story.assignee and story.assignee.has_perm("articles.answer_aireport")
        people = {story.assignee} if may_answer else _with_permission("answer_aireport")
    what = {"mistake": "A reader reports a mistake", "label": "A reader misses an AI label"}[report.about]
    tell(people, NoticeKind.REPORTED, story, f"{what}: {report.text}", now=now)


def _with_permission(codename):
    granted = Q(groups__permissions__content_type__app_label="articles", groups__permissions__codename=codename)
    return set(User.objects.filter(granted | Q(is_superuser=True), is_active=True).distinct())
