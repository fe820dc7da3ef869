"""Which translations no longer say what their original says."""

from django.db.models import F, OuterRef, Subquery

from articles.models import Edition


def stale(stories):
    """Return those of some stories whose live words were held against an edition that a newer one has replaced."""
    behind = _held_against_old_words().filter(original__story__is_live=True)
    return stories.filter(pk__in=behind.values("story"))


def corrected(stories):
    """Return those of some stories whose original was corrected, where nobody has held the two together since."""
    newest = Edition.objects.live().filter(story=OuterRef("original__story")).values("corrected_at")[:1]
    behind = _held_against_old_words().annotate(original_corrected_at=Subquery(newest))
    return stories.filter(pk__in=behind.filter(original_corrected_at__gt=F("original__published_at")).values("story"))


def _held_against_old_words():
    # First the few that are translations, by the index of originals, and not every live edition.
    translations = Edition.objects.filter(original__isnull=False).order_by().values("pk")
    return Edition.objects.live().filter(pk__in=translations, original__is_live=False).order_by()
