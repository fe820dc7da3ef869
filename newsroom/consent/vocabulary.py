"""The closed words of the policy; readers see the translated labels at ``/cookies/``."""

from django.db.models import TextChoices
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _


class Basis(TextChoices):
    """Why a purpose may store or read something: the site cannot work without it, or the visitor agreed."""

    NECESSARY = "necessary", "Necessary"
    CONSENT = "consent", "Consent"


class Adapter(TextChoices):
    """What a purpose switches on in the browser; code of ours, never a script that somebody pasted."""

    NONE = "", "Nothing"
    COUNTER = "counter", "First-party page counter"


class Kind(TextChoices):
    """Where on the device, or how, something is kept or read."""

    COOKIE = "cookie", _("Cookie")
    LOCAL_STORAGE = "local_storage", _("Local storage")
    SESSION_STORAGE = "session_storage", _("Session storage")
    INDEXED_DB = "indexed_db", _("IndexedDB")
    PIXEL = "pixel", _("Pixel")
    REQUEST = "request", _("Request")


class Party(TextChoices):
    """Whose it is."""

    FIRST = "first", _("First party")
    THIRD = "third", _("Third party")


class DurationUnit(TextChoices):
    """How long something is kept."""

    NOT_KEPT = "not_kept", "not kept on the device"
    SESSION = "session", "until the browser is closed"
    DAY = "day", "days"
    MONTH = "month", "months"


class Choice(TextChoices):
    """How a decision is counted."""

    ACCEPT = "accept", "Accepted all"
    DECLINE = "decline", "Declined all"
    MIXED = "mixed", "Mixed"


class Surface(TextChoices):
    """Where a decision was made."""

    BANNER = "banner", "Banner"
    SETTINGS = "settings", "Cookie settings"


def duration_text(number, unit):
    """Return how long something is kept, in the active language."""
    if unit == DurationUnit.DAY:
        return ngettext("%(number)d day", "%(number)d days", number) % {"number": number}
    if unit == DurationUnit.MONTH:
        return ngettext("%(number)d month", "%(number)d months", number) % {"number": number}
    if unit == DurationUnit.SESSION:
        return gettext("Until you close the browser")
    return gettext("Not kept on your device")
