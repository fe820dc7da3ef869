"""Hiding a story takes the files and recordings along that nothing else offers; showing it puts back exactly those."""

import pytest

from factories.attachments import make_attachment, make_recording
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_live, make_story
from newsroom.media.models import Attachment
from newsroom.media.operations import pulling

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def offered(*items):
    """Return a body in which these files stand."""
    kinds = {item: "audio" if item.is_audio else "file" for item in items}
    return "<p>Words.</p>" + "".join(f'<figure data-{kind}="{item.pk}"></figure>' for item, kind in kinds.items())


def statuses(client, *items):
    answers = [client.get(item.url) for item in items]
    for answer in answers:
        answer.getvalue()  # Read to the end, which closes its file.
    return [answer.status_code for answer in answers]


def test_files_go_along_and_come_back(client, post):
    report, tide = make_attachment(), make_recording()
    edition = make_live(body=offered(report, tide))
    answer = post(edition.story, "hide")
    assert statuses(client, report, tide) == [410, 410]
    assert "Files that went along: 2." in client.get(answer.url).text
    post(edition.story, "show")
    assert statuses(client, report, tide) == [200, 200]
    assert report.url in client.get(edition.get_absolute_url()).text


def used_by_a_story(item):
    make_live(body=offered(item))


def used_by_a_page(item):
    make_page("about", body={"en": offered(item)})


@pytest.mark.parametrize("use", [used_by_a_story, used_by_a_page])
def test_file_that_readers_find_elsewhere_stays(client, post, use):
    report = make_attachment()
    use(report)
    post(make_live(body=offered(report)).story, "hide")
    assert statuses(client, report) == [200]


def test_file_in_a_draft_goes_all_the_same(client, post):
    report = make_attachment()
    make_story(body=offered(report))
    post(make_live(body=offered(report)).story, "hide")
    assert statuses(client, report) == [410]


@pytest.mark.parametrize(("with_translations", "status"), [("", 200), ("on", 410)])
def test_file_goes_once_no_translation_offers_it(client, post, with_translations, status):
    report = make_attachment()
    story = make_live(body=offered(report)).story
    make_live(body=offered(report), language="yo", translation_key=story.translation_key)
    post(story, "hide", with_translations=with_translations)
    assert statuses(client, report) == [status]


def test_file_pulled_by_hand_stays_pulled_when_the_story_is_shown(post):
    report = make_attachment()
    story = make_live(body=offered(report)).story
    pulling.pull(report, actor=make_user("editor"), reason="It names a source.")
    post(story, "hide")
    post(story, "show")
    assert Attachment.objects.get().pull_reason == "It names a source."


def test_hidden_story_published_anew_has_its_files_back(client, post):
    report = make_attachment()
    story = make_live(body=offered(report)).story
    post(story, "hide")
    assert post(story, "publish", change="update").status_code == 302
    assert statuses(client, report) == [200]


def test_withdrawn_for_good_its_files_stay_away_until_they_are_put_back(client, post):
    report = make_attachment(title="The budget")
    story = make_live(body=offered(report)).story
    post(story, "hide")
    post(story, "withdraw", role="publisher", reason="The names were mixed up.")
    assert statuses(client, report) == [410]
    refused = post(story, "publish", change="update")
    assert refused.status_code == 422 and "The file “The budget” was pulled" in refused.text
    pulling.restore(Attachment.objects.get(), actor=make_user("editor"))
    assert post(story, "publish", change="update").status_code == 302


def test_dialogs_list_the_files_that_nothing_else_offers(client, post):
    report = make_attachment(title="The budget")
    story = make_live(body=offered(report)).story
    client.force_login(make_user("publisher"))
    asked = client.get(deed_url(story, "hide")).text
    assert "Files that no other story and no other page offers" in asked and "The budget" in asked
    assert f"/admin/media/attachment/{report.pk}/pull/" in client.get(deed_url(story, "withdraw")).text
    make_live(body=offered(report))
    assert "Files that no other story" not in client.get(deed_url(story, "hide")).text
