"""Publishes the policy: purposes and items are a draft until then."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from newsroom.consent.decision import MAX_PURPOSES
from newsroom.consent.defaults import ANALYTICS, NECESSARY
from newsroom.consent.models import PolicyVersion, Purpose, StorageItem
from newsroom.consent.published import Policy
from newsroom.consent.vocabulary import Basis


def current():
    """Return the policy that is in force, in the active language."""
    return Policy(*PolicyVersion.objects.values_list("purposes", "published_at").first() or ())


@transaction.atomic
def publish(*, actor=None, now=None):
    """Freeze the enabled purposes as the policy in force and return its row.

    A purpose that differs from when it was last published gets the next version, so that those who agreed are asked
    again. Nothing new is published when nothing differs. Without an actor it is the installation itself.
    """
    if actor and not actor.has_perm("consent.publish_policy"):
        raise PermissionDenied
    purposes = list(Purpose.objects.select_for_update().filter(is_enabled=True).prefetch_related("items"))
    if sum(purpose.basis == Basis.CONSENT for purpose in purposes) > MAX_PURPOSES:
        raise ValidationError(f"At most {MAX_PURPOSES} purposes can ask for consent: the cookie holds no more.")
    last = _last_published()
    rows = [_frozen(purpose, last.get(purpose.slug)) for purpose in purposes]
    for purpose, row in zip(purposes, rows, strict=True):
        purpose.version = row["version"]
    Purpose.objects.bulk_update(purposes, ["version"])
    in_force = PolicyVersion.objects.first()
    if in_force and in_force.purposes == rows:
        return in_force
    return PolicyVersion.objects.create(published_at=now or timezone.now(), published_by=actor, purposes=rows)


@transaction.atomic
def install_defaults(*, analytics_enabled):
    """Create the necessary purpose and the first-party counter where they are missing, and publish."""
    for position, (words, is_enabled) in enumerate([(NECESSARY, True), (ANALYTICS, analytics_enabled)]):
        items = words["items"]
        fields = {key: value for key, value in words.items() if key not in {"slug", "items"}}
        defaults = fields | {"position": position, "is_enabled": is_enabled}
        purpose, is_new = Purpose.objects.get_or_create(slug=words["slug"], defaults=defaults)
        if is_new:
            StorageItem.objects.bulk_create(StorageItem(purpose=purpose, **item) for item in items)
    return publish()


def _last_published():
    """Return each slug's row as it was last published, also of purposes that have since gone."""
    last = {}
    for rows in PolicyVersion.objects.values_list("purposes", flat=True):
        for row in rows:
            last.setdefault(row["slug"], row)
    return last


def _frozen(purpose, last):
    row = {
        "slug": purpose.slug,
        "basis": purpose.basis,
        "version": last["version"] if last else 1,
        "title": purpose.title,
        "description": purpose.description,
        "provider": purpose.provider,
        "adapter": purpose.adapter,
        "items": [
            {
                "name": item.name,
                "kind": item.kind,
                "party": item.party,
                "duration": item.duration,
                "duration_unit": item.duration_unit,
                "description": item.description,
            }
            for item in purpose.items.all()
        ],
    }
    if last and row != last:
        row["version"] += 1
    return row
