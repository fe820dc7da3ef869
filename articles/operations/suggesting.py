"""What stands under a story by itself: shown to the desk before readers see it, pinned to choose it, or dismissed."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import Edition, RelatedStory, Story
from articles.operations import drafting
from articles.operations.related import around

PIN, DISMISS, AGAIN = "pin", "dismiss", "again"


def suggestions(story, *, tags, chosen):
    """Return the live editions that top up the related ones of a story with these tags; ``chosen`` are the keys of
    those chosen by hand. One query."""
    edition = Edition(
        story_id=story.pk,
        language=story.language,
        translation_key=story.translation_key,
        related_story_ids=chosen,
        dismissed_story_ids=story.dismissed,
    )
    return [card for card in around(edition, tags).related if card.story_id not in chosen]


@transaction.atomic
def arrange(story, wishes, *, actor):
    """Do what is wished of suggested stories, ``{key of a story: wish}``; return whether anything changed.

    A pinned one is chosen by hand, after those that are; a dismissed one is not suggested until it is asked for again.
    """
    if not drafting.may_edit(actor, story):
        raise PermissionDenied("You may not change this story.")
    # Only what is public is suggested; any other key was not on the form.
    public = set(Story.objects.filter(pk__in=wishes, is_live=True).exclude(pk=story.pk).values_list("pk", flat=True))
    chosen = list(story.related_links.values_list("related_id", flat=True))
    pinned = [key for key, wish in wishes.items() if wish == PIN and key in public and key not in chosen]
    dismissed = [key for key in story.dismissed if wishes.get(key) != AGAIN and key not in pinned]
    dismissed += [
        key for key, wish in wishes.items() if wish == DISMISS and key in public and key not in [*chosen, *dismissed]
    ]
    last = max(story.related_links.values_list("position", flat=True), default=-1)
    RelatedStory.objects.bulk_create(
        RelatedStory(story=story, related_id=key, position=last + place) for place, key in enumerate(pinned, 1)
    )
    is_changed = bool(pinned) or dismissed != story.dismissed
    if dismissed != story.dismissed:
        story.dismissed = dismissed
        story.save(update_fields=["dismissed"])
    return is_changed
