import json
import threading
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from articles.checks import check_services
from articles.models.ping import Ping
from articles.operations import pings, publishing
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story, make_tag, publish, withdraw
from factories.web_service import web_service
from newsroom import outgoing, tick

pytestmark = pytest.mark.django_db
SITE = "https://tidewater.example"
KEY = "0123456789abcdef"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def service():
    with web_service() as running:
        yield running


@pytest.fixture
def hub(service, settings):
    settings.WEBSUB_HUBS = [service.url]
    return service


@pytest.fixture
def indexnow(service, settings):
    settings.INDEXNOW_KEY, settings.INDEXNOW_SERVICE = KEY, service.url
    return service


def send_all(now=None):
    while pings.send_due(now=now):
        pass


def feeds(service):
    """Return the feeds that a hub was told of."""
    return [parse_qs(body)["hub.url"][0].removeprefix(f"{SITE}/feeds/") for _path, _type, body in service.told]


def test_nobody_is_told_by_default():
    withdraw(make_live())
    assert not Ping.objects.exists()
    assert pings.send_due in tick._work


def test_hub_is_told_of_every_feed_that_a_story_is_in(hub):
    tag, author = make_tag("boats"), make_author("Ada Fenn")
    make_live(language="yo", section=make_section("harbour"), tags=[tag], authors=[author])
    send_all()
    places = ["", "sections/harbour/", "tags/boats/", "authors/ada-fenn/", "languages/yo/"]
    assert sorted(feeds(hub)) == sorted(f"{p}{file}" for p in places for file in ("rss.xml", "atom.xml", "feed.json"))
    assert not Ping.objects.exists()


def test_hub_is_told_as_the_protocol_asks(hub):
    make_live()
    send_all()
    path, content_type, body = hub.told[0]
    assert (path, content_type) == ("/", "application/x-www-form-urlencoded")
    assert parse_qs(body) == {"hub.mode": ["publish"], "hub.url": [f"{SITE}/feeds/rss.xml"]}


def test_every_feed_that_a_hub_is_told_of_is_there_and_names_the_hub(hub, client):
    make_live(tags=[make_tag("الميناء")], authors=[make_author("Ada Fenn")])
    told = list(Ping.objects.values_list("url", flat=True))
    pages = [client.get(url.removeprefix(SITE)) for url in told]
    assert [page.status_code for page in pages] == [200] * 15
    assert all(hub.url in page.text and url in page["Link"] for page, url in zip(pages, told, strict=True))


def test_feed_that_a_story_leaves_is_told_too(hub):
    story = make_live(section=make_section("harbour")).story
    send_all()
    hub.told.clear()
    story.refresh_from_db()
    story.section = make_section("weather")
    story.save()
    publish(story, change="correction", note="It was Tuesday.", minutes=5)
    send_all()
    assert {"sections/harbour/rss.xml", "sections/weather/rss.xml", "corrections/atom.xml"} <= set(feeds(hub))


@pytest.mark.parametrize("deed", ["reissue", "withdraw"])
def test_hub_is_told_when_a_story_is_issued_again_or_withdrawn(hub, deed):
    edition = make_live()
    send_all()
    hub.told.clear()
    withdraw(edition) if deed == "withdraw" else publishing.reissue(edition, actor=make_user("publisher"), note="AI.")
    send_all()
    assert "rss.xml" in feeds(hub)


def test_search_engines_are_told_of_the_storys_address_in_one_message(indexnow):
    one, two = make_live(slug="one"), make_live(slug="two", language="yo")
    withdraw(one)
    send_all()
    [(_path, content_type, body)] = indexnow.told
    assert content_type.startswith("application/json")
    said = json.loads(body)
    assert sorted(said.pop("urlList")) == [f"{SITE}{one.get_absolute_url()}", f"{SITE}/yo{two.get_absolute_url()}"]
    assert said == {"host": "tidewater.example", "key": KEY, "keyLocation": f"{SITE}/{KEY}.txt"}


def test_key_is_at_its_address_and_no_other(indexnow, client, settings):
    assert (client.get(f"/{KEY}.txt").text, client.get(f"/{KEY[::-1]}.txt").status_code) == (KEY, 404)
    settings.INDEXNOW_KEY = ""
    assert client.get(f"/{KEY}.txt").status_code == 404


def test_refused_publishing_tells_nobody(hub):
    with pytest.raises(PermissionDenied):
        publishing.publish(make_story(), actor=make_user("reporter"))
    assert not Ping.objects.exists()


def test_what_is_rolled_back_is_not_told(hub):
    class Stop(Exception):
        pass

    with pytest.raises(Stop), transaction.atomic():
        make_live()
        raise Stop
    assert not Ping.objects.exists()


def test_address_that_waits_is_told_once(hub):
    section = make_section("harbour")
    for _ in range(3):
        make_live(section=section)
    send_all()
    assert sorted(feeds(hub)) == sorted(set(feeds(hub)))


def test_address_that_changes_while_it_is_told_is_told_again(hub):
    make_live()
    Ping.objects.exclude(url__endswith="/feeds/rss.xml").delete()
    changed_again = timezone.now() + HOUR
    [ping] = pings._take(timezone.now())
    Ping.objects.filter(pk=ping.pk).update(queued_at=changed_again, due_at=changed_again)
    pings._sent([ping])
    assert Ping.objects.get().queued_at == changed_again


