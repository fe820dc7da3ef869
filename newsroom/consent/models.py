"""What the site stores on devices and why, what was published about it, and how often what was chosen."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models

from newsroom.consent.decision import SLUG
from newsroom.consent.vocabulary import Adapter, Basis, Choice, DurationUnit, Kind, Party, Surface
from newsroom.publication.localtext import LocalTextField


class Purpose(models.Model):
    """Why something is stored or read; visitors agree to purposes, not to cookies."""

    slug = models.CharField(
        max_length=24,
        unique=True,
        validators=[RegexValidator(rf"^{SLUG}\Z", "Small letters, digits and underscores, a letter first.")],
        help_text="Stands in the visitor's cookie, so it cannot change later.",
    )
    position = models.PositiveSmallIntegerField(default=0)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.CONSENT)
    is_enabled = models.BooleanField("enabled", default=True)
    title = LocalTextField(blank=False)
    description = LocalTextField(blank=False, multiline=True)
    provider = models.CharField(max_length=200, blank=True, help_text="Who receives it; empty for this publication.")
    adapter = models.CharField("switches on", max_length=10, choices=Adapter, default=Adapter.NONE, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(basis=Basis.CONSENT) | models.Q(adapter=Adapter.NONE),
                name="purpose_with_adapter_asks_consent",
                violation_error_message="What the browser switches on needs the visitor's consent.",
            ),
        ]

    def __str__(self):
        return self.slug


class StorageItem(models.Model):
    """One thing kept on a visitor's device, or read from it."""

    purpose = models.ForeignKey(Purpose, models.CASCADE, related_name="items")
    name = models.CharField(
        max_length=100,
        validators=[RegexValidator(r"^[^\s*;,=]+\*?\Z", "A name, or its beginning and an asterisk; no spaces.")],
        help_text="The exact name, or its beginning followed by an asterisk.",
    )
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.COOKIE)
    party = models.CharField(max_length=5, choices=Party, default=Party.FIRST)
    duration = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_unit = models.CharField(max_length=8, choices=DurationUnit, default=DurationUnit.DAY)
    description = LocalTextField(blank=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duration_unit__in=[DurationUnit.DAY, DurationUnit.MONTH], duration__gte=1)
                | models.Q(
                    duration_unit__in=[DurationUnit.SESSION, DurationUnit.NOT_KEPT],
                    duration__isnull=True,
                ),
                name="storage_item_has_its_duration",
                violation_error_message="Days and months need a number; the other durations have none.",
            ),
        ]

    def __str__(self):
        return self.name


class PolicyVersion(models.Model):
    """What was published: the words, items and versions that pages and ``/cookies/`` print; never changed."""

    published_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    purposes = models.JSONField()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ["view"]
        permissions = [("publish_policy", "Can publish the policy")]

    def __str__(self):
        return f"{self.pk} · {self.published_at:%Y-%m-%d}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise ValidationError("A published policy is never changed.")
        super().save(*args, **kwargs)


class DecisionCount(models.Model):
    """How often a choice was made on a day: a statistic, no proof, and about nobody."""

    day = models.DateField()
    policy = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="decision_counts")
    surface = models.CharField(max_length=8, choices=Surface)
    language = models.CharField(max_length=16)
    choice = models.CharField(max_length=7, choices=Choice)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "pk"]
        default_permissions = ["view"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "policy", "surface", "language", "choice"], name="decision_count_is_one_row"
            )
        ]

    def __str__(self):
        return f"{self.day}: {self.choice} {self.total}"


class PageCount(models.Model):
    """How often a page was opened on a day by visitors who agreed to be counted."""

    day = models.DateField()
    path = models.CharField(max_length=500)
    total = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-day", "-total"]
        default_permissions = ["view"]
        constraints = [models.UniqueConstraint(fields=["day", "path"], name="page_count_is_one_row")]

    def __str__(self):
        return f"{self.day}: {self.path} {self.total}"
