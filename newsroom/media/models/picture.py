"""The picture library: one row a picture, its original kept private and its public sizes listed."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage, storages
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.text import Truncator

from newsroom.media import vocabulary
from newsroom.media.models.pulled import Pullable
from newsroom.media.models.rules import RULES

# How long before the right to use a picture ends the desk is told.
RIGHTS_NOTICE = timedelta(days=30)
INSIDE = [MinValueValidator(0), MaxValueValidator(1)]


def originals():
    """Return the private storage, which no address leads to."""
    return storages["originals"]


def _person():
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+")


class PictureQuerySet(models.QuerySet):
    """Questions to the library."""

    def in_conflict(self):
        """Pictures declared free of AI whose own marks say otherwise, where nobody has decided that they err."""
        return self.filter(
            detected__is_ai__in=vocabulary.CLAIMS, origin__in=vocabulary.MADE_WITHOUT_AI, override_reason=""
        )

    def rights_ending(self, day):
        """Pictures that may not be used after this day, the first to end first."""
        return self.filter(use_by__lte=day).order_by("use_by", "pk")

    def pulled(self):
        """Pictures that were taken from every page."""
        return self.filter(pulled_at__isnull=False)


class Picture(Pullable):
    """A picture with what is known of it. Its files change in ``operations`` and nowhere else."""

    file = models.FileField("original", storage=originals, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    digest = models.CharField(max_length=64, editable=False, db_index=True)
    renditions = models.JSONField(default=dict, editable=False)
    state = models.CharField(
        "public sizes", max_length=7, choices=vocabulary.STATE_CHOICES, default="pending", editable=False
    )
    claimed_until = models.DateTimeField(null=True, editable=False)

    alt = models.CharField(
        "alternative text",
        max_length=500,
        blank=True,
        help_text="What the picture shows, in a sentence, for readers who cannot see it. A story may say it otherwise.",
    )
    caption = models.CharField(max_length=1000, blank=True, help_text="A story may have its own.")
    event = models.CharField(max_length=200, blank=True, help_text="What it was taken at. The desk alone reads it.")

    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made it, such as “Ada Example / Daily Example”."
    )
    creator = models.CharField(max_length=200, blank=True, help_text="The person who made it. The desk alone reads it.")
    copyright_notice = models.CharField(max_length=300, blank=True, help_text="Such as “© 2026 Daily Example”.")
    licence = models.CharField(
        max_length=300, blank=True, help_text="Its address, or its name. An address also travels in the public files."
    )
    source = models.CharField(
        max_length=200, blank=True, help_text="Where the desk had it from. It is never published."
    )
    usage_terms = models.CharField(max_length=1000, blank=True, help_text="What was agreed. The desk alone reads it.")
    use_by = models.DateField(
        "use by", null=True, blank=True, help_text="After this day no story with it can be published."
    )
    data_mining = models.CharField(
        "data mining", max_length=60, blank=True, choices=vocabulary.DATA_MINING_CHOICES,
        help_text="What machines are told they may do; it travels in the public files.",
    )  # fmt: skip

    origin = models.CharField(
        "where it comes from",
        max_length=60,
        blank=True,
        help_text="A picture cannot be published before this is answered.",
    )
    realism = models.CharField(
        "how real it looks",
        max_length=10,
        choices=vocabulary.REALISM_CHOICES,
        blank=True,
        help_text="Asked of every picture that AI made or changed.",
    )
    ai_tools = models.CharField(
        "AI tools", max_length=200, blank=True, help_text="Name and version, such as “ExampleGen 3.1”."
    )
    ai_role = models.CharField(
        "what AI did", max_length=200, blank=True, help_text="In a sentence, such as “removed a lamp post”."
    )
    detected = models.JSONField("marks found in the file", default=dict, editable=False)
    prefilled = models.JSONField("taken from the file", default=list, editable=False)
    override_reason = models.CharField(max_length=1000, blank=True, editable=False)
    override_by = _person()
    override_at = models.DateTimeField(null=True, editable=False)

    focal_x = models.FloatField(
        "focal point, across",
        default=0.5,
        validators=INSIDE,
        help_text="What must stay in view when the picture is cut: 0 is the left edge, 1 the right.",
    )
    focal_y = models.FloatField(
        "focal point, down", default=0.5, validators=INSIDE, help_text="0 is the upper edge, 1 the lower."
    )
    uploaded_by = _person()
    created_at = models.DateTimeField("added", default=timezone.now, editable=False, db_index=True)

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("change_any_picture", "Can change pictures that others added"),
            ("override_detection", "Can overrule the marks found in a picture"),
            ("pull_picture", "Can take a picture from every page at once"),
        ]
        constraints = RULES
        indexes = [
            models.Index(fields=["id"], condition=Q(state="pending"), name="picture_pending"),
            models.Index(fields=["use_by"], condition=Q(use_by__isnull=False), name="picture_use_by"),
        ]

    def __str__(self):
        return Truncator(self.alt or self.caption or f"Picture {self.pk}").chars(80)

    @property
    def is_ai(self):
        return vocabulary.is_ai(self.origin)

    @property
    def label_key(self):
        return vocabulary.label_key(self.origin)

    @property
    def label(self):
        """What readers are told of the origin, in the active language; "" where nothing need be said."""
        return vocabulary.LABELS.get(self.label_key, "")

    @property
    def marks(self):
        """What the file's own marks say of AI: "yes", "partly", "suspected", "unknown" or "no"."""
        return self.detected.get("is_ai", vocabulary.UNKNOWN)

    @property
    def conflict(self):
        """Whether it is declared free of AI while its own marks say otherwise, and nobody has decided that they err."""
        return self.marks in vocabulary.CLAIMS and self.is_ai == "no" and not self.override_reason

    def is_out_of_date(self, day):
        """Return whether the right to use it ended before this day."""
        return self.use_by is not None and self.use_by < day

    @property
    def focal_point(self):
        return self.focal_x, self.focal_y

    @property
    def rendition_names(self):
        """The names of every public file of this picture."""
        return {row["name"] for rows in self.renditions.values() for row in rows}

    def images(self, spec, kind):
        """Return the sizes of one spec in one format, smallest first, each with its ``url``; none once it is pulled."""
        if self.is_pulled:
            return []
        return [
            row | {"url": default_storage.url(row["name"])}
            for row in self.renditions.get(spec, [])
            if row["format"] == kind
        ]

    def image(self, spec, kind="jpeg"):
        """Return the largest size of one spec in one format, with ``url``, ``width``, ``height``; None without one."""
        return (self.images(spec, kind) or [None])[-1]

    def social(self, language):
        """Return the picture that a page in this language gives to social networks, its label burned in."""
        images = {image.get("language", ""): image for image in self.images("social", "jpeg")}
        return images.get(language) or images.get(settings.LANGUAGE_CODE) or images.get("")

    @property
    def thumb(self):
        """The small square one, for lists in the admin."""
        return self.image("thumb")
