"""What waits for a person at the desk: queues of stories, each counted and listed by the same question.

Every queue begins with an index that holds few rows, however many stories there are.
"""

from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import F, IntegerField, Q, Subquery
from django.utils import timezone

from articles.models import Story
from articles.operations import translating
from articles.operations.scheduling import PATIENCE
from articles.vocabulary import Status
from newsroom.accounts.models import User
from newsroom.publication.models import Publication, PublicationMissing

# What is counted exactly; of more the desk says "99+".
MOST = 99
# Where a story still has to be worked on; what is approved or scheduled only waits for its hour.
AT_WORK = [Status.DRAFT, Status.IN_REVIEW]


class Queue(NamedTuple):
    """Stories that wait for the same deed: what they are called, who may do it, and which of some stories they are."""

    words: str
    permission: str
    find: Callable


def _among(*found):
    """Return the condition of being one of these stories, as one statement: a union is quick where an "or" is not."""
    keys = [stories.order_by().values("pk") for stories in found]
    return Q(pk__in=keys[0].union(*keys[1:], all=True) if keys[1:] else keys[0])


def _sent_back(stories, user, now):
    return stories.sent_back().named(user, few=True)


def _in_hand(stories, user, now):
    together = Story.collaborators.through.objects.filter(user=user).values("story")
    found = stories.filter(_among(Story.objects.filter(assignee=user), Story.objects.filter(pk__in=together)))
    # Publishing clears the due time: a published story that has one waits for its next words.
    return _to_edit(found.filter(Q(due_at__isnull=False) | ~_published(), status__in=[*AT_WORK, Status.APPROVED]), user)


def _overdue(stories, user, now):
    return _to_edit(stories.filter(_among(Story.objects.filter(due_at__lt=now)), status__in=AT_WORK), user)


def _in_review(stories, user, now):
    return stories.filter(_in(Status.IN_REVIEW))


def _approved(stories, user, now):
    return stories.filter(_in(Status.APPROVED))


def _refused(stories, user, now):
    return stories.filter(_in(Status.APPROVED)).exclude(schedule_refusal="")


def _late(stories, user, now):
    by = now - PATIENCE
    return stories.filter(
        _among(Story.objects.filter(scheduled_for__lte=by), Story.objects.filter(withdraw_for__lte=by))
    )


def _today(stories, user, now):
    day = day_of(now)
    out, down = Story.objects.filter(scheduled_for__range=day), Story.objects.filter(withdraw_for__range=day)
    return stories.filter(_among(out, down))


QUEUES = {
    "sent_back": Queue("Sent back to me", "articles.submit_story", _sent_back),
    "in_hand": Queue("In my hands", "articles.change_story", _in_hand),
    "overdue": Queue("Past their due time", "articles.change_story", _overdue),
    "late": Queue("Planned work that is overdue", "articles.publish_story", _late),
    "refused": Queue("Did not go out as planned", "articles.publish_story", _refused),
    "review": Queue("To review", "articles.review_story", _in_review),
    "approved": Queue("Approved, to publish", "articles.publish_story", _approved),
    "today": Queue("Planned for today", "articles.publish_story", _today),
    "corrected": Queue(
        "Translations whose original was corrected",
        "articles.publish_story",
        lambda stories, user, now: translating.corrected_among(stories),
    ),
    "stale": Queue(
        "Translations whose original has changed",
        "articles.change_story",
        lambda stories, user, now: stories.filter(pk__in=translating.all_stale()),
    ),
}


class HowMany(Subquery):
    """How many rows another query finds, as a column of this one."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def queues_of(user):
    """Return {key: queue} of those that a person can act on."""
    return {key: queue for key, queue in QUEUES.items() if user.has_perm(queue.permission)}


def find(key, stories, user, *, now=None):
    """Return those of some stories that wait in a queue; none where the person may not act on it."""
    queue = queues_of(user).get(key)
    return queue.find(stories, user, now or timezone.now()) if queue else stories.none()


def lengths(user, more=None, *, now=None):
    """Return {key: how many} of a person's queues and of ``more`` {key: rows}, ``MOST`` + 1 at most, in one query."""
    stories = Story.objects.visible_to(user, few=True)
    asked = {key: find(key, stories, user, now=now) for key in queues_of(user)} | (more or {})
    counted = {key: HowMany(rows.order_by().values("pk")[: MOST + 1]) for key, rows in asked.items()}
    return User.objects.filter(pk=user.pk).values(**counted).get() if counted else {}


def day_of(now):
    """Return the first and the last moment of the day that a moment falls in, in the publication's time zone."""
    zone = zone_of_desk()
    day = now.astimezone(zone).date()
    start, end = (datetime.combine(day + timedelta(days=days), time(), tzinfo=zone) for days in (0, 1))
    return start, end - timedelta(microseconds=1)


def zone_of_desk():
    """Return the publication's time zone, or the server's before there is a publication."""
    try:
        return Publication.current().zone
    except PublicationMissing:
        return timezone.get_default_timezone()


def _in(status):
    # Live or not, by name, so that the index of states answers.
    return Q(is_live__in=[True, False], status=status)


def _published():
    return Q(version=F("published_version"))


def _to_edit(stories, user):
    """Narrow some stories to those that a person may edit; see ``drafting.may_edit``."""
    if user.has_perm("articles.view_all_stories"):
        return stories
    return stories.filter(status=Status.DRAFT, is_live=False)
