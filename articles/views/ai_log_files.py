"""The public log of AI for machines: as JSON and CSV, a thousand entries at a time, and the newest as Atom."""

import re
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

from django.http import HttpResponse, HttpResponseBadRequest
from django.utils.dateparse import parse_datetime
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from articles.feeds.items import plain
from articles.operations import ai_log as log
from articles.operations import projections
from articles.operations.addresses import unprefixed
from articles.views.ai_log import chosen_in
from articles.views.at_address import as_json
from newsroom import spreadsheet
from newsroom.media.vocabulary import IPTC
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication

MOST, MOST_IN_FEED = 1000, 60
BEFORE = re.compile(r"(.{20,40})_([0-9]{1,18})")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
COLUMNS = ["published_at", "title", "lang", "level", "need", "label", "pictures", "checked_by", "checked_at", "notes"]
COLUMNS += ["url", "statement"]


@require_safe
def ai_log_json(request):
    """Return the newest entries, or those before the one that ``next_url`` names."""
    try:
        found, next_url = _asked(request, "ai_log_json")
    except ValueError as problem:
        return _refused(problem)
    publication = Publication.current()
    return as_json(
        {
            "version": 1,
            "about": unprefixed(publication, "ai"),
            "items": [log.told(edition, publication) for edition in found],
            "next_url": next_url or None,
        }
    )


@require_safe
def ai_log_csv(request):
    """Return the same as a table; a ``Link`` header leads to the next."""
    try:
        found, next_url = _asked(request, "ai_log_csv")
    except ValueError as problem:
        return _refused(problem)
    publication = Publication.current()
    rows = [_row(log.told(edition, publication)) for edition in found]
    headers = {"Content-Disposition": 'inline; filename="ai-log.csv"', "Access-Control-Allow-Origin": "*"}
    if next_url:
        headers["Link"] = f'<{next_url}>; rel="next"'
    return _answer("".join(spreadsheet.lines([COLUMNS, *rows])), "text/csv; charset=utf-8", headers)


@require_safe
def ai_log_atom(request):
    """Return the newest entries as a feed."""
    publication = Publication.current()
    found = list(log.entries(**chosen_in(request))[:MOST_IN_FEED])
    name, host = in_language(publication.name), urlsplit(publication.address).hostname
    feed = LogFeed(
        title=plain(f"{name}: {gettext('What AI had a part in')}"),
        link=unprefixed(publication, "ai_log"),
        description=None,
        language=publication.default_language,
        author_name=plain(name),
        feed_url=publication.absolute_url(request.get_full_path()),
        feed_guid=unprefixed(publication, "ai_log_atom"),
    )
    for edition in found:
        told = log.told(edition, publication)
        feed.add_item(
            title=plain(edition.headline),
            link=told["url"],
            description=None,
            unique_id=f"tag:{host},{edition.path_date:%Y-%m-%d}:story-{edition.story_id}:ai",
            pubdate=edition.first_published_at,
            updateddate=edition.published_at,
            language=edition.language,
            term=projections.term(edition),
            told=told,
        )
    return _answer(feed.writeString("utf-8"), "application/atom+xml; charset=utf-8")


class LogFeed(Atom1Feed):
    """Atom whose entries say in words and by the IPTC's terms what AI did, and where that is stated in full."""

    def latest_post_date(self):
        return super().latest_post_date() if self.items else NEVER

    def item_attributes(self, item):
        return {"xml:lang": item["language"]}

    def add_item_elements(self, handler, item):
        told = item["told"]
        handler.addQuickElement("title", item["title"])
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": item["link"]})
        handler.addQuickElement("id", item["unique_id"])
        handler.addQuickElement("published", rfc3339_date(item["pubdate"]))
        handler.addQuickElement("updated", rfc3339_date(item["updateddate"]))
        if item["term"]:
            label = {"label": plain(told["label"])} if told["label"] else {}
            handler.addQuickElement("category", "", {"scheme": IPTC, "term": item["term"]} | label)
        described = {"rel": "describedby", "type": "application/json", "href": told["statement"]}
        handler.addQuickElement("link", "", described)
        handler.addQuickElement("summary", plain(_in_words(told)))


def _asked(request, name):
    """Return the editions that are asked for, and the address of those after them, "" for none.

    Raises ``ValueError`` where ``before`` is not what such an address holds.
    """
    chosen = chosen_in(request)
    found = log.entries(**chosen)
    if before := request.GET.get("before"):
        found = log.after(found, *_place(before))
    editions = list(found[: MOST + 1])
    if len(editions) <= MOST:
        return editions, ""
    last = editions[MOST - 1]
    before = f"{last.first_published_at.astimezone(UTC).isoformat().replace('+00:00', 'Z')}_{last.pk}"
    asked = {key: str(value) for key, value in chosen.items() if value} | {"before": before}
    return editions[:MOST], f"{unprefixed(Publication.current(), name)}?{urlencode(asked)}"


def _place(before):
    match = BEFORE.fullmatch(before)
    try:
        moment = parse_datetime(match[1]) if match else None
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise ValueError("“before” is taken from the address of the next part: follow that address as it stands.")
    return moment, int(match[2])


def _row(told):
    review = told["review"] or {"by": "", "at": ""}
    said = {
        **told,
        "pictures": "; ".join(picture["label"] for picture in told["pictures"]),
        "checked_by": review["by"],
        "checked_at": review["at"],
        "notes": " ".join(f"{note['at']}: {note['text']}" for note in told["notes"]),
    }
    return [str(said[name]) for name in COLUMNS]


def _in_words(told):
    """Return what an entry says of AI as a few sentences: the label, the pictures', and the notes."""
    labels = [told["label"], *(picture["label"] for picture in told["pictures"])]
    sentences = [*dict.fromkeys(filter(None, labels)), *(note["text"] for note in told["notes"])]
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences)


def _answer(content, content_type, headers=None):
    headers = {"Cache-Control": "no-cache"} | (headers or {})
    return HttpResponse(content, content_type=content_type, headers=headers)


def _refused(problem):
    return HttpResponseBadRequest(f"{problem}\n", content_type="text/plain; charset=utf-8")
