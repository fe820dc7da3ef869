"""Tags from the words editors type, and the counts that tag pages and related stories use."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from articles.models import EditionTag, Tag, TagAlias
from articles.models.text import nfc_line
from articles.slugs import fold

LONGEST_TAG, LONGEST_KEY = (Tag._meta.get_field(name).max_length for name in ("name", "key"))


def clean_names(names):
    """Return tag names tidied, each once, in order; raise ``ValidationError`` naming one that is too long."""
    tidy = {}
    for name in map(nfc_line, names):
        if is_too_long(name):
            raise ValidationError(
                f"The tag “{name[:30]}…” has {len(name)} characters; a tag has at most {LONGEST_TAG}. Shorten it."
            )
        if fold(name):
            tidy.setdefault(fold(name), name)
    return list(tidy.values())


def is_too_long(name):
    """Say whether a tag has too many characters, as typed or with its ligatures written out."""
    return len(name) > LONGEST_TAG or len(fold(name)) > LONGEST_KEY


def tags_for(names, *, actor):
    """Return the tags of these names in order, each once, making those that do not exist yet; old names yield the tag
    that has them.

    Raises ``ValidationError`` for a name that is too long and ``PermissionDenied`` where the actor may make none.
    """
    names = clean_names(names)
    keys = [fold(name) for name in names]
    found = {alias.key: alias.tag for alias in TagAlias.objects.filter(key__in=keys).select_related("tag")}
    found |= {tag.key: tag for tag in Tag.objects.filter(key__in=keys)}
    if len(found) < len(names) and not actor.has_perm("articles.add_tag"):
        raise PermissionDenied("You may not make new tags.")
    # Not create(): somebody else may make the same one at this moment.
    tags = [
        found.get(fold(name)) or Tag.objects.get_or_create(key=fold(name), defaults={"name": name})[0] for name in names
    ]
    return list(dict.fromkeys(tags))


def recount(tag_ids):
    """Set ``live_count`` of these tags to the number of live editions that carry them, in the caller's transaction."""
    # A statement of its own: the count then sees what whoever held the lock has published.
    locked = list(Tag.objects.select_for_update(no_key=True).filter(pk__in=tag_ids).order_by("pk"))
    live = EditionTag.objects.filter(tag=OuterRef("pk"), listed_at__isnull=False).order_by().values("tag")
    counted = live.annotate(count=Count("pk")).values("count")
    Tag.objects.filter(pk__in=[tag.pk for tag in locked]).update(live_count=Coalesce(Subquery(counted), 0))
