"""Finds files that no row needs: what a killed process left behind."""

from datetime import timedelta

from django.utils import timezone

from newsroom.media.models import Attachment, Picture
from newsroom.media.operations import files

# A younger file may belong to an upload whose row is not committed yet.
YOUNGEST = timedelta(hours=1)


def orphans(now=None):
    """Yield (shelf, name) for every stored file that no row names and that is not brand-new."""
    before = (now or timezone.now()) - YOUNGEST
    public, pulled, private = _needed()
    for shelf, needed in ((files.public_shelf(), public), (files.private_shelf(), private | pulled)):
        for name in _every_name(shelf.storage):
            if name not in needed and shelf.storage.get_modified_time(name) < before:
                yield shelf, name


def _needed():
    """Return the names of all public files, all files of pulled pictures, and all originals and attachments."""
    public, pulled = set(), set()
    private = set(Attachment.objects.values_list("file", flat=True))
    fields = Picture.objects.only("file", "renditions", "pulled_at")
    for picture in fields.iterator(chunk_size=500):
        private.add(picture.file.name)
        if picture.is_pulled:
            pulled.update(files.pulled_shelf().place(name) for name in picture.rendition_names)
        else:
            public.update(picture.rendition_names)
    return public, pulled, private


def _every_name(storage):
    """Return every file's name: a bucket lists them at once, a folder is walked."""
    return storage.names() if hasattr(storage, "names") else _names(storage)


def _names(storage, folder=""):
    """Yield every file in the folders of a storage; ours all lie in folders."""
    try:
        folders, names = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in names if folder)
    for name in folders:
        yield from _names(storage, f"{folder}/{name}" if folder else name)
