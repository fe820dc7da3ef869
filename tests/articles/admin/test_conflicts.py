"""Two people at one story, over HTTP: the later save is refused with both sides shown, and nothing typed is lost."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Revision, Story
from articles.vocabulary import Status
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_story, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def desk(client):
    person = make_user("editor", username="bola")
    client.force_login(person)
    return person


@pytest.fixture
def colleague(django_user_model):
    """Return how somebody else saves a story: with what they opened, changed like this."""
    from django.test import Client

    other = Client()
    other.force_login(make_user("editor", username="ada"))

    def save(story, **typed):
        response = other.post(change_url(story), form_data(Story.objects.get(pk=story.pk), **typed))
        assert response.status_code == 302

    return save


def hidden(response):
    """Return the hidden boxes of the page, as a browser gives them back."""
    page = response.content.decode()
    found = re.findall(r'<input type="hidden" name="(mine|shown_version)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def answer(client, response, story, **chosen):
    return client.post(change_url(story), hidden(response) | chosen)


def names(response, which):
    return [row["name"] for row in response.context[which]]


def test_stale_save_is_refused_and_shows_who_saved_what(client, desk, colleague):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats")
    colleague(story, headline="Three boats")
    response = client.post(change_url(story), stale)
    page = response.content.decode()
    assert response.status_code == 409
    assert "ada saved this story on" in page
    assert "put in: </span>Two" in page
    assert "put in: </span>Three" in page
    assert Story.objects.get().headline == "Three boats"
    assert Story.objects.get().version == 2


def test_what_one_side_touched_merges_by_itself(client, desk, colleague):
    story = make_story(headline="One boat", standfirst="Late.")
    stale = form_data(story, standfirst="Early.")
    colleague(story, headline="Three boats")
    response = client.post(change_url(story), stale)
    assert (names(response, "open"), sorted(names(response, "settled"))) == ([], ["headline", "standfirst"])
    answer(client, response, story, _merge="1")
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Three boats", "Early.")
    assert story.revisions.first().made_by == desk


@pytest.mark.parametrize(("chosen", "stands"), [("theirs", "Three boats"), ("mine", "Two boats")])
def test_what_both_touched_is_chosen(client, desk, colleague, chosen, stands):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats", summary="Mine.")
    colleague(story, headline="Three boats", slug="three")
    response = client.post(change_url(story), stale)
    answer(client, response, story, _merge="1", **{"choose-headline": chosen})
    story.refresh_from_db()
    assert (story.headline, story.summary, story.slug) == (stands, "Mine.", "three")


def test_choice_that_is_missing_is_asked_for_again(client, desk, colleague):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats")
    colleague(story, headline="Three boats")
    refused = answer(client, client.post(change_url(story), stale), story, _merge="1")
    assert refused.status_code == 409
    assert "Choose for each" in refused.content.decode()
    answer(client, refused, story, _merge="1", **{"choose-headline": "mine"})
    assert Story.objects.get().headline == "Two boats"


def test_body_is_chosen_or_written_anew(client, desk, colleague):
    story = make_story(body="<p>One.</p>")
    stale = form_data(story, body="<p>Two.</p>")
    colleague(story, body="<p>Three.</p>")
    response = client.post(change_url(story), stale)
    chosen = {"choose-body": "edited", "merged_body": "<p>Two and three.</p><script>x</script>"}
    answer(client, response, story, _merge="1", **chosen)
    assert Story.objects.get().body == "<p>Two and three.</p>"


def test_bylines_related_tags_and_answers_are_sides_too(client, desk, colleague):
    ada, bo, cleo = (make_author(name) for name in ("Ada", "Bo", "Cleo"))
    other = make_live().story
    story = make_story(authors=[ada], tags=[make_tag("harbour")])
    first = {"bylines": [(ada.pk, "reporting", 0)], "tags": ["harbour"]}
    story.bylines.all().delete()
    colleague(story, **first)
    story.refresh_from_db()
    row = story.bylines.get()
    stale = form_data(story, tags=["harbour", "rain"], ai_body="edited", related=[(other.pk, 0)])
    stale |= {"bylines-TOTAL_FORMS": 2, "bylines-INITIAL_FORMS": 1, "bylines-0-id": row.pk, "bylines-0-story": story.pk}
    stale |= {"bylines-0-author": ada.pk, "bylines-0-role": "reporting", "bylines-0-position": 0}
    stale |= {"bylines-1-author": bo.pk, "bylines-1-role": "editing", "bylines-1-position": 1}
    # Meanwhile the row that this form names is deleted, and another person added.
    row.delete()
    colleague(story, **{"bylines": [(cleo.pk, "reporting", 0)], "tags": ["harbour"], "ai_headline": "generated"})
    response = client.post(change_url(story), stale)
    assert (names(response, "open"), names(response, "settled")) == (
        ["bylines"],
        ["ai_body", "ai_headline", "tags", "related_links"],
    )
    merged = answer(client, response, story, _merge="1", **{"choose-bylines": "mine"})
    assert merged.status_code == 302, merged.context
    assert list(story.bylines.values_list("author__name", "role")) == [("Ada", "reporting"), ("Bo", "editing")]
    assert dict(story.disclosures.values_list("part", "level")) == {"body": "edited", "headline": "generated"}
    assert set(story.tags.values_list("name", flat=True)) == {"harbour", "rain"}
    assert story.related.get() == other


def test_mine_is_kept_as_a_revision_and_the_story_stays(client, desk, colleague):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats", sources="Board https://example.org/board")
    colleague(story, headline="Three boats")
    answer(client, client.post(change_url(story), stale), story, _keep="1")
    kept = Revision.objects.get(deed="keep")
    assert (kept.content["headline"], kept.made_by, kept.version) == ("Two boats", desk, 1)
    assert kept.content["sources"] == [{"text": "Board", "url": "https://example.org/board"}]
    assert (Story.objects.get().headline, Story.objects.get().version) == ("Three boats", 2)


def test_kept_revision_can_be_restored(client, desk, colleague):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats")
    colleague(story, headline="Three boats")
    answer(client, client.post(change_url(story), stale), story, _keep="1")
    client.post(reverse("admin:articles_story_restore", args=[story.pk, Revision.objects.get(deed="keep").pk]))
    assert Story.objects.get().headline == "Two boats"


def test_theirs_is_taken(client, desk, colleague):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats")
    colleague(story, headline="Three boats")
    answer(client, client.post(change_url(story), stale), story, _theirs="1")
    assert Story.objects.get().headline == "Three boats"


def test_third_save_while_choosing_is_refused_again_with_all_three(client, desk, colleague):
    story = make_story(headline="One boat", standfirst="Late.")
    stale = form_data(story, headline="Two boats")
    colleague(story, headline="Three boats")
    response = client.post(change_url(story), stale)
    colleague(story, headline="Four boats", standfirst="Early.")
    again = answer(client, response, story, _merge="1", **{"choose-headline": "mine"})
    assert again.status_code == 409
    assert "put in: </span>Four" in again.content.decode()
    answer(client, again, story, _merge="1", **{"choose-headline": "mine"})
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Two boats", "Early.")


def test_bad_input_in_a_stale_form_is_kept_through_the_merge(client, desk, colleague):
    story = make_story()
    stale = form_data(story, slug="🎉", sources="Board http://nowhere at all://x", new_picture_credit="Ada Reed")
    colleague(story, headline="Three boats")
    refused = answer(client, client.post(change_url(story), stale), story, _merge="1")
    form = refused.context["adminform"].form
    assert set(form.errors) == {"slug", "sources"}
    assert (form["slug"].value(), form["new_picture_credit"].value()) == ("🎉", "Ada Reed")
    assert form["headline"].value() == "Three boats"


def test_chosen_file_is_asked_for_again_in_words(client, desk, colleague):
    story = make_story()
    stale = form_data(story, headline="Two boats", new_picture=SimpleUploadedFile("quay.jpg", b"x", "image/jpeg"))
    colleague(story, headline="Three boats")
    assert "“quay.jpg” does not stay" in client.post(change_url(story), stale).content.decode()


def test_story_without_revisions_shows_every_difference(client, desk):
    story = make_story(headline="One boat")
    stale = form_data(story, headline="Two boats")
    Story.objects.update(version=2, standfirst="Early.")
    response = client.post(change_url(story), stale)
    assert names(response, "open") == ["headline", "standfirst"]
    assert "was not kept" in response.content.decode()


def test_story_that_was_handed_on_meanwhile_keeps_the_words(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    story = make_story(created_by=reporter)
    stale = form_data(story, headline="Two boats")
    Story.objects.update(status=Status.IN_REVIEW)
    response = client.post(change_url(story), stale)
    page = response.content.decode()
    assert response.status_code == 409
    assert "may not be edited by you any more" in page
    assert "Two" in page
    assert "_merge" not in page
    answer(client, response, story, _keep="1")
    assert Revision.objects.get(deed="keep").content["headline"] == "Two boats"
    assert client.post(change_url(story), hidden(response) | {"_merge": "1"}).status_code == 409
    assert Story.objects.get().headline != "Two boats"


@pytest.mark.parametrize("role", ["reporter", "administrator"])
@pytest.mark.parametrize("button", ["_keep", "_merge", "_theirs", "_continue"])
def test_answer_to_a_story_that_one_does_not_see_does_nothing(client, role, button):
    client.force_login(make_user(role))
    story = make_story(headline="Secret harbour deal")
    typed = form_data(story, headline="Mine", button=button) | {"mine": "{}", "shown_version": 1}
    response = client.post(change_url(story), typed, follow=True)
    assert "Secret harbour deal" not in response.content.decode()
    assert not Revision.objects.exists()
    assert Story.objects.get().headline == "Secret harbour deal"


@pytest.mark.parametrize("mine", ["", "[]", "{", '{"tags": 3}'])
def test_answer_that_came_back_broken_is_refused(client, desk, mine):
    story = make_story()
    assert client.post(change_url(story), {"_merge": "1", "mine": mine, "shown_version": 1}).status_code == 400


def test_fields_that_an_editor_is_not_asked_do_not_come_in_through_a_merge(client, desk, colleague):
    story = make_story()
    stale = form_data(story, summary="Mine.", is_public_interest="", scope_reason="x" * 30)
    colleague(story, headline="Three boats")
    response = client.post(change_url(story), stale)
    assert "scope_reason" not in names(response, "settled")
    answer(client, response, story, _merge="1")
    story.refresh_from_db()
    assert (story.is_public_interest, story.summary) == (True, "Mine.")
