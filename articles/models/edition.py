"""What readers read: a story's words frozen at the moment they were published."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from articles import statement
from articles.models.disclosure import AIPolicy, TextReview
from articles.models.story import Story
from articles.models.taxonomy import Author, Section, Tag
from articles.models.text import NFCTextField, StoryText, file_in_body
from articles.vocabulary import CHIPS, KIND_CHIPS, LABELLED, AILevel, BylineRole, Change, Kind, Need
from newsroom.media.models import Attachment
from newsroom.media.vocabulary import PUBLISHABLE
from newsroom.publication.localtext import in_language

# Lists read the newest live editions. Whether an edition is live stands in their indexes, and is no condition of them:
# SQLite is given the condition as a parameter, and would read every row to check it.
NEWEST = ["-first_published_at", "-id"]
LISTED = Q(listed_at__isnull=False)


class EditionQuerySet(models.QuerySet):
    def live(self):
        """The only definition of "public"."""
        return self.filter(is_live=True)

    def showing(self, item):
        """Those in which a picture or a file of the library stands; one of them may come twice."""
        if isinstance(item, Attachment):
            return self.filter(file_in_body(item))
        return self.filter(Q(lead_picture=item) | Q(body_pictures__picture=item))

    def newest_first(self):
        return self.order_by("-first_published_at", "-pk")

    def for_card(self):
        return self.select_related("lead_picture", "section").defer("body", "sources", "corrections", "statement")

    def for_page(self):
        unread = ("body", "sources", "corrections", "statement")
        return self.select_related("lead_picture", "section", "original").defer(*(f"original__{n}" for n in unread))


class Edition(StoryText):
    """An immutable edition; only ``is_live``, ``withdrawn_at`` and ``withdrawal_reason`` ever change."""

    story = models.ForeignKey(Story, models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    is_live = models.BooleanField(default=True)
    slug = models.CharField(max_length=80)
    path_date = models.DateField()
    section = models.ForeignKey(Section, models.PROTECT, related_name="editions")
    translation_key = models.UUIDField(db_index=True)
    authors = models.ManyToManyField(Author, through="EditionByline", related_name="editions")
    tags = models.ManyToManyField(Tag, through="EditionTag", related_name="editions")
    related_story_ids = models.JSONField(default=list)
    dismissed_story_ids = models.JSONField(default=list, help_text="Stories that do not top up its related ones.")
    first_published_at = models.DateTimeField()
    published_at = models.DateTimeField()
    updated_at = models.DateTimeField(help_text="The last change that readers are told of.")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    change_kind = models.CharField(max_length=12, choices=Change)
    change_note = NFCTextField(blank=True)
    corrections = models.JSONField(default=list, help_text="Every public note so far, newest last.")
    is_corrected = models.BooleanField(default=False, help_text="It added a public note.")
    content_sha256 = models.CharField(max_length=64, help_text="Of its words, as reviews are bound to them.")
    ai_level = models.CharField(max_length=12, choices=AILevel, blank=True, help_text="The body's.")
    ai_parts = models.JSONField(help_text="The level of every part.")
    is_unassessed = models.BooleanField(default=False, help_text="From an archive; nothing is claimed of it.")
    need = models.CharField(max_length=9, choices=Need)
    label_key = models.CharField(max_length=40, blank=True, help_text="Of the label readers see; empty for none.")
    reviewer = models.JSONField(default=dict, help_text="Who is named as having checked the words, per language.")
    review = models.ForeignKey(TextReview, models.PROTECT, null=True, related_name="+")
    policy = models.ForeignKey(AIPolicy, models.PROTECT, null=True, related_name="+")
    statement = models.JSONField(help_text="What machines are told of AI in it; ai.json is made from it.")
    lead_origin = models.CharField(max_length=60, blank=True, help_text="The lead picture's origin at that time.")
    has_ai = models.BooleanField(default=False, help_text="Its words need a label, or a picture carries one.")
    word_count = models.PositiveIntegerField()
    original = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        help_text="Of a translation: the edition of the original that it was held against.",
    )
    corrected_at = models.DateTimeField(null=True, help_text="The newest public note about its facts.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawal_reason = NFCTextField(blank=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-first_published_at", "-pk"]
        indexes = [
            models.Index(fields=["is_live", *NEWEST], name="edition_newest"),
            models.Index(fields=["is_live", "section", *NEWEST], name="edition_section_newest"),
            models.Index(fields=["is_live", "language", *NEWEST], name="edition_language_newest"),
            models.Index(fields=["is_live", "section", "language", *NEWEST], name="edition_desk_newest"),
            models.Index(fields=["story", "is_live"], name="edition_of_story"),
            models.Index(fields=["path_date", "slug"], name="edition_address"),
            models.Index(fields=["-withdrawn_at"], condition=Q(withdrawn_at__isnull=False), name="edition_withdrawn"),
            models.Index(fields=["story"], condition=Q(is_corrected=True), name="edition_corrected"),
            models.Index(fields=["is_live", *NEWEST], condition=Q(has_ai=True), name="edition_with_ai_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["story"], condition=Q(is_live=True), name="story_has_one_live_edition"),
            models.UniqueConstraint(fields=["story", "number"], name="edition_number_is_its_own"),
            models.UniqueConstraint(
                fields=["path_date", "slug"], condition=Q(is_live=True), name="live_address_is_its_own"
            ),
            # T1 and T2 of the rules of disclosure: a level for the body, and for words that AI made or changed either
            # a person's check or a label that readers see. I1: a picture's origin is decided.
            models.CheckConstraint(
                condition=Q(ai_level__in=AILevel.values, is_unassessed=False)
                | Q(ai_level="", is_unassessed=True, need=Need.OFF, label_key=""),
                name="edition_has_ai_level",
            ),
            models.CheckConstraint(
                condition=Q(need__in=Need.values)
                & (~Q(need=Need.MANDATORY) | ~Q(label_key=""))
                & (~Q(ai_level__in=LABELLED) | ~Q(need=Need.OFF))
                & (Q(need=Need.OFF) | Q(review__isnull=False) | ~Q(label_key="")),
                name="edition_is_checked_or_labelled",
            ),
            models.CheckConstraint(
                condition=Q(lead_picture__isnull=True) | Q(lead_origin__in=PUBLISHABLE),
                name="edition_lead_has_origin",
            ),
            models.CheckConstraint(condition=~Q(content_sha256=""), name="edition_names_its_words"),
            models.CheckConstraint(
                condition=Q(kind__in=Kind.values) & (~Q(kind=Kind.SPONSORED) | ~Q(payer="")),
                name="sponsored_edition_has_payer",
            ),
            models.CheckConstraint(condition=~Q(slug=""), name="edition_has_slug"),
            models.CheckConstraint(condition=~Q(headline=""), name="edition_has_headline"),
            models.CheckConstraint(
                condition=Q(is_live=False) | Q(withdrawn_at__isnull=True), name="withdrawn_edition_is_not_live"
            ),
            models.CheckConstraint(
                condition=Q(change_kind__in=Change.values) & (~Q(change_kind="correction") | ~Q(change_note="")),
                name="correction_has_note",
            ),
        ]

    def get_absolute_url(self):
        return reverse("story", args=[self.path_date, self.slug])

    @property
    def chip(self):
        """The short words of the label, as cards show it, in the reader's language; "" for none."""
        return CHIPS.get(self.label_key, "")

    @property
    def label_words(self):
        """The whole wording of the label, in the reader's language; "" for none."""
        return statement.label_words(
            self.label_key,
            editor=str(in_language(self.reviewer)),
            source_language=self.translated_from,
            parts=statement.made_by_ai(self.ai_parts),
        )

    @property
    def kind_chip(self):
        """What kind of story it is, in the reader's language; "" for news."""
        return KIND_CHIPS.get(self.kind, "")

    @property
    def is_updated(self):
        return (self.updated_at - self.first_published_at).total_seconds() >= 60

    @property
    def corrections_shown(self):
        """The corrections with their times as moments."""
        return [item | {"at": datetime.fromisoformat(item["at"])} for item in self.corrections]


