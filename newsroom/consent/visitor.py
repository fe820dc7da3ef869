"""What a request says about its sender: their decision, their browser's signal, and which site it comes from."""

import unicodedata
from urllib.parse import urlsplit

from django.utils.encoding import iri_to_uri
from django.utils.http import url_has_allowed_host_and_scheme

from newsroom.consent import decision

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SECURE_NAME = "__Host-consent"
LOOPBACK_NAME = "consent"
SIGNALS = ("Sec-GPC", "DNT")
MAX_NEXT = 2000


def hostname(request):
    """Return the host the request was sent to, without its port."""
    return urlsplit(f"//{request.get_host()}").hostname


def is_plain_loopback(request):
    """Return whether the request came by plain HTTP to this very machine, where Safari drops Secure cookies."""
    return not request.is_secure() and hostname(request) in LOOPBACK


def cookie_name(request):
    """Return the name of the cookie that holds the decision."""
    return LOOPBACK_NAME if is_plain_loopback(request) else SECURE_NAME


def decision_of(request):
    """Return the visitor's decision, or None."""
    return decision.read(request.COOKIES.get(cookie_name(request), ""))


def has_signal(request):
    """Return whether the browser sends Global Privacy Control or Do Not Track; a server joins repeated headers."""
    values = (request.headers.get(name, "") for name in SIGNALS)
    return any(part.strip() == "1" for value in values for part in value.split(","))


def is_same_origin(request):
    """Return whether a POST comes from our own page or from the visitor's own hand; this stands in for a token."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    own = f"{request.scheme}://{request.get_host()}"
    if origin := request.headers.get("Origin"):
        return origin == own
    return f"{request.headers.get('Referer', '')}/".startswith(f"{own}/")


def return_path(path):
    """Return the path of this site to send a visitor back to, without its fragment; "/" for anything else."""
    path = path.partition("#")[0]
    is_ours = (
        path.startswith("/") and not path.startswith("//") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    )
    is_plain = "\\" not in path and not any(unicodedata.category(letter) == "Cc" for letter in path)
    return path if is_ours and is_plain and len(iri_to_uri(path)) <= MAX_NEXT else "/"
