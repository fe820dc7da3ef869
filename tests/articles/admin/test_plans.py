"""The desk's screens for what happens to a story at a time: scheduling, moving, embargo, and words typed meanwhile."""

from datetime import UTC, datetime
from functools import partial

import pytest
from django.urls import reverse

from articles.models import Edition, Story
from articles.operations import drafting, planning, publishing, revisions
from articles.vocabulary import Status
from factories.desk import change_url, deed_url, form_data
from factories.desk import desk as enter
from factories.people import make_user
from factories.plans import AT, HOUR, local, page_of, plan
from factories.publication import make_publication
from factories.stories import make_live, make_story
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def desk(client):
    return partial(enter, client)


def embargo_url(story):
    return reverse("admin:articles_story_embargo", args=[story.pk])


def test_typed_time_is_the_publications(client, desk):
    desk()
    story = make_story()
    client.post(deed_url(story, "schedule"), {"at": "2031-11-24T14:00"})
    assert Story.objects.get().scheduled_for == datetime(2031, 11, 24, 13, tzinfo=UTC)
    assert "It goes out on 24 November 2031, 14:00 WAT." in page_of(client.get(change_url(story)))


def test_screen_names_the_zone_and_proposes_a_time_to_come(client, desk):
    desk()
    page = page_of(client.get(deed_url(make_story(), "schedule")))
    assert "Africa/Lagos" in page and "WAT now" in page
    assert 'type="datetime-local"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2020-01-01T10:00", "This time is past"),
        ("", "This is no day and time"),
        ("soon", "This is no day and time"),
        ("2031-02-30T10:00", "This is no day and time"),
        ("99999-01-01T10:00", "This is no day and time"),
        ("9999-12-31T23:59", "more than ten years ahead"),
        ("2031-11-24T14:00\x00", "This is no day and time"),
    ],
)
def test_time_that_cannot_be_is_explained_and_kept(client, desk, typed, said):
    desk()
    story = make_story()
    response = client.post(deed_url(story, "schedule"), {"at": typed})
    assert response.status_code == 422
    assert said in page_of(response) or "Null characters" in page_of(response)
    assert Story.objects.get().status == Status.DRAFT
    if typed and "\x00" not in typed:
        assert f'value="{typed}"' in page_of(response)


def test_time_that_comes_twice_is_chosen_from_two(client, desk):
    Publication.objects.update(time_zone="Europe/Lisbon")
    desk()
    story = make_story()
    response = client.post(deed_url(story, "schedule"), {"at": "2031-10-26T01:30"})
    page = page_of(response)
    assert response.status_code == 422
    assert "26 October 2031, 01:30 WEST" in page and "26 October 2031, 01:30 WET" in page
    chosen = datetime(2031, 10, 26, 1, 30, tzinfo=UTC)
    client.post(deed_url(story, "schedule"), {"at": "2031-10-26T01:30", "which": chosen.isoformat()})
    assert Story.objects.get().scheduled_for == chosen


def test_time_that_never_comes_offers_the_nearest(client, desk):
    Publication.objects.update(time_zone="Europe/Lisbon")
    desk()
    story = make_story()
    page = page_of(client.post(deed_url(story, "schedule"), {"at": "2031-03-30T01:30"}))
    assert "There is no 01:30 on that day" in page and "30 March 2031, 02:00 WEST" in page
    forged = {"at": "2031-03-30T01:30", "which": "2031-03-30T12:00:00+00:00"}
    assert client.post(deed_url(story, "schedule"), forged).status_code == 422
    taken = {"at": "2031-03-30T01:30", "which": "2031-03-30T01:00:00+00:00"}
    client.post(deed_url(story, "schedule"), taken)
    assert Story.objects.get().scheduled_for == datetime(2031, 3, 30, 1, tzinfo=UTC)


def test_scheduled_story_says_why_it_is_locked_by_whom_and_for_when(client, desk):
    planner = desk("editor", display_name="Ada Reed")
    story = plan(make_story(), actor=planner, at=datetime(2031, 11, 24, 13, tzinfo=UTC))
    page = page_of(client.get(change_url(story)))
    assert "Goes out on 24 November 2031, 14:00 WAT, planned by Ada Reed." in page
    assert 'name="headline"' not in page
    for screen in ("unschedule", "schedule"):
        assert f'href="{deed_url(story, screen)}"' in page
    desk("editor")
    page = page_of(client.get(change_url(story)))
    assert deed_url(story, "unschedule") not in page


def test_list_says_what_is_planned_and_what_went_wrong(client, desk):
    desk()
    at = datetime(2031, 11, 24, 13, tzinfo=UTC)
    plan(make_story(), at=at)
    plan(make_live().story, at=at, change="minor")
    Story.objects.filter(pk=make_story().pk).update(schedule_refusal="No section.", embargo_until=at)
    Story.objects.filter(pk=make_live().story_id).update(withdraw_for=at, withdraw_reason="The licence ends.")
    page = page_of(client.get(reverse("admin:articles_story_changelist")))
    assert "Scheduled for 24 Nov 14:00 WAT" in page
    assert "Live · scheduled for 24 Nov 14:00 WAT" in page
    assert "Draft · did not go out as planned · embargo until 24 Nov 14:00 WAT" in page
    assert "Live · comes down 24 Nov 14:00 WAT" in page


