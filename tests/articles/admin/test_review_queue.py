from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Story
from articles.operations import publishing
from articles.vocabulary import AILevel, Part, Status
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_review, make_section, make_story, publish
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
QUEUE = "admin:articles_review_queue"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def make_waiting(**fields):
    return make_story(**{"level": AILevel.EDITED, "status": Status.IN_REVIEW} | fields)


def resave(story, **words):
    """Save a story after its check, as a form does."""
    later = Story.objects.get(pk=story.pk).updated_at + timedelta(days=400)
    Story.objects.filter(pk=story.pk).update(version=story.version + 1, updated_at=later, **words)


def listed(client, **asked):
    return [row.story.headline for row in client.get(reverse(QUEUE), asked).context["rows"]]


def test_stories_waiting_to_be_published_unchecked_are_listed_newest_first(client, editor):
    make_waiting(headline="First")
    make_waiting(headline="Second", status=Status.APPROVED)
    assert listed(client) == ["Second", "First"]
    assert f"<td>{AILevel.EDITED.label}</td>" in client.get(reverse(QUEUE)).content.decode()


@pytest.mark.parametrize("level", [AILevel.NONE, AILevel.DATA, AILevel.AID, AILevel.AUTOMATED])
def test_what_no_check_changes_is_not_listed(client, editor, level):
    make_waiting(level=level)
    assert listed(client) == []


def test_automatic_story_is_not_listed_for_a_part_that_ai_changed(client, editor):
    make_waiting(level=AILevel.AUTOMATED, levels={Part.HEADLINE: AILevel.EDITED})
    assert listed(client) == []


def test_part_by_ai_is_enough(client, editor):
    make_waiting(headline="By hand", level=AILevel.NONE, levels={Part.STANDFIRST: AILevel.GENERATED})
    assert listed(client) == ["By hand"]


def test_answer_for_a_part_that_has_no_words_is_not(client, editor):
    make_waiting(level=AILevel.NONE, levels={Part.SUMMARY: AILevel.GENERATED})
    assert listed(client) == []


def test_drafts_are_not_listed_before_they_are_handed_in(client, editor):
    make_waiting(status=Status.DRAFT)
    assert listed(client) == []


def test_live_story_that_says_unchecked_is_listed_until_it_is_checked_and_published(client, editor):
    story = make_live(level=AILevel.GENERATED, headline="Boats").story
    assert listed(client, why="live") == ["Boats"]
    make_review(story)
    assert "Readers are told once it is published again" in client.get(reverse(QUEUE)).content.decode()
    publish(story, change="minor")
    assert listed(client) == []


def test_checked_words_leave_the_queue_and_come_back_when_they_change(client, editor):
    story = make_waiting(headline="Boats")
    make_review(story)
    assert listed(client) == []
    resave(story, body="<p>Other words.</p>")
    assert listed(client) == ["Boats"]


def test_saving_without_a_change_of_words_brings_nothing_back(client, editor):
    story = make_waiting()
    make_review(story)
    resave(story)
    response = client.get(reverse(QUEUE))
    assert response.context["rows"] == []
    assert "their words are as they were" in response.content.decode()


def test_live_story_changed_after_its_check_is_listed_as_such(client, editor):
    story = make_story(level=AILevel.GENERATED, headline="Boats")
    make_review(story)
    publish(story)
    assert listed(client, why="changed") == []
    story.refresh_from_db()
    resave(story, body="<p>Other words.</p>")
    assert (listed(client, why="changed"), listed(client, why="live")) == (["Boats"], [])


@pytest.mark.parametrize("outcome", ["rejected", "revoked"])
def test_rejected_and_revoked_checks_do_not_take_a_story_off(client, editor, outcome):
    story = make_waiting(headline="Boats")
    make_review(story, outcome="rejected" if outcome == "rejected" else "approved")
    if outcome == "revoked":
        publishing.revoke_review(story, actor=editor, reason="The port denies it.")
    assert listed(client) == ["Boats"]


