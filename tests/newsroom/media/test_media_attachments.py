"""Files and recordings: taken by their content, served so that nothing in them acts, kept while a text uses them."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from factories.attachments import CSV, PDF, RECORDINGS, make_attachment, make_recording, ods, packed, uploaded, xlsx
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_live, make_story, withdraw
from newsroom.audit.models import Event
from newsroom.media.models import Attachment
from newsroom.media.operations import attachments, sweeping

pytestmark = pytest.mark.django_db
TAKEN = [("pdf", PDF, "a"), ("csv", CSV, "a.csv"), ("csv", CSV, "a.TSV"), ("txt", CSV, "a.html"), ("ods", ods(), "a")]
TAKEN += [("xlsx", xlsx(), "a.exe"), *((kind, content, "a.jpg") for kind, content in RECORDINGS.items())]
REFUSED = {
    "html": b"<!doctype html><script>alert(1)</script>",
    "html after space": b"\xef\xbb\xbf \n<HTML><body>",
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "svg after a declaration": b"<?xml version='1.0'?><svg/>",
    "comment": b"<!-- x --><script>",
    "binary": bytes(range(256)),
    "program": b"MZ\x90\x00" + bytes(60),
    "picture": b"\xff\xd8\xff\xe0" + bytes(60),
    "film": b"\x00\x00\x00\x18ftypavif" + bytes(12),
    "latin-1": "Café;1".encode("latin-1"),
    "utf-16": "a,b".encode("utf-16"),
    "zip": packed(a="b"),
    "macros": xlsx(xl__vbaProject="x", **{"xl__vbaProject.bin": "x"}),
    "broken zip": b"PK\x03\x04" + bytes(40),
    "blank": b"  \n ",
}


@pytest.mark.parametrize(("kind", "content", "name"), TAKEN)
def test_content_and_not_the_name_says_what_a_file_is(kind, content, name):
    assert attachments.check_upload(uploaded(content, name)) == kind


@pytest.mark.parametrize("content", REFUSED.values(), ids=REFUSED)
def test_anything_else_is_refused_with_what_is_taken(content):
    with pytest.raises(ValidationError, match="PDF, ODS"):
        make_attachment(content, name="a.csv")
    assert not Attachment.objects.exists()


def test_empty_and_large_files_are_refused_in_words(settings):
    settings.ATTACHMENT_MAX_BYTES = 10
    for content, words in ((b"", "empty"), (PDF, "10.*bytes is the most")):
        with pytest.raises(ValidationError, match=words):
            make_attachment(content)


def test_name_in_storage_is_ours(private_files, public_files):
    stored = make_attachment(name="../../etc/passwd.html")
    assert private_files() == {stored.file.name}
    assert stored.file.name.endswith(".pdf")
    assert "passwd" not in stored.file.name
    assert public_files() == set()


def test_refused_words_leave_no_file(private_files):
    with pytest.raises(ValidationError):
        make_attachment(title=" ")
    with pytest.raises(ValidationError, match="Only a recording"):
        make_attachment(is_ai_voice=True)
    assert private_files() == set()


def got(client, address, **headers):
    response = client.get(address, headers=headers)
    response.body = response.getvalue()
    return response


def test_file_is_handed_over_to_be_saved_and_cannot_act(client):
    response = got(client, make_attachment(title="Ọjà & more/\r\nless").url)
    assert (response.status_code, response.body) == (200, PDF)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment; filename")
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert (response.cookies, response.has_header("Vary")) == ({}, False)


def test_text_is_served_as_text_whatever_its_name_was(client):
    assert got(client, make_attachment(CSV, name="a.html").url)["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize(
    ("asked", "status", "body", "said"),
    [
        ("bytes=0-4", 206, b"%PDF-", "bytes 0-4/15"),
        ("bytes=9-", 206, b"%%EOF\n", "bytes 9-14/15"),
        ("bytes=-6", 206, b"%%EOF\n", "bytes 9-14/15"),
        ("bytes=10-99", 206, b"%EOF\n", "bytes 10-14/15"),
        ("bytes=15-", 416, None, "bytes */15"),
        ("bytes=5-2", 416, None, "bytes */15"),
        ("bytes=0-1,3-4", 200, PDF, None),
        ("bytes=-", 200, PDF, None),
        ("lines=1-2", 200, PDF, None),
    ],
)
def test_part_of_a_file_is_served(client, asked, status, body, said):
    response = got(client, make_attachment().url, range=asked)
    assert (response.status_code, response.get("Content-Range")) == (status, said)
    assert body is None or (response.body, int(response["Content-Length"])) == (body, len(body))


def test_part_of_another_file_than_before_is_the_whole(client):
    stored = make_attachment()
    assert got(client, stored.url, range="bytes=0-4", if_range='"other"').status_code == 200
    assert got(client, stored.url, range="bytes=0-4", if_range=got(client, stored.url)["ETag"]).status_code == 206


def test_unknown_file_is_not_found(client):
    assert got(client, f"/media/files/{'0' * 32}.pdf").status_code == 404
    assert got(client, make_attachment().url.replace(".pdf", ".txt")).status_code == 404


def test_file_in_a_draft_is_kept():
    stored, person = make_attachment(), make_user(superuser=True)
    story = make_story(body=f'<p>a</p><figure data-file="{stored.pk}"></figure>')
    with pytest.raises(ValidationError, match="stands in a text"):
        attachments.delete_attachment(stored, actor=person)
    story.body = "<p>a</p>"
    story.save()
    attachments.delete_attachment(stored, actor=person)


def test_file_that_readers_see_is_kept_although_the_working_copy_lost_it():
    stored, person = make_recording(), make_user(superuser=True)
    edition = make_live(body=f'<p>a</p><figure data-audio="{stored.pk}"></figure>')
    type(edition.story).objects.update(body="<p>a</p>")
    with pytest.raises(ValidationError, match="stands in a text"):
        attachments.delete_attachment(stored, actor=person)
    withdraw(edition)
    attachments.delete_attachment(stored, actor=person)


def test_file_in_a_page_is_kept():
    stored = make_attachment()
    make_publication()
    make_page("about", body={"en": f'<figure data-file="{stored.pk}"></figure>'})
    with pytest.raises(ValidationError, match="stands in a text"):
        attachments.delete_attachment(stored, actor=make_user(superuser=True))


def test_deleted_file_leaves_nothing(client, private_files, django_capture_on_commit_callbacks):
    stored = make_attachment()
    with django_capture_on_commit_callbacks(execute=True):
        attachments.delete_attachment(stored, actor=make_user(superuser=True))
    assert (private_files(), got(client, stored.url).status_code) == (set(), 404)


def test_sweeping_finds_no_file_that_is_used(settings, monkeypatch):
    monkeypatch.setattr(sweeping, "YOUNGEST", sweeping.YOUNGEST * -1)
    make_attachment()
    assert list(sweeping.orphans()) == []


def test_each_deed_leaves_one_event_and_no_words_in_the_clear():
    person = make_user(superuser=True)
    stored = make_recording(actor=person)
    attachments.change_attachment(stored, actor=person, title="Secret", is_ai_voice=True)
    attachments.change_attachment(stored, actor=person, title="Secret")
    attachments.delete_attachment(stored, actor=person)
    events = Event.objects.filter(action__startswith="attachment.").order_by("seq")
    assert [event.action for event in events] == [f"attachment.{deed}" for deed in ("added", "changed", "deleted")]
    assert '"is_ai_voice":true' in events[1].payload
    assert "Secret" not in "".join(event.payload for event in events)


def test_reporter_changes_their_own_files_alone():
    reporter, editor = make_user("reporter"), make_user("editor")
    own, other = make_attachment(actor=reporter), make_attachment(actor=editor)
    attachments.change_attachment(own, actor=reporter, title="Mine")
    with pytest.raises(PermissionDenied):
        attachments.change_attachment(other, actor=reporter, title="Mine")
    with pytest.raises(PermissionDenied):
        attachments.delete_attachment(own, actor=reporter)


@pytest.fixture
def desk(client):
    make_publication()
    client.force_login(make_user("editor"))
    return client


def test_editor_uploads_a_file(desk):
    data = {"upload": uploaded(), "title": "Figures", "description": "", "transcript": ""}
    assert desk.post("/admin/media/attachment/add/", data).status_code == 302
    assert Attachment.objects.get().title == "Figures"


@pytest.mark.parametrize(
    ("field", "data"),
    [
        ("upload", {"upload": uploaded(REFUSED["html"])}),
        ("is_ai_voice", {"is_ai_voice": "on", "upload": uploaded()}),
        ("title", {"title": "", "upload": uploaded()}),
    ],
)
def test_refusal_stands_at_its_field(desk, field, data):
    response = desk.post("/admin/media/attachment/add/", {"title": "Figures"} | data)
    assert list(response.context["adminform"].form.errors) == [field]


def test_form_says_where_a_file_is_used_and_does_not_delete_it(desk):
    stored = make_attachment()
    make_story(headline="Holds it", body=f'<figure data-file="{stored.pk}"></figure>')
    assert b"Holds it" in desk.get(f"/admin/media/attachment/{stored.pk}/change/").content
    desk.post(f"/admin/media/attachment/{stored.pk}/delete/", {"post": "yes"})
    assert Attachment.objects.exists()
    assert b"Holds it" not in desk.get(f"/admin/media/attachment/{stored.pk}/delete/").content


def test_picker_lists_recordings_alone_and_takes_a_new_one(desk):
    make_attachment(title="Figures")
    picker = "/admin/media/attachment/picker/?CKEditorFuncNum=3&audio=1"
    sound = {"upload": uploaded(RECORDINGS["ogg"]), "title": "Tide"}
    response = desk.post(picker, sound, follow=True)
    assert b"Tide" in response.content
    assert b"data-chosen" in response.content
    assert b"Figures" not in response.content


def test_editor_asks_for_the_title_of_a_file(desk, client):
    stored = make_attachment()
    assert desk.get(f"/admin/media/attachment/{stored.pk}/title/").content.decode() == stored.title
    client.logout()
    assert client.get(f"/admin/media/attachment/{stored.pk}/title/").status_code == 302
