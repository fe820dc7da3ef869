"""Gives the desk's front page what waits for the person who opens it, and what is planned for today."""

from typing import NamedTuple

from django import template
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from articles.admin import compliance
from articles.models import AIReport, Story
from articles.operations import reports, review_queue, reviewing, waiting
from articles.operations.scheduling import PATIENCE
from articles.operations.waiting import MOST
from newsroom import local_time
from newsroom.media.admin.filters import rights_ending
from newsroom.media.models import Picture

register = template.Library()
# Of what is planned or in hand, so many stories are named; the list has the rest.
SHOWN = 12
NAMED = ["headline", "language", "status", "is_live", "due_at", "scheduled_for", "withdraw_for"]
STORIES, PICTURES, REPORTS = (
    f"admin:{name}_changelist" for name in ("articles_story", "media_picture", "articles_aireport")
)
# What waits in other lists than the queues of stories: words, the list and its query.
OTHERS = {
    "checks": ("Words to check", "admin:articles_review_queue", ""),
    "mistakes": ("Mistakes that readers report", REPORTS, "?state__exact=open&about__exact=mistake"),
    "labels": ("Readers’ reports to answer", REPORTS, "?state__exact=open&about__exact=label"),
    "conflicts": ("Pictures whose file’s marks disagree with their origin", PICTURES, "?conflict=yes"),
    "rights": ("Pictures whose rights end within 30 days", PICTURES, "?rights=ending"),
}
# What is one's own first, then what has gone wrong, then what others wait for.
ORDER = [
    *("sent_back", "in_hand", "overdue", "late", "refused", "mistakes", "corrected", "review", "checks", "approved"),
    *("today", "stale", "labels", "conflicts", "rights"),
]


class Line(NamedTuple):
    """A queue: its words, how many wait in it, and the list that shows exactly these."""

    words: str
    count: str
    url: str


class Plan(NamedTuple):
    """What happens to a story today, and when; ``is_late`` where it should have happened by now."""

    at: str
    words: str
    story: Story
    is_late: bool


class Day(NamedTuple):
    """``today`` is the day and the time zone in words, ``in_hand`` are (story, when it is due, is that past)."""

    today: str
    lines: list
    plans: list
    more_plans: str
    in_hand: list
    report_url: str


@register.simple_tag
def desk_day(user, now=None):
    """Return the ``Day`` of a person; None for those who have nothing to do with stories."""
    if not user.has_perm("articles.view_story"):
        return None
    now, stories = now or timezone.now(), Story.objects.visible_to(user, few=True)
    lengths = waiting.lengths(user, _others(user), now=now)
    if user.has_perm(reviewing.PERMISSION):
        lengths["checks"] = review_queue.length(stories, MOST + 1)
    zone = waiting.zone_of_desk()
    plans = _plans(stories, user, now, zone) if lengths.get("today") else []
    return Day(
        today=f"{now.astimezone(zone).day} {now.astimezone(zone):%B %Y}, {local_time.name_of(now, zone)}",
        lines=[_line(key, lengths[key]) for key in ORDER if lengths.get(key)],
        plans=plans[:SHOWN],
        more_plans=_address("today") if len(plans) > SHOWN else "",
        in_hand=_in_hand(stories, user, now, zone) if lengths.get("in_hand") else [],
        report_url=reverse("admin:articles_compliance") if user.has_perm(compliance.PERMISSION) else "",
    )


def _others(user):
    """Return {key: rows} of what a person can act on in other lists."""
    found = {}
    if user.has_perm(reports.PERMISSION):
        unanswered = AIReport.objects.filter(state=AIReport.State.OPEN)
        found["mistakes"] = unanswered.filter(about=AIReport.About.MISTAKE)
        found["labels"] = unanswered.filter(about=AIReport.About.LABEL)
    if user.has_perm("media.change_any_picture"):
        found["conflicts"] = Picture.objects.in_conflict()
        found["rights"] = Picture.objects.filter(rights_ending())
    return found


def _line(key, length):
    count = f"{MOST}+" if length > MOST else str(length)
    if queue := waiting.QUEUES.get(key):
        return Line(queue.words, count, _address(key))
    words, name, query = OTHERS[key]
    return Line(words, count, reverse(name) + query)


def _address(key):
    return f"{reverse(STORIES)}?waits={key}"


def _plans(stories, user, now, zone):
    """Return what is planned for today, in order; a story that goes out and comes down stands there twice."""
    start, end = waiting.day_of(now)
    found = waiting.find("today", stories, user, now=now).order_by(F("scheduled_for").asc(nulls_last=True), "pk")
    made = []
    for story in found.only(*NAMED)[: MOST + 1]:
        goes_out = "goes out anew" if story.is_live else "goes out"
        moments = [(story.scheduled_for, goes_out), (story.withdraw_for, "comes down")]
        made += [(at, words, story) for at, words in moments if at and start <= at <= end]
    made.sort(key=lambda plan: (plan[0], plan[2].pk))
    return [Plan(local_time.clock(at, zone), words, story, at < now - PATIENCE) for at, words, story in made]


def _in_hand(stories, user, now, zone):
    found = waiting.find("in_hand", stories, user, now=now).order_by(F("due_at").asc(nulls_last=True), "-pk")
    return [
        (story, local_time.short(story.due_at, zone) if story.due_at else "", bool(story.due_at and story.due_at < now))
        for story in found.only(*NAMED)[:SHOWN]
    ]
