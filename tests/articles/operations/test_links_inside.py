import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Redirect
from articles.operations import gate
from factories.publication import make_page, make_publication
from factories.stories import make_author, make_live, make_section, make_story, make_tag, publish, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    make_publication()
    make_section("harbour")


def links(*addresses, **fields):
    body = "".join(f'<p>See <a href="{address}">this</a>.</p>' for address in addresses)
    return make_story(body=body, **fields)


def warned(story):
    """The fields in which a link leads nowhere."""
    return [found.field for found in gate.problems(story) if "readers find nothing" in found.message]


@pytest.mark.parametrize(
    "address",
    [
        *("/", "/search/?q=boats", "/sections/harbour/", "/sections/harbour", "/yo/sections/harbour/", "/corrections/"),
        *("/tags/boats/", "/authors/ada-fenn/", "/about/", "/privacy/#cookies", "/old/", "/feeds/rss.xml"),
        *("{live}", "{live}#correction-1", "https://tidewater.example{live}", "{moved}", "{live}ai.json"),
        *("https://elsewhere.example/gone/", "mailto:desk@tidewater.example", "#top", "//elsewhere.example/x"),
    ],
)
def test_link_to_what_readers_find_is_well(address):
    live = make_live(slug="old", tags=[make_tag("boats", "boats")], authors=[make_author("Ada Fenn")])
    live.story.slug = "new"
    live.story.save()
    make_page("about")
    Redirect.objects.create(path="/old/", target="/")
    places = {"moved": live.get_absolute_url()}
    places["live"] = publish(live.story, change="minor", minutes=5).get_absolute_url()
    assert warned(links(address.format(**places))) == []


@pytest.mark.parametrize(
    "address",
    [
        *("/nowhere/", "/sections/none/", "/tags/quiet/", "/authors/ada-fenn/", "/about/", "/2026/11/23/none/"),
        *("/2026/13/45/x/", "{gone}", "https://tidewater.example{gone}", "sections/harbour/", "/admin/articles/story/"),
    ],
)
def test_link_to_what_readers_do_not_find_warns(address):
    gone = make_live()
    withdraw(gone)
    make_page("about", is_published=False)
    make_tag("quiet", "quiet")
    make_author("Ada Fenn")
    assert warned(links(address.format(gone=gone.get_absolute_url()))) == ["body"]


def test_source_here_that_is_gone_warns_at_the_sources():
    source = {"text": "The notice", "url": "https://tidewater.example/notice/"}
    assert warned(make_story(sources=[source])) == ["sources"]


def test_links_ask_as_much_however_many_there_are():
    few = links("/2026/11/23/none/", "/sections/none/")
    many = links(*(f"/{place}/none-{number}/" for number in range(20) for place in ("2026/11/23", "sections")))
    assert queries(few) == queries(many)


def queries(story):
    with CaptureQueriesContext(connection) as asked:
        gate.problems(story)
    return len(asked)


def test_link_does_not_keep_a_story_from_readers():
    assert publish(links("/nowhere/"), minutes=1).is_live
