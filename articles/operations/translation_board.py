"""Which stories exist in which of the publication's languages, and which are missing or stale there."""

from typing import NamedTuple

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.enums import TextChoices
from django.urls import reverse

from articles.models import Edition, Story
from articles.models.story import NEWEST, visible
from articles.operations import translating
from newsroom.publication.models import Publication

SHOWN = ["headline", "language", "translation_key", "updated_at", "is_live"]


class Standing(TextChoices):
    """Where a story stands in a language, as the board can be asked for it."""

    MISSING = "missing", "Missing"
    DRAFT = "draft", "In work"
    LIVE = "live", "Live"
    STALE = "stale", "Stale: the original changed since"


class Version(NamedTuple):
    """A story in one language. ``story_id`` is None where a person may not see the working copy; ``path`` is where
    readers find it, "" where they do not."""

    language: str
    standing: Standing
    story_id: int | None
    path: str
    is_original: bool


class Line(NamedTuple):
    """A story of the board: its headline as a person may read it, and its version in each language that has one."""

    story: Story
    headline: str
    is_visible: bool
    versions: dict


def stories(user, *, language="", standing="", drafts=False):
    """Return the stories that are no translations of others, newest first, as far as this person may know of them.

    ``standing`` is what is asked for, in ``language`` or else in any; ``drafts`` takes in what is not live.
    """
    found = Story.objects.filter(translation_of__isnull=True).order_by(*NEWEST).only(*SHOWN)
    if not drafts:
        found = found.filter(is_live=True)
    elif seen := visible(user):
        found = found.filter(seen | Q(is_live=True))
    if standing == Standing.MISSING:
        return found.filter(_missing([language] if language else Publication.current().languages))
    if not (standing or language):
        return found
    translations = _standing(user, standing).filter(translation_of__isnull=False)
    if language:
        translations = translations.filter(language=language)
    asked = Q(translation_key__in=translations.order_by().values("translation_key"))
    # Asked for a language alone, the originals that are in it are meant too.
    return found.filter(asked if standing else asked | Q(language=language))


def lines(found, user):
    """Return these stories as the board shows them: three queries, however many there are."""
    found = list(found)
    known = versions([story.translation_key for story in found], user)
    headlines = dict(
        Edition.objects.live().filter(story__in=[story.pk for story in found]).values_list("story", "headline")
    )
    made = []
    for story in found:
        here = known.get(story.translation_key, {})
        is_visible = bool(here.get(story.language) and here[story.language].story_id)
        headline = story.headline if is_visible else headlines.get(story.pk, "")
        made.append(Line(story, headline, is_visible, here))
    return made


def versions(keys, user):
    """Return ``{translation key: {language: Version}}`` of these keys: one query, however many there are."""
    live = Edition.objects.live().filter(story=OuterRef("pk"))
    seen = visible(user)
    group = Story.objects.filter(translation_key__in=keys).annotate(
        is_seen=Case(When(seen, then=True), default=False) if seen else Value(True),
        is_behind=Exists(translating.stale_among(Story.objects.filter(pk=OuterRef("pk")))),
        live_date=Subquery(live.values("path_date")),
        live_slug=Subquery(live.values("slug")),
    )
    found = {}
    for story in group.order_by("pk").only("translation_key", "language", "is_live", "translation_of"):
        standing = Standing.LIVE if story.is_live else Standing.DRAFT
        if story.is_behind and story.is_seen:
            standing = Standing.STALE
        version = Version(
            language=story.language,
            standing=standing,
            story_id=story.pk if story.is_seen else None,
            path=reverse("story", args=[story.live_date, story.live_slug]) if story.live_date else "",
            is_original=story.translation_of_id is None,
        )
        found.setdefault(story.translation_key, {})[story.language] = version
    return found


def _standing(user, standing):
    if standing == Standing.STALE:
        return translating.stale(user)
    if standing == Standing.DRAFT:
        return Story.objects.filter(is_live=False)
    return Story.objects.filter(is_live=True) if standing == Standing.LIVE else Story.objects.all()


def _missing(codes):
    """Return the condition under which a story has no version in one of these languages."""
    asked = Q()
    for code in codes:
        there = Story.objects.filter(translation_key=OuterRef("translation_key"), language=code)
        asked |= ~Q(Exists(there))
    return asked
