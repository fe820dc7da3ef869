"""What every public page says in its headers, and what it lets browsers fetch ahead."""

import json
import re

import pytest

from factories.publication import make_publication
from factories.stories import make_live
from newsroom.assets import SPECULATION_RULES, SPECULATION_RULES_HASH

pytestmark = pytest.mark.django_db
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Type": "text/html; charset=utf-8",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.fixture
def pages(client):
    make_publication()
    return [client.get(path) for path in ("/", make_live().get_absolute_url(), "/yo/privacy/", "/nope/")]


def test_page_has_every_header_that_protects_its_readers(pages):
    for page in pages:
        assert {name: page.headers.get(name) for name in HEADERS} == HEADERS
        policy = dict(part.split(" ", 1) for part in page.headers["Content-Security-Policy"].split("; "))
        assert (policy["default-src"], policy["base-uri"], policy["frame-ancestors"]) == ("'none'",) * 3
        assert "unsafe" not in page.headers["Content-Security-Policy"]


def test_page_varies_on_nothing_but_compression(pages):
    assert {page.headers.get("Vary", "Accept-Encoding") for page in pages} == {"Accept-Encoding"}


def test_browsers_may_fetch_stories_ahead_and_open_none(pages):
    [rule] = json.loads(SPECULATION_RULES)["prefetch"]
    assert set(json.loads(SPECULATION_RULES)) == {"prefetch"}
    assert rule["eagerness"] == "moderate" and {"href_matches": "/*"} in rule["where"]["and"]
    for page in pages:
        assert re.findall('<script type="speculationrules">(.*?)</script>', page.text) == [SPECULATION_RULES]
        assert SPECULATION_RULES_HASH in page.headers["Content-Security-Policy"]
