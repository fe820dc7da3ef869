"""What stands around a story: its translations, and related stories chosen by hand and topped up by shared tags."""

from typing import NamedTuple

from django.db.models import Case, FloatField, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from articles.models.edition import Edition, EditionTag
from articles.operations import cards

MOST = 7
CANDIDATES = 50


class Surroundings(NamedTuple):
    """Live editions only: the same story in other languages, and at most seven other stories."""

    translations: list
    related: list


def around(edition, tags):
    """Return what stands around an edition, saved or not, that carries these tags, in one query.

    Stories chosen by hand come first, in their order. The rest were not dismissed and share tags: the rarer those are,
    the higher; then the same language, then the newest. Work is bounded: only the newest stories of the rarest tags are
    looked at.
    """
    found = (
        Edition.objects.live()
        .for_card()
        .filter(pk__in=_candidates(edition, tags))
        .exclude(story=edition.story_id)
        .annotate(weight=_weight(tags))
    )
    translations, others = [], []
    for card in cards.dress(found):
        (translations if card.translation_key == edition.translation_key else others).append(card)
    by_language = sorted(translations, key=lambda card: card.language)
    return Surroundings(by_language, _rank(edition, others)[:MOST])


def _candidates(edition, tags):
    editions = Edition.objects.order_by()
    translations = editions.filter(translation_key=edition.translation_key).values("pk")
    chosen = editions.filter(story__in=edition.related_story_ids).values("pk")
    return translations.union(chosen, *_sharing(tags))


def _sharing(tags):
    """Yield the newest live editions of each tag, the rarest tag first, until there are enough to choose from."""
    room = CANDIDATES
    for tag in sorted(tags, key=lambda tag: tag.live_count):
        if room <= 0:
            return
        newest = EditionTag.objects.filter(tag=tag).newest_live()[:room]
        yield Edition.objects.filter(pk__in=newest).order_by().values("pk")
        room -= tag.live_count


def _weight(tags):
    """Return how much an edition shares with these tags: a tag weighs the more, the fewer stories carry it."""
    if not tags:
        return Value(0.0)
    rarity = Case(*(When(tag=tag.pk, then=Value(1 / max(tag.live_count, 1))) for tag in tags))
    shared = EditionTag.objects.filter(edition=OuterRef("pk"), tag__in=tags).order_by().values("edition")
    total = shared.annotate(total=Sum(rarity, output_field=FloatField())).values("total")
    return Coalesce(Subquery(total), Value(0.0), output_field=FloatField())


def _rank(edition, others):
    place = {story_id: place for place, story_id in enumerate(edition.related_story_ids)}
    chosen = sorted((card for card in others if card.story_id in place), key=lambda card: place[card.story_id])
    # A dismissed story is not to come back in another language.
    dismissed = {card.translation_key for card in others if card.story_id in edition.dismissed_story_ids}
    shown = dismissed | {card.translation_key for card in chosen}
    topping = sorted(
        (card for card in others if card.story_id not in place),
        key=lambda card: (
            -round(card.weight, 9),
            card.language != edition.language,
            -card.first_published_at.timestamp(),
            -card.pk,
        ),
    )
    for card in topping:
        if card.translation_key not in shown:
            shown.add(card.translation_key)
            chosen.append(card)
    return chosen
