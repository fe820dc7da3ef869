"""Who can sign in."""

import unicodedata

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from newsroom.accounts.roles import DESK_ROLES, Role


class User(AbstractUser):
    """Someone who can sign in. An author is a byline, not a login."""

    first_name = None
    last_name = None
    display_name = models.CharField("name", max_length=150, blank=True, help_text="As colleagues see it.")
    muted = models.JSONField(
        default=list, blank=True, editable=False, help_text="The kinds of notices that are not mailed."
    )
    access_version = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = [
            models.CheckConstraint(
                name="user_superuser_is_staff",
                condition=Q(is_superuser=False) | Q(is_staff=True),
                violation_error_message="A superuser is always staff.",
            ),
            models.UniqueConstraint(
                Lower("username"),
                name="user_username_unique_in_any_case",
                violation_error_message="This username is taken, perhaps in other capitals. Choose another.",
            ),
        ]

    def __str__(self):
        return self.display_name or self.username

    def clean(self):
        super().clean()
        self.display_name = unicodedata.normalize("NFC", self.display_name).strip()

    def get_full_name(self):
        """Return the name colleagues see, empty when none is given."""
        return self.display_name

    def get_short_name(self):
        """Return the name colleagues see, empty when none is given."""
        return self.display_name

    @property
    def desk_role(self):
        """Return the one desk role of this person, "" when there is none."""
        names = {group.name for group in self.groups.all()}
        return next((role for role in DESK_ROLES if role in names), "")

    @property
    def is_administrator(self):
        """Say whether this person manages people, whatever else they do."""
        return any(group.name == Role.ADMINISTRATOR for group in self.groups.all())

    def _get_session_auth_hash(self, secret=None):
        # Every session made before access was taken away stops matching; the fallback hashes come from here too.
        return salted_hmac(
            "newsroom.accounts.session", f"{self.access_version}:{self.password}", secret=secret, algorithm="sha256"
        ).hexdigest()
