"""The desk's screens that take a story from readers: hiding it, and withdrawing it at once or at a time."""

from functools import partial

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Breaking, Edition, FrontPage, FrontPin
from factories.desk import change_url, deed_url
from factories.desk import desk as enter
from factories.plans import AT, HOUR, local, page_of
from factories.publication import make_publication
from factories.stories import make_live, make_picture, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def desk(client):
    return partial(enter, client)


def test_hide_lists_what_goes_along_and_what_has_to_be_chased(client, desk):
    desk()
    picture = make_picture(alt="Boats at the pier")
    edition = make_live(lead_picture=picture)
    page = page_of(client.get(deed_url(edition.story, "hide")))
    assert "/feeds/rss.xml" in page and f"{edition.get_absolute_url()}ai.json" in page
    assert "They go along" in page and "Boats at the pier" in page
    assert "with_translations" not in page
    make_live(lead_picture=picture)
    assert "Boats at the pier" not in page_of(client.get(deed_url(edition.story, "hide")))


def test_withdrawing_leads_to_the_pictures_that_could_go_too(client, desk):
    desk("publisher")
    picture = make_picture()
    page = page_of(client.get(deed_url(make_live(lead_picture=picture).story, "withdraw")))
    assert reverse("admin:media_picture_pull", args=[picture.pk]) in page


def test_hidden_story_answers_as_if_it_never_was_and_comes_back_in_one_step(client, desk):
    desk()
    edition = make_live()
    address = edition.get_absolute_url()
    client.post(deed_url(edition.story, "hide"))
    assert client.get(address).status_code in {404, 410}
    assert "Hidden from readers since" in page_of(client.get(change_url(edition.story)))
    client.post(deed_url(edition.story, "show"))
    assert client.get(address).status_code == 200


def test_translations_go_along_where_asked(client, desk):
    desk()
    story = make_live().story
    other = make_live(language="yo", translation_key=story.translation_key).story
    assert 'name="with_translations"' in page_of(client.get(deed_url(story, "hide")))
    client.post(deed_url(story, "hide"), {"with_translations": "on"})
    assert not Edition.objects.live().exists()
    other.refresh_from_db()
    assert other.hidden_at


def test_withdrawing_warns_where_the_story_is_put_forward(client, desk):
    desk("publisher")
    story = make_live(headline="Boats leave").story
    page = FrontPage.objects.create(language="en")
    FrontPin.objects.create(page=page, story=story)
    Breaking.objects.create(language="en", story=story, until=timezone.now() + HOUR)
    make_live(headline="Harbour opens", related=[story])
    make_story(headline="Nobody reads this", related=[story])
    asked = page_of(client.get(deed_url(story, "withdraw")))
    assert "pinned to the front page in English" in asked
    assert "The breaking strip in English leads to it." in asked
    assert "1 live story names it as related: “Harbour opens”." in asked


def test_withdrawal_is_planned_moved_and_taken_back(client, desk):
    desk("publisher")
    story = make_live().story
    client.post(deed_url(story, "withdraw"), {"when": "at", "at": local(AT), "reason": "The licence ends."})
    assert "Comes down on" in page_of(client.get(change_url(story)))
    page = page_of(client.get(deed_url(story, "withdraw")))
    assert "The licence ends." in page and f'value="{local(AT)}"' in page
    client.post(deed_url(story, "withdraw"), {"when": "never"})
    story.refresh_from_db()
    assert (story.withdraw_for, story.is_live) == (None, True)


@pytest.mark.parametrize("typed", [{"when": "at", "reason": "x"}, {"when": "at", "at": local(AT)}, {"when": "now"}])
def test_withdrawal_without_time_or_reason_is_refused(client, desk, typed):
    desk("publisher")
    story = make_live().story
    assert client.post(deed_url(story, "withdraw"), typed).status_code == 422
    assert Edition.objects.live().exists()
