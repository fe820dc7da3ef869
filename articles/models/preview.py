"""A way for somebody outside to see one story before it is public."""

from django.conf import settings
from django.db import models


class PreviewLink(models.Model):
    """A secret address of one story's preview; the database keeps the secret's hash alone."""

    story = models.ForeignKey("Story", models.CASCADE, related_name="preview_links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    label = models.CharField("who it is for", max_length=100, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self):
        return f"Preview of story {self.story_id}"
