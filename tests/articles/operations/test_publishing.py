from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.models import Edition, PreviousPath, Story, TextDisclosure
from articles.operations import drafting, publishing
from articles.operations.publishing import Refused
from articles.vocabulary import TRANSITIONS, Deed, Status
from factories.people import make_user
from factories.stories import NOON, make_author, make_live, make_section, make_story, make_tag, publish, withdraw
from newsroom.audit import triggers

pytestmark = pytest.mark.django_db


def edit(story, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    drafting.mark_changed(story)
    story.refresh_from_db()
    return story


def fields_of(error):
    return [problem.field for problem in error.value.problems]


def test_publishing_freezes_the_words():
    edition = make_live(headline="Boats leave", tags=[make_tag("boats")], authors=[make_author("Ada Reed")])
    edit(edition.story, headline="Boats stay")
    kept = Edition.objects.live().get()
    assert (kept.headline, kept.tags.get().name, kept.authors.get().name) == ("Boats leave", "boats", "Ada Reed")


def test_published_story_is_live_and_clean():
    story = Story.objects.get(pk=make_live().story_id)
    assert (story.state, story.is_changed, story.status) == ("Live", False, Status.DRAFT)


def test_edited_live_story_says_unpublished_changes():
    story = edit(make_live().story, headline="Another")
    assert story.state == "Live · unpublished changes"


def test_publishing_again_makes_the_next_edition_the_only_live_one():
    first = make_live()
    second = publish(first.story, change="update", minutes=90)
    assert list(Edition.objects.live()) == [second]
    assert (second.number, second.first_published_at) == (2, first.first_published_at)


@pytest.mark.parametrize(("change", "moves"), [("minor", False), ("update", True), ("correction", True)])
def test_only_a_minor_change_leaves_the_time_of_update(change, moves):
    first = make_live()
    second = publish(first.story, change=change, note="It is so.", minutes=90)
    assert (second.updated_at > first.updated_at) == moves


def test_publishing_again_asks_what_changed():
    edition = make_live()
    with pytest.raises(Refused) as error:
        publish(edition.story)
    assert fields_of(error) == ["change"]


def test_correction_needs_a_note_and_keeps_earlier_ones():
    story = make_live().story
    with pytest.raises(Refused) as error:
        publish(story, change="correction", note="  ")
    publish(story, change="correction", note="One boat, not two.")
    edition = publish(story, change="correction", note="At noon.")
    assert fields_of(error) == ["note"]
    assert [item["text"] for item in edition.corrections] == ["One boat, not two.", "At noon."]


@pytest.mark.parametrize(
    ("missing", "field"), [({"section": None}, "section"), ({"body": ""}, "body"), ({"headline": ""}, "headline")]
)
def test_story_that_lacks_something_is_refused_in_words(missing, field):
    make_section()
    with pytest.raises(Refused) as error:
        publish(make_story(**missing))
    assert fields_of(error) == [field]


def test_story_without_an_answer_about_ai_is_refused():
    story = make_story()
    TextDisclosure.objects.filter(story=story).delete()
    with pytest.raises(Refused) as error:
        publish(story)
    assert fields_of(error) == ["ai_body"]


def test_refused_story_keeps_everything_and_makes_no_edition():
    story = make_story(body="")
    with pytest.raises(Refused):
        publish(story)
    story.refresh_from_db()
    assert (story.is_live, story.first_published_on, Edition.objects.count()) == (False, None, 0)


def test_two_stories_of_a_day_with_one_headline_get_two_addresses():
    slugs = [make_live(headline="Rain").slug, make_live(headline="Rain").slug]
    assert slugs == ["rain", "rain-2"]


@pytest.mark.parametrize("headline", ["🎉🎉", "???"])
def test_headline_without_letters_gets_a_slug_of_its_own(headline):
    story = make_story(headline=headline)
    assert publish(story).slug == f"story-{story.pk}"


def test_address_has_the_day_in_the_publications_zone():
    assert publish(make_story(), minutes=11 * 60 + 30).path_date == NOON.date() + timedelta(days=1)


def test_changed_slug_of_a_live_story_leaves_a_redirect():
    story = make_live(headline="Rain").story
    edition = publish(edit(story, slug="heavy-rain"), change="minor")
    assert (edition.slug, PreviousPath.objects.get().slug) == ("heavy-rain", "rain")


def test_slug_taken_back_leaves_no_redirect_to_itself():
    story = make_live(headline="Rain").story
    publish(edit(story, slug="heavy-rain"), change="minor")
    publish(edit(story, slug="rain"), change="minor")
    assert [path.slug for path in PreviousPath.objects.all()] == ["heavy-rain"]


def test_slug_still_read_elsewhere_is_not_given_away():
    first = make_live(headline="Rain").story
    edit(first, slug="heavy-rain")
    assert make_live(headline="Rain").slug == "rain-2"


def test_withdrawing_takes_the_edition_from_readers_with_its_reason():
    edition = make_live(tags=[make_tag("boats")])
    withdraw(edition, reason="The figures were wrong.")
    edition.refresh_from_db()
    assert (edition.is_live, edition.withdrawal_reason) == (False, "The figures were wrong.")
    assert edition.tags.get().live_count == 0


def test_withdrawing_needs_a_reason():
    with pytest.raises(Refused) as error:
        withdraw(make_live(), reason=" ")
    assert fields_of(error) == ["reason"]


def test_withdrawn_story_can_be_published_again():
    edition = make_live()
    withdraw(edition)
    again = publish(edition.story, change="update", minutes=60)
    assert (again.is_live, again.get_absolute_url()) == (True, edition.get_absolute_url())


# What a deed asks besides, and what it asks of a story whose words nobody has seen.
ASKED = {
    Deed.SEND_BACK: {"note": "Please check."},
    Deed.SCHEDULE: {"at": timezone.now() + timedelta(hours=1)},
    Deed.WITHDRAW: {"reason": "The figures were wrong."},
    Deed.RETRACT: {"reason": "It did not happen."},
}
ON_LIVE = {Deed.HIDE, Deed.WITHDRAW, Deed.RETRACT}


def do(deed, story, actor):
    return getattr(publishing, deed)(story, actor=actor, **ASKED.get(deed, {}))


def story_at(status, *, needs_live=False, needs_hidden=False):
    """Return a story of a status, live or hidden where a deed needs that."""
    story = make_live().story if needs_live or needs_hidden else make_story()
    if needs_hidden:
        publishing.hide(story, actor=make_user("editor"))
    planned = timezone.now() + timedelta(hours=2) if status == Status.SCHEDULED else None
    Story.objects.filter(pk=story.pk).update(status=status, scheduled_for=planned, scheduled_change="minor")
    return story


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize("status", Status)
def test_only_the_transitions_of_the_table_are_done(deed, status):
    story = story_at(status, needs_live=deed in ON_LIVE, needs_hidden=deed == Deed.SHOW)
    statuses, to = TRANSITIONS[deed]
    if status in statuses:
        do(deed, story, make_user("publisher"))
        # What is taken from readers is not brought back by a plan.
        stays = Status.APPROVED if status == Status.SCHEDULED and deed != Deed.SHOW else status
        story.refresh_from_db()
        assert story.status == (to or stays)
    else:
        with pytest.raises((Refused, PermissionDenied)):
            do(deed, story, make_user("publisher"))
        story.refresh_from_db()
        assert story.status == status


@pytest.mark.parametrize("deed", [*ON_LIVE, Deed.SHOW])
def test_deed_on_what_readers_see_is_refused_where_they_see_nothing(deed):
    with pytest.raises(Refused):
        do(deed, make_story(), make_user("publisher"))


OF_EDITORS = set(Deed) - {Deed.WITHDRAW, Deed.RETRACT}


@pytest.mark.parametrize("deed", Deed)
@pytest.mark.parametrize(
    ("role", "deeds"),
    [("reporter", {Deed.SUBMIT}), ("editor", OF_EDITORS), ("publisher", set(Deed)), ("administrator", set())],
)
def test_deed_is_the_roles_to_do(role, deeds, deed):
    actor = make_user(role)
    status = min(TRANSITIONS[deed][0])
    story = story_at(status, needs_live=deed in ON_LIVE, needs_hidden=deed == Deed.SHOW)
    Story.objects.filter(pk=story.pk).update(created_by=actor, scheduled_by=actor)
    if deed in deeds:
        do(deed, story, actor)
    else:
        with pytest.raises(PermissionDenied):
            do(deed, story, actor)


def test_reporter_submits_only_a_story_of_their_own():
    with pytest.raises(PermissionDenied):
        publishing.submit(make_story(created_by=make_user("reporter")), actor=make_user("reporter"))


@pytest.mark.parametrize(
    "broken",
    [
        {"ai_level": ""},
        {"slug": ""},
        {"headline": ""},
        {"change_kind": "correction", "change_note": ""},
        {"withdrawn_at": NOON},
    ],
)
def test_database_refuses_an_edition_that_must_not_be(broken):
    edition = make_live()
    with triggers.lifted(), pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=edition.pk).update(**broken)


def test_database_refuses_a_second_live_edition():
    edition = make_live()
    edition.pk, edition.number = None, 2
    with triggers.lifted(), pytest.raises(IntegrityError), transaction.atomic():
        edition.save(force_insert=True)
