"""A feed as Atom (RFC 4287)."""

from django.utils.feedgenerator import Atom1Feed, rfc3339_date

from articles.feeds.rss import MEDIA, NEVER, add_image
from newsroom.media import vocabulary


class NewsFeed(Atom1Feed):
    """Atom with whole texts, pictures and, for each story, what AI did in its text and where that is stated in full."""

    def root_attributes(self):
        return super().root_attributes() | MEDIA

    def latest_post_date(self):
        return self.feed["changed_at"] or NEVER

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for hub in self.feed["hubs"]:
            handler.addQuickElement("link", "", {"rel": "hub", "href": hub})

    def item_attributes(self, item):
        return {"xml:lang": item["said"].language}

    def add_item_elements(self, handler, item):
        said = item["said"]
        handler.addQuickElement("title", said.title)
        handler.addQuickElement("link", "", {"rel": "alternate", "type": "text/html", "href": said.url})
        handler.addQuickElement("id", said.id)
        handler.addQuickElement("published", rfc3339_date(said.published_at))
        handler.addQuickElement("updated", rfc3339_date(said.updated_at))
        for author in said.authors:
            handler.startElement("author", {})
            handler.addQuickElement("name", author.name)
            handler.addQuickElement("uri", author.url)
            handler.endElement("author")
        for category in said.categories:
            handler.addQuickElement("category", "", {"term": category})
        if said.term:
            label = {"label": said.label} if said.label else {}
            handler.addQuickElement("category", "", {"scheme": vocabulary.IPTC, "term": said.term} | label)
        described = {"rel": "describedby", "type": "application/json", "href": said.statement_url}
        handler.addQuickElement("link", "", described)
        handler.addQuickElement("summary", said.summary)
        handler.addQuickElement("content", said.content, {"type": "html"})
        add_image(handler, said.image)


def write(found):
    """Return a feed as Atom."""
    feed = NewsFeed(
        title=found.title,
        link=found.home,
        description="",
        subtitle=found.description,
        language=found.language,
        feed_url=found.url,
        changed_at=found.changed_at,
        hubs=found.hubs,
    )
    for item in found.items:
        feed.add_item(title=item.title, link=item.url, description=item.summary, said=item)
    return feed.writeString("utf-8")
