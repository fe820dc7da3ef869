from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Notice, Story
from articles.operations import planning, publishing
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_story
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
FAR = f"{timezone.now().year + 1}"


@pytest.fixture(autouse=True)
def editor(client):
    make_publication(time_zone="Europe/Paris")
    person = make_user("editor", display_name="Ada Reed")
    client.force_login(person)
    return person


def url(story, name="people"):
    return reverse(f"admin:articles_story_{name}", args=[story.pk])


def keep(client, story, *, assignee="", collaborators=(), at="", **more):
    data = {"assignee": assignee and assignee.pk, "collaborators": [who.pk for who in collaborators], "at": at}
    return client.post(url(story), data | {"seen": publishing.stamp(story)} | more)


def test_story_is_given_to_somebody_with_others_and_a_time(client):
    story, writer, other = make_story(), make_user("reporter"), make_user("reporter")
    keep(client, story, assignee=writer, collaborators=[other], at=f"{FAR}-01-10T14:00")
    story.refresh_from_db()
    assert (story.assignee, list(story.collaborators.all())) == (writer, [other])
    assert story.due_at == datetime(int(FAR), 1, 10, 13, tzinfo=UTC)
    assert set(Notice.objects.values_list("person", flat=True)) == {writer.pk, other.pk}


def test_form_and_list_say_who_works_on_it_and_by_when(client, editor):
    story, other = make_story(), make_user("reporter", display_name="Ben Okri-Vale")
    due = datetime(int(FAR), 1, 10, 13, tzinfo=UTC)
    planning.assign(story, actor=editor, assignee=editor, collaborators=[other], due_at=due)
    said = client.get(change_url(story)).content.decode()
    assert "In hand: Ada Reed · with Ben Okri-Vale · due 10 Jan 14:00 CET" in said
    assert "Ada Reed · due 10 Jan 14:00 CET" in client.get("/admin/articles/story/").content.decode()


def test_time_that_the_clocks_leave_out_is_explained(client):
    response = keep(client, make_story(), at="2027-03-28T02:30")
    assert (response.status_code, "There is no 02:30 on that day" in response.content.decode()) == (422, True)


def test_time_that_comes_twice_is_asked_about_and_chosen(client):
    story = make_story()
    page = keep(client, story, at="2027-10-31T02:30").content.decode()
    assert "02:30 comes twice on that day" in page
    keep(client, story, at="2027-10-31T02:30", which="2027-10-31T01:30:00+00:00")
    story.refresh_from_db()
    assert story.due_at == datetime(2027, 10, 31, 1, 30, tzinfo=UTC)


def test_time_that_is_past_is_refused_and_one_that_became_so_stays(client):
    story = make_story()
    assert "This time is past" in keep(client, story, at="2020-01-01T10:00").content.decode()
    past = timezone.now() - timedelta(hours=3)
    Story.objects.filter(pk=story.pk).update(due_at=past)
    typed = client.get(url(story)).context["form"].initial["at"]
    assert keep(client, story, at=typed).status_code == 302
    story.refresh_from_db()
    assert story.due_at == past


def test_empty_form_takes_everybody_off(client, editor):
    story = planning.assign(make_story(), actor=editor, assignee=editor, collaborators=[editor], due_at=None)
    keep(client, story)
    story.refresh_from_db()
    assert (story.assignee, story.collaborators.count()) == (None, 0)


def test_stale_screen_is_refused(client):
    story = make_story()
    response = keep(client, story, seen="0")
    assert "Somebody saved this story" in response.content.decode()


def test_only_people_of_the_desk_can_be_named(client):
    response = keep(client, story := make_story(), assignee=make_user("administrator"))
    story.refresh_from_db()
    assert (response.status_code, story.assignee) == (422, None)


def test_person_who_left_can_be_taken_off(client, editor):
    gone = make_user("reporter")
    story = planning.assign(make_story(), actor=editor, assignee=gone, collaborators=[])
    gone.is_active = False
    gone.save()
    keep(client, story, assignee=gone, collaborators=[editor])
    keep(client, story, assignee=editor)
    story.refresh_from_db()
    assert story.assignee == editor


@pytest.mark.parametrize("name", ["people", "restrict"])
def test_reporter_says_neither_who_works_on_it_nor_who_sees_it(client, name):
    story = make_story(created_by=make_user("reporter"))
    client.force_login(story.created_by)
    assert (client.get(url(story, name)).status_code, client.post(url(story, name)).status_code) == (403, 403)
    assert url(story, name) not in client.get(change_url(story)).content.decode()


def test_publisher_restricts_a_story_and_opens_it_again(client):
    story = make_story()
    client.force_login(make_user("publisher"))
    client.post(url(story, "restrict"), {"to": "restricted"})
    story.refresh_from_db()
    assert story.is_restricted
    client.post(url(story, "restrict"), {"to": "open"})
    story.refresh_from_db()
    assert not story.is_restricted
    assert Event.objects.filter(action__in=["story.restricted", "story.opened"]).count() == 2


def test_editor_restricts_what_they_began_and_nothing_else(client, editor):
    mine, other = make_story(created_by=editor), make_story()
    assert client.post(url(mine, "restrict"), {"to": "restricted"}).status_code == 302
    assert client.post(url(other, "restrict"), {"to": "restricted"}).status_code == 403


def test_editor_who_takes_themself_off_a_restricted_story_lands_on_the_list(client, editor):
    story = planning.assign(make_story(), actor=editor, assignee=editor, collaborators=[])
    Story.objects.filter(pk=story.pk).update(is_restricted=True)
    assert keep(client, story)["Location"] == reverse("admin:articles_story_changelist")


def named_in_hand(story, person, editor):
    planning.assign(story, actor=editor, assignee=person, collaborators=[])


def named_beside(story, person, editor):
    planning.assign(story, actor=editor, assignee=None, collaborators=[person])


def named_in_byline(story, person, editor):
    story.bylines.create(author=make_author(account=person))


@pytest.mark.parametrize("name", [named_in_hand, named_beside, named_in_byline])
def test_reporter_named_on_a_story_sees_and_edits_it(client, editor, name):
    story, reporter = make_story(created_by=make_user("reporter")), make_user("reporter")
    name(story, reporter, editor)
    client.force_login(reporter)
    client.post(change_url(story), form_data(story, headline="Mended by a colleague"))
    story.refresh_from_db()
    assert story.headline == "Mended by a colleague"


def test_reporter_named_on_a_story_does_not_edit_it_while_it_is_live(client, editor):
    story, reporter = make_live().story, make_user("reporter")
    named_in_hand(story, reporter, editor)
    client.force_login(reporter)
    assert client.get(change_url(story)).status_code == 200
    client.post(change_url(story), form_data(story, headline="Mended"))
    story.refresh_from_db()
    assert story.headline != "Mended"
