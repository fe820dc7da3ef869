"""The form by which readers ask for the newsletter: plain HTML that goes straight to whoever sends it.

Nothing is stored here. The policy of public pages lets forms go to this site and to that one origin alone.
"""

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

SELF = "'self'"
# The policy of public pages holds this very list, so that it follows the publication without a restart.
FORM_TARGETS = [SELF]
EMAIL_FIELD = "email"
FIELD_NAME = re.compile(r"[A-Za-z0-9_.:\[\]-]{1,80}")
MOST_FIELDS, LONGEST_VALUE = 20, 300


class Newsletter(NamedTuple):
    """What the form prints; ``text`` is what one gets, per language, ``hidden`` are (name, value) of further fields."""

    action: str
    email_field: str
    hidden: list
    text: dict
    provider: str
    privacy_url: str


def of(publication):
    """Return the publication's newsletter, None where it has none."""
    if not publication.newsletter_url:
        return None
    return Newsletter(
        action=publication.newsletter_url,
        email_field=publication.newsletter_email_field or EMAIL_FIELD,
        hidden=hidden_fields(publication.newsletter_hidden),
        text=publication.newsletter_text,
        provider=publication.newsletter_provider,
        privacy_url=publication.newsletter_privacy_url,
    )


def allow(publication):
    """Let the forms of public pages go to the publication's provider, and to nobody else's."""
    targets = [SELF]
    if publication.newsletter_url:
        parts = urlsplit(publication.newsletter_url)
        targets.append(f"{parts.scheme}://{parts.netloc.lower()}")
    if targets != FORM_TARGETS:
        FORM_TARGETS[:] = targets


def hidden_fields(text):
    """Return (name, value) of each line ``name=value``; empty lines count for nothing."""
    lines = [line.strip() for line in text.splitlines()]
    return [(name.strip(), value.strip()) for name, _, value in (line.partition("=") for line in lines if line)]


def check_field_name(value):
    """Refuse what no provider calls a field."""
    if not FIELD_NAME.fullmatch(value):
        raise ValidationError(f"“{value}” is no field name. Copy it from the provider’s form, such as email or EMAIL.")


def check_hidden_fields(text):
    """Refuse lines that are no ``name=value``, that are too long, and too many of them."""
    fields = hidden_fields(text)
    if len(fields) > MOST_FIELDS:
        raise ValidationError(f"{len(fields)} fields are more than {MOST_FIELDS}. Leave some out.")
    lines = [line for line in text.splitlines() if line.strip()]
    for line, (name, value) in zip(lines, fields, strict=True):
        if "=" not in line or not FIELD_NAME.fullmatch(name):
            raise ValidationError(f"“{line.strip()}”: write the field’s name, = and its value, such as list=daily.")
        if len(value) > LONGEST_VALUE:
            raise ValidationError(f"“{name}” is longer than {LONGEST_VALUE} characters.")


def problems(publication):
    """Return what a sign-up form lacks, by field: readers are told what they get, and who has their address."""
    if not publication.newsletter_url:
        return {}
    found = {}
    if not publication.newsletter_text.get(publication.default_language):
        found["newsletter_text"] = "Say in a sentence what one gets, and how often."
    if not publication.newsletter_provider:
        found["newsletter_provider"] = "Name who sends the newsletter: readers give their address to them."
    if not publication.newsletter_privacy_url:
        found["newsletter_privacy_url"] = "Readers must be able to read how the provider treats their address."
    email_field = publication.newsletter_email_field or EMAIL_FIELD
    if email_field in dict(hidden_fields(publication.newsletter_hidden)):
        found["newsletter_hidden"] = f"“{email_field}” is the reader’s own e-mail address. Leave that line out."
    return found
