"""The directory of the publication's own look, named by ``NEWSROOM_SITE``: what lies in it wins over ours."""

import os
from pathlib import Path

# The parts of the directory that anything reads.
PARTS = ("templates", "static", "locale")
SITE = Path(os.environ["NEWSROOM_SITE"]).absolute() if os.environ.get("NEWSROOM_SITE") else None


def own(part):
    """Return the site's directory of templates, static files or catalogues as a list; empty where there is none."""
    return [SITE / part] if SITE and (SITE / part).is_dir() else []


def problems(site):
    """Return in a sentence what is wrong with the directory that was named; empty where none was."""
    if site is None:
        return []
    if not site.is_dir():
        return [f"NEWSROOM_SITE names {site}, which is no directory. Make it, or name the one that is meant."]
    if any(site.iterdir()) and not any((site / part).is_dir() for part in PARTS):
        return [
            f"NEWSROOM_SITE names {site}, which has none of the directories templates, static and locale in it. "
            "Name the one that they lie in."
        ]
    return []
