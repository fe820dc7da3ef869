"""The record's daily heads for everyone: a date, a number and a hash, and nothing of what was recorded."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from newsroom.audit import chain
from newsroom.audit.models import DailyHead
from newsroom.publication.models import Publication

ENTRIES = 60
NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def root(request):
    """Return the newest daily head; before the first day ended, the start of every chain without a date."""
    head = DailyHead.objects.first()
    text = head.as_json if head else chain.head_json(None, 0, chain.START)
    return _answer(f"{text}\n", "application/json")


@require_safe
def heads(request):
    """Return the newest daily heads as a feed, for whoever wants to keep them."""
    publication = Publication.current()
    host = urlsplit(publication.address).hostname
    name = gettext("Audit record")
    newest = list(DailyHead.objects.all()[:ENTRIES])
    feed = HeadsFeed(
        title=f"{host}: {name}",
        link=publication.absolute_url(reverse("audit_root")),
        description=None,
        language=publication.default_language,
        author_name=host,
        feed_url=publication.absolute_url(reverse("audit_heads")),
        feed_guid=publication.absolute_url(reverse("audit_heads")),
    )
    for head in newest:
        feed.add_item(
            title=head.date.isoformat(),
            link="",
            description=None,
            unique_id=f"tag:{host},{head.date}:audit-head",
            updateddate=head.ended_at,
            content=head.as_json,
        )
    return _answer(feed.writeString("utf-8"), feed.content_type)


class HeadsFeed(Atom1Feed):
    """Atom whose entries hold their content themselves and have no page of their own."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER

    def add_item_elements(self, handler, item):
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("content", item["content"], {"type": "text"})


def _answer(content, content_type):
    return HttpResponse(content, content_type=content_type, headers={"Cache-Control": "no-cache"})
