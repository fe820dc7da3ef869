"""Brings back what a story was: as a new save, for the desk; readers keep what they have."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.models import AITool, Author, Byline, RelatedStory, Section, Story
from articles.operations import drafting, revisions
from articles.operations.gate import REASON_LETTERS
from articles.operations.publishing.rules import check_seen, fresh
from articles.vocabulary import LEVEL_ORDER, Part
from newsroom import richtext
from newsroom.audit.operations.recording import record
from newsroom.media.models import Picture

# Taken as they were. The address, the notes to colleagues and a publisher's decisions stay as they are now.
RESTORED = (
    *("headline", "standfirst", "body", "summary", "sources", "kind", "payer"),
    *("lead_alt", "lead_is_decorative", "lead_caption"),
)


def may_restore(actor, story):
    """Say whether a person may bring back what a story was."""
    return actor.has_perm("articles.restore_revision") and drafting.may_edit(actor, story)


@transaction.atomic
def restore(story, revision, *, actor, reason="", seen=None):
    """Make a story what it was at a revision, as a new version; return it, and in words what was left out.

    Raises ``Refused`` where somebody saved the story since it was ``seen``. What AI is said to have done
    never becomes less than now without a ``reason``, and an answer is never taken away.
    """
    story = fresh(story)
    if not may_restore(actor, story) or revision.story_id != story.pk:
        raise PermissionDenied("You may not restore this story.")
    check_seen(story, seen)
    revisions.keep_before(story)
    was, names = revision.content, revision.content.get("names", {})
    left_out = list(_columns(story, was, names))
    story.save()
    left_out += _people(story, was, names)
    left_out += _related(story, was)
    drafting.save_tags(story, was["tags"], actor=actor)
    left_out += _answers(story, was, actor, reason)
    drafting.mark_changed(story)
    revisions.keep(story, revisions.RESTORE, actor=actor)
    record("story.restored", story, actor=actor, data={"revision": revision.pk, "version": story.version})
    return story, left_out


def weaker(story, was):
    """Return the parts of which less would be said than now, if the answers of a content came back."""
    now, then = _said(story), _effective(was["levels"])
    return [part for part in Part if part in now and part in then and _is_weaker(then[part], now[part])]


def _columns(story, was, names):
    for name in RESTORED:
        setattr(story, name, was[name])
    group = Story.objects.filter(translation_key=story.translation_key, language=was["language"])
    if group.exclude(pk=story.pk).exists():
        yield "The language: its translation group has a story in that language by now."
    else:
        story.language = was["language"]
    if was["section_id"] and not Section.objects.filter(pk=was["section_id"]).exists():
        yield f"The section “{names.get('section', '')}” is gone; the section stays as it is."
    else:
        story.section_id = was["section_id"]
    story.lead_picture_id = was["lead_picture_id"]
    if was["lead_picture_id"] and not Picture.objects.filter(pk=was["lead_picture_id"]).exists():
        story.lead_picture_id = None
        yield f"The lead picture “{names.get('lead_picture', '')}” is no longer in the library."
    ids = richtext.picture_ids(story.body)
    gone = set(ids) - set(Picture.objects.filter(pk__in=ids).values_list("pk", flat=True))
    if gone:
        story.body = richtext.without_pictures(story.body, gone)
        yield f"{len(gone)} picture{'s' * (len(gone) > 1)} in the body no longer in the library."


def _people(story, was, names):
    known = set(Author.objects.filter(pk__in=[author for author, _role in was["bylines"]]).values_list("pk", flat=True))
    story.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(story=story, author_id=author, role=role, position=place)
        for place, (author, role) in enumerate(was["bylines"])
        if author in known
    )
    for author, _role in was["bylines"]:
        if author not in known:
            yield f"{names.get('bylines', {}).get(str(author), 'Somebody')} is no longer among the authors."


def _related(story, was):
    known = set(Story.objects.filter(pk__in=was["related"]).values_list("pk", flat=True))
    story.related_links.all().delete()
    RelatedStory.objects.bulk_create(
        RelatedStory(story=story, related_id=other, position=place)
        for place, other in enumerate(was["related"])
        if other in known
    )
    if gone := len(set(was["related"]) - known):
        yield f"{gone} related {'story is' if gone == 1 else 'stories are'} gone."


def _answers(story, was, actor, reason):
    """Bring back what AI is said to have done, part by part, where that is not less than is said now."""
    lowered = weaker(story, was)
    may_lower = len(reason) >= REASON_LETTERS
    now, then = _said(story), _effective(was["levels"])
    levels = now | then | ({} if may_lower else {part: now[part] for part in lowered})
    if not levels:
        return []
    keeps_now = bool(lowered) and not may_lower
    tools = AITool.objects.filter(pk__in=was.get("tools", []))
    drafting.save_disclosure(
        story,
        {part: level for part, level in levels.items() if part == Part.BODY or level != levels[Part.BODY]},
        actor=actor,
        tools=list(tools) + (list(story.ai_tools.exclude(pk__in=tools)) if keeps_now else []),
        ai_role=(keeps_now and story.ai_role) or was["ai_role"],
        translated_from=(keeps_now and story.translated_from) or was["translated_from"],
        reason=reason if may_lower else None,
    )
    parts = ", ".join(part.label.lower() for part in lowered)
    if keeps_now:
        return [f"What AI did ({parts}) stays as it is said now: it was said to be less then. The form changes it."]
    return []


def _said(story):
    return _effective(dict(story.disclosures.values_list("part", "level")))


def _effective(levels):
    """Return the level of every part, those that say nothing of their own with the body's; none without a body's."""
    body = levels.get(Part.BODY)
    return {part: levels.get(part, body) for part in Part} if body else {}


def _is_weaker(then, now):
    return LEVEL_ORDER[then] < LEVEL_ORDER[now]
