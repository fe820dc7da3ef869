import pytest
from django.core import mail
from django.urls import reverse

from articles.models import AIReport, Edition
from articles.operations import reports
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_story
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


@pytest.fixture
def edition():
    return make_live(headline="Ferry late")


def receive(edition, text="It was Tuesday.", **said):
    said = {"contact": "reader@home.example", "about": AIReport.About.MISTAKE} | said
    return reports.receive(address=edition.get_absolute_url(), text=text, **said)


def correct(client, edition, *answered, **typed):
    typed = {"change": "correction", "note": "The day was Wednesday.", "reports": [r.pk for r in answered]} | typed
    return client.post(deed_url(edition.story, "publish"), typed, follow=True)


def url(name, report):
    return reverse(f"admin:articles_aireport_{name}", args=[report.pk])


def test_report_leads_in_one_click_to_the_correction(client, edition):
    report = receive(edition)
    address = f"{deed_url(edition.story, 'publish')}?report={report.pk}"
    assert f'href="{address}"' in client.get(url("change", report)).text
    assert f'href="{address}"' in client.get(url("answer", report)).text
    html = client.get(address).text
    assert 'value="correction" id="id_change_2" checked' in html.replace("required ", "")
    assert "It was Tuesday.</textarea>" in html
    assert f'name="reports" value="{report.pk}" id="id_reports_0" checked' in html


def test_correction_upholds_the_report_with_where_it_stands(client, edition):
    report = receive(edition)
    answer = correct(client, edition, report)
    report.refresh_from_db()
    place = f"https://tidewater.example{edition.get_absolute_url()}#correction-1"
    assert (report.state, report.answer) == ("upheld", f"The day was Wednesday.\n\n{place}")
    assert "Published, and 1 report answered." in answer.text
    assert Event.objects.filter(action="complaint.answered").count() == 1


def test_reader_is_mailed_the_note(client, edition):
    correct(client, edition, receive(edition))
    [sent] = mail.outbox
    assert sent.subject.endswith("about a mistake")
    assert "You were right.\n\nThe day was Wednesday.\n\nhttps://tidewater.example/" in sent.body


def test_report_that_is_not_ticked_stays_open(client, edition):
    report = receive(edition)
    correct(client, edition)
    report.refresh_from_db()
    assert report.state == "open"


def test_report_is_not_answered_by_a_minor_change(client, edition):
    answer = correct(client, edition, receive(edition), change="minor")
    assert "answered by a correction" in answer.text
    assert Edition.objects.count() == 1


def test_report_on_another_story_is_not_answered(client, edition):
    other = receive(make_live())
    receive(edition, text="Mine.")
    answer = correct(client, edition, other)
    assert "answered meanwhile" in answer.text
    assert "The day was Wednesday.</textarea>" in answer.text
    assert AIReport.objects.filter(state="open").count() == 2


@pytest.mark.parametrize("key", ["x", "0", "9" * 30])
def test_report_that_is_none_changes_nothing(client, edition, key):
    receive(edition)
    answer = client.get(f"{deed_url(edition.story, 'publish')}?report={key}")
    assert (answer.status_code, "It was Tuesday.</textarea>" in answer.text) == (200, False)


def test_reports_on_labels_are_answered_by_themselves(client, edition):
    report = receive(edition, about=AIReport.About.LABEL)
    assert "?report=" not in client.get(url("change", report)).text
    assert 'name="reports"' not in client.get(deed_url(edition.story, "publish")).text


def test_mistake_that_is_none_is_answered_in_other_words(client, edition):
    client.post(url("answer", receive(edition)), {"state": "rejected", "answer": "It was Wednesday."})
    assert "The story stands as it is." in mail.outbox[0].body


def test_list_says_what_reports_are_about_and_narrows_to_that(client, edition):
    receive(edition, text="One")
    receive(edition, text="Two", about=AIReport.About.LABEL)
    address = reverse("admin:articles_aireport_changelist")
    assert "A mistake in a story" in client.get(address).text
    assert "1 reader" in client.get(f"{address}?about__exact=label").text


def test_editor_is_not_led_to_a_restricted_story(client):
    report = receive(make_live(is_restricted=True))
    assert "?report=" not in client.get(url("change", report)).text


def test_first_publication_asks_about_no_reports(client):
    assert 'name="reports"' not in client.get(deed_url(make_story(), "publish")).text
