"""What an answer is known again by, and who is sent nothing because they have it already."""

from email.utils import formatdate
from time import time

import pytest
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client

from articles.models import Section
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_policy, make_section, make_tag, publish
from newsroom.conditional import ConditionalMiddleware

pytestmark = pytest.mark.django_db
PATHS = ["/", "/sections/harbour/", "/tags/boats/", "/authors/ada-reed/", "/archive/", "/2026/11/", "/corrections/"]
PATHS += ["/ai/", "/ai/log/", "/about/", "/privacy/", "/feeds/", "/sections/harbour/digest/", "/yo/ai/policy/1/"]
PATHS += ["/feeds/rss.xml", "/feeds/sections/harbour/atom.xml", "/feeds/corrections/feed.json", "/ai/log.json"]
PATHS += [f"/sitemap{name}.xml" for name in ("", "-news", "-2026", "-pages", "-tags", "-authors")]
PATHS += ["/robots.txt", "/manifest.webmanifest", "/.well-known/security.txt"]


@pytest.fixture
def paths():
    make_publication()
    make_page("about")
    make_policy(pk=1)
    shared = {"section": make_section("harbour"), "tags": [make_tag("boats")], "authors": [make_author("Ada Reed")]}
    story = make_live(**shared).get_absolute_url()
    return [*PATHS, story, f"/yo{story}", f"{story}ai.json", f"{story}ninjs.json"]


@pytest.fixture
def clock(monkeypatch):
    """Set the hour by hand: what is added to this list's only number passes at once."""
    moment = [time()]
    monkeypatch.setattr("newsroom.conditional.time", lambda: moment[0])
    return moment


def answered(rf, path="/", body="one", **headers):
    """Return what a view that says this would be answered with."""
    request = rf.get(path, headers=headers)
    return ConditionalMiddleware(lambda request: HttpResponse(body))(request)


def test_everything_public_is_not_sent_twice_by_etag_or_by_date(client, paths):
    for path in paths:
        first = client.get(path)
        etag, date = first.headers["ETag"], first.headers["Last-Modified"]
        assert etag.startswith('"'), path
        assert client.get(path, headers={"If-None-Match": etag}).status_code == 304, path
        again = client.get(path, headers={"If-Modified-Since": date})
        assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag), path


def test_head_says_what_get_says(client, paths):
    for path in paths:
        sent, headers = client.get(path), client.head(path)
        assert (headers.content, headers.headers.items() >= dict(sent.headers).items()) == (b"", True), path
        assert client.head(path, headers={"If-None-Match": sent.headers["ETag"]}).status_code == 304, path


def test_other_methods_are_refused_without_a_word_of_forms(paths):
    client = Client(enforce_csrf_checks=True)
    for path in paths:
        for method in (client.post, client.put, client.delete, client.options):
            refused = method(path)
            assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD"), path


def test_desk_still_refuses_forms_without_a_token(paths):
    assert Client(enforce_csrf_checks=True).post("/admin/login/").status_code == 403


def test_etag_decides_where_both_are_sent(client, paths):
    first = client.get("/")
    known = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get("/", headers=known).status_code == 200


def test_renamed_section_changes_the_date_of_pages_and_feeds(client, paths, clock):
    changing = ["/", "/sections/harbour/", "/feeds/rss.xml", "/feeds/sections/harbour/feed.json"]
    before = {path: client.get(path).headers["Last-Modified"] for path in [*changing, "/robots.txt"]}
    Section.objects.filter(slug="harbour").update(name={"en": "The quays"})
    clock[0] += 60
    for path, date in before.items():
        known = client.get(path, headers={"If-Modified-Since": date})
        assert known.status_code == (200 if path in changing else 304), path


def test_published_story_leaves_the_dates_of_other_pages(client, paths, clock):
    elsewhere = make_section("weather")
    before = {path: client.get(path).headers["Last-Modified"] for path in ("/tags/boats/", "/feeds/tags/boats/rss.xml")}
    clock[0] += 60
    publish(make_live(section=elsewhere).story, change="minor", minutes=5)
    for path, date in before.items():
        assert client.get(path, headers={"If-Modified-Since": date}).status_code == 304, path


def test_date_stays_while_the_bytes_stay(rf, clock):
    first = answered(rf).headers["Last-Modified"]
    clock[0] += 3600
    assert answered(rf).headers["Last-Modified"] == first == formatdate(int(clock[0]) - 3600, usegmt=True)


def test_change_within_a_second_is_never_taken_for_the_same(rf, clock):
    first = answered(rf).headers["Last-Modified"]
    assert "Last-Modified" not in answered(rf, body="two").headers
    assert answered(rf, body="two", if_modified_since=first).status_code == 200
    clock[0] += 1
    assert answered(rf, body="two").headers["Last-Modified"] > first


def test_date_that_was_not_given_is_not_answered_with_304(rf, clock):
    first = answered(rf).headers["Last-Modified"]
    later = formatdate(int(clock[0]) + 60, usegmt=True)
    asked = [answered(rf, if_modified_since=date).status_code for date in (first, later, "yesterday", "")]
    assert asked == [304, 200, 200, 200]


def test_nothing_is_remembered_of_addresses_that_anyone_can_make_up(rf):
    assert "Last-Modified" not in answered(rf, "/?q=1").headers
    assert "Last-Modified" in answered(rf, "/?page=2").headers


def test_memory_that_cannot_be_kept_costs_the_date_alone(rf, settings, tmp_path, caplog):
    (tmp_path / "full").write_text("a file, where a folder is wanted")
    settings.CACHES = settings.CACHES | {"known": settings.CACHES["known"] | {"LOCATION": tmp_path / "full"}}
    answer = answered(rf)
    assert ("ETag" in answer.headers, "Last-Modified" in answer.headers) == (True, False)
    assert "without Last-Modified" in caplog.text


def test_what_is_lost_only_makes_the_date_later(rf, clock):
    first = answered(rf).headers["Last-Modified"]
    caches["known"].clear()
    clock[0] += 60
    assert answered(rf, if_modified_since=first).status_code == 200
