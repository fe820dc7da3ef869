"""Origins whose pages an administrator lets stand inside ours."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

ORIGIN = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+(:[1-9][0-9]{0,4})?")
PATH = re.compile(r"(/[A-Za-z0-9._~@%+-]*)*")


def check_origin(value):
    """Raise ``ValidationError`` unless the value is one origin: it stands in the policy of every public page."""
    if not ORIGIN.fullmatch(value):
        raise ValidationError(
            "Write https:// and the host in small letters, such as https://maps.example.org, and nothing behind it."
        )


def check_path(value):
    """Raise ``ValidationError`` unless the value is empty or a plain path."""
    if not PATH.fullmatch(value) or ".." in value:
        raise ValidationError("Begin with a slash, such as /embed/, or leave it empty.")


class EmbedProvider(models.Model):
    """A site whose pages may be framed; those built in are ``newsroom.media.embeds.BUILT_IN``."""

    name = models.CharField(max_length=60, help_text="As readers know it: they are told it before anything is loaded.")
    origin = models.CharField(
        max_length=200,
        validators=[check_origin],
        help_text="Such as https://maps.example.org. Every public page then allows frames of it.",
    )
    path = models.CharField(
        "path begins with",
        max_length=200,
        blank=True,
        validators=[check_path],
        help_text="Such as /embed/, where only a part of the site may be framed. Posts of a Mastodon site need none.",
    )

    class Meta:
        verbose_name = "embed provider"
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["origin", "path"],
                name="embed_provider_is_listed_once",
                violation_error_message="This origin and path are in the list already.",
            ),
            models.CheckConstraint(
                name="embed_provider_is_named_and_safe",
                condition=~Q(name="") & Q(origin__startswith="https://"),
                violation_error_message="Give the provider a name and an address that begins with https://.",
            ),
        ]

    def __str__(self):
        return self.name
