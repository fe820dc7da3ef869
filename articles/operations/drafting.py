"""What a save of the working copy does beyond the row itself: tags, what AI did, the version."""

import uuid

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Story, StoryTag, TextDisclosure
from articles.models.text import nfc_text
from articles.operations import taxonomy
from articles.vocabulary import AILevel, Part, Status, strongest
from newsroom.audit.operations.recording import record


def may_edit(actor, story):
    """Say whether a person may change the working copy: the desk what it sees, others the unpublished drafts that they
    wrote or are named on. Nobody changes what is scheduled: the words that go out are those that were planned."""
    if not actor.has_perm("articles.change_story") or story.status == Status.SCHEDULED:
        return False
    if not story.is_visible_to(actor):
        return False
    if actor.has_perm("articles.view_all_stories"):
        return True
    return story.status == Status.DRAFT and not story.is_live


@transaction.atomic
def save_tags(story, names, *, actor):
    """Give the story these tags in this order, making new ones where the actor may."""
    if not may_edit(actor, story):
        raise PermissionDenied("You may not change this story.")
    tags = taxonomy.tags_for(names, actor=actor)
    links = StoryTag.objects.filter(content_object=story)
    if list(links.order_by("pk").values_list("tag_id", flat=True)) != [tag.pk for tag in tags]:
        links.delete()
        StoryTag.objects.bulk_create(StoryTag(content_object=story, tag=tag) for tag in tags)


@transaction.atomic
def save_disclosure(story, levels, *, actor, tools=None, ai_role=None, translated_from=None, reason=None):
    """Store what AI did: ``{part: level}``; a part without a level has the body's.

    ``reason`` says why it is less than was said before; what is None stays as it is. One event, where anything changed.
    """
    if not may_edit(actor, story):
        raise PermissionDenied("You may not change this story.")
    unknown = {level for level in levels.values() if level} - set(AILevel)
    if unknown or set(levels) - set(Part):
        raise ValueError(f"No such level or part: {', '.join(sorted(unknown | (set(levels) - set(Part))))}.")
    before = _said(story)
    rows = {row.part: row for row in story.disclosures.all()}
    story.disclosures.exclude(part__in=[part for part, level in levels.items() if level]).delete()
    for part, level in levels.items():
        if level and (part not in rows or rows[part].level != level):
            TextDisclosure.objects.update_or_create(
                story=story, part=part, defaults={"level": level, "decided_by": actor}
            )
    if tools is not None:
        story.ai_tools.set(tools)
    strongest_now = strongest([level for level in [*levels.values(), story.ai_ever] if level])
    said = {"ai_role": ai_role, "translated_from": translated_from, "ai_reason": reason, "ai_ever": strongest_now or ""}
    said = {name: value for name, value in said.items() if value is not None}
    Story.objects.filter(pk=story.pk).update(**said)
    for name, value in said.items():
        setattr(story, name, value)
    story._prefetched_objects_cache = {}
    after = _said(story)
    if after != before:
        private = {"ai_role": story.ai_role} if story.ai_role else None
        data = {"from": before["levels"], "to": after["levels"], "tools": after["tools"]}
        record("text.level.set", story, actor=actor, reason=reason or "", data=data, private=private)


@transaction.atomic
def set_scope(story, is_public_interest, *, actor, reason=""):
    """Store whether the story is of public interest; that it is not takes a permission and a reason."""
    if not actor.has_perm("articles.assess_scope") or not may_edit(actor, story):
        raise PermissionDenied("A publisher says whether a story is of public interest.")
    reason = "" if is_public_interest else nfc_text(reason)
    if (is_public_interest, reason) == (story.is_public_interest, story.scope_reason):
        return
    story.is_public_interest, story.scope_reason = is_public_interest, reason
    story.save(update_fields=["is_public_interest", "scope_reason"])
    record("text.scope.set", story, actor=actor, reason=reason, data={"public_interest": is_public_interest})


@transaction.atomic
def allow_realistic(story, reason, *, actor):
    """Store why an AI picture that looks real may be published where the policy forbids it; "" takes that back."""
    if not actor.has_perm("articles.allow_realistic_ai") or not may_edit(actor, story):
        raise PermissionDenied("A publisher decides on AI pictures that look real.")
    reason = nfc_text(reason)
    if reason == story.realistic_reason:
        return
    story.realistic_reason = reason
    story.save(update_fields=["realistic_reason"])
    record("image.realistic_allowed", story, actor=actor, reason=reason, data={"allowed": bool(reason)})


def _said(story):
    return {
        "levels": {row.part: row.level for row in story.disclosures.order_by("part")},
        "tools": [str(tool) for tool in story.ai_tools.all()],
        "words": [story.ai_role, story.translated_from, story.ai_reason],
    }


def translation_key(story, original):
    """Return the key that a story shares with its translations: the original's, or one of its own for None."""
    if original is not None:
        return original.translation_key
    others = Story.objects.filter(translation_key=story.translation_key).exclude(pk=story.pk)
    return uuid.uuid4() if others.exists() else story.translation_key


def mark_changed(story):
    """Count a change of the working copy, so that a stale form and an unpublished change can be told."""
    Story.objects.filter(pk=story.pk).update(version=F("version") + 1, updated_at=timezone.now())
    story.refresh_from_db(fields=["version", "updated_at"])
