"""What every feed says, whatever its format: its newest stories, labelled in their own language."""

import re
from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext, override

from articles.feeds.channels import source
from articles.models.edition import Edition, EditionByline
from articles.operations import projections, reading
from articles.operations.addresses import canonical, interface_of, media_url, statement_url
from articles.operations.news_article import ROLE_PROPERTIES
from newsroom.publication.localtext import in_language

ITEMS = 30
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Image(NamedTuple):
    """The lead picture's file with its label in it, and its words with the label first."""

    url: str
    width: int
    height: int
    description: str


class Writer(NamedTuple):
    """Who a story is by: a person and their page, or the publication and its own address."""

    name: str
    url: str


class Item(NamedTuple):
    """A story. ``term`` is the IPTC digital source type of its text, "" where nothing is claimed of it."""

    id: str
    url: str
    title: str
    summary: str
    content: str
    language: str
    published_at: datetime
    updated_at: datetime
    authors: list
    categories: list
    level: str
    term: str
    label: str
    statement_url: str
    image: Image | None


class Feed(NamedTuple):
    """Stories, what they are together, who tells of new ones, and when they last changed (None: never)."""

    title: str
    description: str
    home: str
    url: str
    language: str
    hubs: list
    changed_at: datetime | None
    items: list


def gather(channel, form, publication):
    """Return a feed with its newest stories; 404 where it is not there. The work is the same however long it is."""
    made_of = source(*channel, publication)
    bylines = Prefetch("bylines", EditionByline.objects.select_related("author"))
    found = Edition.objects.live().for_page().filter(pk__in=made_of.keys[:ITEMS]).newest_first()
    editions = list(found.prefetch_related(bylines, "tags"))
    if made_of.must_have_stories and not editions:
        raise Http404
    pictures = reading.body_pictures(editions)
    attachments = reading.body_attachments(editions)
    items = [_item(edition, pictures, attachments, publication) for edition in editions]
    if channel.kind == "corrections":
        items = _corrections(zip(editions, items, strict=True))
    withdrawn_at = _last(Edition.objects, "withdrawn_at")
    changed_at = max(filter(None, [*(edition.published_at for edition in editions), withdrawn_at]), default=None)
    name = plain(in_language(publication.name))
    heading = plain(made_of.heading)
    return Feed(
        title=f"{heading} | {name}" if heading else name,
        description=plain(made_of.description) or name,
        home=publication.absolute_url(made_of.path),
        url=publication.absolute_url(channel.path(form)),
        language=made_of.language,
        hubs=settings.WEBSUB_HUBS,
        changed_at=changed_at or _last(Edition.objects, "pk", "published_at"),
        items=items,
    )


def plain(value):
    """Return a text without the characters that XML has no room for."""
    return NOT_XML.sub("", str(value))


def _last(editions, order, field=""):
    """Return the moment at the end of an index: the last withdrawal, or the publication of the last edition."""
    moments = editions.filter(**{f"{order}__isnull": False}).order_by(f"-{order}")
    return moments.values_list(field or order, flat=True).first()


def _corrections(editions):
    """Return an item for each correction, newest first: what was wrong and is right, and the story as it is now."""
    found = []
    for edition, item in editions:
        found += [_correction(edition, item, line) for line in reading.corrections_of(edition)]
    return sorted(found, key=lambda item: item.published_at, reverse=True)[:ITEMS]


def _correction(edition, item, line):
    with override(edition.language):
        label = str(line.kind_label)
        title = gettext("%(label)s: %(text)s") % {"label": label, "text": item.title}
        said = format_html("<p><strong>{}</strong> {}</p>\n", f"{label}:", plain(line.text))
        for until, text in line.amended:
            before = gettext("Until %(time)s this note said:") % {"time": _moment(until)}
            said += format_html("<p>{} {}</p>\n", before, plain(text))
    return item._replace(
        id=f"{item.id}:{line.anchor}",
        url=f"{item.url}#{line.anchor}",
        title=plain(title),
        summary=plain(line.text),
        content=said + item.content,
        published_at=line.at,
        updated_at=line.changed_at,
    )


def _moment(time):
    return date_format(timezone.localtime(time), "DATETIME_FORMAT")


def _item(edition, pictures, attachments, publication):
    host = urlsplit(publication.address).hostname
    with override(edition.language):
        section, kind = in_language(edition.section.name), edition.kind_chip
        categories = [plain(name) for name in (section, kind, *(tag.name for tag in edition.tags.all())) if str(name)]
        ours = Writer(plain(in_language(publication.name)), publication.absolute_url("/"))
    with override(interface_of(edition, publication)):
        wrote = [byline.author for byline in edition.bylines.all() if ROLE_PROPERTIES[byline.role] == "author"]
        authors = [_writer(author, publication) for author in wrote] or [ours]
    return Item(
        id=f"tag:{host},{edition.path_date:%Y-%m-%d}:story-{edition.story_id}",
        url=canonical(edition, publication),
        title=plain(edition.headline),
        summary=plain(projections.labelled_summary(edition)),
        content=plain(projections.content_html(edition, pictures, attachments, publication)),
        language=edition.language,
        published_at=edition.first_published_at,
        updated_at=max([edition.updated_at, *(line.changed_at for line in reading.corrections_of(edition))]),
        authors=authors,
        categories=categories,
        level=edition.ai_level,
        term=projections.term(edition),
        label=plain(projections.label(edition)),
        statement_url=statement_url(edition, publication),
        image=_image(edition, publication),
    )


def _writer(author, publication):
    return Writer(plain(author.name), publication.absolute_url(author.get_absolute_url()))


def _image(edition, publication):
    lead = reading.lead_of(edition)
    image = lead and lead.picture.social(edition.language)
    if not image:
        return None
    words = plain(projections.picture_words(lead, edition))
    return Image(media_url(image["url"], publication), image["width"], image["height"], words)