def test_check_by_somebody_who_left_is_said_not_to_count(client, editor):
    reviewer = make_user("editor", display_name="Bo Marsh")
    story = make_waiting()
    make_review(story, reviewer=reviewer)
    reviewer.is_active = False
    reviewer.save()
    resave(story)
    assert "Bo Marsh, who checked these words, has left." in client.get(reverse(QUEUE)).content.decode()


def test_filters_by_language_and_section(client, editor):
    section = make_section("harbour")
    make_waiting(headline="Boats", section=section)
    make_waiting(headline="Bateaux", language="fr", section=make_section("town"))
    assert listed(client, language="fr") == ["Bateaux"]
    assert listed(client, section=section.pk) == ["Boats"]
    assert listed(client, why="changed") == []


@pytest.mark.parametrize("asked", [{"why": "x"}, {"section": "x"}, {"language": "xx"}, {"page": "x"}, {"page": "99"}])
def test_filter_that_means_nothing_is_an_answer_and_no_error(client, editor, asked):
    make_waiting()
    assert client.get(reverse(QUEUE), asked).status_code == 200


def test_counts_lead_to_unanswered_stories_and_to_pictures_in_conflict(client, editor):
    make_waiting().disclosures.all().delete()
    make_picture(detected={"is_ai": "yes"})
    text = client.get(reverse(QUEUE)).content.decode()
    for address in ("articles/story/?ai=unanswered", "media/picture/?conflict=yes"):
        assert text.partition(address)[2].partition("</li>")[0].endswith("</a>: 1")
        assert client.get(f"/admin/{address}").context["cl"].result_count == 1


def test_page_asks_no_more_for_many_stories_than_for_one(client, editor, django_assert_num_queries):
    def story_with_everything():
        story = make_waiting(body=f"<p>Boats.</p>{figure(make_picture())}", created_by=editor)
        make_review(story)
        resave(story, standfirst="Other words.")

    story_with_everything()
    client.get(reverse(QUEUE))
    with django_assert_num_queries(18):
        assert len(client.get(reverse(QUEUE)).context["rows"]) == 1
    for _ in range(4):
        story_with_everything()
    with django_assert_num_queries(18):
        assert len(client.get(reverse(QUEUE)).context["rows"]) == 5


@pytest.mark.parametrize(("role", "status"), [("reporter", 403), ("administrator", 403), ("editor", 200)])
def test_queue_is_for_those_who_may_check(client, role, status):
    client.force_login(make_user(role))
    assert client.get(reverse(QUEUE)).status_code == status


def test_somebody_who_sees_only_their_own_stories_finds_no_others(client):
    person = make_user("reporter")
    person.user_permissions.add(Permission.objects.get(codename="record_review"))
    client.force_login(person)
    make_waiting(headline="Secret harbour deal")
    make_waiting(headline="Mine", created_by=person)
    assert listed(client) == ["Mine"]
    assert "Secret" not in client.get(reverse(QUEUE)).content.decode()


def test_front_page_of_the_desk_leads_to_queue_and_report(client, editor):
    make_waiting()
    page = client.get(reverse("admin:index")).content.decode()
    assert f'<a href="{reverse(QUEUE)}">Words to check</a>: 1' in page
    assert reverse("admin:articles_compliance") in page


@pytest.mark.parametrize("role", ["reporter", "administrator"])
def test_front_page_shows_others_nothing_of_it(client, role):
    client.force_login(make_user(role))
    page = client.get(reverse("admin:index")).content.decode()
    assert "Words to check" not in page
    assert reverse("admin:articles_compliance") not in page


def test_queue_says_when_no_check_can_count(client, editor):
    Publication.objects.update(responsible_name="")
    assert "does not say who is responsible" in client.get(reverse(QUEUE)).content.decode()