@pytest.mark.parametrize("role", ["editor", "publisher", "superuser"])
@pytest.mark.parametrize(
    "typed",
    [
        {"headline": "Other words"},
        {"tags": ["other"]},
        {"ai_body": "generated"},
        {"bylines": [(1, "reporting", 0)]},
        {"status": "draft", "scheduled_for": ""},
    ],
)
def test_scheduled_story_is_changed_by_no_post_to_its_form(client, desk, role, typed):
    desk(None if role == "superuser" else role, superuser=role == "superuser")
    story = plan(make_story())
    before = (Story.objects.values().get(), list(story.tags.names()), list(story.disclosures.values("level")))
    assert client.post(change_url(story), form_data(story, **typed)).status_code == 409
    assert (
        Story.objects.values().get(),
        list(story.tags.names()),
        list(story.disclosures.values("level")),
    ) == before


def test_scheduled_story_is_not_restored(client, desk):
    editor = desk("editor")
    story = make_story(headline="Boats leave")
    revision = revisions.keep(story, "save", actor=editor)
    Story.objects.filter(pk=story.pk).update(headline="Boats stay")
    plan(story, actor=editor)
    address = reverse("admin:articles_story_restore", args=[story.pk, revision.pk])
    assert client.post(address, {"reason": "x" * 30}).status_code == 403
    assert Story.objects.get().headline == "Boats stay"


def test_what_was_typed_while_somebody_planned_the_story_is_handed_back(client, desk):
    desk()
    story = plan(make_story())
    response = client.post(change_url(story), form_data(story, headline="Typed for an hour", body="<p>Long.</p>"))
    assert response.status_code == 409
    assert "Typed for an hour" in page_of(response) and "planned while you were typing" in page_of(response)


def test_moving_says_where_it_stands_and_keeps_the_change(client, desk):
    editor = desk()
    story = plan(make_live().story, actor=editor, change="update", note="Two more boats.")
    page = page_of(client.get(deed_url(story, "schedule")))
    assert f'value="{local(AT)}"' in page and "Two more boats." in page and 'value="Move"' in page
    client.post(deed_url(story, "schedule"), {"at": local(AT + HOUR), "change": "update", "note": "Two more boats."})
    story.refresh_from_db()
    assert (story.scheduled_for, story.scheduled_note) == (AT + HOUR, "Two more boats.")


@pytest.mark.parametrize(
    ("screen", "typed"),
    [
        ("publish", {"change": "correction", "note": "One boat, not two."}),
        ("schedule", {"at": local(AT), "change": "correction", "note": "One boat, not two."}),
        ("withdraw", {"when": "now", "reason": "One boat, not two."}),
        ("retract", {"reason": "One boat, not two."}),
    ],
)
def test_stale_dialog_is_refused_keeps_what_was_typed_and_then_goes_through(client, desk, screen, typed):
    desk("publisher")
    story = make_live().story
    seen = publishing.stamp(story)
    drafting.mark_changed(story)
    response = client.post(deed_url(story, screen), typed | {"seen": seen})
    assert response.status_code == 422
    assert "Somebody saved this story at" in page_of(response) and "One boat, not two." in page_of(response)
    assert Edition.objects.live().get().number == 1
    story.refresh_from_db()
    assert f'name="seen" value="{publishing.stamp(story)}"' in page_of(response)
    assert client.post(deed_url(story, screen), typed | {"seen": publishing.stamp(story)}).status_code == 302


def test_dialog_that_shows_an_old_plan_moves_nothing(client, desk):
    editor = desk()
    story = plan(make_story(), actor=editor)
    seen = publishing.stamp(story)
    plan(story, actor=editor, at=AT + HOUR)
    response = client.post(deed_url(story, "schedule"), {"at": local(AT + 3 * HOUR), "seen": seen})
    assert "What is planned for this story was changed" in page_of(response)
    story.refresh_from_db()
    assert story.scheduled_for == AT + HOUR


@pytest.mark.parametrize("kind", ["correction", "clarification", "update"])
def test_note_to_readers_is_of_the_kind_that_was_chosen(client, desk, kind):
    desk()
    story = make_live().story
    client.post(deed_url(story, "publish"), {"change": "correction", "kind": kind, "note": "One boat."})
    assert Edition.objects.live().get().corrections[-1]["kind"] == kind


def test_kind_that_only_deeds_give_is_not_taken(client, desk):
    desk()
    story = make_live().story
    posted = {"change": "correction", "kind": "retraction", "note": "One boat."}
    assert client.post(deed_url(story, "publish"), posted).status_code == 422


def test_embargo_holds_publishing_and_is_lifted_by_a_publisher(client, desk):
    desk()
    story = make_story()
    client.post(embargo_url(story), {"at": local(AT)})
    for screen, typed in (("publish", {}), ("schedule", {"at": local(AT - HOUR)})):
        response = client.post(deed_url(story, screen), typed)
        assert response.status_code == 422 and "Under embargo until" in page_of(response)
    assert f'href="{embargo_url(story)}"' in page_of(client.get(deed_url(story, "publish")))
    assert "Under embargo until" in page_of(client.get(change_url(story)))
    desk("publisher")
    client.post(embargo_url(story), {"what": "lift"})
    client.post(deed_url(story, "publish"))
    assert Edition.objects.live().exists()


def test_schedule_of_a_story_under_embargo_proposes_its_end(client, desk):
    desk()
    story = planning.hold(make_story(), actor=make_user("editor"), until=AT)
    page = page_of(client.get(deed_url(story, "schedule")))
    assert f'value="{local(AT)}"' in page and "Not yet" not in page
    assert client.post(deed_url(story, "schedule"), {"at": local(AT)}).status_code == 302


def test_plan_that_failed_stays_in_sight_until_the_story_is_out(client, desk):
    desk()
    story = make_story()
    Story.objects.filter(pk=story.pk).update(schedule_refusal="The story is in no section: choose one.")
    assert "It did not go out as planned. The story is in no section" in page_of(client.get(change_url(story)))
    client.post(deed_url(story, "publish"))
    assert "It did not go out as planned" not in page_of(client.get(change_url(story)))
