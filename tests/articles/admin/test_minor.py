"""From a story's address to its form, and the dialog that shows, confirms and publishes a small change."""

import pytest
from django.urls import reverse

from articles.models import AIPolicy, Edition, Story, TextReview
from articles.operations import publishing, reviewing
from articles.vocabulary import AILevel
from factories.desk import change_url, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_policy, make_review, make_story, publish, withdraw
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def enter(client):
    def sign_in(role="editor", **fields):
        person = make_user(role, **fields)
        client.force_login(person)
        return person

    return sign_in


def edit(client, address, prefix=""):
    """Open the address with ``edit/`` behind it, and go where it leads, once."""
    return client.get(client.get(f"{prefix}{address}edit/").url)


def minor_url(story):
    return reverse("admin:articles_story_minor", args=[story.pk])


def checked_and_changed(**fields):
    """Return a live story by AI that was checked, and one word of it changed since."""
    story = make_story(level=AILevel.GENERATED, body="<p>Seven boats went hmoe.</p>", **fields)
    make_review(story)
    story = publish(story).story
    change(story, body="<p>Seven boats went home.</p>")
    return Story.objects.get()


def change(story, **fields):
    Story.objects.filter(pk=story.pk).update(version=story.version + 1, **fields)


def confirmed(story, **fields):
    sha256 = reviewing.words_of(Story.objects.get(pk=story.pk)).sha256
    return {"sha256": sha256, "facts_checked": "on", "competence_note": "I cover the harbour."} | fields


# The way in.


@pytest.mark.parametrize("prefix", ["", "/yo", "/ar"])
def test_address_with_edit_leads_to_the_form(client, enter, prefix):
    enter()
    edition = make_live()
    assert edit(client, edition.get_absolute_url(), prefix).url == change_url(edition.story)


def test_old_address_leads_to_the_form_too(client, enter):
    enter()
    edition = make_live(slug="old-words")
    Story.objects.update(slug="new-words")
    publish(edition.story, change="minor")
    assert edit(client, edition.get_absolute_url()).url == change_url(edition.story)


@pytest.mark.parametrize("leave", [lambda e: publishing.hide(e.story, actor=make_user("editor")), withdraw])
def test_hidden_and_withdrawn_stories_are_found_by_their_address(client, enter, leave):
    enter()
    edition = make_live()
    leave(edition)
    assert edit(client, edition.get_absolute_url()).url == change_url(edition.story)


def test_new_story_at_an_old_address_wins(client, enter):
    enter()
    first = make_live(slug="boats")
    Story.objects.update(slug="ships")
    publish(first.story, change="minor")
    second = make_live(slug="boats")
    assert edit(client, first.get_absolute_url()).url == change_url(second.story)


@pytest.mark.parametrize("slug", ["live", "hidden", "nobodys"])
def test_everybody_else_is_asked_to_sign_in_whatever_is_there(client, slug):
    make_live(slug="live")
    publishing.hide(make_live(slug="hidden").story, actor=make_user("editor"))
    answer = client.get(f"/2026/11/23/{slug}/edit/", follow=True)
    assert answer.redirect_chain[-1][0] == f"/admin/login/?next=/admin/articles/story/at/2026/11/23/{slug}/"
    assert "Set-Cookie" not in client.get(f"/2026/11/23/{slug}/edit/").headers


def test_address_asks_the_database_nothing_of_stories(client, django_assert_num_queries):
    make_live(slug="live")
    with django_assert_num_queries(1):
        client.get("/2026/11/23/live/edit/")


@pytest.mark.parametrize(("role", "is_restricted", "status"), [
    ("reporter", False, 404), ("editor", False, 302), ("editor", True, 404), ("publisher", True, 302),
    ("administrator", False, 404),
])  # fmt: skip
def test_form_is_found_by_those_who_may_see_it(client, enter, role, is_restricted, status):
    enter(role)
    edition = make_live()
    Story.objects.update(is_restricted=is_restricted)
    assert edit(client, edition.get_absolute_url()).status_code == status


def test_story_that_may_not_be_seen_answers_as_one_that_is_not_there(client, enter):
    enter("reporter")
    make_live(slug="boats")
    answers = [client.get(f"/admin/articles/story/at/2026/11/23/{slug}/") for slug in ("boats", "ships")]
    assert [answer.status_code for answer in answers] == [404, 404]


# The dialog.


def test_form_saves_and_then_asks(client, enter):
    enter()
    story = make_live(body="<p>Seven boats.</p>").story
    posted = form_data(story, body="<p>Eight boats.</p>", section=story.section_id, button="_minor")
    assert client.post(change_url(story), posted).url == minor_url(story)
    page = client.get(minor_url(story)).text
    assert ">Seven<" in page and ">Eight<" in page


