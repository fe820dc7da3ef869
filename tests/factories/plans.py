"""What is planned for a story, for tests: the hour, the plan, and the time as the desk's screens show it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from articles.operations import publishing
from factories.people import make_user
from factories.stories import make_story
from newsroom import local_time
from newsroom.audit.models import Event

HOUR = timedelta(hours=1)
NOW = timezone.now().replace(second=0, microsecond=0)
AT = NOW + 2 * HOUR


def plan(story=None, *, at=AT, actor=None, now=NOW, **asked):
    """Return the story, or a new one, planned to go out."""
    story = story or make_story()
    return publishing.schedule(story, actor=actor or make_user("editor"), at=at, now=now, **asked)


def actions():
    """Return what the audit record tells of, in order."""
    return list(Event.objects.order_by("seq").values_list("action", flat=True))


def local(moment):
    """Return a moment as somebody types it in the publication's own time zone."""
    return local_time.typed(moment, ZoneInfo("Africa/Lagos"))


def page_of(response):
    return response.content.decode()
