"""What a publication's settings must be like; each says in a sentence what is wrong and what to do."""

import re
from functools import cache
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import get_resolver

from newsroom.publication import contrast
from newsroom.publication.languages import offered_codes

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
HTTPS_ADDRESS = re.compile(r"https://[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:[1-9][0-9]{0,4})?([/?#][!#-&(-;=?-\[\]-~]*)?")
ROBOTS_LENGTH = 4000
# What may stand in robots.txt (RFC 9309, and what crawlers know besides), what each takes and the remedy.
ROBOTS_LINES = {
    "user-agent": r"\*|[A-Za-z0-9_.+/-]+",
    "allow": r"[/*][^\s]*|",
    "disallow": r"[/*][^\s]*|",
    "crawl-delay": r"[0-9]{1,4}(\.[0-9])?",
    "content-usage": r"[!-~][ -~]*",
    "content-signal": r"[!-~][ -~]*",
    "sitemap": r"https?://[^\s]+",
}
ROBOTS_REMEDIES = {
    "user-agent": "name one crawler in letters, digits and hyphens, or all by *.",
    "allow": "write a path that begins with / or *.",
    "disallow": "write a path that begins with / or *.",
    "crawl-delay": "write a number of seconds.",
    "content-usage": "write what is preferred, such as train-ai=n.",
    "content-signal": "write what is preferred, such as ai-train=no.",
    "sitemap": "write the sitemap’s whole address, from https:// on.",
}


def check_address(value):
    """Refuse what is not `https://host`; on loopback, plain http will do."""
    parts = _split(value)
    if not parts or not parts.hostname or parts.scheme not in {"http", "https"}:
        raise ValidationError(f"“{value}” is no web address. Write it in full, such as https://news.example.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise ValidationError(f"Readers come over https. Write https://{parts.netloc}.")
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
        raise ValidationError(f"Write the host alone: {parts.scheme}://{parts.netloc.rpartition('@')[2]}.")


def _split(value):
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return None if re.search(r"[\s<>\"'\\]", value) else parts


def check_languages(codes):
    """Refuse an empty list, a repeated language and one that has no catalogue here."""
    if not isinstance(codes, list) or not codes:
        raise ValidationError("Choose at least one language.")
    if len(set(codes)) < len(codes):
        raise ValidationError("Each language can be chosen once only.")
    if unknown := [code for code in codes if code not in offered_codes()]:
        raise ValidationError(
            f"There is no interface in “{', '.join(unknown)}”. Choose among {', '.join(offered_codes())}."
        )


@cache
def time_zones():
    """Return the names of all time zones, sorted."""
    return sorted(available_timezones())


def check_time_zone(value):
    """Refuse a name that is no time zone."""
    if value not in time_zones():
        raise ValidationError(f"“{value}” is no time zone. Write it as region and city, such as Africa/Lagos.")


def check_accent(value):
    """Refuse a colour that text on light paper cannot have."""
    _check_contrast(value, contrast.LIGHT_PAPER, "light")


def check_accent_dark(value):
    """Refuse a colour that text on dark paper cannot have."""
    _check_contrast(value, contrast.DARK_PAPER, "dark")


def _check_contrast(value, paper, theme):
    if not re.fullmatch(r"#[0-9A-Fa-f]{6}", value):
        raise ValidationError(f"“{value}” is no colour. Write # and six digits or letters A–F, such as #1F3F8F.")
    ratio = contrast.ratio(value, paper)
    if ratio < contrast.MINIMUM:
        near = contrast.reach(value, paper)
        near_ratio = contrast.in_words(contrast.ratio(near, paper))
        raise ValidationError(
            f"{value} has a contrast of {contrast.in_words(ratio)} on {theme} paper ({paper}); "
            f"{contrast.MINIMUM}:1 is needed so that everyone can read it. "
            f"The nearest shade that will do is {near}, with {near_ratio}."
        )


def check_contact(value):
    """Refuse what is neither an e-mail address nor a web address."""
    parts = _split(value)
    if parts and parts.scheme == "https" and parts.hostname:
        return
    try:
        validate_email(value)
    except ValidationError:
        raise ValidationError(
            f"“{value}” is neither an e-mail address nor a web address that begins with https://."
        ) from None


def check_https(value):
    """Refuse what is no plain https address: it leads readers elsewhere, and its host stands in the pages' policy."""
    if not HTTPS_ADDRESS.fullmatch(value):
        raise ValidationError(
            f"“{value}” is no address that begins with https:// and a host in plain letters. Write it in "
            "full, without spaces, such as https://mail.example/subscribe."
        )


def check_robots(text):
    """Refuse lines that are too many, that no crawler knows, or that would belong to the rules of someone else."""
    if len(text) > ROBOTS_LENGTH:
        raise ValidationError(f"{len(text)} characters are more than {ROBOTS_LENGTH}. Leave some lines out.")
    has_crawler = False
    for number, line in enumerate(text.splitlines(), 1):
        rule = line.partition("#")[0].strip()
        if not rule:
            continue
        name, colon, value = (part.strip() for part in rule.partition(":"))
        pattern = ROBOTS_LINES.get(name.lower())
        if not colon or pattern is None:
            known = ", ".join(name.capitalize() for name in ROBOTS_LINES)
            raise ValidationError(f"Line {number}, “{line.strip()}”: begin with {known} and a colon, or with #.")
        if not re.fullmatch(pattern, value):
            raise ValidationError(f"Line {number}, “{line.strip()}”: {ROBOTS_REMEDIES[name.lower()]}")
        has_crawler = has_crawler or name.lower() == "user-agent"
        if not has_crawler and name.lower() != "sitemap":
            raise ValidationError(f"Line {number}, “{line.strip()}”: say whom it is for first, such as User-agent: *.")


def check_page_slug(slug):
    """Refuse an address that the site itself uses."""
    if slug in taken_segments() or re.fullmatch(r"\d{4}", slug):
        raise ValidationError({"slug": f"/{slug}/ is used by the site itself. Choose another address."})


def taken_segments():
    """Return every first path segment that is not free for a page."""
    own = {url.strip("/").partition("/")[0] for url in (settings.STATIC_URL, settings.MEDIA_URL)}
    return own | set(offered_codes()) | _first_segments(get_resolver().url_patterns)


def _first_segments(patterns, before=""):
    found = set()
    for entry in patterns:
        route = before + getattr(entry.pattern, "_route", "")
        segment, slash, _rest = route.partition("/")
        if slash or not hasattr(entry, "url_patterns"):
            found |= {segment} if segment and "<" not in segment else set()
        else:
            found |= _first_segments(entry.url_patterns, route)
    return found
