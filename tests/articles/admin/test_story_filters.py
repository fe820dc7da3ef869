from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Story
from articles.operations import drafting, planning, publishing
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_review, make_section, make_story, publish, withdraw

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def editor(client):
    make_publication(time_zone="Africa/Lagos")
    person = make_user("editor")
    client.force_login(person)
    return person


def found(client, query):
    return {story.headline for story in client.get(f"{LIST}?{query}").context["cl"].result_list}


def change(story, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)


def test_state_tells_planned_stories_and_those_whose_hour_is_past(client, editor):
    for headline in ("Later", "Now"):
        publishing.schedule(make_story(headline=headline), actor=editor, at=timezone.now() + HOUR)
    change(Story.objects.get(headline="Now"), scheduled_for=timezone.now() - HOUR)
    change(make_live(headline="Leaves").story, withdraw_for=timezone.now() - HOUR, withdraw_reason="Over.")
    assert found(client, "state=scheduled") == {"Later", "Now"}
    assert found(client, "state=overdue") == {"Now", "Leaves"}
    assert found(client, "state=leaving") == {"Leaves"}


def test_state_tells_hidden_from_withdrawn(client, editor):
    publishing.hide(make_live(headline="Hidden").story, actor=editor)
    withdraw(make_live(headline="Withdrawn"))
    assert found(client, "state=hidden") == {"Hidden"}
    assert found(client, "state=withdrawn") == {"Withdrawn"}


def test_sent_back_ends_when_the_story_is_handed_in_or_published(client, editor):
    for headline in ("Waits", "Handed in", "Out"):
        publishing.submit(story := make_story(headline=headline), actor=editor)
        publishing.send_back(story, actor=editor, note="Who says so?")
    publishing.submit(Story.objects.get(headline="Handed in"), actor=editor)
    publish(Story.objects.get(headline="Out"))
    make_story(headline="A note of my own", desk_note="Ring the harbour master.")
    assert found(client, "state=sent_back") == {"Waits"}


def test_update_of_a_live_story_is_sent_back_too(client, editor):
    drafting.mark_changed(story := make_live(headline="Update").story)
    publishing.submit(story, actor=editor)
    publishing.send_back(story, actor=editor, note="Which pier?")
    assert found(client, "state=sent_back") == {"Update"}


def test_whose_tells_begun_in_hand_and_named(client, editor):
    make_story(headline="Begun", created_by=editor)
    planning.assign(make_story(headline="In hand"), actor=editor, assignee=editor, collaborators=[])
    planning.assign(make_story(headline="With"), actor=editor, assignee=None, collaborators=[editor])
    make_story(headline="Another's")
    assert found(client, "whose=mine") == {"Begun"}
    assert found(client, "whose=assigned") == {"In hand"}
    assert found(client, "whose=named") == {"Begun", "In hand", "With"}


def test_due_tells_late_from_coming(client):
    change(make_story(headline="Late"), due_at=timezone.now() - HOUR)
    change(make_story(headline="In a week"), due_at=timezone.now() + timedelta(days=5))
    make_story(headline="At no time")
    assert found(client, "due=late") == {"Late"}
    assert found(client, "due=week") == {"Late", "In a week"}


def test_check_tells_what_nobody_checked(client):
    make_story(headline="Open", level=AILevel.GENERATED, status="in_review")
    make_review(make_story(headline="Checked", level=AILevel.GENERATED, status="in_review"))
    make_story(headline="By people", status="in_review")
    assert found(client, "check=waiting") == {"Open"}
    assert found(client, "check=needed") == {"Open"}
    assert found(client, "check=checked") == {"Checked"}


def test_saved_narrows_to_a_year_a_month_a_day_of_the_publication(client):
    change(make_story(headline="New year in Lagos"), updated_at=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))
    change(make_story(headline="February"), updated_at=datetime(2026, 2, 3, 12, tzinfo=UTC))
    assert found(client, "saved=2026") == {"New year in Lagos", "February"}
    assert found(client, "saved=2026-01") == {"New year in Lagos"}
    assert found(client, "saved=2026-02-03") == {"February"}


@pytest.mark.parametrize("query", ["saved=2026-13", "saved=0", "saved=1-2-3-4", "saved=x", "state=no", "whose=all"])
def test_value_that_nobody_offers_finds_nothing(client, query):
    make_story()
    assert found(client, query) == set()


def test_saved_offers_the_months_of_the_chosen_year(client):
    change(make_story(), updated_at=datetime(2024, 11, 3, 12, tzinfo=UTC))
    page = client.get(f"{LIST}?saved=2024").content.decode()
    assert ("?saved=2024-11" in page, "?saved=2024-10" in page, "?saved=2024-12" in page) == (True, False, True)


def test_restricted_stories_are_told_from_others_by_whoever_sees_them(client):
    client.force_login(make_user("publisher"))
    make_story(headline="Open")
    make_story(headline="Kept", is_restricted=True)
    assert found(client, "restricted=yes") == {"Kept"}
    assert found(client, "restricted=no") == {"Open"}


def test_filters_work_together_with_a_search(client, editor):
    make_story(headline="Ferry one", created_by=editor)
    make_story(headline="Ferry two")
    assert found(client, "q=ferry&whose=mine&state=draft&language__exact=en") == {"Ferry one"}


def test_stories_without_a_section_are_found_by_a_choice_that_says_so(client):
    make_story(headline="Placed", section=make_section())
    make_story(headline="Loose", section=None)
    assert ">None yet</a>" in client.get(LIST).text
    assert found(client, "section__isnull=True") == {"Loose"}
