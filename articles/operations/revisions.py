"""What a story was after each save and deed: kept, and found again; ``restoring`` brings it back."""

from django.utils import timezone

from articles.models import Revision, Story, StoryTag
from articles.operations import finding
from articles.vocabulary import Deed

SAVE, RESTORE, KEEP, BEFORE, TRANSLATE = "save", "restore", "keep", "before", "translate"
# What made a revision, in words; a revision of "keep" was never what the story was.
DEEDS = {
    SAVE: "Saved",
    RESTORE: "Restored",
    KEEP: "Kept beside, not saved",
    BEFORE: "As it was before the first save here",
    TRANSLATE: "Begun as a translation",
} | dict(Deed.choices)

# The columns of a story that a revision keeps; what stands in other tables is added by name.
COLUMNS = (
    *("language", "headline", "standfirst", "body", "summary", "sources", "kind", "payer", "slug"),
    *("lead_alt", "lead_is_decorative", "lead_caption", "ai_role", "translated_from", "desk_note"),
    *("ai_reason", "is_public_interest", "scope_reason", "realistic_reason"),
)
KEYS = ("section_id", "lead_picture_id")


def content(story):
    """Return a story as a revision keeps it: columns, keys, and the rows of other tables in order.

    ``names`` are what section, picture and people were called, for when they are gone.
    """
    columns = {name: getattr(story, name) for name in (*COLUMNS, *KEYS)}
    tags = StoryTag.objects.filter(content_object=story).order_by("pk")
    people = list(story.bylines.values_list("author_id", "role", "author__name"))
    return columns | {
        "translation_of_id": story.translation_of_id,
        "tags": list(tags.values_list("tag__name", flat=True)),
        "bylines": [[author, role] for author, role, _name in people],
        "related": list(story.related_links.values_list("related_id", flat=True)),
        "levels": dict(story.disclosures.order_by("part").values_list("part", "level")),
        "tools": list(story.ai_tools.values_list("pk", flat=True)),
        "names": {
            "section": str(story.section or ""),
            "lead_picture": str(story.lead_picture or ""),
            "bylines": {str(author): name for author, _role, name in people},
        },
    }


def keep(story, deed, *, actor, now=None, version=None, of=None):
    """Keep a story as it stands after a deed, in the deed's transaction, and index its words for the desk.

    ``actor`` may be nobody.
    ``of`` is a content to keep in place of the story's own, ``version`` the one that it belongs to.
    """
    if of is None:
        finding.index([story])
    return Revision.objects.create(
        story=story,
        version=version or story.version,
        deed=deed,
        content=content(story) if of is None else of,
        made_by=actor if getattr(actor, "pk", None) else None,
        made_at=now or timezone.now(),
    )


def keep_before(story):
    """Keep what the database has of a story where no revision of its version does; called before a save writes."""
    if at_version(story, story.version) is None:
        stored = Story.objects.get(pk=story.pk)
        keep(stored, BEFORE, actor=None, now=stored.updated_at)


def at_version(story, version):
    """Return the newest revision that says what a story was at a version, or None."""
    return story.revisions.filter(version=version).exclude(deed=KEEP).first() if version else None


def last_save(story):
    """Return the newest save of a story with whoever made it, or None."""
    saves = story.revisions.filter(deed__in=[SAVE, RESTORE]).select_related("made_by")
    return saves.defer("content").first()
