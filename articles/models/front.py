"""What an editor puts at the top of a front page by hand."""

from django.db import models
from django.db.models import Q

from articles.models.story import Story
from articles.models.text import NFCCharField
from newsroom.publication import languages


class FrontPage(models.Model):
    """The front page for readers of one language; without pins it arranges itself."""

    language = models.CharField(max_length=12, unique=True, choices=languages.choices)

    class Meta:
        ordering = ["language"]

    def __str__(self):
        return f"Front page, {self.get_language_display()}"


class Breaking(models.Model):
    """The strip above every page of a language while something is breaking, until a time."""

    language = models.CharField(max_length=12, unique=True, choices=languages.choices)
    story = models.ForeignKey(Story, models.CASCADE, related_name="+", help_text="Where the strip leads.")
    words = NFCCharField(max_length=120, blank=True, help_text="Empty: the headline that readers see.")
    until = models.DateTimeField(help_text="When the strip goes by itself.")

    class Meta:
        ordering = ["language"]
        verbose_name = "breaking strip"

    def __str__(self):
        # No headline here: the row also shows to people who may not read the story's working copy.
        return f"Breaking, {self.get_language_display()}"


class FrontPinQuerySet(models.QuerySet):
    def current(self, now):
        """Pins that hold at a moment, in order."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=now)).order_by("position", "pk")


class FrontPin(models.Model):
    """A story that stands first, second, … on a front page, for ever or until a time."""

    page = models.ForeignKey(FrontPage, models.CASCADE, related_name="pins")
    story = models.ForeignKey(Story, models.CASCADE, related_name="pins")
    position = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True, help_text="Empty: until you take it away.")

    objects = FrontPinQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["page", "story"], name="story_is_pinned_once")]

    def __str__(self):
        # No headline here: the row also shows to people who may not read the story's working copy.
        return f"Pinned story {self.story_id}"
