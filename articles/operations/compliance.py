"""What is labelled, what is not and why: every live story in which AI had a part, for the desk and for an authority."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Prefetch, Q, TextChoices

from articles.models import Edition, EditionPicture
from articles.vocabulary import LABELLED, AILevel, Need
from newsroom.media import vocabulary
from newsroom.media.models import Picture

CHUNK = 200
# Long texts that no row of the report shows.
UNREAD = ["body", "standfirst", "sources", "corrections", "review__parts", "policy__text", "lead_picture__renditions"]
UNREAD += ["lead_picture__detected", "story__body", "story__standfirst", "story__sources"]
REALISM = {key: words.partition(":")[0].lower() for key, words in vocabulary.REALISM_CHOICES}


class Shown(TextChoices):
    """Which stories the report shows."""

    LABELLED = "labelled", "Labelled"
    UNLABELLED = "unlabelled", "Without a label on the words"
    CHECKED = "checked", "Checked by a person"
    OVERRULED = "overruled", "With pictures whose marks were overruled"


class Row(NamedTuple):
    """A live story as the report tells of it: the edition, and in words what it takes more than a field to say.

    ``label`` is the label as readers saw it, "" for none; ``parts`` the parts that AI made; ``pictures`` and
    ``overruled`` are a sentence for each picture.
    """

    edition: Edition
    parts: list
    label: str
    why: str
    scope_reason: str
    pictures: list
    overruled: list


def report(*, zone, since=None, until=None, level="", section=None, shown=""):
    """Return the live editions that the report tells of, newest first.

    ``since`` and ``until`` are the first and the last day of first publication, in ``zone``.
    """
    found = Edition.objects.live().newest_first()
    if shown == Shown.OVERRULED:
        overruled = Picture.objects.exclude(override_reason="").values("pk")
        inside = EditionPicture.objects.filter(picture__in=overruled).values("edition")
        found = found.filter(Q(lead_picture__in=overruled) | Q(pk__in=inside))
    else:
        found = found.filter(has_ai=True)
    if shown == Shown.LABELLED:
        found = found.exclude(label_key="")
    elif shown == Shown.UNLABELLED:
        found = found.filter(label_key="")
    elif shown == Shown.CHECKED:
        found = found.filter(review__isnull=False)
    if since:
        found = found.filter(first_published_at__gte=_start(since, zone))
    if until:
        found = found.filter(first_published_at__lt=_start(until + timedelta(days=1), zone))
    if level:
        found = found.filter(ai_level=level)
    if section:
        found = found.filter(section=section)
    return found


def rows(editions):
    """Yield the rows of some editions: one query, and one more for the pictures of some hundreds at a time."""
    inside = EditionPicture.objects.select_related("picture__override_by")
    inside = inside.defer("picture__renditions", "picture__detected")
    related = (
        editions.select_related("section", "story", "review", "policy", "lead_picture__override_by")
        .prefetch_related(Prefetch("body_pictures", inside))
        .defer(*UNREAD)
    )
    for edition in related.iterator(chunk_size=CHUNK):
        used = [edition.lead_picture, *(link.picture for link in edition.body_pictures.all())]
        yield Row(
            edition=edition,
            parts=[part for part, level in edition.ai_parts.items() if level in LABELLED],
            label=edition.statement["text"]["label"]["shown"],
            why=why(edition),
            scope_reason="" if edition.is_public_interest else edition.story.scope_reason,
            pictures=[_told(image) for image in edition.statement["images"] if image["is_ai"] in {"yes", "partly"}],
            overruled=[_overruled(picture) for picture in {p.pk: p for p in used if p and p.override_reason}.values()],
        )


def why(edition):
    """Return in a sentence why the words of an edition are labelled or not."""
    if edition.need == Need.OFF:
        return "No label: AI made none of the words."
    if AILevel.AUTOMATED in edition.ai_parts.values():
        return "Label required: AI publishes it by itself."
    if edition.need == Need.MANDATORY:
        return "Label required: nobody checked the words."
    if not edition.review_id:
        return "Label by choice: not of public interest, and nobody checked the words."
    if edition.label_key:
        return "Label by choice: a person checked the words and the publication answers for them."
    return "No label: a person checked the words, the publication answers for them, the policy leaves the label off."


def _told(image):
    realism = REALISM.get(image["realism"], "")
    return f"Picture {image['picture']}: {image['label']}" + (f" ({realism})" if realism else "")


def _overruled(picture):
    by = f" by {picture.override_by}" if picture.override_by else ""
    return f"Picture {picture.pk}: marks overruled{by}, {picture.override_at:%d %B %Y}: {picture.override_reason}"


def _start(day, zone):
    return datetime.combine(day, time.min, zone)
