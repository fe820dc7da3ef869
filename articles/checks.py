"""What ``manage.py check`` says of the services that are told of changes."""

import re

from django.conf import settings
from django.core import checks

from articles.models.ping import Ping
from newsroom import outgoing

KEY = re.compile("[A-Za-z0-9-]{8,128}")
LONGEST = Ping._meta.get_field("service").max_length


def check_services(app_configs=None, **kwargs):
    """Refuse a service that nothing can be sent to, and a key that IndexNow does not take."""
    found = [("NEWSROOM_WEBSUB_HUBS", hub) for hub in settings.WEBSUB_HUBS]
    found += [("NEWSROOM_INDEXNOW_SERVICE", settings.INDEXNOW_SERVICE)] if settings.INDEXNOW_KEY else []
    problems = [
        f"{name}: “{url}” is no address that anything is sent to. Write one that begins with https:// and has "
        f"{LONGEST} characters at most."
        for name, url in found
        if not outgoing.is_allowed(url) or len(url) > LONGEST
    ]
    if settings.INDEXNOW_KEY and not KEY.fullmatch(settings.INDEXNOW_KEY):
        problems.append("NEWSROOM_INDEXNOW_KEY: write 8 to 128 letters, digits or hyphens.")
    return [checks.Error(problem, id="articles.E001") for problem in problems]
