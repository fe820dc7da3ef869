"""The way out to services of the web that the operator named: over https alone, and on loopback over http."""

import urllib.request
from http.client import HTTPException
from urllib.parse import urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SECONDS = 10


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


_opener = urllib.request.build_opener(_NoRedirect)


def is_allowed(url):
    """Say whether something may be sent to an address."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username is not None or any(not "!" <= letter <= "~" for letter in url):
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)


def post(url, body, content_type):
    """Send bytes, and return once they were taken (a status of 200 to 299).

    Raises ``ValueError`` where the address is not allowed, and ``OSError`` where nothing answered in ten seconds or the
    answer was another: a redirect is not followed.
    """
    if not is_allowed(url):
        raise ValueError(f"Nothing is sent to {url}: only https is allowed, and http on loopback.")
    headers = {"Content-Type": content_type, "User-Agent": "newsroom"}
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")  # noqa: S310 (is_allowed)
    try:
        with _opener.open(request, timeout=SECONDS):
            pass
    except HTTPException as error:
        raise OSError(f"{type(error).__name__}: {error}") from error
