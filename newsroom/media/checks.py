"""What the installation should have for pictures."""

from pathlib import Path

from django.conf import settings
from django.core import checks

from newsroom.media import labels, object_storage


def check_letters(app_configs, **kwargs):
    """Warn where the label on pictures for social networks cannot be written in Arabic."""
    if labels.can_join_letters():
        return []
    return [
        checks.Warning(
            "Arabic letters cannot be joined here, so labels on pictures for social networks stay in the default "
            "language for Arabic readers.",
            hint="Install FriBiDi (libfribidi0 on Debian, fribidi with Homebrew).",
            id="media.W001",
        )
    ]


def check_anchors(app_configs, **kwargs):
    """Refuse a list of trusted signers that is not there."""
    if not settings.PICTURE_ANCHORS or Path(settings.PICTURE_ANCHORS).is_file():
        return []
    return [
        checks.Error(
            f"NEWSROOM_C2PA_ANCHORS names no file: {settings.PICTURE_ANCHORS}.",
            hint="Give the path of the certificates in PEM, or leave it unset.",
            id="media.E002",
        )
    ]


def check_object_storage(app_configs, **kwargs):
    """Refuse words about object storage that are not whole."""
    return [
        checks.Error(problem, hint="See “Object storage” in docs/operating.md.", id="media.E001")
        for problem in object_storage.problems(settings.OBJECT_STORAGE)
    ]
