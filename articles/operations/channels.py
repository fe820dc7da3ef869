"""The feeds: which there are, where each stands in each format, and which of them a story is in."""

from typing import NamedTuple

from django.urls import reverse

from articles.models.taxonomy import Author, Section, Tag

# The formats by the end of their URL names, each with its file and media type.
FORMATS = {
    "rss": ("rss.xml", "application/rss+xml"),
    "atom": ("atom.xml", "application/atom+xml"),
    "json_feed": ("feed.json", "application/feed+json"),
}


class FeedLink(NamedTuple):
    """A feed in one format, as the head of a page names it."""

    title: str
    type: str
    url: str


class Channel(NamedTuple):
    """A feed whatever its format.

    ``kind`` is "" for the whole publication, "corrections", or "section", "tag", "author" or "language", for which
    ``key`` is the slug or the code.
    """

    kind: str = ""
    key: str = ""

    def path(self, form="rss"):
        """Return the path of the feed in a format; no language's prefix stands before it."""
        return reverse(url_name(self.kind, form), args=[self.key] if self.key else [])

    def links(self, title):
        """Return the feed in every format, for the head of a page."""
        return [FeedLink(title, media_type, self.path(form)) for form, (_file, media_type) in FORMATS.items()]


def url_name(kind, form):
    """Return the URL name of a kind of feed in a format: "rss", "section_rss" …"""
    return f"{kind}_{form}" if kind else form


def holding(editions):
    """Return every feed in which a change of these editions shows (three queries at most)."""
    keys = [edition.pk for edition in editions]
    found = {
        "section": Section.objects.filter(editions__in=keys).values_list("slug", flat=True).distinct(),
        "tag": Tag.objects.filter(edition_links__edition__in=keys).values_list("slug", flat=True).distinct(),
        "author": Author.objects.filter(edition_bylines__edition__in=keys).values_list("slug", flat=True).distinct(),
        "language": {edition.language for edition in editions},
    }
    corrections = [Channel("corrections")] if any(edition.corrections for edition in editions) else []
    return [Channel(), *corrections, *(Channel(kind, key) for kind, slugs in found.items() for key in sorted(slugs))]
