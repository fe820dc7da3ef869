"""Every public page is the same bytes for every visitor, and leaves nothing on their device."""

import pytest

from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_policy, make_section, make_tag
from newsroom.consent.operations import policy

pytestmark = pytest.mark.django_db
PATHS = [
    "/",
    "/sections/harbour/",
    "/tags/boats/",
    "/authors/ada-reed/",
    "/archive/",
    "/2026/11/",
    "/corrections/",
    "/search/?q=ferry",
    "/ai/",
    "/ai/log/",
    "/ai/policy/1/",
    "/ai/report/",
    "/ai/reported/",
    "/corrections/report/",
    "/corrections/reported/",
    "/privacy/",
    "/nope/",
    "/feeds/",
    "/sections/harbour/digest/",
]
FEEDS = ["", "sections/harbour/", "tags/boats/", "authors/ada-reed/", "languages/yo/", "corrections/"]
PATHS += [f"/feeds/{place}{file}" for place in FEEDS for file in ("rss.xml", "atom.xml", "feed.json")]
PATHS += [f"/sitemap{name}.xml" for name in ("", "-news", "-2026", "-pages", "-tags", "-authors")]
PATHS += ["/robots.txt", "/.well-known/security.txt", "/.well-known/change-password", "/manifest.webmanifest"]
PATHS += ["/favicon.ico", "/icons/192.png", "/look.css"]
PATHS += ["/ai/log.json", "/ai/log.csv", "/ai/log.atom"]
VISITORS = {
    "declined": {"HTTP_COOKIE": "__Host-consent=1.20261123.analytics:1:n"},
    "accepted": {"HTTP_COOKIE": "__Host-consent=1.20261123.analytics:1:y"},
    "junk": {"HTTP_COOKIE": "sessionid=x; consent=" + "x" * 5000},
    "signal": {"HTTP_SEC_GPC": "1", "HTTP_DNT": "1"},
    "language": {"HTTP_ACCEPT_LANGUAGE": "yo"},
    "save-data": {"HTTP_SAVE_DATA": "on"},
}


@pytest.fixture
def paths():
    make_publication(accent="#8A1F4D")
    make_page("privacy")
    policy.install_defaults(analytics_enabled=True)
    make_policy(pk=1)
    shared = {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Reed")]}
    edition = make_live(level="generated", **shared)
    prefixed = [f"/yo{path}" for path in PATHS if path.endswith("/") or "?" in path]
    story = [edition.get_absolute_url() + name for name in ("", "ai.json", "ninjs.json")]
    return [*story, *PATHS, *prefixed]


@pytest.mark.parametrize("visitor", VISITORS)
def test_page_is_the_same_bytes_for_every_visitor(client, paths, visitor):
    plain = {path: client.get(path).content for path in paths}
    assert {path: client.get(path, **VISITORS[visitor]).content for path in paths} == plain


def test_page_is_the_same_bytes_for_signed_in_staff(client, paths):
    plain = {path: client.get(path).content for path in paths}
    client.force_login(make_user(superuser=True))
    assert {path: client.get(path).content for path in paths} == plain


@pytest.mark.parametrize("visitor", VISITORS)
def test_page_sets_no_cookie_and_varies_on_none(client, paths, visitor):
    for path in paths:
        response = client.get(path, **VISITORS[visitor])
        assert not response.cookies, path
        assert not {"cookie", "accept-language", "sec-gpc"} & {
            name.strip().lower() for name in response.headers.get("Vary", "").split(",")
        }, path


def test_page_asked_again_with_its_etag_is_not_sent_twice(client, paths):
    for path in paths:
        first = client.get(path)
        if first.status_code == 200:
            again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
            assert again.status_code == 304, path
