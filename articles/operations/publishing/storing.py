"""What the door writes: an edition with its links, the address, and what leaves the lists."""

from django.db import IntegrityError, transaction

from articles.models import Edition, PreviousPath, Story, StoryTag
from articles.models.edition import EditionByline, EditionPicture, EditionTag
from articles.operations import freezing, searching
from articles.operations.freezing import day_of
from articles.operations.refusal import Refused
from articles.slugs import make_slug, numbered
from articles.validators import Problem
from newsroom import richtext
from newsroom.publication.models import Publication

SLUG_TRIES = 50


def fix_address(story, previous, now):
    """Give the story its day and a slug nobody else has on that day; keep the old address as a redirect."""
    story.first_published_on = story.first_published_on or day_of(now, Publication.current())
    wanted = story.slug or make_slug(story.headline, fallback=f"story-{story.pk}")
    for attempt in range(1, SLUG_TRIES):
        story.slug = wanted if attempt == 1 else numbered(wanted, attempt)
        if _is_taken(story):
            continue
        try:
            with transaction.atomic():
                Story.objects.filter(pk=story.pk).update(**_address(story))
        except IntegrityError:
            continue
        break
    else:
        raise Refused([Problem("slug", f"Too many stories of this day are called “{wanted}”: choose another slug.")])
    PreviousPath.objects.filter(path_date=story.first_published_on, slug=story.slug).delete()
    if previous and previous.slug != story.slug:
        PreviousPath.objects.update_or_create(
            path_date=previous.path_date, slug=previous.slug, defaults={"story": story}
        )


def _is_taken(story):
    """Say whether another story has the address, or still has it in the edition readers see."""
    others = Story.objects.filter(**_address(story)).exclude(pk=story.pk)
    live = Edition.objects.live().filter(path_date=story.first_published_on, slug=story.slug).exclude(story=story)
    return others.exists() or live.exists()


def _address(story):
    return {"first_published_on": story.first_published_on, "slug": story.slug}


def freeze(story, edition):
    """Save a made edition with the story's bylines, tags and pictures as they stand."""
    edition.save(force_insert=True)
    bylines = [
        EditionByline(edition=edition, author_id=byline.author_id, role=byline.role, position=place)
        for place, byline in enumerate(story.bylines.all())
    ]
    for byline in {byline.author_id: byline for byline in bylines}.values():
        byline.listed_at = edition.first_published_at
    EditionByline.objects.bulk_create(bylines)
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag_id=link.tag_id, position=place, listed_at=edition.first_published_at)
        for place, link in enumerate(StoryTag.objects.filter(content_object=story).order_by("pk"))
    )
    in_body = set(richtext.picture_ids(edition.body))
    EditionPicture.objects.bulk_create(
        EditionPicture(edition=edition, picture=picture, origin=picture.origin)
        for picture in freezing.used_pictures(edition)
        if picture.pk in in_body
    )
    return edition


def store_next(edition):
    """Turn an edition that was read into the next one of its story, with what hangs on it; the old one retires."""
    tags = list(EditionTag.objects.filter(edition=edition.pk))
    people = list(EditionByline.objects.filter(edition=edition.pk))
    pictures = list(EditionPicture.objects.filter(edition=edition.pk)) if richtext.picture_ids(edition.body) else []
    retire(Edition.objects.filter(pk=edition.pk, is_live=True))
    edition.pk, edition.number = None, edition.number + 1
    edition.is_live, edition.withdrawn_at, edition.withdrawal_reason = True, None, ""
    edition.save(force_insert=True)
    listed = {line.author_id: line.pk for line in people}
    for link in [*tags, *people]:
        is_listed = not isinstance(link, EditionByline) or listed[link.author_id] == link.pk
        link.listed_at = edition.first_published_at if is_listed else None
    for picture in pictures:
        picture.origin = picture.picture.origin
    for links in (people, tags, pictures):
        for link in links:
            link.pk, link.edition = None, edition
        if links:
            type(links[0]).objects.bulk_create(links)
    searching.index([edition])
    return edition


def retire(editions, **fields):
    """Take editions from readers, and off the lists of their tags and authors; set these fields with it."""
    EditionTag.objects.filter(edition__in=editions).update(listed_at=None)
    EditionByline.objects.filter(edition__in=editions).update(listed_at=None)
    searching.remove(list(editions.values_list("pk", flat=True)))
    editions.update(is_live=False, **fields)


def tag_ids(edition):
    """Return the keys of the tags that an edition carries."""
    return set(edition.tag_links.values_list("tag_id", flat=True))
