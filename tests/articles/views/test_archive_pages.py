import re

import pytest

from articles.models import Edition
from factories.stories import NOON, make_live, make_story

pytestmark = pytest.mark.django_db


def first_published(edition, moment):
    """Have an edition's first publication lie elsewhere in time."""
    row = Edition.objects.get(pk=edition.pk)
    row.pk, row.number, row.first_published_at = None, row.number + 1, moment
    Edition.objects.filter(pk=edition.pk).update(is_live=False)
    row.save(force_insert=True)


def months(client):
    return re.findall(r'<a href="(/\d{4}/\d\d/)"', client.get("/archive/").content.decode())


def test_archive_leads_to_every_month_since_the_first_story(client):
    first_published(make_live(), NOON.replace(month=9))
    make_live()
    assert months(client) == ["/2026/11/", "/2026/10/", "/2026/09/"]


def test_archive_without_stories_says_so(client):
    make_story()
    assert "No stories yet." in client.get("/archive/").content.decode()


def test_month_has_its_stories_and_no_others(client):
    first_published(make_live(headline="In autumn"), NOON.replace(month=9))
    make_live(headline="In winter")
    page = client.get("/2026/09/").content.decode()
    assert "In autumn" in page and "In winter" not in page


def test_month_begins_at_midnight_where_the_publication_is(client):
    first_published(make_live(headline="Late"), NOON.replace(month=9, day=30, hour=23, minute=30))
    assert "Late" in client.get("/2026/10/").content.decode()
    assert client.get("/2026/09/").status_code == 404


@pytest.mark.parametrize("path", ["/2026/10/", "/2026/13/", "/2026/00/", "/0000/01/", "/9999/12/", "/26/1/"])
def test_month_without_stories_is_not_there(client, path):
    make_live()
    assert client.get(path).status_code == 404


def test_month_is_named_in_the_readers_language(client):
    make_live()
    assert "Oṣù Bélú 2026" in client.get("/yo/2026/11/").content.decode()
