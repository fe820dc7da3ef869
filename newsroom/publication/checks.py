"""What ``manage.py check`` says of the settings of this room."""

from django.conf import settings
from django.core import checks
from django.core.exceptions import ValidationError

from newsroom.publication.validators import check_contact
from newsroom.site import problems


def check_security_contact(app_configs=None, **kwargs):
    """Refuse a contact for security.txt that nobody can be reached by."""
    if not settings.SECURITY_CONTACT:
        return []
    try:
        check_contact(settings.SECURITY_CONTACT)
    except ValidationError as error:
        return [checks.Error(f"NEWSROOM_SECURITY_CONTACT: {error.messages[0]}", id="publication.E001")]
    return []


def check_site(app_configs=None, **kwargs):
    """Refuse a directory of the publication's own look that is not there or has nothing of it in it."""
    return [checks.Error(problem, id="publication.E002") for problem in problems(settings.SITE_DIR)]
