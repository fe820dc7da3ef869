"""Where readers find things: full addresses at the publication's own host, and which one of a story is canonical."""

from django.urls import reverse
from django.utils.translation import override


def in_interface(thing, language):
    """Return the path of a thing's page with the interface in a language."""
    with override(language):
        return thing.get_absolute_url()


def canonical(edition, publication):
    """Return the one address of a story that machines are told: with the interface in the story's own language, or
    the one without prefix where the publication does not offer that."""
    return publication.absolute_url(in_interface(edition, interface_of(edition, publication)))


def interface_of(edition, publication):
    """Return the language of the interface at a story's canonical address."""
    return edition.language if edition.language in publication.languages else publication.default_language


def unprefixed(publication, name, *args):
    """Return the full address of a page by its URL name, without the prefix of a language."""
    with override(publication.default_language):
        return publication.absolute_url(reverse(name, args=args))


def statement_url(edition, publication):
    """Return the address of a story's statement on AI that machines are told."""
    return unprefixed(publication, "ai_statement", edition.path_date, edition.slug)


def canonical_link(url):
    """Return the header ``Link`` that names the one address of what is no page."""
    return f'<{url}>; rel="canonical"'


def media_url(url, publication):
    """Return the full address of a file, which may be kept at another host."""
    return publication.absolute_url(url) if url.startswith("/") else url
