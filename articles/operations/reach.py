"""Where a story is besides on its own page: what goes with it when it is taken from readers, and what stays."""

from typing import NamedTuple

from django.utils import timezone

from articles.models import Author, Breaking, Edition, FrontPin, RelatedStory, Story
from articles.operations import channels, freezing
from newsroom.media.models import Attachment
from newsroom.publication import usages
from newsroom.publication.models import Publication

NAMED = 5


class Reach(NamedTuple):
    """What a person should know before a story is taken from readers.

    ``places`` says where it is put forward by hand; ``feeds`` are addresses; ``pictures`` and ``attachments`` are those
    that no other story and no other page shows; ``copies`` says what lies elsewhere and has to be chased by hand.
    """

    places: list
    feeds: list
    pictures: list
    attachments: list
    copies: list


def reach(story, *, actor):
    """Return how far the newest edition of a story reaches, as far as this person may know; None before the first."""
    edition = story.editions.order_by("-number").first()
    if edition is None:
        return None
    publication = Publication.current()
    address = publication.absolute_url(edition.get_absolute_url())
    feeds = [publication.absolute_url(channel.path()) for channel in channels.holding([edition])]
    return Reach(
        places=[*_front(story), *_breaking(story), *_related(story, actor)],
        feeds=feeds,
        pictures=_alone(freezing.used_pictures(edition), edition),
        attachments=_alone(freezing.used_files(edition), edition),
        copies=_copies(address, edition),
    )


def _alone(items, edition):
    return [item for item in items if not is_elsewhere(item, but=edition)]


def _front(story):
    pins = FrontPin.objects.current(timezone.now()).filter(story=story).select_related("page")
    return [f"It is pinned to the front page in {pin.page.get_language_display()}." for pin in pins]


def _breaking(story):
    strips = Breaking.objects.filter(story=story, until__gt=timezone.now())
    return [f"The breaking strip in {strip.get_language_display()} leads to it." for strip in strips]


def _related(story, actor):
    links = RelatedStory.objects.filter(related=story, story__is_live=True)
    count = links.count()
    if not count:
        return []
    seen = Story.objects.visible_to(actor).filter(pk__in=links.values("story")).order_by("-updated_at")[:NAMED]
    names = ", ".join(f"“{other}”" for other in seen)
    more = " and others" if count > len(seen) else ""
    return [f"{count} live {'story names' if count == 1 else 'stories name'} it as related: {names}{more}."]


def is_elsewhere(item, *, but=None):
    """Say whether readers see a picture or a file on a page of ours; ``but`` is an edition that does not count, nor
    does any translation of it."""
    stories = Edition.objects.live().showing(item)
    if but is not None:
        stories = stories.exclude(translation_key=but.translation_key)
    if isinstance(item, Attachment):
        return stories.exists() or item.pk in usages.attachments_in_pages()
    return (
        stories.exists()
        or Author.objects.filter(picture=item).exists()
        or Publication.objects.filter(logo=item).exists()
        or item.pk in usages.in_pages()
    )


def _copies(address, edition):
    found = [
        f"Feed readers and apps that fetched it keep it until they look again, and some never let go: {address}",
        "Social networks keep headline, text and picture of links that were shared: have them fetch the address again "
        "with their own tools for links.",
        "Search engines keep a copy for some days: ask each of them to remove the address as out of date.",
        "Web archives may hold it: look the address up there, and write to them.",
        f"Whoever fetched the statement for machines: {address}ai.json",
    ]
    if edition.lead_picture_id:
        found.insert(
            2, "The picture made for social networks stays with those that fetched it; here it goes when pulled."
        )
    return found
