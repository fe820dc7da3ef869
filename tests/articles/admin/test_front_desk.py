from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import FrontPage, FrontPin
from articles.operations.front import front
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, withdraw
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/frontpage/"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def pin(edition, position=0, language="en", until=None):
    page = FrontPage.objects.get_or_create(language=language)[0]
    return FrontPin.objects.create(page=page, story=edition.story, position=position, until=until)


def shown(language="en"):
    page = front(language, [])
    return [page.lead, *page.top]


def test_pinned_stories_come_first_in_the_editors_order():
    editions = [make_live(minutes=minutes) for minutes in range(4)]
    pin(editions[1], 0)
    pin(editions[0], 1)
    assert shown() == [editions[1], editions[0], editions[3], editions[2]]


def test_pin_holds_for_one_language():
    editions = [make_live(minutes=minutes) for minutes in range(2)]
    pin(editions[0])
    assert shown("yo") == editions[::-1]


def test_pin_ends_by_itself():
    editions = [make_live(minutes=minutes) for minutes in range(2)]
    pin(editions[0], until=timezone.now() - timedelta(minutes=1))
    assert shown() == editions[::-1]


def test_pinned_story_that_is_withdrawn_is_not_shown():
    editions = [make_live(minutes=minutes) for minutes in range(2)]
    pin(editions[0])
    withdraw(editions[0])
    assert shown() == [editions[1]]


def test_editor_arranges_the_front_page_of_each_language(client):
    edition = make_live()
    client.force_login(make_user("editor"))
    assert "Front page, Yorùbá" in client.get(LIST).content.decode()
    page = FrontPage.objects.get(language="en")
    form = {"pins-TOTAL_FORMS": 1, "pins-INITIAL_FORMS": 0, "pins-0-story": edition.story_id, "pins-0-position": 0}
    form |= {"pins-0-until": "", "_save": "1"}
    response = client.post(reverse("admin:articles_frontpage_change", args=[page.pk]), form)
    assert response.status_code == 302
    assert [pin.story_id for pin in page.pins.all()] == [edition.story_id]
    assert Event.objects.get(action="front.arranged").data == {"stories": [edition.story_id]}


def test_pin_ends_at_a_time_on_the_publications_clock(client):
    edition, page = make_live(), FrontPage.objects.create(language="en")
    client.force_login(make_user("editor"))
    address = reverse("admin:articles_frontpage_change", args=[page.pk])
    assert "Until (WAT); empty: for good" in client.get(address).text
    form = {"pins-TOTAL_FORMS": 1, "pins-INITIAL_FORMS": 0, "pins-0-story": edition.story_id, "pins-0-position": 0}
    client.post(address, form | {"pins-0-until": "2027-03-01T14:00", "_continue": "1"})
    assert page.pins.get().until == datetime(2027, 3, 1, 13, tzinfo=UTC)
    assert 'value="2027-03-01T14:00"' in client.get(address).text


@pytest.mark.parametrize("role", ["reporter", "administrator"])
def test_others_do_not(client, role):
    client.force_login(make_user(role))
    assert client.get(LIST).status_code == 403
