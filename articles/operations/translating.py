"""Makes translations of stories, and knows which ones no longer hold against their original.

A translation is a story of its own, linked to the one it was made from. ``original`` is the edition that it was last
held against, None where that was never done: the original was not live yet, or the two were linked by hand.
"""

from itertools import zip_longest
from typing import NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone

from articles.models import Author, Byline, Edition, Story
from articles.operations import drafting, freezing, revisions
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import LABELLED, BylineRole, strongest
from newsroom import richtext
from newsroom.audit.operations.recording import record
from newsroom.publication.languages import Language
from newsroom.publication.models import Publication

# For one ``filter``, so that all of it speaks of the same edition. What is asked first is read from indexes alone: no
# edition of the original is newer than the one that the translation was held against.
_CANDIDATE = Q(translation_of__isnull=False, translation_of__editions__is_live=True) & (
    Q(original__isnull=True) | Q(translation_of__editions__pk__gt=F("original_id"))
)
# It has an update or a correction since; a typo and a new label do not count.
_NEW_WORDS = Q(translation_of__editions__content_sha256__lt=F("original__content_sha256")) | Q(
    translation_of__editions__content_sha256__gt=F("original__content_sha256")
)
_CORRECTED = Q(translation_of__editions__corrected_at__gt=F("original__published_at"))
_BEHIND = (
    Q(original__isnull=True)
    | _CORRECTED
    | (Q(translation_of__editions__updated_at__gt=F("original__published_at")) & _NEW_WORDS)
)


class Source(NamedTuple):
    """What a translation is made from: words as readers have them, or would; ``edition`` is None for the latter."""

    words: Edition
    edition: Edition | None
    bylines: list
    tags: list


def stale(user):
    """The translations a person may see whose original readers know to have changed since the two were last held
    against each other, or which never were."""
    return Story.objects.visible_to(user).filter(pk__in=all_stale())


def all_stale():
    """Return the keys of every stale translation; the most that it reads is an index of all translations."""
    # The bound is there so that PostgreSQL finds them before it joins anything to them.
    return stale_among(Story.objects.order_by()).values("pk")[:1_000_000]


def stale_among(stories):
    """Return those of some stories that are stale translations."""
    return stories.filter(_CANDIDATE & _BEHIND)


def corrected_among(stories):
    """Return those of some stories whose readers are told that the original of the translation was corrected."""
    return stories.filter(_CANDIDATE & _CORRECTED, is_live=True)


def is_stale(story):
    """Say whether a story is a translation that is stale."""
    return story.translation_of_id is not None and stale_among(Story.objects.filter(pk=story.pk)).exists()


def may_translate(actor, story):
    """Say whether a person may translate a story: whoever writes stories, those that they or readers see."""
    return actor.has_perm("articles.add_story") and (story.is_live or story.is_visible_to(actor))


def missing(story):
    """Return the languages of the publication, in its order, in which a story does not exist."""
    there = set(Story.objects.filter(translation_key=story.translation_key).values_list("language", flat=True))
    return [code for code in Publication.current().languages if code not in there]


def source_of(story):
    """Return what a translation of a story is made from: what readers have, and only before that the working copy."""
    live = Edition.objects.live().filter(story=story).first()
    if live:
        people = [(line.author_id, line.role) for line in live.bylines.all()]
        tags = [link.tag.name for link in live.tag_links.select_related("tag")]
        return Source(live, live, people, tags)
    people = list(story.bylines.values_list("author_id", "role"))
    tags = list(story.tags.order_by("articles_storytag_items__pk").values_list("name", flat=True))
    return Source(freezing.unsaved_edition(story), None, people, tags)


def translate(story, language, *, actor, now=None):
    """Make a draft of a story in another language, in the original's words until they are translated, and return it.

    What AI did in it is not answered, whatever was said of the original; that AI wrote the original is remembered, so
    that nobody says less without a reason. Whoever makes it has it in hand. A restriction and an embargo come along.
    """
    now = now or timezone.now()
    with transaction.atomic():
        story = Story.objects.select_for_update(of=("self",)).get(pk=story.pk)
        if not may_translate(actor, story):
            raise PermissionDenied("You may not translate this story.")
        if language not in Publication.current().languages:
            raise Refused([Problem("language", "The publication has no such language: choose one of those listed.")])
        source = source_of(story)
        translation = _copy(story, source, language, actor, now)
        _people(translation, story, source, actor)
        drafting.save_tags(translation, source.tags, actor=actor)
        revisions.keep(translation, revisions.TRANSLATE, actor=actor, now=now)
        data = {"of": story.pk, "edition": source.edition and source.edition.number, "language": language}
        record("story.translated", translation, actor=actor, data=data)
    return translation


def still_original(story):
    """Return how many of a translation's texts are word for word the original's, and how many there are."""
    words = source_of(story.translation_of).words
    pairs = [
        *((getattr(words, name), getattr(story, name)) for name in ("headline", "standfirst", "summary")),
        *zip_longest(richtext.paragraphs(words.body), richtext.paragraphs(story.body), fillvalue=""),
    ]
    pairs = [(theirs, ours) for theirs, ours in pairs if ours]
    return sum(is_same_words(theirs, ours) for theirs, ours in pairs), len(pairs)


def is_same_words(one, other):
    """Say whether two texts are the same words; a text without letters is nobody's."""
    return one.split() == other.split() and any(character.isalpha() for character in other)


def _copy(story, source, language, actor, now):
    words, held = source.words, bool(story.embargo_until and story.embargo_until > now)
    ai = strongest(words.ai_parts.values()) if words.ai_parts else ""
    try:
        with transaction.atomic():
            return Story.objects.create(
                language=language,
                headline=words.headline,
                standfirst=words.standfirst,
                body=words.body,
                summary=words.summary,
                sources=words.sources,
                lead_picture=words.lead_picture,
                lead_alt=words.lead_alt,
                lead_is_decorative=words.lead_is_decorative,
                lead_caption=words.lead_caption,
                kind=words.kind,
                payer=words.payer,
                section=words.section,
                translation_key=story.translation_key,
                translation_of=story,
                original=source.edition,
                ai_ever=ai if ai in LABELLED else "",
                created_by=actor,
                assignee=actor,
                is_restricted=story.is_restricted,
                embargo_until=story.embargo_until if held else None,
                embargo_by=story.embargo_by if held else None,
            )
    except IntegrityError as error:
        name = Language(language).name_local
        said = f"There is a version in {name} already, or somebody has just begun it: choose another language."
        raise Refused([Problem("language", said)]) from error


def _people(translation, story, source, actor):
    """Name the original's people in the byline, and whoever translates after them."""
    people = list(source.bylines)
    author = Author.objects.filter(account=actor).first()
    if author and (author.pk, BylineRole.TRANSLATION) not in people:
        people.append((author.pk, BylineRole.TRANSLATION))
    Byline.objects.bulk_create(
        Byline(story=translation, author_id=author, role=role, position=place)
        for place, (author, role) in enumerate(people)
    )
    if story.is_restricted:
        named = {story.created_by_id, story.assignee_id, *story.collaborators.values_list("pk", flat=True)}
        translation.collaborators.set(named - {None, actor.pk})
