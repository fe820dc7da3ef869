"""Which translations no longer say what their original says."""

from django.db.models import F, OuterRef, Subquery

from articles.models import Edition


def stale(stories):
    """Return those of some stories whose live words were held against an edition that a newer one has replaced."""
    behind = Edition.objects.live().filter(original__is_live=False, original__story__is_live=True)
    return stories.filter(pk__in=behind.order_by().values("story"))


def corrected(stories):
    """Return those of some stories whose original was corrected, where nobody has held the two together since."""
    newest = Edition.objects.live().filter(story=OuterRef("original__story")).values("corrected_at")[:1]
    behind = Edition.objects.live().filter(original__is_live=False).annotate(original_corrected_at=Subquery(newest))
    behind = behind.filter(original_corrected_at__gt=F("original__published_at"))
    return stories.filter(pk__in=behind.order_by().values("story"))
