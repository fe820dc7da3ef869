import uuid

import pytest

from articles.models import Tag
from articles.operations.related import around
from factories.stories import make_live, make_story, make_tag, publish, withdraw


def related(edition):
    """Return the headlines of what stands under an edition, with the tags as they are counted now."""
    return [card.headline for card in around(edition, list(Tag.objects.filter(editions=edition))).related]


def test_chosen_stories_come_first_in_their_order():
    tag = make_tag()
    one, two = make_live(headline="One"), make_live(headline="Two")
    make_live(headline="Tagged", tags=[tag], minutes=5)
    edition = make_live(related=[two.story, one.story], tags=[tag])
    assert related(edition) == ["Two", "One", "Tagged"]


def test_rarer_tag_weighs_more():
    rare, common = make_tag(), make_tag()
    make_live(headline="Rare", tags=[rare])
    for number in range(3):
        make_live(headline=f"Common {number}", tags=[common], minutes=number)
    edition = make_live(tags=[rare, common])
    assert related(edition) == ["Rare", "Common 2", "Common 1", "Common 0"]


def test_two_shared_tags_weigh_more_than_one():
    tags = [make_tag(), make_tag()]
    make_live(headline="Both", tags=tags)
    make_live(headline="One", tags=tags[:1], minutes=5)
    assert related(make_live(tags=tags)) == ["Both", "One"]


def test_own_language_goes_before_newer_stories():
    tag = make_tag()
    make_live(headline="Own", language="yo", tags=[tag])
    make_live(headline="Newer", language="es", tags=[tag], minutes=5)
    assert related(make_live(language="yo", tags=[tag])) == ["Own", "Newer"]


def test_seven_are_enough():
    tag = make_tag()
    for minutes in range(9):
        make_live(tags=[tag], minutes=minutes)
    assert len(related(make_live(tags=[tag]))) == 7


def test_story_is_never_related_to_itself_or_its_translations():
    tag = make_tag()
    edition = make_live(tags=[tag])
    translation = make_live(language="yo", tags=[tag], translation_key=edition.translation_key)
    assert related(edition) == []
    assert around(edition, [tag]).translations == [translation]


def test_story_that_tags_bring_appears_in_one_language_only():
    tag, key = make_tag(), uuid.uuid4()
    for language in ("en", "yo", "es"):
        make_live(headline=language, language=language, tags=[tag], translation_key=key)
    assert related(make_live(language="yo", tags=[tag])) == ["yo"]


def test_unpublished_story_is_never_related():
    tag = make_tag()
    withdrawn = make_live(tags=[tag])
    withdraw(withdrawn)
    draft = make_story(tags=[tag])
    assert related(make_live(related=[draft, withdrawn.story], tags=[tag])) == []


def test_chosen_story_shows_its_newest_edition():
    chosen = make_live()
    story = chosen.story
    story.headline = "Again"
    story.save()
    publish(story, change="minor", minutes=5)
    assert related(make_live(related=[story])) == ["Again"]


@pytest.mark.parametrize("tags", [0, 1, 9])
def test_one_question_is_enough(django_assert_num_queries, tags):
    tags = [make_tag() for _ in range(tags)]
    edition = make_live(tags=tags)
    with django_assert_num_queries(1):
        around(edition, tags)
