import re

import pytest

from articles.models import Edition, RelatedStory, Story
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_story, make_tag, publish, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


@pytest.fixture
def tag():
    return make_tag("boats", "boats")


def suggested(client, story):
    """The headlines suggested and those dismissed, as the form shows them."""
    html = client.get(change_url(story)).text
    found = re.search('id="suggestions".*?</section>', html, re.S)[0].partition("<h3>Dismissed</h3>")
    return tuple(re.findall(r"<label[^>]*><span[^>]*>(.*?)</span>", part) for part in found[::2])


def wish(client, story, wishes, **typed):
    story.refresh_from_db()
    typed |= {f"suggestion-{edition.story_id}": said for edition, said in wishes.items()}
    return client.post(change_url(story), form_data(story, tags=["boats"], **typed))


def under(client, story):
    """What stands under the story for readers, once it is published as it is saved."""
    story.refresh_from_db()
    edition = publish(story, change="minor" if story.is_live else "", minutes=30)
    html = client.get(edition.get_absolute_url()).text.partition('class="related')[2]
    return [headline for headline in ("One", "Two", "Three") if f">{headline}<" in html]


def test_form_shows_what_tags_bring_marked_as_such(client, tag):
    make_live(headline="One", tags=[tag])
    two = make_live(headline="Two", tags=[tag], minutes=5)
    story = make_story(tags=[tag], related=[two.story])
    assert suggested(client, story) == (["One"], [])
    assert "<small>suggested</small>" in client.get(change_url(story)).text


def test_pinned_suggestion_is_chosen_by_hand_after_the_others(client, tag):
    one, two, _three = (make_live(headline=name, tags=[tag]) for name in ("One", "Two", "Three"))
    story = make_story(tags=[tag], related=[two.story])
    row = RelatedStory.objects.get()
    rows = {"related_links-INITIAL_FORMS": 1, "related_links-TOTAL_FORMS": 1, "related_links-0-id": row.pk}
    rows |= {"related_links-0-story": story.pk, "related_links-0-related": two.story_id, "related_links-0-position": 0}
    assert wish(client, story, {one: "pin"}, **rows).status_code == 302
    assert list(story.related_links.values_list("related_id", flat=True)) == [two.story_id, one.story_id]
    assert suggested(client, story) == (["Three"], [])


def test_dismissed_suggestion_does_not_come_back_for_the_desk_nor_for_readers(client, tag):
    one, _two = (make_live(headline=name, tags=[tag]) for name in ("One", "Two"))
    story = make_story(tags=[tag])
    wish(client, story, {one: "dismiss"})
    assert suggested(client, story) == (["Two"], ["One · Live"])
    assert under(client, story) == ["Two"]


def test_dismissal_reaches_readers_with_the_next_edition_alone(client, tag):
    one = make_live(headline="One", tags=[tag])
    story = make_live(tags=[tag]).story
    wish(client, story, {one: "dismiss"})
    assert ">One<" in client.get(Edition.objects.live().get(story=story).get_absolute_url()).text
    assert under(client, story) == []


def test_dismissed_story_does_not_come_back_in_another_language(client, tag):
    one = make_live(headline="One", tags=[tag])
    make_live(headline="Two", language="yo", tags=[tag], translation_key=one.translation_key)
    story = make_story(tags=[tag])
    wish(client, story, {one: "dismiss"})
    assert under(client, story) == []


def test_dismissal_is_undone(client, tag):
    one = make_live(headline="One", tags=[tag])
    story = make_story(tags=[tag])
    wish(client, story, {one: "dismiss"})
    wish(client, story, {one: "again"})
    assert suggested(client, story) == (["One"], [])


def test_story_chosen_by_hand_stays_though_it_was_dismissed(client, tag):
    one = make_live(headline="One", tags=[tag])
    story = make_story(tags=[tag], related=[one.story], dismissed=[one.story_id])
    assert under(client, story) == ["One"]


def test_save_that_only_arranges_counts_as_a_change(client, tag):
    one = make_live(tags=[tag])
    story = make_story(tags=[tag])
    wish(client, story, {one: "dismiss"})
    assert Story.objects.get(pk=story.pk).version == 2


def test_save_that_was_refused_keeps_the_wish(client, tag):
    one = make_live(tags=[tag])
    html = wish(client, make_story(tags=[tag]), {one: "dismiss"}, headline="").text
    assert '<option value="dismiss" selected>' in html


@pytest.mark.parametrize("said", ["pin", "dismiss"])
def test_key_that_was_not_on_the_form_does_nothing(client, tag, said):
    gone = make_live(tags=[tag])
    withdraw(gone)
    story = make_story(tags=[tag])
    wish(client, story, {gone: said})
    client.post(change_url(story), form_data(story, **{"suggestion-x": said, f"suggestion-{'9' * 40}": said}))
    story.refresh_from_db()
    assert (story.dismissed, story.related_links.count()) == ([], 0)


def test_reporter_is_shown_the_headlines_that_readers_see(client, tag):
    reporter = make_user("reporter")
    client.force_login(reporter)
    one = make_live(headline="One", tags=[tag])
    make_story(headline="Two", tags=[tag])
    Story.objects.filter(pk=one.story_id).update(headline="Secret", version=9)
    story = make_story(tags=[tag], created_by=reporter)
    assert suggested(client, story) == (["One"], [])
    wish(client, story, {one: "dismiss"})
    assert suggested(client, story) == ([], ["One"])


def test_reporter_cannot_arrange_another_story(client, tag):
    one, story = make_live(tags=[tag]), make_story(tags=[tag])
    client.force_login(make_user("reporter"))
    assert wish(client, story, {one: "dismiss"}).status_code in {302, 403}
    assert Story.objects.get(pk=story.pk).dismissed == []


def test_publish_check_says_nothing_of_a_story_that_a_reporter_may_not_see(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    secret, story = make_story(headline="Secret"), make_story(created_by=reporter)
    answer = client.post(f"/admin/articles/story/{story.pk}/publish-check/", form_data(story, related=[(secret.pk, 0)]))
    assert "Secret" not in answer.text


def test_preview_beside_the_form_follows_the_wish(client, tag):
    one = make_live(headline="One", tags=[tag])
    story = make_story(tags=[tag])
    typed = form_data(story, tags=["boats"])
    url = f"/admin/articles/story/{story.pk}/live-preview/"
    assert ">One<" in client.post(url, typed).text
    assert ">One<" not in client.post(url, typed | {f"suggestion-{one.story_id}": "dismiss"}).text


def test_new_story_has_no_suggestions_yet(client):
    assert 'id="suggestions"' not in client.get("/admin/articles/story/add/").text
