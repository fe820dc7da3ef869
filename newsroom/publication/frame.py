"""What every public page shows of the publication around its content."""

from django.urls import reverse
from django.utils.translation import get_language

from newsroom.publication import icons
from newsroom.publication.languages import Language, in_other_language, own_path, prefix_of
from newsroom.publication.localtext import in_language
from newsroom.publication.look import look_url
from newsroom.publication.models import Publication


class MenuPage:
    """A page as the menus print it."""

    def __init__(self, entry):
        self.title = in_language(entry["title"])
        self.url = reverse("page", args=[entry["slug"]])
        self.place = entry["place"]


def frame(request):
    """Return the publication, the interface's language, the switcher's languages and the menus' pages."""
    publication = Publication.current()
    return {
        "publication": publication,
        "ui": Language(get_language()),
        "languages": switcher(publication, request.path),
        "menu_pages": [MenuPage(entry) for entry in publication.menu],
        "home_url": "/" + prefix_of(get_language()),
        "look_url": look_url(publication),
        "icons": icons.addresses(publication),
    }


def switcher(publication, path):
    """Return the publication's languages, each with the address of the same page in it."""
    current = get_language()
    languages = publication.offered_languages
    for language in languages:
        language.url = own_path(in_other_language(path, current, language.code))
        language.is_current = language.code == current
    return languages
