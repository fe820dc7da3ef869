"""The names of the roles, and the table that says what each may do."""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.module_loading import import_string


class Role(TextChoices):
    """A role is a group of the same name; nobody has two desk roles."""

    REPORTER = "reporter", "Reporter"
    EDITOR = "editor", "Editor"
    PUBLISHER = "publisher", "Publisher"
    ADMINISTRATOR = "administrator", "Administrator"


# From the one that may least to the one that may most.
DESK_ROLES = (Role.REPORTER, Role.EDITOR, Role.PUBLISHER)


def table():
    """Return role → permissions ("app.codename"), as the site's settings name it."""
    return import_string(settings.ROLES)
