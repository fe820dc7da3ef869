from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, FrontPage, FrontPin, Notice, Redirect, Story
from articles.operations import publishing, scheduling
from factories.desk import deed_url
from factories.people import make_user
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_tag, publish, withdraw
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
ADD = "admin:articles_redirect_add"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def add(client):
    """Post the form as a publisher, or as somebody of another role."""

    def post(path, target, role="publisher"):
        client.force_login(make_user(role))
        answer = client.post(reverse(ADD), {"path": path, "target": target})
        client.logout()
        return answer

    return post


@pytest.mark.parametrize("typed", ["/old-page/", "/old-page", "https://tidewater.example/old-page/"])
def test_readers_of_an_old_address_are_led_on(client, add, typed):
    add(typed, "/sections/health/")
    answer = client.get("/old-page/")
    assert (answer.status_code, answer["Location"]) == (301, "/sections/health/")


def test_old_address_leads_on_in_every_language(client, add):
    add("/old-page/", "https://archive.example/old/")
    assert client.get("/yo/old-page/")["Location"] == "https://archive.example/old/"


def test_withdrawn_story_can_lead_on(client, add):
    edition = make_live()
    withdraw(edition)
    add(edition.get_absolute_url(), "/corrections/")
    assert client.get(edition.get_absolute_url())["Location"] == "/corrections/"


def test_live_story_cannot_be_led_away(add):
    answer = add(make_live().get_absolute_url(), "/corrections/")
    assert "Something stands at this address" in answer.text


@pytest.mark.parametrize(
    ("path", "target", "words"),
    [
        ("//evil.example/", "/a/", "beginning with a slash"),
        ("https://evil.example/x/", "/a/", "beginning with a slash"),
        ("/old/", "javascript:alert(1)", "Type an address here"),
        ("/old/", "//evil.example/", "Type an address here"),
        ("/old/", "/\\evil.example/", "Type an address here"),
        ("/old/", "http://plain.example/", "Type an address here"),
        ("/admin/x/", "/a/", "desk&#x27;s own"),
        ("/search/", "/a/", "Something stands"),
        ("/old/", "/old/", "leads back"),
    ],
)
def test_redirect_that_cannot_be_is_refused_in_words(add, path, target, words):
    assert words in add(path, target).text
    assert not Redirect.objects.exists()


def test_redirect_leads_straight_to_the_end(client, add):
    add("/b/", "/c/")
    add("/a/", "/b/")
    add("/c/", "/sections/health/")
    assert [client.get(path)["Location"] for path in ("/a/", "/b/", "/c/")] == ["/sections/health/"] * 3


@pytest.mark.parametrize("path", ["/sections/{section}/", "/tags/boats/", "/authors/ada-fenn/", "/about/", "/privacy/"])
def test_page_that_is_there_cannot_be_led_away(add, path):
    make_page("about")
    edition = make_live(tags=[make_tag("boats", "boats")], authors=[make_author("Ada Fenn")])
    assert "Something stands" in add(path.format(section=edition.section.slug), "/corrections/").text


def test_address_of_a_tag_without_live_stories_can_lead_on(client, add):
    make_tag("boats", "boats")
    add("/tags/boats/", "/sections/health/")
    assert client.get("/tags/boats/")["Location"] == "/sections/health/"


def withdraw_leading(client, edition, target, role="publisher", **typed):
    client.force_login(make_user(role))
    answer = client.post(deed_url(edition.story, "withdraw"), {"reason": "It is wrong.", "target": target} | typed)
    client.logout()
    return answer


def test_withdrawn_story_leads_where_it_was_asked(client):
    edition = make_live()
    assert withdraw_leading(client, edition, "/corrections/").status_code == 302
    for prefix in ("", "/yo"):
        answer = client.get(prefix + edition.get_absolute_url())
        assert (answer.status_code, answer["Location"]) == (301, "/corrections/")
    assert client.get(f"{edition.get_absolute_url()}ai.json").status_code == 410


def test_older_addresses_of_a_withdrawn_story_lead_there_too(client):
    old = make_live(slug="old")
    Story.objects.update(slug="new")
    edition = publish(Story.objects.get(), change="minor", minutes=5)
    withdraw_leading(client, edition, "/corrections/")
    assert client.get(old.get_absolute_url())["Location"] == "/corrections/"


