"""Where the standing pages use pictures and files, for the library."""

from django.urls import reverse

from newsroom import richtext
from newsroom.publication.models import Page


def pages_with(picture, user):
    """Return (page, address of its form) of each page whose text shows the picture."""
    return _forms(user, lambda page: picture.pk in _used(page, richtext.picture_ids))


def pages_with_attachment(attachment, user):
    """Return (page, address of its form) of each page whose text offers the file or recording."""
    return _forms(user, lambda page: attachment.pk in _used(page, richtext.attachment_ids))


def in_pages():
    """Return the keys of the pictures that stand in the texts of pages."""
    return {key for page in Page.objects.all() for key in _used(page, richtext.picture_ids)}


def attachments_in_pages():
    """Return the keys of the files and recordings that stand in the texts of pages."""
    return {key for page in Page.objects.all() for key in _used(page, richtext.attachment_ids)}


def _forms(user, uses):
    if not user.has_perm("publication.view_page"):
        return []
    pages = [page for page in Page.objects.all() if uses(page)]
    return [(f"Page “{page}”", reverse("admin:publication_page_change", args=[page.pk])) for page in pages]


def _used(page, keys_in):
    return {key for body in page.body.values() for key in keys_in(body)}
