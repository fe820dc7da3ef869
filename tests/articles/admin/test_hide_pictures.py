"""Hiding a story takes the pictures along that nothing else shows, and showing it puts back exactly those."""

import pytest

from articles.models import Edition, Notice, Story
from articles.operations import publishing
from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_publication
from factories.stories import figure, make_author, make_live
from newsroom.audit.models import Event
from newsroom.media.models import Picture
from newsroom.media.operations import files, pulling
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def addresses(picture):
    return [picture.image("card")["url"], picture.social("en")["url"]]


def statuses(client, urls):
    answers = [client.get(url) for url in urls]
    for answer in answers:
        answer.getvalue()  # Read to the end, which closes its file.
    return [answer.status_code for answer in answers]


def test_pictures_go_along_and_come_back_with_their_files(client, post):
    lead, second = make_picture(), make_picture()
    story = make_live(lead_picture=lead, body=f"<p>Words.</p>{figure(second)}").story
    urls = addresses(lead) + addresses(second)
    post(story, "hide")
    assert statuses(client, urls) == [410] * 4
    post(story, "show")
    assert statuses(client, urls) == [200] * 4


def test_story_shown_again_is_the_page_that_it_was(client, post):
    edition = make_live(lead_picture=make_picture())
    before = client.get(edition.get_absolute_url()).text
    post(edition.story, "hide")
    post(edition.story, "show")
    after = client.get(edition.get_absolute_url()).text
    kept = [page.split("<main")[1].split("How this story")[0] for page in (before, after)]
    assert kept[0] == kept[1]


def used_by_a_story(picture):
    make_live(lead_picture=picture)


def used_by_an_author(picture):
    make_author(picture=picture)


def used_as_logo(picture):
    Publication.objects.update(logo=picture)


@pytest.mark.parametrize("use", [used_by_a_story, used_by_an_author, used_as_logo])
def test_picture_that_readers_see_elsewhere_stays(post, use):
    picture = make_picture()
    use(picture)
    post(make_live(lead_picture=picture).story, "hide")
    assert not Picture.objects.pulled().exists()


@pytest.mark.parametrize(("with_translations", "pulled"), [("", 0), ("on", 1)])
def test_picture_goes_once_no_translation_shows_it(post, with_translations, pulled):
    picture = make_picture()
    story = make_live(lead_picture=picture).story
    make_live(lead_picture=picture, language="yo", translation_key=story.translation_key)
    post(story, "hide", with_translations=with_translations)
    assert Picture.objects.pulled().count() == pulled


def test_picture_pulled_by_hand_stays_pulled_when_the_story_is_shown(post):
    picture = make_picture()
    story = make_live(lead_picture=picture).story
    pulling.pull(picture, actor=make_user("editor"), reason="It shows the wrong person.")
    post(story, "hide")
    post(story, "show")
    assert Picture.objects.get().pull_reason == "It shows the wrong person."


def test_picture_pulled_anew_while_hidden_stays_pulled(post):
    editor, story = make_user("editor"), make_live(lead_picture=make_picture()).story
    post(story, "hide")
    pulling.restore(Picture.objects.get(), actor=editor)
    pulling.pull(Picture.objects.get(), actor=editor, reason="It shows the wrong person.")
    post(story, "show")
    assert Picture.objects.get().is_pulled


def test_hidden_story_published_anew_has_its_pictures_back(client, post):
    picture = make_picture()
    story = make_live(lead_picture=picture).story
    post(story, "hide")
    assert post(story, "publish", change="update").status_code == 302
    assert statuses(client, addresses(picture)) == [200, 200]


def test_withdrawn_for_good_its_pictures_stay_away(post):
    story = make_live(lead_picture=make_picture()).story
    post(story, "hide")
    post(story, "withdraw", role="publisher", reason="The names were mixed up.")
    assert Picture.objects.get().is_pulled
    assert post(story, "publish", change="update").status_code == 422


def test_refused_publication_leaves_the_files_away(client, post, monkeypatch):
    picture = make_picture()
    story = make_live(lead_picture=picture).story
    post(story, "hide")

    def fail(*args, **kwargs):
        raise publishing.Refused([])

    monkeypatch.setattr("articles.operations.publishing.going_live.searching.index", fail)
    post(story, "publish", change="update")
    assert statuses(client, addresses(picture)) == [410, 410]


def test_storage_that_fails_does_not_hold_hiding_up(post, monkeypatch, client):
    story = make_live(lead_picture=make_picture(alt="Boats at the pier")).story

    def fail(*args):
        raise OSError("no storage")

    monkeypatch.setattr(files, "read", fail)
    answer = post(story, "hide")
    assert not Edition.objects.live().exists()
    assert "could not be moved and are still at their addresses: “Boats at the pier”" in client.get(answer.url).text


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 404), ("editor", 302), ("publisher", 302), ("administrator", 404)]
)
def test_hiding_is_any_editors(post, role, status):
    story = make_live(lead_picture=make_picture()).story
    assert post(story, "hide", role=role).status_code == status
    assert Picture.objects.pulled().exists() == (status == 302)


def test_hiding_is_neutral_tells_publishers_and_is_on_record(client, post):
    publisher, edition = make_user("publisher"), make_live(lead_picture=make_picture())
    post(edition.story, "hide")
    page = client.get(edition.get_absolute_url())
    assert (page.status_code, edition.headline in page.text) == (410, False)
    assert "withdrawn" not in page.text.lower()
    assert Notice.objects.get(person=publisher).kind == "hidden"
    newest = list(Event.objects.order_by("-seq").values_list("action", flat=True)[:2])
    assert newest == ["picture.pulled", "story.hidden"]


@pytest.mark.parametrize("path", ["/", "/feeds/rss.xml", "/feeds/feed.json", "/sitemap-2026.xml", "/search/?q=zebra"])
def test_hidden_story_and_its_picture_are_on_no_list(client, post, path):
    edition = make_live(headline="Zebra at the quay", lead_picture=make_picture())
    post(edition.story, "hide")
    assert not [word for word in ("Zebra at", *addresses(edition.lead_picture)) if word in client.get(path).text]


def test_show_is_one_step_for_a_picture_shared_by_hidden_translations(client, post):
    picture = make_picture()
    story = make_live(lead_picture=picture).story
    other = make_live(lead_picture=picture, language="yo", translation_key=story.translation_key).story
    post(story, "hide", with_translations="on")
    post(story, "show")
    post(other, "show")
    assert statuses(client, addresses(picture)) == [200, 200]
    assert Story.objects.filter(is_live=True).count() == 2


def test_written_files_go_when_the_block_around_fails(public_name="aa/around.jpg"):
    shelf = files.public_shelf()
    with pytest.raises(ValueError), files.written_or_nothing():
        with files.written_or_nothing() as write:
            write(shelf, public_name, b"bytes")
        assert shelf.storage.exists(public_name)
        raise ValueError
    assert not shelf.storage.exists(public_name)
