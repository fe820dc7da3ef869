"""What may be planned, by whom it is moved, and what an embargo or a plan forbids until then."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from articles.models import Story
from articles.operations import drafting, planning, publishing, scheduling
from articles.operations.publishing import Refused
from articles.vocabulary import Deed
from factories.people import make_user
from factories.plans import AT, HOUR, NOW, actions, plan
from factories.stories import make_live, make_section, make_story

pytestmark = pytest.mark.django_db


def fields_of(error):
    return [problem.field for problem in error.value.problems]


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(days=1)])
def test_past_is_refused(at):
    with pytest.raises(Refused) as error:
        plan(at=at)
    assert fields_of(error) == ["at"]


def test_what_blocks_publishing_blocks_planning():
    make_section()
    with pytest.raises(Refused) as error:
        plan(make_story(section=None))
    assert fields_of(error) == ["section"]


def test_embargo_holds_publishing_and_planning_until_it_ends():
    story, publisher = make_story(), make_user("publisher")
    planning.hold(story, actor=publisher, until=AT, now=NOW)
    for early in (
        lambda: publishing.publish(story, actor=publisher),
        lambda: plan(story, at=AT - timedelta(minutes=1)),
    ):
        with pytest.raises(Refused) as error:
            early()
        assert fields_of(error) == ["embargo_until"]
    plan(story)
    assert scheduling.do_due(now=AT).published == 1
    story.refresh_from_db()
    assert story.embargo_until is None


def test_embargo_set_past_the_clocks_back_is_asked_again_at_the_hour():
    story = plan()
    Story.objects.filter(pk=story.pk).update(embargo_until=AT + HOUR)
    assert scheduling.do_due(now=AT).refused == 1


def test_embargo_is_not_set_past_a_plan():
    with pytest.raises(Refused) as error:
        planning.hold(plan(), actor=make_user("publisher"), until=AT + HOUR, now=NOW)
    assert fields_of(error) == ["at"]


def test_hidden_story_under_embargo_is_not_shown_again():
    story = make_live().story
    publishing.hide(story, actor=make_user("editor"))
    planning.hold(story, actor=make_user("publisher"), until=AT, now=NOW)
    with pytest.raises(Refused) as error:
        publishing.show(story, actor=make_user("publisher"), now=NOW)
    assert fields_of(error) == ["embargo_until"]


def test_whoever_set_an_embargo_makes_it_later_and_a_publisher_lifts_it():
    story, editor = make_story(), make_user("editor")
    planning.hold(story, actor=editor, until=AT, now=NOW)
    planning.hold(story, actor=editor, until=AT + HOUR, now=NOW)
    for until in (AT, None):
        with pytest.raises(PermissionDenied):
            planning.hold(story, actor=editor, until=until, now=NOW)
    with pytest.raises(PermissionDenied):
        planning.hold(story, actor=make_user("editor"), until=AT + 2 * HOUR, now=NOW)
    planning.hold(story, actor=make_user("publisher"), until=None, now=NOW)
    assert actions() == ["story.embargoed", "story.embargoed", "story.embargo_lifted"]


def test_editor_moves_their_own_plan_and_a_publisher_anybodys():
    story, editor = make_story(), make_user("editor")
    plan(story, actor=editor)
    plan(story, actor=editor, at=AT + HOUR)
    for deed in (lambda: plan(story), lambda: publishing.unschedule(story, actor=make_user("editor"))):
        with pytest.raises(PermissionDenied):
            deed()
    plan(story, actor=make_user("publisher"), at=AT + 2 * HOUR)
    story.refresh_from_db()
    assert story.scheduled_for == AT + 2 * HOUR
    publishing.unschedule(story, actor=make_user("publisher"))
    assert actions() == ["story.scheduled", "story.scheduled", "story.scheduled", "story.unscheduled"]


def test_scheduled_story_is_locked_for_everyone():
    story = plan()
    story.refresh_from_db()
    for person in (make_user("publisher"), make_user(superuser=True)):
        assert not drafting.may_edit(person, story)
        with pytest.raises(PermissionDenied):
            drafting.save_disclosure(story, {"body": "none"}, actor=person)
        with pytest.raises(PermissionDenied):
            drafting.save_tags(story, ["harbour"], actor=person)


@pytest.mark.parametrize("deed", [Deed.SCHEDULE, Deed.UNSCHEDULE])
def test_plan_that_changed_since_it_was_seen_is_not_changed_unseen(deed):
    story, editor = make_story(), make_user("editor")
    plan(story, actor=editor)
    story.refresh_from_db()
    seen = publishing.stamp(story)
    plan(story, actor=editor, at=AT + HOUR)
    asked = {"at": AT + 2 * HOUR} if deed == Deed.SCHEDULE else {}
    with pytest.raises(Refused):
        getattr(publishing, deed)(story, actor=editor, seen=seen, **asked)
    story.refresh_from_db()
    getattr(publishing, deed)(story, actor=editor, seen=publishing.stamp(story), **asked)


def test_deed_on_words_saved_since_is_refused():
    story = make_story()
    seen = publishing.stamp(story)
    drafting.mark_changed(story)
    with pytest.raises(Refused) as error:
        publishing.publish(story, actor=make_user("editor"), seen=seen)
    assert "Somebody saved" in str(error.value)
