import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from articles.models import Edition, Story, TextReview
from articles.operations import deleting, publishing
from articles.operations.integrity import altered
from articles.operations.refusal import Refused
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.stories import make_live, make_review, make_story, publish, withdraw
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def superuser():
    return make_user(superuser=True)


def test_story_readers_saw_is_deleted_with_its_editions_and_checks(superuser):
    make_review(story := make_story(level=AILevel.GENERATED))
    withdraw(publish(story))
    deleting.delete(story, actor=superuser)
    assert [model.objects.count() for model in (Story, Edition, TextReview)] == [0, 0, 0]
    assert Event.objects.get(action="story.deleted").data == {"editions": 1}


def test_deletion_by_the_deed_is_no_alteration_and_one_by_hand_still_is(superuser):
    openly, other = make_live(), make_live()
    withdraw(openly)
    deleting.delete(openly.story, actor=superuser)
    assert list(altered()) == []
    with deleting.triggers.lifted():
        Edition.objects.filter(pk=other.pk).delete()
    assert any(f"story {other.story_id}" in sentence for sentence in altered())


def test_database_keeps_the_editions_of_others_afterwards(superuser):
    gone, kept = make_live(), make_live()
    withdraw(gone)
    deleting.delete(gone.story, actor=superuser)
    with pytest.raises(DatabaseError), transaction.atomic():
        Edition.objects.filter(pk=kept.pk).delete()


def test_live_story_is_withdrawn_first(superuser):
    with pytest.raises(Refused, match="withdraw it first"):
        deleting.delete(make_live().story, actor=superuser)


def test_planned_story_is_unscheduled_first(superuser):
    Story.objects.filter(pk=(story := make_story()).pk).update(status="scheduled", scheduled_for="2099-01-01T00:00Z")
    with pytest.raises(Refused, match="unschedule it first"):
        deleting.delete(story, actor=superuser)


def test_original_of_a_published_translation_stays(superuser):
    original = make_live()
    translation = make_story(
        language="fr", translation_of=original.story, translation_key=original.story.translation_key
    )
    publishing.confirm_original(translation, actor=make_user("editor"))
    publish(translation)
    withdraw(original)
    with pytest.raises(Refused, match="Published translations"):
        deleting.delete(original.story, actor=superuser)


def test_screen_names_what_goes_with_it(client, superuser):
    client.force_login(superuser)
    withdraw(edition := make_live())
    page = client.get(reverse("admin:articles_story_delete", args=[edition.story_id])).content.decode()
    assert "Editions, as readers saw them: 1" in page


def test_refusal_is_said_on_the_form(client, superuser):
    client.force_login(superuser)
    story = make_live().story
    answer = client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"}, follow=True)
    assert "Readers see it: withdraw it first." in answer.content.decode()
