"""The form for reports: without script, cookie or account, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import AIReport
from articles.operations import reports
from factories.stories import NOON, make_live, make_policy, publish, withdraw
from newsroom.audit.models import Event

OURS = {"Sec-Fetch-Site": "same-origin"}
TYPED = {"address": "/2026/11/23/x/", "text": "No label on <this>.", "contact": "reader@home.example"}


def send(client, path="/ai/report/", headers=OURS, **typed):
    return client.post(path, TYPED | typed, headers=headers)


@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_report_is_kept_and_thanked_for(client, prefix):
    make_policy(answer_days=3)
    answer = send(client, f"{prefix}/ai/report/")
    assert (answer.status_code, answer["Location"]) == (303, f"{prefix}/ai/reported/")
    report = AIReport.objects.get()
    assert (report.state, report.text, report.contact) == ("open", "No label on <this>.", "reader@home.example")
    assert "within 3 days" in client.get("/ai/reported/").text


def test_report_sets_and_asks_for_no_cookie(client):
    client.handler.enforce_csrf_checks = True
    answer = send(client)
    assert (answer.status_code, dict(answer.cookies), dict(client.get("/ai/report/").cookies)) == (303, {}, {})


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"address": " "}, "Say where you saw it"),
        ({"text": "\n"}, "Say what is wrong"),
        ({"contact": "reader at home"}, "This is no e-mail address"),
        ({"address": "x" * 501}, "This is too long: at most 500 characters."),
        ({"text": "x" * 4001}, "This is too long: at most 4000 characters."),
        ({"extra": "buy"}, "It is empty now: send the form again."),
    ],
)
def test_mistake_is_said_in_words_and_what_was_typed_is_kept(client, typed, problem):
    answer = send(client, **typed)
    assert (answer.status_code, AIReport.objects.count()) == (422, 0)
    assert problem in answer.text
    kept = {name: (TYPED | typed)[name].strip().replace("<", "&lt;").replace(">", "&gt;") for name in TYPED}
    assert [name for name, value in kept.items() if value not in answer.text] == []
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {}])
def test_form_of_another_site_is_refused(client, headers):
    answer = send(client, headers=headers)
    assert (answer.status_code, AIReport.objects.count()) == (403, 0)
    assert "Send it again from here." in answer.text
    assert "reader@home.example" in answer.text


def test_flood_is_stopped_in_words_with_another_way_to_reach_us(client, monkeypatch):
    monkeypatch.setattr(reports, "MOST_AN_HOUR", 2)
    statuses = [send(client, text=f"Report {number}").status_code for number in range(3)]
    assert (statuses, AIReport.objects.count()) == ([303, 303, 429], 2)
    answer = send(client, text="Mine")
    assert 'href="mailto:editor@tidewater.example"' in answer.text
    assert "Mine</textarea>" in answer.text


def test_flood_of_a_day_is_stopped_too_and_ends(client, monkeypatch):
    monkeypatch.setattr(reports, "MOST_A_DAY", 1)
    now = timezone.now()
    reports.receive(address="/a/", text="Early", now=now - timedelta(hours=3))
    assert send(client).status_code == 429
    AIReport.objects.update(created_at=now - timedelta(days=2))
    assert send(client).status_code == 303


def test_report_sent_twice_is_one(client):
    assert [send(client).status_code for _ in range(2)] == [303, 303]
    assert AIReport.objects.count() == Event.objects.filter(action="complaint.received").count() == 1


@pytest.mark.parametrize("strange", ["a\0b", "\u202e", "e\u0301"])
def test_strange_letters_are_kept_or_dropped_and_never_a_failure(client, strange):
    assert send(client, text=f"x{strange}y").status_code == 303


def test_page_asks_the_reader_for_what_they_came_from(client):
    assert 'value="/2026/11/23/x/"' in client.get("/ai/report/?about=/2026/11/23/x/").text
    assert client.get("/ai/report/").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "typed",
    [
        "{path}",
        "https://tidewater.example{path}",
        "https://tidewater.example/yo{path}#ai-note-1",
        "tidewater.example{path}?x=1",
        "{path}ai.json",
        "/fr{path}ninjs.json",
    ],
)
def test_story_is_found_by_what_readers_type(client, typed):
    edition = make_live(slug="ọjà-tuntun")
    send(client, address=typed.format(path=edition.get_absolute_url()))
    assert AIReport.objects.get().edition == edition


@pytest.mark.parametrize(
    "typed",
    [
        "https://elsewhere.example{path}",
        "the story on boats",
        "/2026/13/45/x/",
        "http://[",
        "//",
        "/",
        "https://tidewater.example",
    ],
)
def test_what_leads_to_no_story_is_kept_as_it_was_typed(client, typed):
    typed = typed.format(path=make_live().get_absolute_url())
    assert send(client, address=typed).status_code == 303
    assert (AIReport.objects.get().address, AIReport.objects.get().edition) == (typed, None)


def test_story_is_found_by_its_old_address_and_after_it_was_withdrawn(client):
    edition = make_live(slug="old-words")
    old, story = edition.get_absolute_url(), edition.story
    story.slug = "new-words"
    story.save()
    moved = publish(story, change="minor", minutes=5)
    assert reports.edition_at(old).story_id == moved.story_id
    withdraw(moved)
    assert reports.edition_at(moved.get_absolute_url()) == moved


def test_report_is_recorded_with_what_is_personal_erasable(client):
    edition = make_live()
    send(client, address=edition.get_absolute_url())
    event = Event.objects.get(action="complaint.received")
    assert (event.data, event.actor["id"]) == ({"edition": edition.pk}, "system:report form")
    assert event.private["contact"] == "reader@home.example"
    assert [word for word in ("reader@", "No label") if word in event.payload] == []


def test_time_of_a_report_is_when_it_came(client):
    assert reports.receive(address="/a/", text="Here", now=NOON).created_at == NOON
