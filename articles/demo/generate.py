"""Further stories for trying scale: written in bulk past the publishing door, for the demo alone."""

import random
import tomllib
import uuid
from collections import Counter
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.db.models import F, Max
from django.utils import timezone

from articles.models import (
    Author,
    Byline,
    Edition,
    EditionByline,
    EditionTag,
    Section,
    Story,
    StoryTag,
    Tag,
    TextDisclosure,
)
from articles.operations import finding, freezing, reviewing, searching
from articles.search.words import plain
from articles.slugs import fold, make_slug
from articles.vocabulary import AILevel, BylineRole, Change, Part, label_key, need
from newsroom.media.models import Picture
from newsroom.publication.models import Publication

BATCH = 1000
SENTENCES, SENTENCE_WORDS = 25, 14
# A newsroom has some tags that thousands of stories carry, and a new one every so many stories that few ever will.
TOPICS = 40
STORIES_A_WARD = 50
WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text("utf-8"))


def generate(count, *, progress=lambda done, count: None):
    """Add ``count`` live stories spread over ten years, calling ``progress(done, count)`` after each batch.

    Each batch is one transaction: whatever stops the work, the batches before it stay, counts of tags and all.
    """
    highest = Story.objects.aggregate(highest=Max("pk"))["highest"] or 0
    chance = random.Random(highest)  # noqa: S311
    newsroom = {
        "zone": Publication.current().zone,
        "sections": list(Section.objects.all()),
        "authors": list(Author.objects.all()),
        "topics": list(Tag.objects.order_by("pk")[:TOPICS]),
        "pictures": [*Picture.objects.all(), None, None],
    }
    for done in range(0, count, BATCH):
        size = min(BATCH, count - done)
        with transaction.atomic():
            _batch(highest + done, size, chance, **newsroom)
        progress(done + size, count)
    if count:
        _tell_the_planner()


def _tell_the_planner():
    """Do at once what PostgreSQL does by itself within minutes, and SQLite when told."""
    is_alone = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if is_alone else "ANALYZE")


def _batch(first, size, chance, *, zone, sections, authors, topics, pictures):
    stories, editions, named = [], [], chance.choices(authors, k=size)
    for number, author in enumerate(named, first + 1):
        at = timezone.now() - timedelta(minutes=chance.randrange(60 * 24 * 60, 3650 * 24 * 60))
        day = timezone.localdate(at, zone)
        picture = chance.choice(pictures)
        words = _words(chance) | {
            "lead_picture": picture,
            "lead_alt": picture.alt if picture else "",
            "section": chance.choice(sections),
            "translation_key": uuid.uuid4(),
        }
        words["slug"] = make_slug(f"{words['headline']} {number}")
        live = {"first_published_on": day, "published_version": 1, "is_live": True}
        stories.append(Story(**words, **live, created_by_id=author.account_id))
        editions.append(_edition(words, day, at, chance))
    Story.objects.bulk_create(stories)
    for story, edition in zip(stories, editions, strict=True):
        edition.story = story
    Edition.objects.bulk_create(editions)
    TextDisclosure.objects.bulk_create(
        TextDisclosure(story=edition.story, part=Part.BODY, level=edition.ai_level) for edition in editions
    )
    searching.index(editions)
    finding.index(stories)
    _name(editions, named)
    _tag(editions, topics, chance)


def _name(editions, authors):
    """Give each edition, and its story, its author."""
    pairs = list(zip(editions, authors, strict=True))
    Byline.objects.bulk_create(Byline(story=edition.story, author=author) for edition, author in pairs)
    EditionByline.objects.bulk_create(
        EditionByline(
            edition=edition, author=author, role=BylineRole.REPORTING, position=0, listed_at=edition.published_at
        )
        for edition, author in pairs
    )


def _words(chance):
    subject, deed, thing, place = (chance.choice(WORDS[kind]) for kind in ("subjects", "deeds", "objects", "places"))
    sentences = [_sentence(chance) for _ in range(SENTENCES)]
    body = "".join(f"<p>{' '.join(sentences[n : n + 5])}</p>" for n in range(0, SENTENCES, 5))
    headline = f"{subject} {deed} {thing} for {place}"
    return {"language": "en", "headline": headline, "standfirst": sentences[0], "body": body}


def _sentence(chance):
    return " ".join(chance.choices(WORDS["words"], k=SENTENCE_WORDS)).capitalize() + "."


def _edition(words, day, at, chance):
    level = chance.choices([AILevel.NONE, AILevel.EDITED, AILevel.GENERATED], [8, 1, 1])[0]
    parts = dict.fromkeys([Part.HEADLINE, Part.STANDFIRST, Part.BODY], level)
    edition = Edition(
        **words,
        number=1,
        path_date=day,
        first_published_at=at,
        published_at=at,
        updated_at=at,
        change_kind=Change.FIRST,
        ai_level=level,
        ai_parts=parts,
        need=need(level, is_reviewed=False),
        label_key=label_key(parts, is_reviewed=False),
        lead_origin=words["lead_picture"].origin if words["lead_picture"] else "",
        word_count=SENTENCES * SENTENCE_WORDS,
    )
    edition.content_sha256 = reviewing.words_of(edition).sha256
    freezing.state(edition, edition.label_key, tools=[], responsible=None)
    return edition


def _tag(editions, topics, chance):
    """Give each edition, and its story, tags: two of the topics that many stories carry, one that few do."""
    rare = [Tag(name=f"ward {editions[n].story_id}") for n in range(0, len(editions), STORIES_A_WARD)]
    for tag in rare:
        tag.slug, tag.key, tag.folded = tag.slugify(tag.name), fold(tag.name), plain(tag.name)
    Tag.objects.bulk_create(rare)
    links = [
        (edition, tag, place)
        for edition in editions
        for place, tag in enumerate(dict.fromkeys([*_pick(topics, 2, chance), *_pick(rare, 1, chance)]))
    ]
    StoryTag.objects.bulk_create(StoryTag(content_object=edition.story, tag=tag) for edition, tag, _place in links)
    EditionTag.objects.bulk_create(
        EditionTag(edition=edition, tag=tag, position=place, listed_at=edition.published_at)
        for edition, tag, place in links
    )
    for tag, more in Counter(tag.pk for _edition, tag, _place in links).items():
        Tag.objects.filter(pk=tag).update(live_count=F("live_count") + more)


def _pick(tags, number, chance):
    """Return some of the tags, the earlier ones far more often."""
    return chance.choices(tags, [1 / place for place in range(1, len(tags) + 1)], k=number) if tags else []
