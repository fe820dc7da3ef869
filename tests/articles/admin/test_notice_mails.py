"""Who is mailed of what is done at the desk, by a mail server that works and by one that does not."""

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.test import Client

from articles.models import Notice, Story
from articles.operations import publishing, scheduling
from articles.vocabulary import Status
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import NOON, make_live, make_story, publish

pytestmark = pytest.mark.django_db
SECRET = "The mayor resigns"
DEAD_SERVER = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {"host": "127.0.0.1", "port": 1},
    }
}


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def person(name, role, **fields):
    return make_user(role, username=name, email=f"{name}@tidewater.example", **fields)


@pytest.fixture
def desk():
    """A writer, an editor and a publisher, each with an address."""
    return [person(name, role) for name, role in (("wale", "reporter"), ("ada", "editor"), ("bola", "publisher"))]


@pytest.fixture
def post(django_capture_on_commit_callbacks):
    """Post as a person, and let what waits for the commit be done."""

    def post(who, address, data=None):
        client = Client()
        client.force_login(who)
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(address, data or {})

    return post


def mailed():
    """Return {first part of the address: subject} of what was mailed."""
    return {message.to[0].partition("@")[0]: message.subject for message in mail.outbox}


def test_writer_is_mailed_that_it_was_sent_back_with_the_note_and_the_way_there(desk, post):
    writer, editor, _publisher = desk
    story = make_story(headline="Ferry", created_by=writer, status=Status.IN_REVIEW)
    post(editor, deed_url(story, "send_back"), {"note": "Who says so?"})
    assert mailed() == {"wale": "My story was sent back: Ferry"}
    body = mail.outbox[0].body
    assert ("Who says so?" in body, f"https://tidewater.example/admin/articles/story/{story.pk}/change/" in body) == (
        True,
        True,
    )


def test_writer_is_mailed_that_it_was_approved(desk, post):
    writer, editor, _publisher = desk
    story = make_story(headline="Ferry", created_by=writer, status=Status.IN_REVIEW)
    post(editor, deed_url(story, "approve"))
    assert mailed() == {"wale": "My story was approved: Ferry"}


def test_whoever_did_it_is_not_told(desk, post):
    _writer, editor, _publisher = desk
    story = make_story(created_by=editor, status=Status.IN_REVIEW)
    post(editor, deed_url(story, "approve"))
    assert (mail.outbox, Notice.objects.count()) == ([], 0)


def test_writer_planner_and_publishers_are_mailed_that_it_did_not_go_out(desk, django_capture_on_commit_callbacks):
    writer, editor, publisher = desk
    story = make_story(headline="Ferry", section=None, created_by=writer, status=Status.SCHEDULED, scheduled_for=NOON)
    Story.objects.update(scheduled_by=editor)
    with django_capture_on_commit_callbacks(execute=True):
        assert scheduling.do_due().refused == 1
    assert mailed() == dict.fromkeys(["wale", "ada", "bola"], "A planned story did not go out: Ferry")
    assert "section" in mail.outbox[0].body
    assert Story.objects.get(pk=story.pk).status == Status.APPROVED
    assert publisher.notices.count() == 1


def test_translator_is_mailed_that_the_original_changed(desk, post):
    writer, editor, _publisher = desk
    original = make_live(headline="Ferry")
    make_story(headline="Ọkọ̀", language="yo", translation_of=original.story, assignee=writer)
    post(editor, deed_url(original.story, "publish"), {"change": "correction", "note": "It was Friday."})
    assert mailed() == {"wale": "The original of my translation was changed or corrected: Ọkọ̀"}
    assert "“Ferry”, was corrected. It was Friday." in mail.outbox[0].body


def test_typo_in_the_original_troubles_no_translator(desk, post):
    writer, editor, _publisher = desk
    original = make_live()
    make_story(language="yo", translation_of=original.story, assignee=writer)
    post(editor, deed_url(original.story, "publish"), {"change": "minor"})
    assert mail.outbox == []


def test_publishers_are_mailed_that_a_story_was_hidden(desk, post):
    _writer, editor, _publisher = desk
    edition = make_live(headline="Ferry")
    for one in Notice.objects.all():
        one.delete()
    post(editor, deed_url(edition.story, "hide"))
    assert mailed() == {"bola": "A live story was hidden: Ferry"}