class Correction(Edition):
    """The desk's list of public notes; an edition keeps those of its story."""

    class Meta:
        proxy = True
        default_permissions = []


class EditionLinkQuerySet(models.QuerySet):
    def newest_live(self):
        """The keys of the live editions they stand on, newest first: a slice of an index."""
        return self.filter(LISTED).order_by("-listed_at", "-edition_id").values("edition_id")


class EditionLink(models.Model):
    """What readers find an edition by. The publishing door keeps ``listed_at``, one row an edition for each list."""

    position = models.PositiveSmallIntegerField()
    listed_at = models.DateTimeField(
        null=True, help_text="When the edition was first published, while it is live: lists are in this order."
    )

    objects = EditionLinkQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position"]


class EditionByline(EditionLink):
    """A person on an edition: the order is frozen, the name is today's."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="bylines")
    author = models.ForeignKey(Author, models.PROTECT, related_name="edition_bylines")
    role = models.CharField(max_length=12, choices=BylineRole)

    class Meta(EditionLink.Meta):
        indexes = [
            models.Index(fields=["author", "-listed_at", "-edition"], condition=LISTED, name="edition_author_newest")
        ]

    def __str__(self):
        return f"{self.get_role_display()}: {self.author}"


class EditionTag(EditionLink):
    """A tag on an edition: the order is frozen, the name is today's."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tag_links")
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="edition_links")

    class Meta(EditionLink.Meta):
        indexes = [models.Index(fields=["tag", "-listed_at", "-edition"], condition=LISTED, name="edition_tag_newest")]
        constraints = [models.UniqueConstraint(fields=["edition", "tag"], name="edition_has_a_tag_once")]

    def __str__(self):
        return str(self.tag)


class EditionPicture(models.Model):
    """A library picture in an edition's body, so that one query fetches them all and none can be deleted."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="body_pictures")
    picture = models.ForeignKey("media.Picture", models.PROTECT, related_name="+")
    origin = models.CharField(max_length=60, help_text="The picture's origin at that time.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "picture"], name="edition_lists_a_picture_once"),
            models.CheckConstraint(condition=Q(origin__in=PUBLISHABLE), name="edition_picture_has_origin"),
        ]

    def __str__(self):
        return str(self.picture_id)


class PreviousPath(models.Model):
    """An address a story had before its slug changed; it redirects by story, so there are no chains."""

    path_date = models.DateField()
    slug = models.CharField(max_length=80)
    story = models.ForeignKey(Story, models.CASCADE, related_name="previous_paths")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["path_date", "slug"], name="previous_path_once")]

    def __str__(self):
        return f"/{self.path_date:%Y/%m/%d}/{self.slug}/"
