import re

import pytest
from django.core import mail

from articles.models import AIReport, Notice
from articles.operations import reports
from factories.people import make_user
from factories.stories import make_author, make_live, withdraw
from newsroom.audit.models import Event

PAGE = "/corrections/report/"
TYPED = {"address": "/a/", "text": "It was <b>Tuesday</b>.", "contact": "reader@home.example"}


def send(client, headers=None, **typed):
    headers = {"Sec-Fetch-Site": "same-origin"} if headers is None else headers
    return client.post(PAGE, TYPED | typed, headers=headers)


def report_on(client, **fields):
    edition = make_live(**fields)
    send(client, address=edition.get_absolute_url())
    return AIReport.objects.get()


def test_story_leads_to_the_form_that_names_it(client):
    edition = make_live(slug="港")
    html = client.get(edition.get_absolute_url()).text
    [address] = re.findall('<a href="([^"]*)" rel="nofollow">Report a mistake</a>', html)
    assert f'value="{edition.get_absolute_url()}"' in client.get(address).text


def test_report_becomes_a_task_of_the_desk(client):
    report = report_on(client)
    assert (report.about, report.state, report.text) == ("mistake", "open", TYPED["text"])
    assert Event.objects.get(action="complaint.received").data["about"] == "mistake"


def test_reader_is_thanked_and_given_no_cookie(client):
    answer = client.post(PAGE, TYPED, headers={"Sec-Fetch-Site": "same-origin"}, follow=True)
    assert "Where you are right, we correct the story and say so on it." in answer.text
    assert not client.cookies


def test_people_of_the_story_are_told_and_mailed(client):
    writer, bylined = (make_user("reporter", email=f"{name}@desk.example") for name in ("writer", "bylined"))
    other = make_user("editor", email="editor@desk.example")
    report_on(client, created_by=writer, authors=[make_author(account=bylined)])
    told = Notice.objects.filter(kind="reported")
    assert set(told.values_list("person", flat=True)) == {writer.pk, bylined.pk}
    assert "It was <b>Tuesday</b>." in told.get(person=writer).text
    assert other.pk not in told.values_list("person", flat=True)


def test_mail_goes_out_once_the_report_is_kept(client, django_capture_on_commit_callbacks):
    writer = make_user("reporter", email="writer@desk.example")
    edition = make_live(created_by=writer)
    with django_capture_on_commit_callbacks(execute=True):
        send(client, address=edition.get_absolute_url())
    assert [sent.to for sent in mail.outbox] == [["writer@desk.example"]]


def test_story_without_people_is_told_to_whoever_answers(client):
    editor = make_user("editor")
    report_on(client)
    assert Notice.objects.filter(person=editor, kind="reported").exists()


def test_nobody_is_told_of_a_restricted_story_that_they_may_not_see(client):
    editor = make_user("editor")
    report_on(client, is_restricted=True)
    assert not Notice.objects.filter(person=editor).exists()


@pytest.mark.parametrize("typed", [{"text": ""}, {"address": ""}, {"contact": "x"}, {"extra": "spam"}])
def test_report_that_cannot_be_kept_keeps_its_words(client, typed):
    answer = send(client, **typed)
    assert (answer.status_code, AIReport.objects.count()) == (422, 0)
    assert 'action="/corrections/report/"' in answer.text


def test_form_of_another_site_is_refused(client):
    assert send(client, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_flood_is_stopped_for_both_forms_together(client, monkeypatch):
    monkeypatch.setattr(reports, "MOST_AN_HOUR", 1)
    assert [send(client, text=text).status_code for text in ("One", "Two")] == [303, 429]


def test_report_on_a_story_that_is_gone_is_kept(client):
    edition = make_live()
    withdraw(edition)
    send(client, address=edition.get_absolute_url())
    assert AIReport.objects.get().edition == edition
