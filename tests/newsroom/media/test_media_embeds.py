"""Which addresses of other sites may be framed, and as what."""

import pytest
from django.conf import settings

from factories.people import make_user
from factories.publication import make_publication
from newsroom.audit.models import Event
from newsroom.media import embeds
from newsroom.media.models import EmbedProvider
from newsroom.media.operations import embedding

YOUTUBE = "https://www.youtube-nocookie.com/embed/abcdefghijk"
MAP = "https://www.openstreetmap.org/export/embed.html?bbox=3.37754%2C6.44443%2C3.41187%2C6.46363&layer=mapnik"
FRAMES = [
    ("https://www.youtube.com/watch?v=abcdefghijk", YOUTUBE),
    ("https://www.youtube.com/watch?app=desktop&v=abcdefghijk&list=x", YOUTUBE),
    ("https://M.YouTube.com/watch?v=abcdefghijk", YOUTUBE),
    ("https://youtu.be/abcdefghijk?si=x&t=90", f"{YOUTUBE}?start=90"),
    ("https://www.youtube.com/shorts/abcdefghijk", YOUTUBE),
    ("https://www.youtube.com/live/abcdefghijk?t=5s", f"{YOUTUBE}?start=5"),
    ("https://vimeo.com/123456", "https://player.vimeo.com/video/123456?dnt=1"),
    ("https://vimeo.com/123456/0a1b2c", "https://player.vimeo.com/video/123456?dnt=1&h=0a1b2c"),
    ("https://player.vimeo.com/video/123456?h=0a1b2c", "https://player.vimeo.com/video/123456?dnt=1&h=0a1b2c"),
    ("https://mastodon.social/@ada/1234", "https://mastodon.social/@ada/1234/embed"),
    (f"{MAP}&marker=1%2C2", f"{MAP}&marker=1%2C2"),
]
LINKS = [
    "https://www.youtube.com/",
    "https://www.youtube.com/watch?v=abcdefghijkl",
    "https://www.youtube.com.evil.example/watch?v=abcdefghijk",
    "https://evil.example/https://www.youtube.com/watch?v=abcdefghijk",
    "https://evil.example/?https://youtu.be/abcdefghijk",
    "https://vimeo.com/ada",
    "https://mastodon.social/@ada",
    "https://other.social/@ada/1234",
    "https://www.openstreetmap.org/#map=99/6/3",
    "https://www.openstreetmap.org/#map=9/.../3",
    "https://www.openstreetmap.org/export/embedded",
]


@pytest.fixture(autouse=True)
def providers_as_they_were():
    yield
    embeds.use([])


@pytest.mark.parametrize(("address", "frame"), FRAMES)
def test_address_of_a_provider_has_a_frame(address, frame):
    assert embeds.find(address).frame == frame


@pytest.mark.parametrize("address", LINKS)
def test_any_other_address_has_none(address):
    assert embeds.find(address).frame == ""


def test_place_on_a_map_is_framed_with_its_marker():
    found = embeds.find("https://www.openstreetmap.org/?mlat=6.454&mlon=3.3947#map=14/6.45403/3.39470")
    assert found.frame.startswith("https://www.openstreetmap.org/export/embed.html?bbox=3.3")
    assert found.frame.endswith("&layer=mapnik&marker=6.454%2C3.3947")
    assert (found.provider, found.shows) == ("OpenStreetMap", "map")


@pytest.mark.parametrize("address", [address for address, _frame in FRAMES])
def test_every_frame_is_in_the_policy(address):
    assert any(embeds.find(address).frame.startswith(f"{origin}/") for origin in settings.SECURE_CSP["frame-src"])


def test_added_origin_is_framed_below_its_path_alone():
    embeds.use([("Charts", "https://charts.example", "/embed/")])
    assert embeds.find("https://Charts.example/embed/1").frame == "https://charts.example/embed/1"
    for other in (
        "https://charts.example/1",
        "https://charts.example/embed/../1",
        "https://charts.example.evil/embed/1",
    ):
        assert embeds.find(other).frame == ""
    assert embeds.find("https://charts.example/embed/%2e%2e/1").frame == ""


