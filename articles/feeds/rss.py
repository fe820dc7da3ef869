"""A feed as RSS 2.0."""

from datetime import UTC, datetime

from django.utils.feedgenerator import Rss201rev2Feed

from newsroom.media import vocabulary

# When a feed changed that never had a story: the same each time, so that it is the same bytes.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)

MEDIA = {"xmlns:media": "http://search.yahoo.com/mrss/"}
NAMESPACES = MEDIA | {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
}


class NewsFeed(Rss201rev2Feed):
    """RSS 2.0 with whole texts, pictures and, for each story, the IPTC term of what AI did in its text."""

    def rss_attributes(self):
        return super().rss_attributes() | NAMESPACES

    def latest_post_date(self):
        return self.feed["changed_at"] or NEVER

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for hub in self.feed["hubs"]:
            handler.addQuickElement("atom:link", None, {"rel": "hub", "href": hub})

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        said = item["said"]
        for author in said.authors:
            handler.addQuickElement("dc:creator", author.name)
        handler.addQuickElement("dc:language", said.language)
        if said.term:
            handler.addQuickElement("category", said.term, {"domain": vocabulary.IPTC})
            handler.addQuickElement("Iptc4xmpExt:DigitalSourceType", vocabulary.uri(said.term))
        handler.addQuickElement("content:encoded", said.content)
        add_image(handler, said.image)


def add_image(handler, image):
    """Write a picture as ``media:content``.

    Nothing in it names its origin but the description: readers take a category or a source type in there for the
    item's own, so that an AI picture would mark a text by people.
    """
    if image is None:
        return
    size = {"width": str(image.width), "height": str(image.height)}
    handler.startElement("media:content", {"url": image.url, "medium": "image", "type": "image/jpeg"} | size)
    if image.description:
        handler.addQuickElement("media:description", image.description, {"type": "plain"})
    handler.endElement("media:content")


def write(found):
    """Return a feed as RSS."""
    feed = NewsFeed(
        title=found.title,
        link=found.home,
        description=found.description,
        language=found.language,
        feed_url=found.url,
        changed_at=found.changed_at,
        hubs=found.hubs,
    )
    for item in found.items:
        feed.add_item(
            title=item.title,
            link=item.url,
            description=item.summary,
            unique_id=item.id,
            unique_id_is_permalink=False,
            pubdate=item.published_at,
            categories=item.categories,
            said=item,
        )
    return feed.writeString("utf-8")
