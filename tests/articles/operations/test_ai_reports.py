import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError

from articles.operations import reports
from factories.people import make_user
from newsroom.audit.models import Event
from newsroom.publication.models import Publication


@pytest.fixture
def report():
    Publication.objects.update(name={"en": "The Tidewater\nPost"})
    return reports.receive(address="/2026/11/23/x/", text="No label.", contact="reader@home.example")


def test_answer_is_kept_recorded_and_mailed(report):
    editor = make_user("editor")
    kept = reports.answer(report, state="upheld", answer="It has its label now.", actor=editor)
    assert reports.mail_answer(kept)
    assert (kept.state, kept.answer, kept.answered_by) == ("upheld", "It has its label now.", editor)
    event = Event.objects.get(action="complaint.answered")
    assert (event.data, event.private["reason"]) == ({"state": "upheld"}, "It has its label now.")
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["reader@home.example"], "Your report to The Tidewater Post about an AI label")
    assert "You were right.\n\nIt has its label now." in sent.body


def test_failing_mail_loses_no_answer(report, settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    settings.MAILERS["default"]["OPTIONS"] = {"host": "127.0.0.1", "port": 1}
    kept = reports.answer(report, state="rejected", answer="A person wrote it.", actor=make_user("editor"))
    assert reports.mail_answer(kept) is False
    report.refresh_from_db()
    assert report.state == "rejected"


def test_reader_without_an_address_is_mailed_nothing(report):
    report.contact = ""
    assert reports.mail_answer(report) is None
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("said", "field"), [({"state": "open"}, "state"), ({"state": "x"}, "state"), ({"answer": " \n"}, "answer")]
)
def test_answer_needs_a_verdict_and_words(report, said, field):
    with pytest.raises(ValidationError) as refused:
        reports.answer(report, **{"state": "upheld", "answer": "Yes."} | said, actor=make_user("editor"))
    assert list(refused.value.message_dict) == [field]


def test_report_is_answered_once(report):
    reports.answer(report, state="upheld", answer="Yes.", actor=make_user("editor"))
    with pytest.raises(ValidationError, match="answered this report already"):
        reports.answer(report, state="rejected", answer="No.", actor=make_user("editor"))


def test_reporter_answers_nobody(report):
    with pytest.raises(PermissionDenied):
        reports.answer(report, state="upheld", answer="Yes.", actor=make_user("reporter"))
