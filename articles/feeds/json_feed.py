"""A feed as JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/."""

import json

from articles.operations.addresses import unprefixed
from articles.operations.structured_data import moment
from newsroom.media import vocabulary
from newsroom.publication.models import Publication


def write(found):
    """Return a feed as JSON Feed."""
    about = unprefixed(Publication.current(), "ai")
    hubs = {"hubs": [{"type": "WebSub", "url": hub} for hub in found.hubs]} if found.hubs else {}
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": found.title,
        "home_page_url": found.home,
        "feed_url": found.url,
        "description": found.description,
        "language": found.language,
        **hubs,
        "items": [_item(item, about) for item in found.items],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _item(item, about):
    said = {
        "id": item.id,
        "url": item.url,
        "title": item.title,
        "summary": item.summary,
        "content_html": item.content,
        "date_published": moment(item.published_at),
        "date_modified": moment(item.updated_at),
        "authors": [author._asdict() for author in item.authors],
        "tags": item.categories,
        "language": item.language,
    }
    if item.image:
        picture = {"url": item.image.url, "mime_type": "image/jpeg"}
        title = {"title": item.image.description} if item.image.description else {}
        said |= {"image": item.image.url, "attachments": [picture | title]}
    if item.term:
        said["_ai_disclosure"] = {
            "about": about,
            "level": item.level,
            "digital_source_type": vocabulary.uri(item.term),
            "label": item.label,
            "statement": item.statement_url,
        }
    return said
