"""Which stories have words by AI that a person should check: found by index, judged a page at a time."""

from typing import NamedTuple

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, TextChoices, When

from articles.models import AIPolicy, Edition, Story, TextDisclosure, TextReview
from articles.operations import gate, reviewing
from articles.validators import levels
from articles.vocabulary import LABELLED, AILevel, Need, Outcome, Part, Status, strongest
from newsroom import richtext
from newsroom.media.models import Picture
from newsroom.publication.models import Publication

# A check changes nothing about what AI publishes by itself: that is labelled always.
CHECKABLE = [level for level in LABELLED if level != AILevel.AUTOMATED]
WAITING = [Status.IN_REVIEW, Status.APPROVED]
# What of an edition its label is made from.
LABEL = ["story", "label_key", "reviewer", "review", "translated_from", "ai_parts"]


class Why(TextChoices):
    """Why a story stands in the queue."""

    WAITING = "waiting", "Waiting to be published"
    LIVE = "live", "Live, and its label says that nobody checked it"
    CHANGED = "changed", "Changed after its check"


class Row(NamedTuple):
    """A story in the queue. ``level`` is its strongest; ``edition`` the live one or None; ``check`` is a sentence."""

    story: Story
    level: AILevel
    edition: Edition | None
    check: str


def queue(stories, why=""):
    """Return those of some stories that may need a check, newest first; ``why`` narrows it to one reason.

    A story saved after its check may have the words that were checked: ``rows`` reads them and leaves such out.
    """
    return _for(stories, [Why(why)] if why else list(Why)).order_by("-updated_at", "-pk")


def _for(stories, reasons):
    marked = Story.objects.annotate(checked_at=_checked_at()).filter(*_marks("pk"))
    unchecked, saved_since = Q(checked_at__isnull=True), Q(updated_at__gt=F("checked_at"))
    found = {
        # Live or not, by name, so that the index of states answers.
        Why.WAITING: [marked.filter(unchecked | saved_since, is_live__in=[True, False], status__in=WAITING)],
        Why.LIVE: [marked.filter(pk__in=_unlabelled().values("story"))],
        Why.CHANGED: [
            marked.filter(saved_since, is_live=False),
            marked.filter(saved_since, pk__in=Story.objects.changed().order_by().values("pk")),
        ],
    }
    keys = [part.order_by().values("pk") for why in reasons for part in found[why]]
    return stories.filter(pk__in=keys[0].union(*keys[1:], all=True) if keys[1:] else keys[0])


def _marks(story):
    """Return the conditions of words by AI that a check makes a difference for; ``story`` names the story's key."""
    by_ai = TextDisclosure.objects.filter(story=OuterRef(story))
    return Exists(by_ai.filter(level__in=CHECKABLE)), ~Exists(by_ai.filter(level=AILevel.AUTOMATED))


def _unlabelled():
    return Edition.objects.live().filter(has_ai=True, review__isnull=True).exclude(need=Need.OFF)


def rows(stories):
    """Return the rows of a page of the queue, without those whose words are as they were checked: six queries."""
    found = list(stories.select_related("section", "created_by", "lead_picture").prefetch_related("disclosures"))
    checks = TextReview.objects.filter(story__in=found).select_related("revocation", "reviewer").defer("parts")
    newest = {review.story_id: review for review in checks.order_by("pk")}
    editions = {edition.story_id: edition for edition in Edition.objects.live().filter(story__in=found).only(*LABEL)}
    once_checked = [story for story in found if story.pk in newest]
    library = Picture.objects.in_bulk({pk for story in once_checked for pk in richtext.picture_ids(story.body)})
    policy, publication = AIPolicy.current(), Publication.current()
    made = []
    for story in filter(reviewing.needs_review, found):
        review, edition = newest.get(story.pk), editions.get(story.pk)
        words = reviewing.words_of(story, library) if review else None
        said = state_of(review, words, policy, publication)
        if reviewing.is_valid(review, words, policy, publication):
            if edition is None or edition.review_id:
                continue
            said += " Readers are told once it is published again."
        made.append(Row(story, AILevel(strongest(levels(story).values())), edition, said))
    return made


def length(stories, most):
    """Return how many of some stories ``rows`` shows of the queue, counted up to ``most``.

    Of live stories, which may be many, no more are looked at; of the others only what was checked once is read.
    """
    moving = _for(stories, [Why.WAITING, Why.CHANGED]).order_by()
    checks = TextReview.objects.order_by().values("story")
    once = list(moving.filter(pk__in=checks).values_list("pk", flat=True)[:most])
    still = {row.story.pk for row in rows(stories.filter(pk__in=once))} if once else set()
    settled = set(once) - still
    seen = Exists(stories.filter(pk=OuterRef("story")).order_by())
    live = _unlabelled().filter(*_marks("story"), seen).order_by().values_list("story", flat=True)[:most]
    keys = set(moving.values_list("pk", flat=True)[: most + len(settled)]) - settled | set(live)
    return min(len(keys), most)


def state_of(review, words, policy, publication):
    """Return what became of the newest check of a story, in a sentence; without one, ``words`` may be None."""
    if review is None or review.is_revoked:
        taken = "A check was taken back. " if review else ""
        return f"{taken}Nobody has checked these words."
    who = f"{review.reviewer_name}, {review.reviewed_at:%d %B %Y}"
    is_same = review.content_sha256 == words.sha256
    if review.outcome == Outcome.REJECTED:
        return f"Rejected by {who}." if is_same else f"Other words were rejected by {who}; nobody has checked these."
    if not is_same:
        return f"The words changed after the check by {who}."
    if reviewing.is_valid(review, words, policy, publication):
        return f"Checked by {who}."
    return gate.why_unchecked(review, policy, publication)


def unanswered(stories):
    """Return those of some stories for which nobody has said what AI did."""
    answered = TextDisclosure.objects.filter(story=OuterRef("pk"), part=Part.BODY)
    return stories.filter(~Exists(answered))


def checked(stories):
    """Return those of some stories whose newest check stands, and that nobody saved since."""
    with_check = stories.filter(pk__in=TextReview.objects.values("story"))
    return with_check.annotate(checked_at=_checked_at()).filter(checked_at__gte=F("updated_at"))


def _checked_at():
    """When the newest check was given, where it stands."""
    newest = TextReview.objects.filter(story=OuterRef("pk")).order_by("-pk")
    stands = When(~Q(outcome=Outcome.REJECTED), revocation__isnull=True, then=F("reviewed_at"))
    return Subquery(newest.annotate(at=Case(stands)).values("at")[:1])
