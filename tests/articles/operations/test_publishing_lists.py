"""What publishing and withdrawing do to the lists by which readers find an edition."""

import pytest

from articles.models import Edition, EditionByline, EditionTag
from factories.stories import make_author, make_live, make_tag, publish, withdraw

pytestmark = pytest.mark.django_db


def listed(links):
    return [key["edition_id"] for key in links.newest_live()]


def test_live_editions_are_listed_newest_first():
    tag, author = make_tag(), make_author()
    older, newer = (make_live(tags=[tag], authors=[author], minutes=minutes) for minutes in (0, 5))
    assert listed(tag.edition_links) == listed(author.edition_bylines) == [newer.pk, older.pk]


def test_only_the_live_edition_of_a_story_is_listed():
    tag, author = make_tag(), make_author()
    first = make_live(tags=[tag], authors=[author])
    second = publish(first.story, change="update", minutes=90)
    assert listed(tag.edition_links) == listed(author.edition_bylines) == [second.pk]


def test_story_stays_where_it_was_first_published():
    tag = make_tag()
    old, new = (make_live(tags=[tag], minutes=minutes) for minutes in (0, 5))
    again = publish(old.story, change="update", minutes=90)
    assert listed(tag.edition_links) == [new.pk, again.pk]


def test_withdrawn_story_is_on_no_list():
    withdraw(make_live(tags=[make_tag()], authors=[make_author()]))
    assert listed(EditionTag.objects) == listed(EditionByline.objects) == []


def test_author_with_two_roles_lists_the_story_once():
    author = make_author()
    edition = make_live(authors=[(author, "reporting"), (author, "photography")])
    assert listed(author.edition_bylines) == [edition.pk]


def test_link_that_was_left_listed_shows_nothing(client):
    tag = make_tag()
    make_live(headline="Shown", tags=[tag])
    gone = make_live(headline="Gone", tags=[tag])
    Edition.objects.filter(pk=gone.pk).update(is_live=False)
    page = client.get(tag.get_absolute_url()).content.decode()
    assert "Shown" in page and "Gone" not in page
