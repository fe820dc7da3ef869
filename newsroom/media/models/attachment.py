"""Files that readers download, and recordings that they hear."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from newsroom.media.file_kinds import KINDS
from newsroom.media.models.picture import originals
from newsroom.media.models.pulled import Pullable, pulled_rule


class AttachmentQuerySet(models.QuerySet):
    """Questions to the files."""

    def shown(self):
        """Files that pages may print: those that were not pulled."""
        return self.filter(pulled_at__isnull=True)


class Attachment(Pullable):
    """A file with its words. It is stored under a name of ours and never replaced: another file is another row."""

    file = models.FileField(storage=originals, editable=False, unique=True)
    kind = models.CharField(max_length=4, choices=[(key, key.upper()) for key in KINDS], editable=False)
    size = models.PositiveBigIntegerField("size in bytes", editable=False)
    digest = models.CharField(max_length=64, editable=False)
    title = models.CharField(max_length=200, help_text="The words of its link, and the name it is saved under.")
    description = models.CharField(
        max_length=500, blank=True, help_text="What is in it. The desk alone reads it; a text says it in a caption."
    )
    transcript = models.TextField(
        max_length=100_000,
        blank=True,
        help_text="What is said in a recording, for readers who cannot hear it. An empty line starts a paragraph.",
    )
    is_ai_voice = models.BooleanField(
        "read by an AI voice",
        default=False,
        help_text="A recording whose voice was made by AI. Readers are told so beside it.",
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    created_at = models.DateTimeField("added", default=timezone.now, editable=False)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "file or recording"
        verbose_name_plural = "files and recordings"
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("change_any_attachment", "Can change files that others added"),
            ("pull_attachment", "Can take a file from every page at once"),
        ]
        constraints = [
            models.CheckConstraint(name="attachment_kind_is_known", condition=Q(kind__in=list(KINDS))),
            models.CheckConstraint(
                name="attachment_has_a_title",
                condition=~Q(title=""),
                violation_error_message="Give the file a title.",
            ),
            pulled_rule("attachment"),
        ]

    def __str__(self):
        return self.title

    @property
    def type_name(self):
        """What it is, in the active language: "Document", "Spreadsheet"."""
        return KINDS[self.kind].name

    @property
    def media_type(self):
        return KINDS[self.kind].type

    @property
    def is_audio(self):
        return KINDS[self.kind].is_audio

    @property
    def url(self):
        return reverse("attachment", args=[self.file.name.rpartition("/")[2]])
