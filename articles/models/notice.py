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
    mail_due_at = models.DateTimeField(null=True, help_text="Its mail waits and is not sent before; null: none waits.")
    mail_tries = models.PositiveSmallIntegerField(default=0, help_text="How often its mail failed.")
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []
        indexes = [
            models.Index(fields=["person", "-id"], condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=["mail_due_at"], condition=Q(mail_due_at__isnull=False), name="notice_mail_waits"),
            models.Index(
                fields=["created_at"], condition=Q(mailed_at__isnull=True, mail_tries__gt=0), name="notice_mail_failed"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(mailed_at__isnull=True) | Q(mail_due_at__isnull=True), name="mailed_notice_waits_no_more"
            ),
        ]

    def __str__(self):
        return self.text
