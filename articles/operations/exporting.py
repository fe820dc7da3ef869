"""The list of stories as a table to take away: who took it, and what of, is kept on record."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from articles.vocabulary import AILevel, Kind, Part, Status
from newsroom.audit.operations.recording import record, written

PERMISSION = "articles.export_stories"
CHUNK = 500
COLUMNS = [
    *("Number", "Headline", "State", "Status", "Section", "Language", "Kind", "AI in the body", "Byline"),
    *(
        "Begun by",
        "In hand",
        "Due",
        "Begun",
        "Last saved",
        "First published on",
        "Goes out",
        "Comes down",
        "Restricted",
    ),
]


def export(stories, *, actor, asked=""):
    """Record that a person takes these stories away, and return their rows of cells, read as they are asked for.

    Stories that the person may not see are not among them, whatever was given; ``asked`` is how they were chosen.
    """
    if not actor.has_perm(PERMISSION):
        raise PermissionDenied("A publisher exports the list of stories.")
    stories = stories.visible_to(actor)
    with transaction.atomic():
        data = {"stories": stories.count()}
        record("story.exported", "stories", actor=actor, data=data, private={"asked": asked} if asked else None)
    return _rows(stories)


def _rows(stories):
    rows = stories.select_related("section", "created_by", "assignee").defer("body", "standfirst", "sources")
    for story in rows.prefetch_related("disclosures", "bylines__author").iterator(chunk_size=CHUNK):
        level = next((row.level for row in story.disclosures.all() if row.part == Part.BODY), "")
        yield [
            story.pk,
            story.headline,
            story.state,
            Status(story.status).label,
            str(story.section or ""),
            story.language,
            Kind(story.kind).label,
            AILevel(level).name.title() if level else "",
            ", ".join(str(byline) for byline in story.bylines.all()),
            str(story.created_by or ""),
            str(story.assignee or ""),
            *map(_said, (story.due_at, story.created_at, story.updated_at)),
            str(story.first_published_on or ""),
            *map(_said, (story.scheduled_for, story.withdraw_for)),
            "yes" if story.is_restricted else "no",
        ]


def _said(moment):
    return written(moment) if moment else ""
