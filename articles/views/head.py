"""What stands in the head of a page: description, addresses, robots, structured data, and the preview others show."""

import unicodedata
from typing import NamedTuple

from django.conf import settings
from django.utils.encoding import escape_uri_path
from django.utils.translation import get_language

from articles.operations import news_article, projections, structured_data
from articles.operations.addresses import canonical, media_url, statement_url
from articles.operations.reading import summary_of
from newsroom.publication import mining
from newsroom.publication.languages import in_other_language, locales
from newsroom.publication.localtext import in_language

ROBOTS = "max-image-preview:large,max-snippet:-1,max-video-preview:-1"
NOINDEX = "noindex"


class Alternate(NamedTuple):
    """The same page in a language, or for readers of none of them ("x-default")."""

    language: str
    url: str


class Preview(NamedTuple):
    """What social networks show of a page (Open Graph)."""

    type: str
    title: str
    description: str
    image: str = ""
    image_alt: str = ""
    image_width: int = 0
    image_height: int = 0
    locale: str = ""
    other_locales: tuple | list = ()
    article: tuple | list = ()


def list_head(request, publication, title, description="", *, page=None, is_empty=False, data=None, trail=()):
    """Return the head of a page that is no story: its own canonical address, and itself in the other languages.

    ``trail`` are the steps that lead to it from the front page, itself last; the page shows them and tells machines.
    Pages without stories are kept out of search engines.
    """
    path = unicodedata.normalize("NFC", request.path)
    query = f"?page={page.number}" if page and page.number > 1 else ""
    description = description or in_language(publication.tagline).text or title
    address = full_address(publication, path, query)
    trail = [structured_data.front_crumb(), *trail] if trail else []
    said = data(address) if data else {}
    if said and trail:
        said["breadcrumb"] = structured_data.breadcrumbs(trail, publication)
    return {
        "trail": trail,
        "description": description,
        "canonical": address,
        "alternates": _interfaces(publication, path, query),
        "robots": NOINDEX if is_empty or (page and not page.items) else ROBOTS,
        "json_ld": structured_data.script(said) if said else "",
        "og": Preview("website", title, description, **locales(get_language(), publication.languages)),
    }


def story_head(story, publication):
    """Return the head of a story: one canonical address whatever the interface, and the story's translations."""
    edition = story.edition
    said = news_article.news_article(story, publication)
    preview = Preview(
        "article",
        edition.headline,
        projections.labelled_summary(edition),
        *_social_image(story, publication),
        **locales(edition.language, [line.language for line in story.translations]),
        article=_article(said),
    )
    return {
        "description": summary_of(edition),
        "canonical": canonical(edition, publication),
        "alternates": _translations(story, publication),
        "robots": ROBOTS,
        "json_ld": structured_data.script(said),
        "og": preview,
        "statement_url": statement_url(edition, publication),
        "ai_disclosure": edition.statement["text"]["w3c"] if settings.AI_DRAFT_STANDARDS else "",
    }


def story_headers(edition, publication):
    """Return the headers of a story's page that tell machines of AI in it, and of training AI on it."""
    headers = mining.headers(publication)
    if not settings.AI_HEADERS:
        return headers
    headers["Link"] = f'<{statement_url(edition, publication)}>; rel="describedby"; type="application/json"'
    if settings.AI_DRAFT_STANDARDS and (mode := projections.mode(edition)):
        headers["AI-Disclosure"] = f"mode={mode}"
    return headers


def full_address(publication, path, query=""):
    """Return a path of ours as a full, quoted address at the publication's own host."""
    return publication.absolute_url(escape_uri_path(path) + query)


def _interfaces(publication, path, query):
    current = get_language()

    def address(language):
        return full_address(publication, in_other_language(path, current, language), query)

    languages = [Alternate(language, address(language)) for language in publication.languages]
    return [*languages, Alternate("x-default", address(publication.default_language))]


def _translations(story, publication):
    """Return the same set on each of the translations, so that they name each other and themselves."""
    return alternates([story.edition, *(line.edition for line in story.translations)], publication)


def alternates(editions, publication):
    """Return the addresses of one story in its languages, for its pages and the sitemap; none for one alone."""
    if len(editions) < 2:
        return []
    editions = sorted(editions, key=lambda edition: edition.language)
    found = [Alternate(edition.language, canonical(edition, publication)) for edition in editions]
    default = [url for language, url in found if language == publication.default_language]
    return [*found, *(Alternate("x-default", url) for url in default)]


def _article(said):
    """Return what Open Graph is told of a story besides, out of its structured data: when, by whom and on what."""
    return [
        ("published_time", said["datePublished"]),
        ("modified_time", said["dateModified"]),
        ("section", said["articleSection"]),
        *(("author", author["url"]) for author in said["author"]),
        *(("tag", name) for name in said.get("keywords", [])),
    ]


def _social_image(story, publication):
    lead = story.lead
    image = lead and lead.picture.social(story.edition.language)
    if not image:
        return ()
    words = projections.picture_words(lead, story.edition)
    return media_url(image["url"], publication), words, image["width"], image["height"]
