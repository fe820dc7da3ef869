import pytest
from django.urls import reverse

from articles.models import Redirect
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, withdraw
from newsroom.audit.models import Event

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