def test_two_processes_do_not_send_the_same(hub):
    make_live()
    now = timezone.now()
    first = {ping.pk for _ in range(4) for ping in pings._take(now)}
    second = {ping.pk for _ in range(9) for ping in pings._take(now)}
    assert (len(first), len(second), first & second) == (4, 5, set())


def test_message_whose_process_died_is_sent_by_another(hub):
    make_live()
    now = timezone.now()
    while pings._take(now):
        pass
    assert pings.send_due(now=now) is False and hub.told == []
    send_all(now=now + pings.TAKEN_FOR)
    assert len(hub.told) == 9


def test_round_sends_some_and_says_that_there_is_more(hub):
    make_live(tags=[make_tag()], authors=[make_author()])
    assert (pings.send_due(), len(hub.told)) == (True, pings.MESSAGES_A_ROUND)
    assert (pings.send_due(), len(hub.told)) == (False, 15)


def test_hub_that_is_away_is_asked_once_a_round_and_later_each_time(settings, caplog):
    with web_service() as gone:
        settings.WEBSUB_HUBS = [gone.url]
    make_live()
    now = timezone.now()
    assert pings.send_due(now=now) is False
    assert caplog.text.count("could not be told of changes, tried again in 0:01:00") == 1
    pings.send_due(now=now + timedelta(seconds=59))
    pings.send_due(now=now + timedelta(seconds=61))
    assert [record.args[1] for record in caplog.records] == [timedelta(minutes=1), timedelta(minutes=2)]


def test_hub_that_is_back_is_told_all(hub):
    hub.status = 503
    make_live()
    now = timezone.now()
    pings.send_due(now=now)
    hub.status, before = 202, len(hub.told)
    send_all(now=now + HOUR)
    assert (before, len(hub.told), Ping.objects.exists()) == (1, 10, False)


def test_wait_grows_to_an_hour_and_no_further(hub):
    hub.status = 500
    make_live()
    now = timezone.now()
    Ping.objects.update(tries=30)
    pings.send_due(now=now)
    assert {ping.due_at for ping in Ping.objects.all()} == {now + HOUR}


def test_service_is_given_up_after_a_day(hub, caplog):
    hub.status = 500
    make_live()
    assert pings.send_due(now=timezone.now() + DAY + HOUR) is False
    assert "took nothing for a day: 9 changed addresses are not told to it." in caplog.text
    assert (hub.told, Ping.objects.exists()) == ([], False)


def test_refused_message_holds_no_other_up(hub):
    hub.status = 400
    make_live()
    assert pings.send_due() is False
    assert len(hub.told) == 9
    assert set(Ping.objects.values_list("tries", flat=True)) == {1}


def test_one_service_that_is_away_holds_no_other_up(hub, settings):
    with web_service() as gone:
        settings.WEBSUB_HUBS = [gone.url, hub.url]
    make_live()
    send_all()
    assert (len(hub.told), Ping.objects.filter(service=gone.url).count()) == (9, 9)


def test_redirect_is_not_followed(hub):
    hub.status = 302
    make_live()
    pings.send_due()
    assert [path for path, _type, _body in hub.told] == ["/"]
    assert Ping.objects.count() == 9


def test_service_that_the_settings_name_no_more_is_told_nothing(hub, settings):
    make_live()
    settings.WEBSUB_HUBS = []
    assert pings.send_due() is False
    assert (hub.told, Ping.objects.exists()) == ([], False)


@pytest.mark.parametrize(
    "url",
    [
        "http://hub.example/",
        "http://127.0.0.1.hub.example/",
        "file:///etc/passwd",
        "ftp://hub.example/",
        "//hub.example/",
        "hub.example",
        "https://",
        "https://user:secret@hub.example/",
        "https://hub.example:x/",
        "https://hub.example/\r\nX: y",
        "https://hub.example/ü",
    ],
)
def test_nothing_is_sent_to_an_address_that_is_not_allowed(settings, url):
    with pytest.raises(ValueError, match="only https is allowed"):
        outgoing.post(url, b"", "text/plain")
    settings.WEBSUB_HUBS = [url]
    assert "NEWSROOM_WEBSUB_HUBS" in check_services()[0].msg


@pytest.mark.parametrize("key", ["short", "with space in it", "x" * 129, "päss-wörd"])
def test_key_that_indexnow_does_not_take_is_refused(settings, key):
    settings.INDEXNOW_KEY = key
    assert [problem.msg for problem in check_services()] == [
        "NEWSROOM_INDEXNOW_KEY: write 8 to 128 letters, digits or hyphens."
    ]


def test_good_settings_are_not_complained_about(settings):
    settings.WEBSUB_HUBS, settings.INDEXNOW_KEY = ["https://hub.example/", "http://localhost:9000/"], KEY
    assert check_services() == []


def test_server_that_never_answers_is_left_after_some_seconds(service, monkeypatch):
    monkeypatch.setattr(outgoing, "SECONDS", 0.2)
    pause = threading.Event()
    service.on_message = lambda: pause.wait(5)
    with pytest.raises(OSError):
        outgoing.post(service.url, b"x", "text/plain")
    pause.set()
