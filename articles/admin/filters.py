"""Filters of the story list. What they are called in the address is kept: the desk's front page leads to them."""

from datetime import datetime, timedelta

from django.contrib import admin
from django.utils import timezone

from articles.models import Story, TextDisclosure
from articles.operations import review_queue
from articles.vocabulary import AILevel, Part, Status
from newsroom.publication.models import Publication


class OneOf(admin.SimpleListFilter):
    """A filter whose ``options`` are {value in the address: (words, what it does to (stories, request))}."""

    options = {}

    def lookups(self, request, model_admin):
        return [(value, words) for value, (words, _narrow) in self.options.items()]

    def queryset(self, request, stories):
        if self.value() is None:
            return stories
        # A value that nobody offers finds nothing: a deed on all that is listed must not reach everything.
        _words, narrow = self.options.get(self.value(), ("", lambda stories, request: stories.none()))
        return narrow(stories, request)


def _in(status):
    return status.label, lambda stories, request: stories.filter(status=status, is_live=False)


class StateFilter(OneOf):
    title = "state"
    parameter_name = "state"
    options = {
        "draft": _in(Status.DRAFT),
        "sent_back": ("Sent back", lambda stories, request: stories.sent_back()),
        "in_review": _in(Status.IN_REVIEW),
        "approved": _in(Status.APPROVED),
        "scheduled": ("Scheduled", lambda stories, request: stories.filter(scheduled_for__isnull=False)),
        "overdue": ("Its hour is past", lambda stories, request: stories.overdue(timezone.now())),
        "refused": ("Did not go out as planned", lambda stories, request: stories.refused()),
        "live": ("Live", lambda stories, request: stories.filter(is_live=True)),
        "changed": ("Live · unpublished changes", lambda stories, request: stories.changed()),
        "leaving": ("Planned to come down", lambda stories, request: stories.filter(withdraw_for__isnull=False)),
        "hidden": ("Hidden", lambda stories, request: stories.filter(is_live=False, hidden_at__isnull=False)),
        "withdrawn": (
            "Withdrawn",
            lambda stories, request: stories.filter(
                is_live=False, first_published_on__isnull=False, hidden_at__isnull=True
            ),
        ),
    }


class SectionFilter(admin.RelatedFieldListFilter):
    """The sections, and the stories that are in none yet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.empty_value_display = "None yet"


class LevelFilter(OneOf):
    title = "AI in the body"
    parameter_name = "ai"

    @property
    def options(self):
        levels = {level.value: (level.name.title(), _with_level(level)) for level in AILevel}
        return {"unanswered": ("Not answered", lambda stories, request: review_queue.unanswered(stories))} | levels


def _with_level(level):
    said = TextDisclosure.objects.filter(part=Part.BODY, level=level)
    return lambda stories, request: stories.filter(pk__in=said.values("story"))


class ReviewFilter(OneOf):
    title = "check of words by AI"
    parameter_name = "check"
    options = {
        "needed": ("Not checked as it stands", lambda stories, request: review_queue.queue(stories)),
        **{
            why.value: (why.label, lambda stories, request, why=why: review_queue.queue(stories, why))
            for why in review_queue.Why
        },
        "checked": ("Checked as it stands", lambda stories, request: review_queue.checked(stories)),
    }


class WhoseFilter(OneOf):
    title = "whose"
    parameter_name = "whose"
    options = {
        "mine": ("Begun by me", lambda stories, request: stories.filter(created_by=request.user)),
        "assigned": ("In my hands", lambda stories, request: stories.filter(assignee=request.user)),
        "named": (
            "I am named on it",
            lambda stories, request: stories.named(request.user),
        ),
    }


class DueFilter(OneOf):
    title = "due"
    parameter_name = "due"
    options = {
        "late": ("Late", lambda stories, request: stories.filter(due_at__lt=timezone.now())),
        "today": ("By the end of today", lambda stories, request: stories.filter(due_at__lt=_days_on(1))),
        "week": ("Within seven days", lambda stories, request: stories.filter(due_at__lt=_days_on(7))),
    }


class RestrictedFilter(OneOf):
    title = "who sees it"
    parameter_name = "restricted"
    options = {
        "yes": ("Named people only", lambda stories, request: stories.filter(is_restricted=True)),
        "no": ("The whole desk", lambda stories, request: stories.filter(is_restricted=False)),
    }


class SavedFilter(admin.SimpleListFilter):
    """When a story was last saved: years, a year's months, a month's days, in the publication's time zone.

    None of them is counted or looked up, so that it costs the same for any number of stories.
    """

    title = "last saved"
    parameter_name = "saved"

    def lookups(self, request, model_admin):
        zone = Publication.current().zone
        today = timezone.localdate(timezone=zone)
        oldest = Story.objects.order_by("updated_at").values_list("updated_at", flat=True).first()
        first = oldest.astimezone(zone).date() if oldest else today
        year, month, _day = [*_parts(self.value()), None, None, None][:3]
        if not year:
            return [(str(one), str(one)) for one in range(today.year, first.year - 1, -1)]
        if not month:
            months = [datetime(year, one, 1).date() for one in range(12, 0, -1)]
            shown = [one for one in months if first.replace(day=1) <= one <= today]
            return [(str(year), str(year)), *((f"{one:%Y-%m}", f"{one:%B}") for one in shown)]
        start, days = datetime(year, month, 1).date(), []
        for one in (start + timedelta(days=back) for back in range(30, -1, -1)):
            if one.month == month and first <= one <= today:
                days.append((f"{one:%Y-%m-%d}", f"{one.day} {one:%B}"))
        return [(str(year), str(year)), (f"{start:%Y-%m}", f"{start:%B %Y}"), *days]

    def queryset(self, request, stories):
        if self.value() is None:
            return stories
        if not (parts := _parts(self.value())):
            return stories.none()
        zone = Publication.current().zone
        start = datetime(*[*parts, 1, 1][:3], tzinfo=zone)
        if len(parts) == 1:
            end = start.replace(year=start.year + 1)
        elif len(parts) == 2:
            end = (start + timedelta(days=31)).replace(day=1)
        else:
            end = start + timedelta(days=1)
        return stories.filter(updated_at__gte=start, updated_at__lt=end)


def _parts(value):
    """Return a year, a month and a day as numbers, as many as "2026-11-24" begins with; none where it is no date."""
    parts = [int(part) for part in (value or "").split("-") if part.isascii() and part.isdecimal() and len(part) < 5]
    try:
        found = datetime(*[*parts, 1, 1][:3]) if 1 <= len(parts) <= 3 else None
    except ValueError:
        return []
    return parts if found and 1 < found.year < 9999 else []


def _days_on(days):
    """Return the end of today and of so many days, in the publication's time zone."""
    zone = Publication.current().zone
    today = timezone.localdate(timezone=zone)
    return datetime.combine(today + timedelta(days=days), datetime.min.time(), tzinfo=zone)
