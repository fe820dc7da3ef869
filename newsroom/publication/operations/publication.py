"""Founds and changes the publication."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from newsroom.audit.operations.recording import record
from newsroom.publication.languages import use_default
from newsroom.publication.models import Publication

RESPONSIBLE = ["responsible_name", "responsible_role", "responsible_contact"]


@transaction.atomic
def found_publication(**fields):
    """Create the publication; the installation itself does so, before there is anyone who could be asked."""
    if Publication.objects.exists():
        raise ValidationError("There is a publication already. Its settings are in the admin, under Publication.")
    return _save(Publication(**fields))


@transaction.atomic
def save_publication(publication, *, actor):
    """Keep the changed settings.

    What machines may do, where readers' addresses are sent, and who answers for what is published is recorded.
    """
    if not actor.has_perm("publication.change_publication"):
        raise PermissionDenied
    before = Publication.objects.select_for_update().get(pk=publication.pk)
    _save(publication)
    if _for_machines(publication) != _for_machines(before):
        said = {"from": before.mining, "to": publication.mining}
        words = {"contact": publication.mining_contact, "robots": publication.robots_extra}
        record("publication.mining_changed", publication, actor=actor, data=said, private=words)
    if publication.newsletter_url != before.newsletter_url:
        said = {"from": before.newsletter_url, "to": publication.newsletter_url}
        record("publication.newsletter_changed", publication, actor=actor, data=said)
    if changed := [name for name in RESPONSIBLE if getattr(publication, name) != getattr(before, name)]:
        words = {name: getattr(publication, name) for name in RESPONSIBLE}
        data = {"changed": changed}
        record("publication.responsible_changed", publication, actor=actor, data=data, private=words)
    return publication


def _for_machines(publication):
    return publication.mining, publication.mining_contact, publication.robots_extra


def _save(publication):
    publication.full_clean(validate_unique=False)
    publication.address = publication.address.rstrip("/")
    publication.save()
    transaction.on_commit(lambda: use_default(publication.default_language))
    return publication
