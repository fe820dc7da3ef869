"""Renames tags and makes several into one: old names stay as aliases, and a merge can be undone."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import EditionTag, StoryTag, Tag, TagAlias, TagMerge
from articles.models.text import nfc_line
from articles.operations import taxonomy
from articles.slugs import fold, make_slug
from newsroom.audit.operations.recording import record

PERMISSION = "articles.manage_taxonomy"
BATCH = 500


@transaction.atomic
def rename(tag, *, name, slug="", actor):
    """Give a tag another name, and address where ``slug`` says so; the old ones stay as an alias. Return the tag.

    Raises ``ValidationError`` naming the field where the name or the slug is another tag's.
    """
    _ask(actor)
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    was = {"name": tag.name, "slug": tag.slug, "key": tag.key}
    name = nfc_line(name)
    slug = make_slug(slug) or (tag.slug if fold(name) == tag.key else make_slug(name, fallback=tag.slug))
    check_name(name, but=tag)
    if Tag.objects.filter(slug=slug).exclude(pk=tag.pk).exists() or _taken_alias("slug", slug, tag):
        raise ValidationError({"slug": f"“{slug}” is another tag's: choose another slug."})
    if (name, slug) == (tag.name, tag.slug):
        return tag
    tag.aliases.filter(key=fold(name)).delete()
    tag.aliases.filter(slug=slug).delete()
    tag.name, tag.slug = name, slug
    tag.save()
    if was["key"] != tag.key or was["slug"] != tag.slug:
        _keep_alias(tag, was)
    record("tag.renamed", tag, actor=actor, data={"from": was, "to": {"name": tag.name, "slug": tag.slug}})
    return tag


@transaction.atomic
def merge(survivor, others, *, actor, now=None):
    """Make several tags into one and return the merge; stories and editions carry the survivor from now on.

    A story that carried both keeps one, in the better place. Names and addresses of the others become aliases.
    """
    _ask(actor)
    keys = sorted({survivor.pk, *(tag.pk for tag in others)})
    tags = {tag.pk: tag for tag in Tag.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    survivor = tags.pop(survivor.pk, None)
    if survivor is None or not tags:
        raise ValidationError("Choose at least two tags that are still there, and the one that stays.")
    merged = []
    for tag in tags.values():
        stories = _move(StoryTag, "content_object_id", tag, survivor)
        editions = _move(EditionTag, "edition_id", tag, survivor)
        merged.append(
            {
                "id": tag.pk,
                "name": tag.name,
                "slug": tag.slug,
                "key": tag.key,
                "aliases": list(tag.aliases.values_list("pk", flat=True)),
                "stories": stories,
                "editions": editions,
            }
        )
        tag.aliases.update(tag=survivor)
        was = {"name": tag.name, "slug": tag.slug, "key": tag.key}
        tag.delete()
        _keep_alias(survivor, was)
    taxonomy.recount({survivor.pk})
    merge = TagMerge.objects.create(survivor=survivor, merged=merged, merged_by=actor, merged_at=now or timezone.now())
    record("tag.merged", survivor, actor=actor, data={"merge": merge.pk, "merged": merged})
    return merge


@transaction.atomic
def undo(merge, *, actor, now=None):
    """Part the tags of a merge again, and return those that came back: each on what it stood on and still is there.

    The survivor stays on what it stood on besides. Raises ``ValidationError`` where the merge was undone already, or a
    name or an address was taken since.
    """
    _ask(actor)
    merge = TagMerge.objects.select_for_update().get(pk=merge.pk)
    if merge.undone_at:
        raise ValidationError("This merge was undone already.")
    returned = []
    for was in merge.merged:
        merge.survivor.aliases.filter(key=was["key"]).delete()
        if Tag.objects.filter(key=was["key"]).exists() or Tag.objects.filter(slug=was["slug"]).exists():
            raise ValidationError(f"There is a tag “{was['name']}” again: rename that one first.")
        tag = Tag(name=was["name"], slug=was["slug"])
        tag.save()
        TagAlias.objects.filter(pk__in=was["aliases"], tag=merge.survivor).update(tag=tag)
        _move_back(StoryTag, "content_object_id", was["stories"], merge.survivor, tag)
        _move_back(EditionTag, "edition_id", was["editions"], merge.survivor, tag)
        returned.append(tag)
    taxonomy.recount({merge.survivor_id, *(tag.pk for tag in returned)})
    for tag in returned:
        tag.refresh_from_db()
    merge.undone_at = now or timezone.now()
    merge.save(update_fields=["undone_at"])
    data = {"merge": merge.pk, "tags": [tag.pk for tag in returned]}
    record("tag.merge_undone", merge.survivor, actor=actor, data=data)
    return returned


def check_name(name, *, but=None):
    """Raise ``ValidationError`` naming the field where a tag may not be called so."""
    if not fold(name):
        raise ValidationError({"name": "A tag needs a word."})
    if taxonomy.is_too_long(name):
        raise ValidationError({"name": f"A tag has at most {taxonomy.LONGEST_TAG} characters."})
    if Tag.objects.filter(key=fold(name)).exclude(pk=but and but.pk).exists():
        raise ValidationError({"name": "This tag exists already, perhaps in other capitals: merge the two instead."})
    alias = TagAlias.objects.filter(key=fold(name)).exclude(tag=but).select_related("tag").first()
    if alias:
        raise ValidationError({"name": f"“{name}” is an old name of “{alias.tag.name}”: choose another."})


def _ask(actor):
    if not actor.has_perm(PERMISSION):
        raise PermissionDenied("You may not rename and merge tags.")


def _taken_alias(field, value, tag):
    return TagAlias.objects.filter(**{field: value}).exclude(tag=tag).exists()


def _keep_alias(tag, was):
    TagAlias.objects.update_or_create(key=was["key"], defaults=was | {"tag": tag})


def _move(links, column, old, new):
    """Put the survivor where the old tag stands, unless it is there too; return ``{"moved": […], "both": […]}``."""
    there = links.objects.filter(tag=new).values(column)
    carried = links.objects.filter(tag=old).order_by()
    both = sorted(carried.filter(**{f"{column}__in": there}).values_list(column, flat=True))
    moved = sorted(carried.exclude(**{f"{column}__in": there}).values_list(column, flat=True))
    _replace(links, column, moved, old, new)
    links.objects.filter(tag=old).delete()
    return {"moved": moved, "both": both}


def _move_back(links, column, keys, survivor, tag):
    """Give a tag that came back what it stood on: instead of the survivor, and beside it where both stood."""
    _replace(links, column, keys["moved"], survivor, tag)
    for start in range(0, len(keys["both"]), BATCH):
        beside = links.objects.filter(tag=survivor, **{f"{column}__in": keys["both"][start : start + BATCH]})
        links.objects.bulk_create([_copy(link, tag) for link in beside])


def _replace(links, column, keys, old, new):
    """Make the links of these keys to one tag links to another, in the same place."""
    for start in range(0, len(keys), BATCH):
        rows = links.objects.filter(tag=old, **{f"{column}__in": keys[start : start + BATCH]}).order_by("pk")
        if links is StoryTag:
            rows.update(tag=new)
            continue
        # The database keeps what an edition's link says, so it is made anew.
        copies = [_copy(row, new) for row in rows]
        rows.delete()
        links.objects.bulk_create(copies)


def _copy(link, tag):
    if isinstance(link, StoryTag):
        return StoryTag(content_object_id=link.content_object_id, tag=tag)
    return EditionTag(edition_id=link.edition_id, tag=tag, position=link.position, listed_at=link.listed_at)