def test_dialog_shows_changed_paragraphs_alone_and_names_the_rest(client, enter):
    enter()
    story = make_live(body="<p>Nothing new here.</p><p>Seven boats.</p>").story
    change(story, body="<p>Nothing new here.</p><p>Eight boats.</p>", kind="opinion")
    page = client.get(minor_url(story)).text
    assert "Eight" in page and "Nothing new here" not in page
    assert "Besides words, this changes: the kind of story." in page


def test_minor_change_reaches_readers_and_moves_nothing(client, enter):
    enter()
    edition = make_live(body="<p>Seven boats.</p>")
    change(edition.story, body="<p>Eight boats.</p>")
    assert client.post(minor_url(edition.story)).status_code == 302
    live = Edition.objects.live().get()
    assert ("Eight" in live.body, live.change_kind, live.updated_at) == (True, "minor", edition.updated_at)
    assert "Eight boats" in client.get(edition.get_absolute_url()).text


def test_nothing_is_published_where_nothing_changed(client, enter):
    enter()
    page = client.get(minor_url(make_live().story)).text
    assert "there is nothing to publish" in page and 'type="submit" class="default"' not in page


def test_check_is_confirmed_anew_and_the_label_stays(client, enter):
    editor = enter()
    story = checked_and_changed()
    before = Edition.objects.live().get()
    assert client.post(minor_url(story), confirmed(story)).status_code == 302
    live, review = Edition.objects.live().get(), TextReview.objects.first()
    assert (live.review, review.reviewer, review.is_confirmation) == (review, editor, True)
    assert (live.label_key, live.corrections) == (before.label_key, before.corrections)


def test_facts_are_asked_for_and_what_was_typed_stays(client, enter):
    enter()
    story = checked_and_changed()
    answer = client.post(minor_url(story), confirmed(story, facts_checked="", competence_note="Twelve years at sea."))
    assert answer.status_code == 422
    assert "Say that you checked the facts" in answer.text.replace("&#x27;", "'") and "Twelve years" in answer.text
    assert "hmoe" in Edition.objects.live().get().body


def test_words_that_changed_meanwhile_are_read_again(client, enter):
    enter()
    story = checked_and_changed()
    posted = confirmed(story)
    change(story, body="<p>Nine boats went home.</p>")
    answer = client.post(minor_url(story), posted)
    assert "The words changed while you read" in answer.text and "Nine" in answer.text
    assert 'name="facts_checked" id="id_facts_checked" checked' not in answer.text
    assert Edition.objects.count() == 1


def test_dialog_seen_before_a_save_publishes_nothing(client, enter):
    enter()
    story = make_live(body="<p>Seven boats.</p>").story
    change(story, body="<p>Eight boats.</p>")
    answer = client.post(minor_url(story), {"seen": str(story.version)})
    assert answer.status_code == 422 and "Somebody saved this story" in answer.text


def test_four_eyes_leave_the_confirmation_to_somebody_else(client, enter):
    make_policy(four_eyes=True)
    editor = enter()
    story = checked_and_changed()
    Story.objects.update(created_by=editor)
    assert AIPolicy.current().four_eyes
    assert client.post(minor_url(story), confirmed(story)).status_code == 422
    assert TextReview.objects.count() == 1


def test_other_things_in_the_way_are_listed_and_no_check_is_recorded(client, enter):
    enter()
    story = checked_and_changed()
    Story.objects.update(section=None)
    answer = client.post(minor_url(story), confirmed(story))
    assert answer.status_code == 422 and "The story is in no section" in answer.text
    assert TextReview.objects.count() == 1


def test_refusal_is_on_record(client, enter):
    enter()
    story = checked_and_changed()
    client.post(minor_url(story), confirmed(story, facts_checked=""))
    assert Event.objects.order_by("-seq").first().action == "text.review.refused"


@pytest.mark.parametrize("role", ["reporter", "administrator"])
def test_dialog_is_for_those_who_publish(client, enter, role):
    person = enter(role)
    story = make_live(created_by=person, body="<p>Seven boats.</p>").story
    change(story, body="<p>Eight boats.</p>")
    assert client.post(minor_url(story)).status_code in {403, 404}
    assert Edition.objects.count() == 1


def test_button_is_there_for_live_stories_alone(client, enter):
    enter()
    assert "Publish as minor…" in client.get(change_url(make_live().story)).text
    assert "Publish as minor…" not in client.get(change_url(make_story())).text
    assert client.get(minor_url(make_story())).status_code == 403
    assert client.get(deed_url(make_story(), "publish")).status_code == 200
