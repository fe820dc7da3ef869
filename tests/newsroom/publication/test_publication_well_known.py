"""security.txt, the way to the password, the web app's manifest, and the publication's own lines in robots.txt."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from factories.people import make_user
from newsroom.assets import CSS
from newsroom.audit.models import Event
from newsroom.publication import validators
from newsroom.publication.checks import check_security_contact
from newsroom.publication.models import Publication
from newsroom.publication.operations.publication import save_publication

pytestmark = pytest.mark.django_db
SECURITY = "/.well-known/security.txt"


def fields(client):
    text = client.get(SECURITY).text
    return dict(line.split(": ", 1) for line in text.splitlines())


def test_security_txt_names_the_responsible_editor(client, publication):
    assert fields(client)["Contact"] == "mailto:editor@tidewater.example"


@pytest.mark.parametrize(
    "contact, said",
    [
        ("security@tidewater.example", "mailto:security@tidewater.example"),
        ("https://t.example/s", "https://t.example/s"),
    ],
)
def test_installations_own_contact_comes_first(client, publication, settings, contact, said):
    settings.SECURITY_CONTACT = contact
    assert fields(client)["Contact"] == said


def test_security_txt_has_what_the_standard_asks_for(client, publication):
    found = fields(client)
    ends = datetime.fromisoformat(found["Expires"])
    assert timedelta(days=30) < ends - timezone.now() < timedelta(days=365)
    assert (ends.tzinfo, found["Canonical"]) == (UTC, f"https://tidewater.example{SECURITY}")
    assert found["Preferred-Languages"] == "en, yo, es, fr, ar"
    assert client.get(SECURITY)["Content-Type"] == "text/plain; charset=utf-8"


def test_security_txt_without_anyone_to_name_is_not_there(client, publication):
    Publication.objects.update(responsible_contact="")
    assert client.get(SECURITY).status_code == 404


def test_contact_that_reaches_nobody_is_refused(settings):
    settings.SECURITY_CONTACT = "call us"
    assert [problem.id for problem in check_security_contact()] == ["publication.E001"]
    settings.SECURITY_CONTACT = ""
    assert check_security_contact() == []


def test_password_managers_are_led_to_the_desk(client, publication):
    answer = client.get("/.well-known/change-password")
    assert (answer.status_code, answer["Location"]) == (302, "/admin/password_change/")


def test_manifest_describes_the_publication(client, publication):
    Publication.objects.update(name={"ar": "بريد المد"}, default_language="ar", tagline={"ar": "من الساحل"})
    answer = client.get("/manifest.webmanifest")
    data = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert (data["name"], data["lang"], data["dir"], data["start_url"]) == ("بريد المد", "ar", "rtl", "/")
    assert data["description"] == "من الساحل"


def test_manifests_colours_are_the_sites_own(client, publication):
    data = client.get("/manifest.webmanifest").json()
    paper = re.search(r"--paper: ?light-dark\((#\w+)", CSS)[1]
    assert {data["theme_color"].lower(), data["background_color"].lower()} == {paper}


def test_every_page_leads_to_the_manifest(client, publication):
    assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/yo/nope/").text


def test_publications_own_lines_stand_in_robots_txt(client, publication):
    Publication.objects.update(robots_extra="User-agent: ExampleBot\r\nDisallow: /")
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[-5:] == [
        "",
        "User-agent: ExampleBot",
        "Disallow: /",
        "",
        "Sitemap: https://tidewater.example/sitemap.xml",
    ]
    assert lines[:2] == ["User-agent: *", "Disallow: /admin/"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# Only a remark",
        "User-agent: *\nCrawl-delay: 10\n\nuser-AGENT: ExampleBot/2.0\nAllow: /ai/$\nDisallow:",
        "Sitemap: https://tidewater.example/other.xml",
        "User-agent: *\nContent-Signal: ai-train=no, search=yes  # for now\nContent-Usage: / train-ai=n",
    ],
)
def test_lines_that_crawlers_know_are_kept(text):
    validators.check_robots(text)


@pytest.mark.parametrize(
    "text, words",
    [
        ("Disallow: /", "Line 1, “Disallow: /”: say whom it is for first"),
        ("User-agent: X\nGo away", "Line 2, “Go away”: begin with User-agent"),
        ("User-agent: X\nNoindex: /", "Line 2, “Noindex: /”: begin with User-agent"),
        ("User-agent:", "name one crawler"),
        ("User-agent: two words", "name one crawler"),
        ("User-agent: X\nDisallow: secret", "write a path that begins with /"),
        ("User-agent: X\nCrawl-delay: long", "write a number of seconds"),
        ("Sitemap: /other.xml", "whole address"),
        ("User-agent: X\n" + "# " + "x" * 4000, "more than 4000"),
    ],
)
def test_line_that_no_crawler_knows_is_refused_with_its_number(text, words):
    with pytest.raises(ValidationError, match=re.escape(words)):
        validators.check_robots(text)


def test_change_of_robots_txt_is_recorded_once_with_its_words_apart(publication):
    publication.robots_extra = "User-agent: ExampleBot\nDisallow: /"
    save_publication(publication, actor=make_user("administrator"))
    save_publication(publication, actor=make_user("administrator"))
    [event] = Event.objects.filter(action="publication.mining_changed")
    assert "ExampleBot" not in event.payload
