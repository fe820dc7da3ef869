"""What a person is told of a story they have to do with."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.text import NFCTextField
from articles.vocabulary import NoticeKind


class Notice(models.Model):
    """A word to one person, shown at the desk until they have read it, and mailed where they wish so."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20, choices=NoticeKind)
    story = models.ForeignKey("Story", models.CASCADE, null=True, related_name="+")
    text = NFCTextField(help_text="For the desk, in English.")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []
        indexes = [models.Index(fields=["person", "-id"], condition=Q(read_at__isnull=True), name="notice_unread")]

    def __str__(self):
        return self.text
