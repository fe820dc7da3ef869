"""The bar of the story form over HTTP: the publish check of what is typed, each answer with its field."""

import pytest
from django.urls import reverse

from articles.models import Revision, Story, Tag
from articles.vocabulary import AILevel
from factories.desk import bar_url as url
from factories.desk import desk, form_data
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_picture, make_review, make_story, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def check(client, story=None, **typed):
    """Return what stands against publishing what is typed: {text: (address, blocks)}."""
    said = client.post(url("publish_check", story), form_data(story, **typed)).json()["problems"]
    return {problem["text"]: (problem["href"], problem["blocks"]) for problem in said}


def one(found, start):
    return next((value for text, value in found.items() if text.startswith(start)), None)


def test_check_says_what_blocks_and_warns_each_with_its_field(client):
    desk(client)
    found = check(client, make_story(standfirst="Late."), headline="", standfirst="", ai_body="")
    assert one(found, "The story has no headline") == ("#id_headline", True)
    assert one(found, "What AI did in this story is not answered") == ("#id_ai_body_0", True)
    assert one(found, "There is no standfirst") == ("#id_standfirst", False)
    assert one(found, "Nobody is named in the byline") is None


def test_check_follows_people_tags_related_and_pictures_as_they_are_typed(client):
    desk(client)
    story, author, draft, picture = make_story(), make_author(), make_story(headline="A draft"), make_picture(credit="")
    found = check(client, story)
    assert one(found, "Nobody is named")[0] == "#bylines-group"
    assert one(found, "There are no tags")[0] == "#id_tags"
    rows = {"bylines": [(author.pk, "reporting", 0)], "related": [(draft.pk, 0)]}
    found = check(client, story, tags=["harbour"], lead_picture=picture.pk, **rows)
    assert not (one(found, "Nobody is named") or one(found, "There are no tags"))
    assert one(found, "Related story 1 is not live") == ("#related_links-group", False)
    assert one(found, "The lead picture has no credit") == ("#id_lead_picture", True)


def test_check_of_words_that_changed_after_a_review_leads_to_the_review(client):
    desk(client)
    story = make_story(level=AILevel.GENERATED)
    make_review(story)
    found = check(client, story, ai_body="generated", body="<p>Else.</p>")
    assert one(found, "The words changed after") == (reverse("admin:articles_story_review", args=[story.pk]), True)


@pytest.mark.parametrize(
    ("typed", "words", "where"),
    [
        ({"headline": "h" * 111}, "The headline has 111 characters", ("#id_headline", False)),
        ({"body": ""}, "The story has no text", ("#id_body", True)),
        ({"section": ""}, "The story is in no section", ("#id_section", True)),
        ({"body": '<p><a href="/nowhere/">x</a></p>'}, "A link leads to “/nowhere/”", ("#id_body", False)),
        ({"sources": "It https://tidewater.example/none/"}, "A link leads to", ("#id_sources", False)),
    ],
)
def test_check_of_what_is_typed_leads_to_its_field(client, typed, words, where):
    desk(client)
    assert one(check(client, make_story(), **typed), words) == where


@pytest.mark.parametrize(
    ("fields", "words", "field"),
    [
        ({"alt": ""}, "The lead picture has no alternative text", "lead_alt"),
        ({"origin": ""}, "The lead picture does not say where it comes from", "lead_picture"),
        ({"detected": {"is_ai": "yes"}}, "The file of the lead picture says that AI had a part in it", "lead_picture"),
        ({"use_by": "2020-01-01"}, "The lead picture may not be used after", "lead_picture"),
    ],
)
def test_check_of_the_lead_picture_leads_to_its_field(client, fields, words, field):
    desk(client)
    picture = make_picture(**fields)
    assert one(check(client, make_story(), lead_picture=picture.pk), words) == (f"#id_{field}", True)


def test_check_warns_of_a_withdrawn_related_story(client):
    desk(client)
    gone = make_live(headline="Gone")
    withdraw(gone)
    found = check(client, make_story(), related=[(gone.story_id, 0)])
    assert one(found, "Related story 1 is not live") == ("#related_links-group", False)


def test_check_writes_nothing(client):
    desk(client)
    story = make_story()
    check(client, story, headline="Two boats", tags=["rain"], ai_body="edited")
    check(client, headline="Two boats", tags=["rain"])
    assert (Story.objects.get().version, Story.objects.get().headline) == (1, story.headline)
    assert not (Tag.objects.exists() or Revision.objects.exists())
    assert story.disclosures.get().level == AILevel.NONE