def report(client, edition):
    said = {"address": f"https://tidewater.example{edition.get_absolute_url()}", "text": "This is by AI."}
    return client.post("/ai/report/", said, headers={"Sec-Fetch-Site": "same-origin"})


def test_editors_are_mailed_what_a_reader_reports(desk, client, django_capture_on_commit_callbacks):
    edition = make_live(headline="Ferry", created_by=desk[0])
    with django_capture_on_commit_callbacks(execute=True):
        assert report(client, edition).status_code == 303
    assert set(mailed()) == {"ada", "bola"}
    assert "A reader misses an AI label: This is by AI." in mail.outbox[0].body


def test_editor_who_has_the_story_in_hand_is_mailed_alone(desk, client, django_capture_on_commit_callbacks):
    edition = make_live(assignee=desk[1])
    with django_capture_on_commit_callbacks(execute=True):
        report(client, edition)
    assert set(mailed()) == {"ada"}


def test_nobody_is_told_of_a_story_that_they_may_not_see(desk, post, client, django_capture_on_commit_callbacks):
    writer, editor, publisher = desk
    story = make_story(headline=SECRET, created_by=writer, is_restricted=True)
    post(writer, deed_url(story, "submit"))
    assert (set(mailed()), editor.notices.count()) == ({"bola"}, 0)
    edition = publish(story)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        report(client, edition)
    assert set(mailed()) == {"bola"}
    assert publisher.notices.filter(kind="reported").count() == 1


def test_kind_that_was_switched_off_is_a_notice_and_no_mail(desk, post):
    writer, editor, _publisher = desk
    writer.muted = ["approved"]
    writer.save()
    post(editor, deed_url(make_story(created_by=writer, status=Status.IN_REVIEW), "approve"))
    assert (mail.outbox, writer.notices.count()) == ([], 1)


@pytest.mark.parametrize("gone", [{"is_active": False}, {"is_staff": False}, {"email": ""}])
def test_person_who_left_or_has_no_address_is_not_mailed(desk, post, gone):
    writer, editor, _publisher = desk
    for name, value in gone.items():
        setattr(writer, name, value)
    writer.save()
    post(editor, deed_url(make_story(created_by=writer, status=Status.IN_REVIEW), "approve"))
    assert (mail.outbox, writer.notices.count()) == ([], 1 if "email" in gone else 0)


def test_headline_of_two_lines_makes_a_subject_of_one(desk, post):
    writer, editor, _publisher = desk
    story = make_story(created_by=writer, status=Status.IN_REVIEW)
    Story.objects.filter(pk=story.pk).update(headline="Ferry\nBcc: all@tidewater.example")
    post(editor, deed_url(story, "approve"))
    assert mail.outbox[0].subject == "My story was approved: Ferry Bcc: all@tidewater.example"


def test_mail_server_that_does_not_answer_loses_neither_deed_nor_notices(desk, post, settings, caplog):
    settings.MAILERS = DEAD_SERVER
    writer, editor, _publisher = desk
    story = make_story(created_by=writer, status=Status.IN_REVIEW)
    assert post(editor, deed_url(story, "approve")).status_code == 302
    assert (Story.objects.get().status, writer.notices.count()) == (Status.APPROVED, 1)
    assert "The mail server does not answer, and 1 notices were not mailed" in caplog.text


def test_address_that_the_server_refuses_holds_nobody_else_back(desk, post, settings, caplog):
    settings.MAILERS = {"default": {"BACKEND": "test_notice_mails.RefusesAda"}}
    story = make_story(created_by=desk[0])
    post(desk[0], deed_url(story, "submit"))
    assert set(mailed()) == {"bola"}
    assert "could not be mailed: no such box" in caplog.text


class RefusesAda(EmailBackend):
    """A mail server that has no box for Ada."""

    def send_messages(self, messages):
        if any("ada@" in message.to[0] for message in messages):
            raise OSError("no such box")
        return super().send_messages(messages)


def test_deed_that_is_undone_tells_nobody(desk, post):
    writer, editor, _publisher = desk
    story = make_story(created_by=writer)
    with pytest.raises(publishing.Refused):
        publishing.send_back(story, actor=editor, note="No.")
    assert (mail.outbox, Notice.objects.count()) == ([], 0)
