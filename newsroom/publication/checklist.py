"""What is left to do before a new publication is ready, for the desk's front page.

Rooms add their own items: ``checklist.items.append(first_section)`` in ``AppConfig.ready``.
"""

from typing import NamedTuple

from django.urls import reverse

from newsroom.publication.models import Page, Publication, PublicationMissing


class Item(NamedTuple):
    """One thing to do: whether it is done, the words, and where to do it."""

    done: bool
    text: str
    url: str


def needs(permission):
    """Name the permission that an item takes; it is looked up for nobody else."""

    def mark(make):
        make.permission = permission
        return make

    return mark


def open_items(user):
    """Return the items that are not done and that the user can act on."""
    found = [make() for make in items if user.has_perm(make.permission)]
    return [item for item in found if not item.done]


@needs("publication.change_publication")
def imprint():
    """Readers must learn who publishes."""
    return _about_publication("imprint", "Name the publisher in the imprint")


@needs("publication.change_publication")
def responsible_person():
    """Somebody answers for what is published, also for what an AI wrote."""
    return _about_publication("responsible_name", "Name the editor who is responsible for what is published")


@needs("publication.add_page")
def privacy_page():
    """The cookie banner and the footer link to it."""
    done = Page.objects.filter(slug="privacy", is_published=True).exists()
    url = reverse("admin:publication_page_add") + "?slug=privacy"
    return Item(done, "Write the privacy page, at /privacy/", url)


@needs("publication.add_page")
def about_page():
    """Readers want to know whose site they are on."""
    done = Page.objects.filter(slug="about", is_published=True).exists()
    url = reverse("admin:publication_page_add") + "?slug=about"
    return Item(done, "Write a page about the newsroom, at /about/", url)


def _about_publication(field, text):
    try:
        done = bool(getattr(Publication.current(), field))
    except PublicationMissing:
        done = True
    url = reverse("admin:publication_publication_change", args=[1])
    return Item(done, text, url)


items = [imprint, responsible_person, privacy_page, about_page]
