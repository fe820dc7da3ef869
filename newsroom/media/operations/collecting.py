"""Puts pictures into collections and takes them out; no page shows a collection."""

import unicodedata

from django.db import transaction

from newsroom.media.models import Collection
from newsroom.media.operations import facts


def make_collection(name, *, actor, note=""):
    """Make an empty collection and return it."""
    facts.permit(actor, "media.add_collection")
    collection = Collection(name=unicodedata.normalize("NFC", name).strip(), note=note, created_by=actor)
    collection.full_clean()
    collection.save()
    return collection


def add_pictures(collection, pictures, *, actor):
    """Put pictures into a collection, and return how many were not in it before."""
    facts.permit(actor, "media.change_collection")
    with transaction.atomic():
        before = collection.pictures.count()
        collection.pictures.add(*pictures)
        return collection.pictures.count() - before


def take_out(collection, pictures, *, actor):
    """Take pictures out of a collection; they stay in the library."""
    facts.permit(actor, "media.change_collection")
    collection.pictures.remove(*pictures)
