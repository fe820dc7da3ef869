import pytest

from articles.admin import bulk
from articles.models import Story
from articles.operations import drafting, planning, publishing
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_review, make_section, make_story
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


def url(name):
    return f"{LIST}bulk/{name}/"


def values(*stories):
    return [f"{story.pk}:{publishing.stamp(story)}" for story in stories]


def do(client, name, *stories, **typed):
    return client.post(url(name), {"story": values(*stories)} | typed)


def outcome(response):
    done, refused = response.context["done"], response.context["refused"]
    return [str(story) for story, _why in done], {str(story): " ".join(why) for story, why in refused}


def choose(client, name, query="", **posted):
    return client.post(f"{LIST}?{query}", {"action": name, "index": 0} | posted)


def test_select_all_reaches_what_the_filters_find_and_no_more(client, monkeypatch):
    monkeypatch.setattr("articles.admin.story.StoryAdmin.list_per_page", 1)
    found = [make_story(status="in_review") for _ in range(3)]
    make_story()
    response = choose(client, "approve", "state=in_review", select_across="1", _selected_action=found[0].pk)
    page = client.get(response["Location"])
    assert {story.pk for story, *_rest in page.context["rows"]} == {story.pk for story in found}


def test_more_stories_than_one_request_can_do_are_refused_in_words(client, monkeypatch):
    monkeypatch.setattr(bulk, "MOST", 2)
    stories = [make_story() for _ in range(3)]
    response = choose(client, "approve", select_across="1", _selected_action=stories[0].pk)
    assert "At most 2 stories at once" in client.get(response["Location"]).content.decode()
    assert do(client, "approve", *stories).status_code == 422
    assert not Story.objects.exclude(status="draft").exists()


def test_approving_tells_for_each_story_what_came_of_it(client, editor):
    ready, planned = make_story(headline="Ready", status="in_review"), make_story(headline="Gone")
    Story.objects.filter(pk=planned.pk).update(status="approved")
    planned.refresh_from_db()
    done, refused = outcome(do(client, "approve", ready, planned))
    assert (done, list(refused)) == (["Ready"], ["Gone"])
    assert "cannot be changed by “Approve” now" in refused["Gone"]


def test_story_saved_after_it_was_chosen_is_left_as_it_is(client):
    story = make_story(headline="Ferry")
    stale = values(story)
    drafting.mark_changed(story)
    _done, refused = outcome(client.post(url("approve"), {"story": stale}))
    assert "Somebody saved this story" in refused["Ferry"]


def test_story_without_the_stamp_it_was_shown_with_is_refused(client):
    done, refused = outcome(client.post(url("approve"), {"story": [make_story().pk]}))
    assert (done, len(refused)) == ([], 1)


def test_publishing_asks_the_gate_for_each(client):
    clean, open_ = make_story(headline="Clean"), make_story(headline="No section", section=None)
    done, refused = outcome(do(client, "publish", clean, open_))
    assert (done, list(refused)) == (["Clean"], ["No section"])
    assert Story.objects.filter(is_live=True).get().headline == "Clean"
    assert Event.objects.filter(action="publish.blocked", object=f"story:{open_.pk}").exists()


def test_publishing_asks_what_changed_of_what_readers_have_seen(client):
    drafting.mark_changed(story := make_live(headline="Seen").story)
    story.refresh_from_db()
    assert "say what changed" in outcome(do(client, "publish", story))[1]["Seen"]
    assert outcome(do(client, "publish", story, change="update"))[0] == ["Seen"]


def test_correction_is_not_issued_for_many_at_once(client):
    drafting.mark_changed(story := make_live().story)
    assert do(client, "publish", story, change="correction").status_code == 422


def test_approving_many_checks_no_words(client):
    story = make_story(level=AILevel.GENERATED, status="in_review")
    do(client, "approve", story)
    assert not story.reviews.exists()


def test_no_list_deed_records_a_check():
    assert not [name for name in bulk.ACTS if "check" in name or "review" in name]


def test_sending_back_needs_a_note_and_gives_it_to_each(client):
    stories = [make_story(status="in_review") for _ in range(2)]
    assert do(client, "send-back", *stories).status_code == 422
    do(client, "send-back", *stories, note="Who says so?")
    assert list(Story.objects.values_list("status", "desk_note")) == [("draft", "Who says so?")] * 2


def test_giving_stories_to_somebody_keeps_who_works_with_them(client, editor):
    writer, other = make_user("reporter"), make_user("reporter")
    story = planning.assign(make_story(), actor=editor, assignee=None, collaborators=[other])
    do(client, "assign", story, assignee=writer.pk)
    story.refresh_from_db()
    assert (story.assignee, list(story.collaborators.all())) == (writer, [other])


def test_drafts_are_deleted_and_stories_readers_saw_are_not(client):
    draft, live = make_story(headline="Draft"), make_live(headline="Live").story
    checked = make_story(headline="Checked", level=AILevel.GENERATED)
    make_review(checked)
    done, refused = outcome(do(client, "delete", draft, live, checked))
    assert (done, set(refused)) == (["Draft"], {"Live", "Checked"})
    assert Event.objects.filter(action="story.deleted", object=f"story:{draft.pk}").exists()


def test_hiding_many_alerts_and_takes_each_from_readers(client):
    stories = [make_live().story for _ in range(2)]
    do(client, "hide", *stories)
    assert Story.objects.filter(is_live=False, hidden_at__isnull=False).count() == 2


def test_reporter_submits_their_own_and_learns_nothing_of_others(client):
    reporter = make_user("reporter")
    mine, other = make_story(headline="Mine", created_by=reporter), make_story(headline="Secret of another")
    client.force_login(reporter)
    response = do(client, "submit", mine, other)
    assert outcome(response) == (["Mine"], {})
    assert (response.context["gone"], "Secret" in response.content.decode()) == (1, False)
    other.refresh_from_db()
    assert other.status == "draft"


def test_restricted_story_is_beyond_the_reach_of_an_editor_who_is_not_named(client):
    story = make_story(headline="Kept", is_restricted=True)
    for name in bulk.ACTS:
        assert "Kept" not in client.get(url(name), {"story": story.pk}).content.decode()
        do(client, name, story, note="x")
    story.refresh_from_db()
    assert (story.status, story.assignee) == ("draft", None)


@pytest.mark.parametrize("name", ["approve", "send-back", "publish", "hide", "assign", "delete"])
def test_reporter_has_no_deed_of_the_desk(client, name):
    reporter = make_user("reporter")
    story = make_story(created_by=reporter)
    client.force_login(reporter)
    assert (client.get(url(name)).status_code, do(client, name, story).status_code) == (403, 403)
    assert name not in client.get(LIST).content.decode().partition('name="action"')[2].partition("</select>")[0]


def test_screen_asks_with_every_story_ticked_and_says_when_none_is_left(client):
    make_section()
    page = client.get(url("approve"), {"story": make_story(headline="Ferry").pk}).content.decode()
    assert ("Ferry" in page, "checked" in page) == (True, True)
    assert "No story is chosen" in client.get(url("approve")).content.decode()
