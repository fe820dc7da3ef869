"""Writes and removes a picture's files so that a refusal, a failure or a killed process leaves nothing wrong behind."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.db import transaction

from newsroom.media.models import originals

# What the blocks inside the one that is open have written.
_around = ContextVar("around", default=None)


class Shelf(NamedTuple):
    """Where the made files of a picture lie: at their public address, or out of reach while it is pulled."""

    storage: Storage
    prefix: str = ""

    def place(self, name):
        return self.prefix + name


def public_shelf():
    """Return the shelf that readers see."""
    return Shelf(default_storage)


def pulled_shelf():
    """Return the shelf that no address leads to."""
    return Shelf(originals(), "pulled/")


def private_shelf():
    """Return the shelf of the originals."""
    return Shelf(originals())


def shelf_of(picture):
    """Return the shelf on which the picture's made files lie."""
    return pulled_shelf() if picture.is_pulled else public_shelf()


def is_pulled(name):
    """Return whether this public file was taken away with its picture."""
    shelf = pulled_shelf()
    return shelf.storage.exists(shelf.place(name))


@contextmanager
def written_or_nothing():
    """Give a ``write(shelf, name, content)``; whatever it wrote is removed when the block or the save fails.

    Inside another such block, what was written also goes when that one fails.
    """
    written, around = [], _around.get()
    token = _around.set(written)

    def write(shelf, name, content):
        place = shelf.place(name)
        if _holds(shelf.storage, place, content):
            return
        if shelf.storage.exists(place):
            shelf.storage.delete(place)  # Made anew, or what a killed process left half written.
        else:
            written.append((shelf.storage, place))
        shelf.storage.save(place, ContentFile(content) if isinstance(content, bytes) else content)

    try:
        with transaction.atomic():
            yield write
    except BaseException:
        for storage, place in written:
            storage.delete(place)
        raise
    else:
        if around is not None:
            around += written
    finally:
        _around.reset(token)


def remove_on_commit(shelf, names):
    """Remove files from a shelf once the deed is committed."""
    transaction.on_commit(partial(_remove, shelf, names))


def present(shelf, renditions):
    """Return the list of made files without those that are lost."""
    return {
        spec: [row for row in rows if shelf.storage.exists(shelf.place(row["name"]))]
        for spec, rows in renditions.items()
    }


def read(shelf, name):
    """Return a file's bytes."""
    with shelf.storage.open(shelf.place(name)) as file:
        return file.read()


def _holds(storage, place, content):
    """Return whether exactly these bytes are there already."""
    if not isinstance(content, bytes) or not storage.exists(place) or storage.size(place) != len(content):
        return False
    with storage.open(place) as file:
        return file.read() == content


def _remove(shelf, names):
    for name in names:
        shelf.storage.delete(shelf.place(name))
