"""Two people at once, each in a thread with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.models import Edition, Tag
from articles.operations import drafting, publishing
from articles.operations.publishing import Refused
from factories.people import make_user
from factories.stories import make_live, make_story, make_tag

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all the deeds at one moment; return what each returned, ``Refused`` for a refusal."""
    start = Barrier(len(deeds))

    def do(deed):
        try:
            start.wait()
            return deed()
        except Refused:
            return Refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def publishing_of(story, **options):
    actor = make_user("publisher")
    return lambda: publishing.publish(story, actor=actor, **options)


def test_two_stories_with_one_headline_get_two_addresses():
    stories = [make_story(headline="Rain") for _ in range(2)]
    editions = at_once(*map(publishing_of, stories))
    assert {edition.slug for edition in editions} == {"rain", "rain-2"}
    assert Edition.objects.live().count() == 2


def test_one_story_published_twice_at_once_is_refused_once():
    story = make_story()
    outcomes = at_once(publishing_of(story), publishing_of(story))
    assert outcomes.count(Refused) == 1
    assert Edition.objects.live().count() == Edition.objects.count() == 1


def test_two_changes_of_a_story_at_once_make_two_editions_one_of_them_live():
    story = make_live().story
    editions = at_once(*(publishing_of(story, change="minor") for _ in range(2)))
    assert sorted(edition.number for edition in editions) == [2, 3]
    assert Edition.objects.live().get().number == 3


def test_withdrawing_while_publishing_leaves_one_live_edition_at_most():
    story, actor = make_live().story, make_user("publisher")
    at_once(publishing_of(story, change="minor"), lambda: publishing.withdraw(story, actor=actor, reason="Wrong."))
    story.refresh_from_db()
    assert story.is_live == Edition.objects.live().exists()


def test_tags_of_stories_published_at_once_count_every_one():
    tags = [make_tag() for _ in range(3)]
    stories = [make_story(tags=some) for some in (tags, tags[::-1], tags, tags[::-1])]
    at_once(*map(publishing_of, stories))
    assert list(Tag.objects.values_list("live_count", flat=True)) == [4, 4, 4]


def test_two_stories_given_one_new_tag_at_once_share_it():
    stories, actor = [make_story(), make_story()], make_user("publisher")
    at_once(*(lambda story=story: drafting.save_tags(story, ["Harbour"], actor=actor) for story in stories))
    assert [list(story.tags.names()) for story in stories] == [["Harbour"], ["Harbour"]]
