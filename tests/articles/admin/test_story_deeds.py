import pytest
from django.urls import reverse

from articles.models import Edition, Story, TextDisclosure
from articles.vocabulary import Deed, Status
from factories.desk import change_url, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor"):
    person = make_user(role)
    client.force_login(person)
    return person


def test_publish_button_saves_and_then_asks(client):
    desk(client)
    story = make_story()
    response = client.post(change_url(story), form_data(story, headline="Boats leave", button="_publish"))
    assert response.headers["Location"] == deed_url(story, "publish")
    assert (Story.objects.get().headline, Edition.objects.exists()) == ("Boats leave", False)


def test_second_request_publishes(client):
    desk(client)
    story = make_story()
    client.post(deed_url(story, "publish"))
    assert Edition.objects.live().get().headline == story.headline


def test_question_lists_what_blocks_each_with_its_field(client):
    desk(client)
    story = make_story(body="")
    TextDisclosure.objects.all().delete()
    page = client.get(deed_url(story, "publish")).content.decode()
    assert f'<a href="{change_url(story)}#id_body">The story has no text' in page
    assert f'<a href="{change_url(story)}#id_ai_body_0">What AI did in this story is not answered' in page


def test_refused_publish_is_said_in_words_and_publishes_nothing(client):
    desk(client)
    story = make_story(body="")
    response = client.post(deed_url(story, "publish"))
    assert response.status_code == 422
    assert "The story has no text" in response.content.decode()
    assert not Edition.objects.exists()


def test_publish_again_asks_what_changed_and_keeps_the_note(client):
    desk(client)
    story = make_live().story
    response = client.post(deed_url(story, "publish"), {"note": "One boat, not two."})
    assert response.status_code == 422
    assert "One boat, not two." in response.content.decode()


def test_correction_from_the_form_reaches_the_edition(client):
    desk(client)
    story = make_live().story
    client.post(deed_url(story, "publish"), {"change": "correction", "note": "One boat, not two."})
    assert [item["text"] for item in Edition.objects.live().get().corrections] == ["One boat, not two."]


def test_publisher_withdraws_with_a_reason(client):
    desk(client, "publisher")
    story = make_live().story
    client.post(deed_url(story, "withdraw"), {"reason": "Two names were mixed up."})
    assert Edition.objects.get().withdrawal_reason == "Two names were mixed up."


def test_reporter_submits_and_an_editor_sends_back_with_a_note(client):
    reporter = desk(client, "reporter")
    story = make_story(created_by=reporter)
    client.post(deed_url(story, "submit"))
    assert Story.objects.get().status == Status.IN_REVIEW
    desk(client, "editor")
    client.post(deed_url(story, "send_back"), {"note": "Who said so?"})
    client.force_login(reporter)
    assert "Who said so?" in client.get(change_url(story)).content.decode()


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        ("reporter", {Deed.SUBMIT}),
        ("editor", {Deed.SUBMIT, Deed.APPROVE, Deed.PUBLISH}),
        ("publisher", {Deed.SUBMIT, Deed.APPROVE, Deed.PUBLISH}),
        ("administrator", set()),
    ],
)
def test_deed_by_address_is_the_roles_to_do(client, role, allowed):
    person = desk(client, role)
    for deed in [Deed.SUBMIT, Deed.APPROVE, Deed.PUBLISH]:
        story = make_story(created_by=person)
        status = client.post(deed_url(story, deed)).status_code
        assert (status == 302) == (deed in allowed), (role, deed, status)


@pytest.mark.parametrize("role", ["reporter", "administrator"])
@pytest.mark.parametrize("view", ["change", "history", "delete", "preview", "submit", "publish", "withdraw"])
def test_others_unpublished_story_is_nowhere(client, role, view):
    desk(client, role)
    story = make_story(headline="Secret harbour deal")
    response = client.get(reverse(f"admin:articles_story_{view}", args=[story.pk]), follow=True)
    assert "Secret harbour deal" not in response.content.decode()


@pytest.mark.parametrize("name", ["changelist", "related_options"])
def test_reporter_finds_no_other_persons_draft(client, name):
    desk(client, "reporter")
    make_story(headline="Secret harbour deal")
    response = client.get(reverse(f"admin:articles_story_{name}"), {"term": "secret", "q": "secret"})
    assert "Secret harbour deal" not in response.content.decode()


def test_reporter_relates_what_is_public_by_the_words_readers_see(client):
    desk(client, "reporter")
    story = make_live(headline="Boats leave").story
    Story.objects.filter(pk=story.pk).update(headline="Secret harbour deal", version=story.version + 1)
    found = client.get(reverse("admin:articles_story_related_options"), {"term": "boats"}).json()["results"]
    assert found == [{"id": str(story.pk), "text": "Boats leave"}]


def test_reporter_named_in_the_byline_sees_the_story(client):
    person = desk(client, "reporter")
    story = make_story(authors=[make_author("Ada Reed", account=person)])
    assert client.get(change_url(story)).status_code == 200


def test_reporter_cannot_change_a_story_in_review(client):
    person = desk(client, "reporter")
    story = make_story(created_by=person, status=Status.IN_REVIEW)
    assert client.post(change_url(story), form_data(story, headline="Changed")).status_code == 409
    assert Story.objects.get().headline == story.headline


def test_reporters_posted_row_for_anothers_story_is_ignored(client):
    person = desk(client, "reporter")
    mine, other = make_story(created_by=person), make_story()
    client.post(change_url(mine), form_data(mine, related=[(other.pk, 0)]))
    assert not mine.related_links.exists()


def test_preview_shows_unpublished_words_to_the_desk_alone(client):
    desk(client)
    story = make_live(headline="Boats leave").story
    Story.objects.filter(pk=story.pk).update(headline="Boats stay")
    response = client.get(reverse("admin:articles_story_preview", args=[story.pk]), {"ui": "yo"})
    assert "Boats stay" in response.content.decode()
    assert response.headers["Cache-Control"].startswith("private, no-store")
    client.logout()
    assert client.get(reverse("admin:articles_story_preview", args=[story.pk])).status_code == 302


def test_published_story_cannot_be_deleted(client):
    desk(client)
    story = make_live().story
    client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"})
    assert Story.objects.filter(pk=story.pk).exists()
