"""A pulled file is on no page, and its address says that it is gone; put back, it is where it was."""

import pytest
from django.urls import reverse

from factories.attachments import PDF, make_attachment, make_recording
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_live
from newsroom.audit.models import Event
from newsroom.media.models import Attachment
from newsroom.media.operations import pulling

pytestmark = pytest.mark.django_db
REASON = "It names a source."


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def screen(attachment, deed):
    return reverse(f"admin:media_attachment_{deed}", args=[attachment.pk])


def got(client, address):
    response = client.get(address)
    return response.status_code, response.getvalue()


def test_editor_pulls_a_file_and_puts_it_back(client, editor):
    stored = make_attachment()
    client.post(screen(stored, "pull"), {"reason": REASON})
    assert got(client, stored.url) == (410, b"This file was taken away.")
    client.post(screen(stored, "restore"))
    assert got(client, stored.url) == (200, PDF)


def test_pulled_file_is_printed_on_no_page(client, editor):
    stored, heard = make_attachment(), make_recording()
    figures = f'<figure data-file="{stored.pk}"></figure><figure data-audio="{heard.pk}"></figure>'
    story, page = make_live(body=f"<p>Words.</p>{figures}"), make_page("about", body={"en": figures})
    places = [story.get_absolute_url(), page.get_absolute_url(), "/feeds/rss.xml"]
    assert all(stored.url in client.get(place).text and heard.url in client.get(place).text for place in places)
    for item in (stored, heard):
        pulling.pull(item, actor=editor, reason=REASON)
    assert not [place for place in places if "/media/files/" in client.get(place).text]


def test_screen_asks_first_and_counts_the_pages(client, editor):
    stored = make_attachment()
    make_live(body=f'<p>Words.</p><figure data-file="{stored.pk}"></figure>')
    page = client.get(screen(stored, "pull")).text
    assert "It is on 1 page that readers see now." in page and "Files and recordings" in page
    assert not Attachment.objects.get().is_pulled


def test_form_says_who_pulled_it_and_offers_what_can_be_done(client, editor):
    stored = make_attachment()
    form = screen(stored, "change")
    assert [label for label, _url in client.get(form).context["deeds"]] == ["Pull the file…"]
    client.post(screen(stored, "pull"), {"reason": REASON})
    assert [label for label, _url in client.get(form).context["deeds"]] == ["Put it back…"]
    assert f"Pulled by {editor}" in client.get(form).text and REASON in client.get(form).text


def test_pulled_file_is_not_offered_for_a_text(client, editor):
    pulling.pull(make_attachment(title="The budget"), actor=editor, reason=REASON)
    assert "The budget" not in client.get("/admin/media/attachment/picker/").text


def test_pulling_needs_a_reason_and_the_permission(client, editor):
    stored = make_attachment()
    assert client.post(screen(stored, "pull"), {"reason": " "}).context["form"].errors
    client.force_login(make_user("reporter"))
    assert client.post(screen(stored, "pull"), {"reason": REASON}).status_code == 403
    assert not Attachment.objects.get().is_pulled


def test_both_deeds_are_on_record(client, editor):
    stored = make_attachment()
    client.post(screen(stored, "pull"), {"reason": REASON})
    client.post(screen(stored, "restore"))
    newest = list(Event.objects.order_by("-seq").values_list("action", flat=True)[:2])
    assert newest == ["attachment.restored", "attachment.pulled"]


def test_list_is_narrowed_to_pulled_files(client, editor):
    pulling.pull(make_attachment(title="The budget"), actor=editor, reason=REASON)
    make_attachment(title="The tables")
    page = client.get("/admin/media/attachment/?pulled=yes").text
    assert "The budget" in page and "The tables" not in page
