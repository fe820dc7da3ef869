"""Previews: readers' page of a working copy, for the desk and, by a secret address, for somebody outside."""

import hashlib
import secrets
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models import Edition, PreviewLink, Story, StoryTag
from articles.models.text import nfc_line
from articles.operations import drafting, freezing, reading
from articles.operations.refusal import Refused
from articles.validators import Problem
from newsroom.audit.operations.recording import record, written

TOKEN_BYTES = 32


class Made(NamedTuple):
    """A link as it was made; its token is told this once and kept nowhere."""

    link: PreviewLink
    token: str


class Found(NamedTuple):
    """What stands at a link's address: the page, or the edition that took its place."""

    page: reading.StoryPage | None = None
    edition: Edition | None = None


def page_of(story):
    """Return readers' page of the working copy as it is stored."""
    edition = freezing.unsaved_edition(story, previous=story.editions.order_by("-number").first())
    tags = [link.tag for link in StoryTag.objects.filter(content_object=story).select_related("tag").order_by("pk")]
    return reading.story_page(edition, bylines=story.bylines.select_related("author"), tags=tags, is_preview=True)


def may_share(actor, story):
    """Say whether a person may show the working copy to somebody outside: the desk what it sees, others what they may
    change."""
    if not (actor.has_perm("articles.change_story") and story.is_visible_to(actor)):
        return False
    return actor.has_perm("articles.view_all_stories") or drafting.may_edit(actor, story)


def may_revoke(actor, link):
    """Say whether a person may end a link: whoever may share the story, and whoever made it and still sees it."""
    is_own = link.made_by_id == actor.pk and link.story.is_visible_to(actor)
    return is_own or may_share(actor, link.story)


def make_link(story, *, actor, label, until, now=None):
    """Return a new link to the story's preview, with its token; it ends at a moment."""
    now, label = now or timezone.now(), nfc_line(label)
    with transaction.atomic():
        story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        if not may_share(actor, story):
            raise PermissionDenied("You may not show this story to anybody outside.")
        if not label:
            raise Refused([Problem("label", "Say who it is for: a link is made for somebody.")])
        if until <= now:
            raise Refused([Problem("until", "This time is past: choose a later one.")])
        token = secrets.token_urlsafe(TOKEN_BYTES)
        link = PreviewLink.objects.create(
            story=story, token_sha256=_hash(token), label=label, made_by=actor, made_at=now, expires_at=until
        )
        data = {"link": link.pk, "until": written(until)}
        record("preview.made", story, actor=actor, data=data, private={"for": label})
    return Made(link, token)


def revoke(link, *, actor, now=None):
    """End a link before its time, and return it; ending it twice changes nothing."""
    with transaction.atomic():
        link = PreviewLink.objects.select_for_update(of=("self",)).select_related("story").get(pk=link.pk)
        if not may_revoke(actor, link):
            raise PermissionDenied("You may not end this link.")
        if link.revoked_at is None:
            link.revoked_at = now or timezone.now()
            link.save(update_fields=["revoked_at"])
            record("preview.revoked", link.story, actor=actor, data={"link": link.pk})
    return link


def is_backed(link):
    """Say whether whoever made a link is still here and may still see its story: it shows no more than they may see."""
    return bool(link.made_by and link.made_by.is_active and link.story.is_visible_to(link.made_by))


def open_link(token, *, now=None):
    """Return what stands at a link's address; None where nobody has such a link, or it is over.

    What was published or taken from readers since it was made is read at the story's own address.
    """
    now = now or timezone.now()
    links = PreviewLink.objects.filter(revoked_at=None, expires_at__gt=now)
    link = links.select_related("story", "made_by").filter(token_sha256=_hash(token)).first()
    if link is None or not is_backed(link):
        return None
    since = Q(published_at__gte=link.made_at) | Q(withdrawn_at__gte=link.made_at)
    if link.story.editions.filter(since).exists():
        return Found(edition=link.story.editions.order_by("-number").first())
    return Found(page=page_of(link.story))


def _hash(token):
    return hashlib.sha256(token.encode()).hexdigest()