@pytest.mark.parametrize("target", ["{path}", "javascript:alert(1)", "//evil.example/", "/" + "x" * 500])
def test_withdrawal_that_would_lead_nowhere_is_refused_and_keeps_what_was_typed(client, target):
    edition = make_live()
    answer = withdraw_leading(client, edition, target.format(path=edition.get_absolute_url()))
    assert (answer.status_code, Edition.objects.live().count()) == (422, 1)
    assert "It is wrong.</textarea>" in answer.text
    assert 'href="#id_target"' in answer.text


def test_planned_withdrawal_leads_on_at_its_hour(client):
    edition = make_live()
    Publication.objects.update(time_zone="UTC")
    at = timezone.now() + timedelta(hours=2)
    withdraw_leading(client, edition, "/corrections/", when="at", at=f"{at:%Y-%m-%dT%H:%M}")
    assert Story.objects.get().withdraw_target == "/corrections/"
    scheduling.do_due(now=at)
    assert client.get(edition.get_absolute_url())["Location"] == "/corrections/"


def test_planned_withdrawal_happens_though_its_address_cannot_lead_on(client):
    edition = make_live()
    publisher = make_user("publisher")
    at = timezone.now() + timedelta(hours=2)
    publishing.plan_withdrawal(edition.story, actor=publisher, at=at, reason="It is wrong.", target="/corrections/")
    publisher.groups.clear()
    make_user("publisher", username="told")
    scheduling.do_due(now=at)
    assert client.get(edition.get_absolute_url()).status_code == 410
    assert "could not be led to /corrections/" in Notice.objects.get(person__username="told").text


def test_story_published_again_takes_its_address_back(client):
    edition = make_live()
    withdraw_leading(client, edition, "/corrections/")
    publish(Story.objects.get(), change="update", minutes=9)
    assert client.get(edition.get_absolute_url()).status_code == 200
    assert not Redirect.objects.exists()


def test_new_story_that_takes_an_old_address_wins(client, add):
    edition = make_live(slug="rain")
    withdraw(edition)
    add(edition.get_absolute_url(), "/corrections/")
    Story.objects.update(slug="drizzle")
    newer = make_live(slug="rain", minutes=5)
    answer = client.get(edition.get_absolute_url())
    assert (newer.slug, answer.status_code, newer.headline in answer.text) == ("rain", 200, True)


def test_withdrawing_warns_where_the_story_is_put_forward(client):
    edition = make_live(headline="Ferry late")
    FrontPin.objects.create(page=FrontPage.objects.create(language="en"), story=edition.story)
    make_live(headline="Harbour shut", related=[edition.story])
    client.force_login(make_user("publisher"))
    html = client.get(deed_url(edition.story, "withdraw")).text
    assert "It is pinned to the front page in English." in html
    assert "1 live story names it as related: “Harbour shut”." in html


def test_redirects_never_go_round_in_a_circle(add):
    add("/a/", "/b/")
    assert "leads back" in add("/b/", "/a/").text


@pytest.mark.parametrize(("role", "status"), [("reporter", 403), ("editor", 403), ("administrator", 302)])
def test_redirects_are_the_publishers_and_administrators(add, role, status):
    assert add("/old/", "/new/", role).status_code == status


def test_redirects_are_on_record(client, add):
    add("/old/", "/new/")
    client.force_login(make_user("publisher"))
    client.post(reverse("admin:articles_redirect_delete", args=[Redirect.objects.get().pk]), {"post": "yes"})
    actions = Event.objects.filter(action__startswith="redirect.").order_by("seq").values_list("action", flat=True)
    assert list(actions) == ["redirect.made", "redirect.removed"]


def test_list_says_on_which_clock_a_redirect_was_made(client, add):
    add("/old-page/", "/sections/health/")
    Redirect.objects.update(made_at=datetime(2026, 11, 23, 13, 5, tzinfo=UTC))
    client.force_login(make_user("publisher"))
    assert "23 November 2026, 14:05 WAT" in client.get(reverse("admin:articles_redirect_changelist")).text
