"""Sections, tags, authors, stories and their editions for tests; words invented."""

from datetime import UTC, datetime, timedelta
from itertools import count

from articles.models import AIPolicy, AITool, Author, Byline, RelatedStory, Section, Story, Tag, TextDisclosure
from articles.operations import finding, publishing, reviewing
from articles.vocabulary import AILevel, Outcome, Part
from factories.people import make_presence, make_user
from factories.publication import make_publication
from newsroom.media.models import Picture
from newsroom.media.specs import SPECS
from newsroom.media.vocabulary import has_ai
from newsroom.publication.models import Publication

_numbers = count(1)
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_section(slug="", **fields):
    """Return a stored section that stands in the menu."""
    slug = slug or f"section-{next(_numbers)}"
    return Section.objects.create(slug=slug, **{"name": {"en": slug.title()}} | fields)


def make_tag(name="", slug=""):
    """Return a stored tag."""
    tag = Tag(name=name or f"topic {next(_numbers)}")
    tag.slug = slug or tag.slugify(tag.name)
    tag.save()
    return tag


def make_author(name="", **fields):
    """Return a stored author."""
    name = name or f"Author {next(_numbers)}"
    return Author.objects.create(**{"name": name, "slug": name.lower().replace(" ", "-")} | fields)


def make_tool(name="ExampleGen", version="3.1", **fields):
    """Return a stored AI tool, one for each name and version."""
    fields = {"provider": "Example Inc.", "purpose": {"en": "Drafts"}, "since": NOON.date()} | fields
    return AITool.objects.get_or_create(name=name, version=version, defaults=fields)[0]


def make_policy(**fields):
    """Return a stored version of the AI policy, published on the day on which tests happen."""
    fields = {"text": {"en": "AI never decides what is news."}, "reason": "Agreed by the whole desk."} | fields
    return AIPolicy.objects.create(published_at=NOON, **fields)


def make_story(*, tags=(), authors=(), related=(), level=AILevel.NONE, levels=None, **fields):
    """Return a stored draft that could be published.

    ``authors`` are authors or (author, role); ``level`` is the body's, ``levels`` those of parts that differ.
    """
    number = next(_numbers)
    fields = {
        "headline": f"Ferry number {number} comes home",
        "standfirst": "The boats were late and nobody minded.",
        "body": "<p>The ferry came home at dawn.</p>",
    } | fields
    if "section" not in fields:
        fields["section"] = Section.objects.first() or make_section()
    said = {level, *(levels or {}).values()}
    if AILevel.TRANSLATED in said:
        fields.setdefault("translated_from", "fr")
    story = Story.objects.create(**fields)
    if AILevel.AUTOMATED in said:
        Section.objects.filter(pk=story.section_id).update(automation_allowed=True)
        story.section.refresh_from_db()
        story.ai_tools.add(make_tool())
    for place, author in enumerate(authors):
        author, role = author if isinstance(author, tuple) else (author, "reporting")
        Byline.objects.create(story=story, author=author, role=role, position=place)
    for place, other in enumerate(related):
        RelatedStory.objects.create(story=story, related=other, position=place)
    for part, said in ({Part.BODY: level} | (levels or {})).items():
        TextDisclosure.objects.create(story=story, part=part, level=said)
    story.tags.set(tags)
    finding.index([story])
    return story


def publish(story, *, change="", note="", minutes=0):
    """Return the story's live edition, published some minutes after noon of the day on which tests happen."""
    now = NOON + timedelta(minutes=minutes)
    if not Publication.objects.exists():
        make_publication()
    return publishing.publish(story, actor=make_user("publisher"), change=change, note=note, now=now)


def make_review(story, *, reviewer=None, outcome=Outcome.APPROVED, **said):
    """Return the stored check of a story's words as they stand, by an editor."""
    if not Publication.objects.exists():
        make_publication()
    said = {"facts_checked": True, "competence_note": "I cover the harbour."} | said
    return reviewing.review(
        story,
        presence=make_presence(reviewer or make_user("editor")),
        sha256=reviewing.words_of(story).sha256,
        outcome=outcome,
        **said,
    )


def make_live(*, minutes=0, **fields):
    """Return the live edition of a new story; later ones, in ``minutes``, are newer."""
    return publish(make_story(**fields), minutes=minutes)


def withdraw(edition, reason="The figures were not ours."):
    """Take an edition's story from readers."""
    return publishing.withdraw(edition.story, actor=make_user("publisher"), reason=reason)


def make_picture(origin="digitalCapture", **fields):
    """Return a stored picture whose files were never made; its rows name them."""
    number = next(_numbers)
    rows = {
        name: [
            {"format": kind, "width": 1200, "height": 675, "name": f"pictures/{number}-{name}.{kind}"}
            for kind in {*spec.formats, "jpeg"}
        ]
        for name, spec in SPECS.items()
    }
    fields = {
        "file": f"{number}.jpg",
        "width": 1600,
        "height": 1200,
        "renditions": rows,
        "alt": "A ferry at the quay",
        "credit": "Kofi Mensah-Vale",
        "realism": "realistic" if has_ai(origin) else "",
    } | fields
    return Picture.objects.create(origin=origin, **fields)


def figure(picture, caption="The quay at dawn"):
    """Return a library picture as it stands in a body."""
    address = f"/admin/media/picture/{picture.pk}/file/"
    return f'<figure><img src="{address}" alt="Boats"><figcaption>{caption}</figcaption></figure>'
