"""What is left to do before a new publication is ready, for the desk's front page.

Rooms add their own items: ``checklist.items.append(first_section)`` in ``AppConfig.ready``.
"""

from typing import NamedTuple

from django.urls import reverse

from newsroom.publication.models import Page, Publication, PublicationMissing


class Item(NamedTuple):
    """One thing to do: whether it is done, the words, where to do it and the permission it takes."""

    done: bool
    text: str
    url: str
    permission: str = ""


def open_items(user):
    """Return the items that are not done and that the user can act on."""
    found = [make() for make in items]
    return [item for item in found if not item.done and (not item.permission or user.has_perm(item.permission))]


def imprint():
    """Readers must learn who publishes."""
    return _about_publication("imprint", "Name the publisher in the imprint")


def responsible_person():
    """Somebody answers for what is published, also for what an AI wrote."""
    return _about_publication("responsible_name", "Name the editor who is responsible for what is published")


def privacy_page():
    """The cookie banner and the footer link to it."""
    done = Page.objects.filter(slug="privacy", is_published=True).exists()
    url = reverse("admin:publication_page_add") + "?slug=privacy"
    return Item(done, "Write the privacy page, at /privacy/", url, "publication.add_page")


def about_page():
    """Readers want to know whose site they are on."""
    done = Page.objects.filter(slug="about", is_published=True).exists()
    url = reverse("admin:publication_page_add") + "?slug=about"
    return Item(done, "Write a page about the newsroom, at /about/", url, "publication.add_page")


def _about_publication(field, text):
    try:
        done = bool(getattr(Publication.current(), field))
    except PublicationMissing:
        done = True
    url = reverse("admin:publication_publication_change", args=[1])
    return Item(done, text, url, "publication.change_publication")


items = [imprint, responsible_person, privacy_page, about_page]