def test_added_mastodon_site_shows_its_posts():
    embeds.use([("Harbour Social", "https://social.example", "")])
    assert (
        embeds.find("https://social.example/@ada@b.example/12").frame
        == "https://social.example/@ada@b.example/12/embed"
    )


def make_provider(actor=None, **fields):
    fields = {"name": "Charts", "origin": "https://charts.example"} | fields
    provider = EmbedProvider(**fields)
    embedding.save_provider(provider, actor=actor or make_user(superuser=True))
    return provider


@pytest.mark.django_db(transaction=True)
def test_policy_of_every_page_follows_the_list_without_asking(client, django_assert_num_queries):
    make_publication()
    before = client.get("/")["Content-Security-Policy"]
    provider = make_provider()
    first, second = (client.get(path)["Content-Security-Policy"] for path in ("/", "/nowhere/"))
    assert first == second == before.replace("frame-src ", "frame-src https://charts.example ")
    embedding.delete_provider(provider, actor=make_user(superuser=True))
    assert client.get("/")["Content-Security-Policy"] == before
    with django_assert_num_queries(0):
        embeds.find("https://charts.example/1")


@pytest.mark.django_db
def test_another_process_hears_of_it_in_its_next_round():
    EmbedProvider.objects.create(name="Charts", origin="https://charts.example")
    assert embedding.refresh() is False
    assert embeds.find("https://charts.example/1").provider == "Charts"


@pytest.mark.django_db
def test_each_deed_leaves_one_event():
    provider, person = make_provider(), make_user(superuser=True)
    provider.path = "/embed/"
    embedding.save_provider(provider, actor=person)
    embedding.delete_provider(provider, actor=person)
    actions = [f"embed_provider.{deed}" for deed in ("added", "changed", "deleted")]
    assert (
        list(Event.objects.filter(action__startswith="embed").order_by("seq").values_list("action", flat=True))
        == actions
    )


@pytest.fixture
def administrator(client, db):
    make_publication()
    client.force_login(make_user("administrator"))
    return client


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("origin", "http://charts.example"),
        ("origin", "https://charts.example/"),
        ("origin", "https://*.example"),
        ("origin", "https://charts.example; script-src *"),
        ("origin", "https://ada@charts.example"),
        ("origin", "https://Charts.example"),
        ("path", "embed"),
        ("path", "/a/../b"),
        ("path", "/a b;"),
        ("name", ""),
    ],
)
def test_what_the_policy_could_not_carry_is_refused_at_its_field(administrator, field, value):
    data = {"name": "Charts", "origin": "https://charts.example", "path": ""} | {field: value}
    response = administrator.post("/admin/media/embedprovider/add/", data)
    assert list(response.context["adminform"].form.errors) == [field]
    assert embeds.names()[-1] == "Mastodon"


@pytest.mark.django_db(transaction=True)
def test_administrator_adds_a_provider_and_the_editor_asks_for_it(client):
    make_publication()
    client.force_login(make_user("administrator"))
    data = {"name": "Charts", "origin": "https://charts.example", "path": ""}
    assert client.post("/admin/media/embedprovider/add/", data).status_code == 302
    find = "/admin/media/embedprovider/find/?address="
    assert client.get(f"{find}https://charts.example/1").json() == {"provider": "Charts"}
    assert "Charts" in client.get(f"{find}https://video.example/1").json()["refused"]
    assert "https://" in client.get(f"{find}javascript:alert(1)").json()["refused"]


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
def test_others_add_none(client, db, role):
    make_publication()
    client.force_login(make_user(role))
    assert client.get("/admin/media/embedprovider/add/").status_code == 403
    assert client.get("/admin/media/embedprovider/find/?address=https://youtu.be/abcdefghijk").json() == {
        "provider": "YouTube"
    }


def test_find_is_for_the_desk_alone(client, db):
    make_publication()
    assert client.get("/admin/media/embedprovider/find/?address=https://youtu.be/abcdefghijk").status_code == 302
