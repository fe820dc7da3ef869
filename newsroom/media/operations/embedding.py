"""Changes which sites may stand inside our pages, and tells this process of it; the others hear in their next round."""

from django.db import transaction

from newsroom.audit.operations.recording import object_name, record
from newsroom.media import embeds
from newsroom.media.models import EmbedProvider
from newsroom.media.operations.facts import permit


def save_provider(provider, *, actor):
    """Add a provider to the list, or change it; ``PermissionDenied`` where the actor may not."""
    is_new = provider.pk is None
    permit(actor, "media.add_embedprovider" if is_new else "media.change_embedprovider")
    with transaction.atomic():
        provider.save()
        data = {"origin": provider.origin, "path": provider.path}
        record("embed_provider.added" if is_new else "embed_provider.changed", provider, actor=actor, data=data)
        transaction.on_commit(refresh)


def delete_provider(provider, *, actor):
    """Take a provider off the list: its embeds become links."""
    permit(actor, "media.delete_embedprovider")
    with transaction.atomic():
        name, data = object_name(provider), {"origin": provider.origin, "path": provider.path}
        provider.delete()
        record("embed_provider.deleted", name, actor=actor, data=data)
        transaction.on_commit(refresh)


def refresh():
    """Take what the table holds now; this is work of the tick, and there is never more of it."""
    embeds.use(EmbedProvider.objects.order_by("pk").values_list("name", "origin", "path"))
    return False
