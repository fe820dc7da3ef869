"""The working copy: what editors edit and readers never see."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from taggit.managers import TaggableManager

from articles.models.disclosure import AITool
from articles.models.history import Revision
from articles.models.planning import Planning
from articles.models.taxonomy import Author, Section, StoryTag
from articles.models.text import NFCTextField, StoryText
from articles.vocabulary import AILevel, BylineRole, Deed, Status

NEWEST = ["-updated_at", "-id"]
# The working copy holds words that readers do not have.
UNPUBLISHED = Q(is_live=False) | ~Q(version=F("published_version"))
ON_THE_BOARD = ["is_live", "language", "original", "translation_key"]


def visible(user, *, few=False):
    """Return the condition on a story under which a person may see it; an empty one where they see every story.

    ``few`` says that little else is left to choose from: each row is asked, where of many the person's own are listed.
    """
    sees_all = user.has_perm("articles.view_all_stories")
    if sees_all and user.has_perm("articles.restrict_story"):
        return Q()
    if sees_all:
        # As what is left out: the few restricted ones are found by their index, and of the others no row is read.
        return ~Q(pk__in=Story.objects.filter(~_is_named(user), is_restricted=True).order_by().values("pk"))
    return _is_named(user) if few else Q(pk__in=_named(user))


def _is_named(user):
    """Return the condition that a person wrote a story, has it in hand, works on it with others or is in its byline."""
    together = Story.collaborators.through.objects.filter(user=user, story=OuterRef("pk"))
    bylined = Byline.objects.filter(author__account=user, story=OuterRef("pk"))
    return Q(created_by=user) | Q(assignee=user) | Q(Exists(together)) | Q(Exists(bylined))


def _named(user):
    """Return the keys of the stories of which ``_is_named`` holds: a union, so that each is read from its index."""
    wrote = Story.objects.filter(created_by=user).order_by().values("pk")
    holds = Story.objects.filter(assignee=user).order_by().values("pk")
    together = Story.collaborators.through.objects.filter(user=user).order_by().values("story")
    bylined = Byline.objects.filter(author__account=user).order_by().values("story")
    return wrote.union(holds, together, bylined, all=True)


class StoryQuerySet(models.QuerySet):
    def changed(self):
        """Live stories whose working copy differs from what readers see."""
        return self.filter(is_live=True).exclude(version=F("published_version"))

    def sent_back(self):
        """Drafts that the desk gave back to their writers: the last deed to them was that."""
        last = Revision.objects.filter(story=OuterRef("pk"), deed__in=Deed.values).order_by("-pk").values("deed")[:1]
        drafts = Story.objects.filter(status=Status.DRAFT).exclude(desk_note="").annotate(last_deed=Subquery(last))
        drafts = drafts.filter(last_deed=Deed.SEND_BACK).order_by()
        return self.filter(pk__in=drafts.filter(UNPUBLISHED).values("pk"))

    def overdue(self, now):
        """Stories that should have gone out or come down by a moment and have not."""
        return self.filter(Q(status=Status.SCHEDULED, scheduled_for__lte=now) | Q(withdraw_for__lte=now))

    def refused(self):
        """Stories that did not go out at their hour, until somebody publishes or plans them."""
        return self.filter(UNPUBLISHED).exclude(schedule_refusal="")

    def named(self, user, *, few=False):
        """The stories that a person wrote, has in hand, works on with others or is in the byline of."""
        return self.filter(_is_named(user) if few else Q(pk__in=_named(user)))

    def visible_to(self, user, *, few=False):
        """The stories a person may see: those they wrote or are named on; for the desk all that are not restricted,
        and restricted ones too for who may restrict. For ``few`` see ``visible``."""
        return self.filter(visible(user, few=few))


class Story(Planning, StoryText):
    """A story as the newsroom works on it; ``articles.operations.publishing`` alone makes it public."""

    status = models.CharField(max_length=12, choices=Status, default=Status.DRAFT, editable=False)
    slug = models.CharField(max_length=80, blank=True, help_text="Its words in the address. Empty: from the headline.")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="stories", db_index=False)
    authors = models.ManyToManyField(Author, through="Byline", related_name="stories")
    tags = TaggableManager(through=StoryTag, blank=True)
    related = models.ManyToManyField("self", through="RelatedStory", symmetrical=False, related_name="+")
    translation_key = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    translation_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        help_text="The same story in another language; readers of one are led to the other.",
    )
    original = models.ForeignKey(
        "Edition",
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        help_text="The edition of the original that this translation was last held against.",
    )
    dismissed = models.JSONField(
        default=list, editable=False, help_text="Stories that are not to be suggested as related to it."
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    desk_note = NFCTextField(blank=True, help_text="For colleagues; readers never see it.")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="stories", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    first_published_on = models.DateField(
        null=True, editable=False, help_text="The day in its address, in the publication's time zone."
    )
    published_version = models.PositiveIntegerField(
        default=0, editable=False, help_text="The version that the newest edition froze; 0 before the first."
    )
    is_live = models.BooleanField(default=False, editable=False, help_text="Has a live edition.")
    ai_tools = models.ManyToManyField(AITool, blank=True, verbose_name="AI tools", related_name="stories")
    ai_ever = models.CharField(
        max_length=12, choices=AILevel, blank=True, editable=False, help_text="The strongest level it was ever given."
    )
    ai_reason = NFCTextField(
        "why AI did less than was said before", blank=True, help_text="Kept in the audit record; not public."
    )
    scope_reason = NFCTextField(
        "why it is not of public interest", blank=True, help_text="Kept in the audit record; not public."
    )
    realistic_reason = NFCTextField(
        "why an AI picture that looks real is published",
        blank=True,
        help_text="Where the policy forbids it. A publisher decides; kept in the audit record; not public.",
    )
    imported_uri = models.CharField(
        max_length=500, blank=True, editable=False, help_text="What it is called where it was imported from."
    )
    is_archive = models.BooleanField(
        "from an archive", default=False, editable=False, help_text="Came in without an answer to what AI did."
    )

    objects = StoryQuerySet.as_manager()

    class Meta(Planning.Meta):
        abstract = False
        verbose_name_plural = "stories"
        ordering = ["-updated_at"]
        permissions = [
            ("submit_story", "Can submit a story for review"),
            ("review_story", "Can send back and approve stories"),
            ("publish_story", "Can publish and schedule stories"),
            ("move_schedule", "Can move or lift someone else's schedule or embargo"),
            ("hide_story", "Can hide live stories and show them again"),
            ("amend_correction", "Can change a published correction"),
            ("restore_revision", "Can restore what a story was before"),
            ("assign_story", "Can say who works on a story, and by when"),
            ("restrict_story", "Can restrict a story to named people, and sees restricted stories"),
            ("export_stories", "Can export the list of stories"),
            ("withdraw_story", "Can withdraw live stories"),
            ("correct_story", "Can issue corrections"),
            ("view_all_stories", "Can see everyone's stories"),
            ("manage_taxonomy", "Can rename and merge tags"),
            ("curate_front", "Can arrange the front page"),
            ("assess_scope", "Can say that a story is not of public interest"),
            ("allow_realistic_ai", "Can publish an AI picture that looks real where the policy forbids it"),
            ("view_compliance", "Can see what is labelled, what is exempt and why"),
        ]
        # The desk's list and each of its filters is a slice of one of these.
        indexes = [
            *Planning.Meta.indexes,
            models.Index(fields=[*NEWEST, "headline"], name="story_newest"),
            models.Index(fields=["headline", "-id"], name="story_headline"),
            models.Index(fields=["section", *NEWEST], name="story_section_newest"),
            models.Index(fields=["language", *NEWEST], name="story_language_newest"),
            models.Index(fields=["created_by", *NEWEST], name="story_writer_newest"),
            models.Index(fields=["is_live", *NEWEST, "version", "published_version"], name="story_live_newest"),
            models.Index(fields=["is_live", "status", *NEWEST], name="story_status_newest"),
            models.Index(fields=["id"], condition=Q(status=Status.DRAFT) & ~Q(desk_note=""), name="story_noted"),
            models.Index(
                fields=["id"], condition=Q(is_live=True) & ~Q(version=F("published_version")), name="story_changed"
            ),
            # The board of translations reads no row that it does not show.
            models.Index(fields=["translation_of", *NEWEST, *ON_THE_BOARD], name="story_original_newest"),
        ]
        constraints = [
            *Planning.Meta.constraints,
            models.UniqueConstraint(
                fields=["first_published_on", "slug"],
                condition=Q(first_published_on__isnull=False),
                name="story_address_is_its_own",
            ),
            models.CheckConstraint(
                condition=Q(first_published_on__isnull=True) | ~Q(slug=""), name="published_story_has_slug"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.SCHEDULED, scheduled_for__isnull=False)
                | (~Q(status=Status.SCHEDULED) & Q(scheduled_for__isnull=True)),
                name="story_scheduled_has_time",
            ),
            models.UniqueConstraint(fields=["translation_key", "language"], name="one_translation_per_language"),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="story_status_is_known"),
            models.UniqueConstraint(
                fields=["imported_uri"], condition=~Q(imported_uri=""), name="story_is_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(is_public_interest=True) | ~Q(scope_reason=""), name="story_out_of_scope_has_reason"
            ),
        ]

    def is_visible_to(self, user):
        """Say whether a person may see the working copy: the same as ``visible_to``, mostly without a query."""
        if user.has_perm("articles.view_all_stories") and (
            not self.is_restricted or user.has_perm("articles.restrict_story")
        ):
            return True
        if user.pk is not None and user.pk in {self.created_by_id, self.assignee_id}:
            return True
        return Story.objects.filter(pk=self.pk).named(user, few=True).exists()

    @property
    def used_caption(self):
        """The caption of the lead picture in this story: its own, else the library's."""
        return self.lead_caption or (self.lead_picture.caption if self.lead_picture_id else "")

    @property
    def is_changed(self):
        """Whether the working copy differs from what readers see."""
        return self.is_live and self.version != self.published_version

    @property
    def state(self):
        """The state in words, as lists and the form show it."""
        words = Status(self.status).label
        if self.is_live:
            planned = f" · {words.lower()}" if self.status == Status.SCHEDULED else ""
            return ("Live · unpublished changes" if self.is_changed else "Live") + planned
        if self.hidden_at:
            return f"Hidden · {words.lower()}"
        return f"Withdrawn · {words.lower()}" if self.first_published_on else words


class Byline(models.Model):
    """A person on a story, in order, with what they did."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="bylines")
    role = models.CharField(max_length=12, choices=BylineRole, default=BylineRole.REPORTING)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["story", "author", "role"], name="byline_once_per_role")]

    def __str__(self):
        return f"{self.get_role_display()}: {self.author}"


class RelatedStory(models.Model):
    """A story chosen by hand to stand under another, in order; the first one leads."""

    story = models.ForeignKey(Story, models.CASCADE, related_name="related_links")
    related = models.ForeignKey(Story, models.CASCADE, related_name="related_from")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["story", "related"], name="related_story_once"),
            models.CheckConstraint(condition=~Q(story=models.F("related")), name="story_is_not_its_own_related"),
        ]

    def __str__(self):
        # No headline here: the row also shows to people who may not read the other story's working copy.
        return f"Related story {self.related_id}"
