"""Saves and deletes standing pages, and keeps the menu that every public page prints."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from newsroom.publication.models import Page, Publication
from newsroom.richtext import clean


@transaction.atomic
def save_page(page, *, actor):
    """Clean the page's words, save it and write the menu anew."""
    _ask(actor, "add" if page._state.adding else "change")
    page.body = {language: html for language, text in page.body.items() if (html := clean(text))}
    page.full_clean()
    page.save()
    write_menu()
    return page


@transaction.atomic
def delete_page(page, *, actor):
    """Delete the page and take it out of the menu."""
    _ask(actor, "delete")
    page.delete()
    write_menu()


def write_menu():
    """Write the published pages that stand in a menu into the publication, so that readers need no second query."""
    pages = Page.objects.filter(is_published=True).exclude(place=Page.Place.NONE)
    menu = [{"slug": page.slug, "title": page.title, "place": page.place} for page in pages]
    Publication.objects.update(menu=menu)


def _ask(actor, action):
    if not actor.has_perm(f"publication.{action}_page"):
        raise PermissionDenied
