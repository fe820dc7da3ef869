"""The desk's screens for the AI policy, the register of tools and readers' reports."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from articles.models import AIPolicy, AIReport, AITool
from articles.operations import reports
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_policy, make_tool
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
PUBLISH = "/admin/articles/aipolicy/publish/"
RULES = {"label_reviewed": "on", "realistic_pictures": "label", "credit": "name", "answer_days": "7"}
FORM = RULES | {"text__en": "AI may translate.", "reason": "The desk agreed on it on Monday.", "based_on": "0"}


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def publisher(client):
    person = make_user("publisher")
    client.force_login(person)
    return person


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def seen(answer):
    found = re.search('name="seen" value="([0-9a-f]{64})"', answer.text)
    return found[1] if found else ""


def publish(client, **typed):
    """Fill the form, look at what changes, and publish that."""
    asked = client.post(PUBLISH, FORM | typed | {"_look": "1"})
    return client.post(PUBLISH, FORM | typed | {"_publish": "1", "seen": seen(asked)})


def test_form_is_filled_with_what_holds(client, publisher):
    held = make_policy(four_eyes=True, answer_days=4)
    html = client.get(PUBLISH).text
    assert "AI never decides what is news.</textarea>" in html
    assert re.search('name="answer_days"[^>]* value="4"|value="4"[^>]* name="answer_days"', html)
    assert re.search('name="four_eyes"[^>]* checked', html)
    assert f'name="based_on" value="{held.pk}"' in html


def test_policy_is_published_once_its_changes_were_seen(client, publisher):
    asked = client.post(PUBLISH, FORM | {"_look": "1"})
    assert (AIPolicy.objects.count(), "Publish this?" in asked.text, "AI may translate." in asked.text) == (
        0,
        True,
        True,
    )
    answer = client.post(PUBLISH, FORM | {"_publish": "1", "seen": seen(asked)})
    assert (answer.status_code, AIPolicy.objects.get().published_by) == (302, publisher)


def test_policy_changed_after_its_changes_were_seen_is_asked_again(client, publisher):
    asked = client.post(PUBLISH, FORM | {"_look": "1"})
    again = client.post(PUBLISH, FORM | {"four_eyes": "on", "_publish": "1", "seen": seen(asked)})
    assert (AIPolicy.objects.count(), "Publish this?" in again.text) == (0, True)
    assert seen(again) != seen(asked)


def test_looking_again_publishes_nothing(client, publisher):
    asked = client.post(PUBLISH, FORM | {"_look": "1"})
    client.post(PUBLISH, FORM | {"_look": "1", "seen": seen(asked)})
    assert not AIPolicy.objects.exists()


def test_refused_policy_keeps_what_was_typed(client, publisher):
    answer = client.post(PUBLISH, FORM | {"reason": "Short", "_look": "1"})
    assert (answer.status_code, seen(answer)) == (422, "")
    assert "in at least 20 characters" in answer.text
    assert "AI may translate.</textarea>" in answer.text


def test_policy_published_meanwhile_is_named_and_can_then_be_replaced(client, publisher):
    other = make_policy()
    answer = client.post(PUBLISH, FORM | {"_look": "1"})
    assert f"{other} was published while you wrote" in answer.text
    assert f'name="based_on" value="{other.pk}"' in answer.text
    assert publish(client, based_on=str(other.pk)).status_code == 302


def test_editor_reads_versions_and_publishes_none(client, editor):
    held = make_policy()
    answer = client.get(reverse("admin:articles_aipolicy_changelist"))
    assert (str(held) in answer.text, "Publish a new version" in answer.text) == (True, False)
    assert client.get(reverse("admin:articles_aipolicy_change", args=[held.pk])).status_code == 200
    assert (client.get(PUBLISH).status_code, client.post(PUBLISH, FORM).status_code) == (403, 403)


def test_versions_are_neither_changed_nor_deleted_by_anyone(client):
    held = make_policy()
    client.force_login(make_user(superuser=True))
    change, delete = (reverse(f"admin:articles_aipolicy_{deed}", args=[held.pk]) for deed in ("change", "delete"))
    assert [client.post(path, FORM).status_code for path in (change, delete)] == [403, 403]
    assert "AI never decides" in client.get(change).text


def test_tool_is_registered_and_recorded(client, editor):
    typed = {"name": "Quill", "version": "", "provider": "Quill Inc.", "purpose__en": "Drafts", "since": "2026-01-02"}
    answer = client.post(reverse("admin:articles_aitool_add"), typed | {"until": ""})
    assert (answer.status_code, AITool.objects.get().name) == (302, "Quill")
    assert Event.objects.get().action == "tool.registered"


def test_tool_is_never_deleted(client):
    tool = make_tool()
    client.force_login(make_user(superuser=True))
    assert client.post(reverse("admin:articles_aitool_delete", args=[tool.pk]), {"post": "yes"}).status_code == 403


def receive(**fields):
    return reports.receive(**{"address": "/2026/11/23/x/", "text": "No <b>label</b>."} | fields)


def answer_url(report):
    return reverse("admin:articles_aireport_answer", args=[report.pk])


def test_open_reports_come_first(client, editor):
    answered = receive(address="/first/")
    receive(address="/second/")
    reports.answer(receive(address="/third/"), state="upheld", answer="Yes.", actor=editor)
    html = client.get(reverse("admin:articles_aireport_changelist")).text
    assert html.index("/second/") < html.index("/third/")
    assert f'href="/admin/articles/aireport/{answered.pk}/change/' in html


def test_front_page_of_the_desk_counts_open_reports(client, editor):
    receive()
    reports.answer(receive(address="/other/"), state="upheld", answer="Yes.", actor=editor)
    assert "Readers’ reports to answer</a>: 1" in client.get(reverse("admin:index")).text


def test_report_leads_to_the_storys_form_and_to_the_answer(client, editor):
    edition = make_live()
    report = receive(address=edition.get_absolute_url())
    shown = client.get(reverse("admin:articles_aireport_change", args=[report.pk])).text
    assert f'href="{answer_url(report)}"' in shown
    html = client.get(answer_url(report)).text
    assert f'href="/admin/articles/story/{edition.story_id}/change/"' in html
    assert "No &lt;b&gt;label&lt;/b&gt;." in html


def test_report_is_answered_and_the_reader_told(client, editor):
    report = receive(contact="reader@home.example")
    answer = client.post(answer_url(report), {"state": "upheld", "answer": "It has its label now."}, follow=True)
    assert "was mailed to reader@home.example" in answer.text
    assert (AIReport.objects.get().state, len(mail.outbox)) == ("upheld", 1)


def test_answer_stays_when_the_mail_fails(client, editor, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.MAILERS["default"]["OPTIONS"] = {"host": "127.0.0.1", "port": 1}
    report = receive(contact="reader@home.example")
    answer = client.post(answer_url(report), {"state": "upheld", "answer": "Yes."}, follow=True)
    assert "write to reader@home.example yourself" in answer.text
    assert AIReport.objects.get().state == "upheld"


def test_answer_without_a_verdict_keeps_its_words(client, editor):
    answer = client.post(answer_url(receive()), {"answer": "Long and well written."})
    assert (answer.status_code, "Long and well written.</textarea>" in answer.text) == (422, True)


def test_report_that_somebody_answered_meanwhile_keeps_what_was_typed(client, editor):
    report = receive()
    reports.answer(report, state="upheld", answer="Yes.", actor=editor)
    answer = client.post(answer_url(report), {"state": "rejected", "answer": "No, for this reason."})
    assert "answered this report already" in answer.text
    assert "No, for this reason.</textarea>" in answer.text


def test_reporter_sees_no_reports(client):
    report = receive()
    client.force_login(make_user("reporter"))
    assert client.get(reverse("admin:articles_aireport_changelist")).status_code == 403
    assert client.get(answer_url(report)).status_code == 403


def test_lists_ask_as_much_however_long_they_are(client, editor, django_assert_max_num_queries):
    for number in range(5):
        receive(address=make_live(minutes=number).get_absolute_url())
        make_tool(version=str(number))
        make_policy(published_by=editor)
    for name in ("aireport", "aitool", "aipolicy"):
        with django_assert_max_num_queries(9):
            client.get(reverse(f"admin:articles_{name}_changelist"))
