"""A story."""

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override

from articles.operations.reading import open_story
from articles.views.at_address import live_edition
from articles.views.head import story_head, story_headers
from newsroom.pages import render_page
from newsroom.publication.languages import use_default
from newsroom.publication.models import Publication, kept_publication


@live_edition
def story(request, edition):
    """Show the live edition at an address."""
    return show(request, edition)


def show(request, edition):
    """Show an edition, live or past, as a page."""
    publication = Publication.current()
    page = open_story(edition)
    response = render_page(request, "pages/story.html", story_head(page, publication) | {"story": page})
    response["Content-Language"] = edition.language
    for name, value in story_headers(edition, publication).items():
        response[name] = value
    return response


def pages_of(edition, publication):
    """Return an edition, live or past, as readers would be served it in each language of the publication, as bytes."""
    use_default(publication.default_language)
    pages = {}
    for language in publication.languages:
        with kept_publication(), override(language), timezone.override(publication.zone):
            request = HttpRequest()
            request.method, request.path = "GET", edition.get_absolute_url()
            request.path_info = request.path
            pages[language] = show(request, edition).content
    return pages
