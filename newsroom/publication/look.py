"""The publication's own accent and typefaces as a style sheet of their own: the constant, hashed one holds ours."""

import hashlib

from django.urls import reverse

from newsroom.publication import contrast
from newsroom.publication.typefaces import BodyType, HeadlineType

# Where a language needs anchored tone marks, our own face stands in for a serif that the device may not have.
SERIF_HEADLINES = (
    ":root,[lang]{--font-head:var(--serif)}"
    ':lang(yo),:lang(ig),:lang(ee),:lang(vi){--font-head:"Noto Serif","Newsroom Headline",var(--serif)}'
)
RULES = {
    HeadlineType.SERIF: SERIF_HEADLINES,
    HeadlineType.SANS: ":root,[lang]{--font-head:var(--sans)}",
}
BODY_RULES = {BodyType.SANS: ":root,[lang]{--font-text:var(--sans)}"}


def look_url(publication):
    """Return the address of the publication's style sheet, which changes with its content; "" where it needs none."""
    css = look_css(publication)
    return f"{reverse('look')}?v={hashlib.sha256(css.encode()).hexdigest()[:8]}" if css else ""


def look_css(publication):
    """Return the rules that replace our indigo and typefaces; unlayered, so that they beat the layered tokens."""
    rules = [
        _accent_rule(publication),
        RULES.get(publication.headline_type, ""),
        BODY_RULES.get(publication.body_type, ""),
    ]
    return "".join(f"{rule}\n" for rule in rules if rule)


def accent_pair(publication):
    """Return the accent on light and on dark paper; the dark one is worked out where it was not chosen."""
    dark = publication.accent_dark or contrast.reach(publication.accent, contrast.DARK_PAPER)
    return publication.accent, dark


def _accent_rule(publication):
    if not publication.accent:
        return ""
    light, dark = accent_pair(publication)
    return f":root{{--link:light-dark({light},{dark});--accent:light-dark({light},{dark})}}"
