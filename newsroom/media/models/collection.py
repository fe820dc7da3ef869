"""Pictures that belong together, for the desk alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from newsroom.media.models.picture import Picture


class Collection(models.Model):
    """A named set of pictures; readers never meet it, and a picture may be in many."""

    name = models.CharField(max_length=200, unique=True)
    note = models.TextField(max_length=2000, blank=True, help_text="What it is for. The desk alone reads it.")
    pictures = models.ManyToManyField(Picture, blank=True, related_name="collections")
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("made", default=timezone.now, editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="collection_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message="Give the collection a name.",
            ),
        ]

    def __str__(self):
        return self.name
