"""The hour comes: what was planned happens once, in order, and what may not happen comes back with its words."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from articles.models import Edition, Notice, Section, Story
from articles.operations import publishing, scheduling
from articles.vocabulary import NoticeKind, Status
from factories.people import make_user
from factories.plans import AT, HOUR, NOW, actions, plan
from factories.stories import make_live, make_review, make_story
from newsroom import local_time
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


def test_before_its_hour_nothing_happens():
    plan()
    assert scheduling.do_due(now=AT - timedelta(seconds=1)) == scheduling.Done()
    assert not Edition.objects.exists()


def test_at_its_hour_the_story_goes_out_once_and_the_clock_is_on_record():
    story = plan()
    assert scheduling.do_due(now=AT).published == 1
    assert scheduling.do_due(now=AT + HOUR) == scheduling.Done()
    story.refresh_from_db()
    assert (story.is_live, story.status, story.scheduled_for) == (True, Status.DRAFT, None)
    event = Event.objects.get(action="story.published")
    assert event.secrets.get(field="actor").actor == "system:schedule"
    assert Edition.objects.get().published_by_id is not None


def test_after_days_without_a_clock_all_goes_out_oldest_first():
    stories = [plan(at=AT + timedelta(minutes=minutes)) for minutes in (30, 10, 20)]
    assert scheduling.do_due(now=AT + timedelta(days=2)).published == 3
    assert list(Edition.objects.order_by("pk").values_list("story", flat=True)) == [
        stories[place].pk for place in (1, 2, 0)
    ]


def test_clock_that_was_set_back_publishes_nothing_again_and_nothing_early():
    out, later = plan(), plan(at=AT + HOUR)
    scheduling.do_due(now=AT)
    assert scheduling.do_due(now=AT - timedelta(days=1)) == scheduling.Done()
    assert [Edition.objects.filter(story=story).count() for story in (out, later)] == [1, 0]


def test_update_planned_before_the_clock_was_set_back_still_goes_out():
    story = make_live(minutes=0).story
    plan(story, at=AT, change="update")
    assert scheduling.do_due(now=AT).published == 1
    Story.objects.filter(pk=story.pk).update(
        status=Status.SCHEDULED, scheduled_for=AT - 2 * HOUR, scheduled_change="update"
    )
    assert scheduling.do_due(now=AT - HOUR).published == 1
    assert Edition.objects.live().get().number == 3


@pytest.mark.parametrize(
    ("typed", "just_before"),
    [
        ("2027-03-28T02:30", datetime(2027, 3, 28, 0, 59, tzinfo=UTC)),
        ("2027-10-31T02:30", datetime(2027, 10, 31, 2, 29, tzinfo=UTC)),
    ],
)
def test_plan_across_a_change_of_clocks_goes_out_at_the_wall_clocks_time(typed, just_before):
    Publication.objects.update(time_zone="Europe/Lisbon")
    at = local_time.read(typed, ZoneInfo("Europe/Lisbon")).moment
    plan(at=at, now=at - timedelta(days=60))
    assert scheduling.do_due(now=just_before).published == 0
    assert scheduling.do_due(now=at).published == 1
    assert local_time.typed(Edition.objects.get().published_at, ZoneInfo("Europe/Lisbon")) == typed


def test_live_words_stay_until_the_hour_of_the_update():
    story = make_live(headline="Boats leave").story
    Story.objects.filter(pk=story.pk).update(headline="Boats stay")
    plan(story, change="correction", note="They stay.")
    assert Edition.objects.live().get().headline == "Boats leave"
    scheduling.do_due(now=AT)
    live = Edition.objects.live().get()
    assert (live.headline, live.corrections[-1]["text"]) == ("Boats stay", "They stay.")


def test_withdrawal_comes_at_its_hour_with_its_reason_and_clears_its_plan():
    story = make_live().story
    publishing.plan_withdrawal(story, actor=make_user("publisher"), at=AT, reason="The licence ends.", now=NOW)
    assert scheduling.do_due(now=AT).withdrawn == 1
    story.refresh_from_db()
    assert (story.is_live, story.withdraw_for, story.withdraw_reason) == (False, None, "")
    assert Edition.objects.get().withdrawal_reason == "The licence ends."


def test_withdrawals_come_first_and_the_update_of_that_hour_is_dropped_in_words():
    story = make_live().story
    publishing.plan_withdrawal(story, actor=make_user("publisher"), at=AT, reason="The licence ends.", now=NOW)
    plan(story, at=AT - timedelta(minutes=5), change="update")
    assert scheduling.do_due(now=AT) == scheduling.Done(withdrawn=1)
    story.refresh_from_db()
    assert (story.is_live, story.status) == (False, Status.APPROVED)
    assert "dropped" in story.schedule_refusal


def test_planned_withdrawal_of_what_is_down_already_is_only_cleared():
    story, publisher = make_live().story, make_user("publisher")
    publishing.plan_withdrawal(story, actor=publisher, at=AT, reason="The licence ends.", now=NOW)
    publishing.withdraw(story, actor=publisher, reason="Now.")
    assert scheduling.do_due(now=AT) == scheduling.Done()


def refuse_by_section(story):
    Story.objects.filter(pk=story.pk).update(section=None)


def refuse_by_stale_review(story):
    Story.objects.filter(pk=story.pk).update(body="<p>Other words.</p>")


@pytest.mark.parametrize(
    ("spoil", "field", "level"),
    [(refuse_by_section, "section", "none"), (refuse_by_stale_review, "review", "generated")],
)
def test_story_refused_at_its_hour_is_approved_with_its_words_why_and_a_notice(spoil, field, level):
    writer, planner, publisher = make_user("reporter"), make_user("editor"), make_user("publisher")
    story = make_story(created_by=writer, level=level)
    if level != "none":
        make_review(story)
    plan(story, actor=planner)
    spoil(story)
    before = Story.objects.values("headline", "body", "version").get(pk=story.pk)
    assert scheduling.do_due(now=AT) == scheduling.Done(refused=1)
    assert scheduling.do_due(now=AT + HOUR) == scheduling.Done()
    story.refresh_from_db()
    assert (story.status, story.scheduled_for, Edition.objects.exists()) == (Status.APPROVED, None, False)
    assert story.schedule_refusal
    assert Story.objects.values("headline", "body", "version").get(pk=story.pk) == before
    told = set(Notice.objects.filter(kind=NoticeKind.REFUSED, story=story).values_list("person", flat=True))
    assert {writer.pk, planner.pk, publisher.pk} <= told
    assert "story.schedule_refused" in actions()
    assert Event.objects.filter(action="publish.blocked", payload__contains=field).exists()


def test_alert_goes_with_the_next_plan_or_publication():
    story = plan()
    refuse_by_section(story)
    scheduling.do_due(now=AT)
    Story.objects.filter(pk=story.pk).update(section=Section.objects.first())
    plan(story)
    story.refresh_from_db()
    assert story.schedule_refusal == ""


def test_story_that_fails_holds_no_other_back_and_is_tried_again(monkeypatch, caplog):
    broken, whole = plan(), plan(at=AT + timedelta(minutes=1))
    done = publishing.publish_due
    monkeypatch.setattr(
        publishing, "publish_due", lambda story, **k: 1 / 0 if story.pk == broken.pk else done(story, **k)
    )
    assert scheduling.do_due(now=AT + HOUR) == scheduling.Done(published=1, failed=1)
    assert Edition.objects.get().story_id == whole.pk
    monkeypatch.undo()
    assert scheduling.do_due(now=AT + HOUR).published == 1


def test_hidden_story_is_not_brought_back_by_its_plan():
    story = make_live().story
    plan(story, change="update")
    publishing.hide(story, actor=make_user("editor"))
    assert scheduling.do_due(now=AT) == scheduling.Done()
    assert not Edition.objects.live().exists()


def test_nothing_is_late_until_two_minutes_past():
    plan()
    assert scheduling.late(now=AT + timedelta(minutes=1)) == ""
    assert scheduling.overdue(now=AT) == 1
    late = scheduling.late(now=AT + timedelta(minutes=3))
    assert late == f"Planned work is overdue: 1 story, since {local_time.said(AT, Publication.current().zone)}."


def test_healthz_says_what_is_late_and_readers_are_served_on(client):
    story = plan()
    Story.objects.filter(pk=story.pk).update(scheduled_for=NOW - HOUR)
    response = client.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "late")
    assert "1 story" in response.json()["problems"][0]


def test_healthz_asks_one_question_for_it(client, django_assert_num_queries):
    with django_assert_num_queries(1):
        scheduling.late()


@pytest.mark.parametrize("address", ["/admin/", "/admin/articles/story/", "/admin/password_change/"])
def test_every_desk_page_says_what_is_late(client, address):
    client.force_login(make_user("reporter"))
    story = plan()
    assert "Planned work is overdue" not in client.get(address).content.decode()
    Story.objects.filter(pk=story.pk).update(scheduled_for=NOW - HOUR)
    assert "Planned work is overdue: 1 story" in client.get(address).content.decode()
    client.logout()
    assert "overdue" not in client.get("/admin/login/").content.decode()


def test_command_does_one_round_and_says_what_it_did(capsys):
    for spoilt in (False, True):
        story = plan()
        section = {"section": None} if spoilt else {}
        Story.objects.filter(pk=story.pk).update(scheduled_for=NOW - HOUR, **section)
    call_command("publish_due")
    assert capsys.readouterr().out.strip() == "Published: 1. Withdrawn: 0. Given back, see the desk: 1."
