"""The publication and its pages, for tests."""

from newsroom.publication.models import Page, Publication
from newsroom.publication.operations.pages import write_menu

LANGUAGES = ["en", "yo", "es", "fr", "ar"]


def make_publication(**fields):
    """Return the stored publication, in every language unless told otherwise."""
    fields = {
        "name": {"en": "The Tidewater Post"},
        "address": "https://tidewater.example",
        "languages": LANGUAGES,
        "time_zone": "Africa/Lagos",
        "responsible_name": "Salma Okonta",
        "responsible_role": {"en": "Editor-in-chief"},
        "responsible_contact": "editor@tidewater.example",
    } | fields
    return Publication.objects.create(**fields)


def make_page(slug="about", **fields):
    """Return a stored page that stands in the menu it asks for."""
    fields = {"title": {"en": slug.title()}, "body": {"en": f"<p>About {slug}.</p>"}} | fields
    page = Page.objects.create(slug=slug, **fields)
    write_menu()
    return page
