import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import TextDisclosure
from articles.operations import drafting, publishing
from articles.vocabulary import AILevel
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story, make_tag, withdraw

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/story/"
BUDGET = 12


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


def headlines(client, query=""):
    response = client.get(f"{LIST}?{query}")
    return [story.headline for story in response.context["cl"].result_list]


def queries(client, query=""):
    client.get(LIST)
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{LIST}?{query}")
    return len(captured)


@pytest.mark.parametrize("query", ["", "q=ferry", "state=live", "ai=none"])
def test_list_asks_as_much_for_three_stories_as_for_one(client, query):
    author = make_author()
    make_live(authors=[author], tags=[make_tag()])
    one = queries(client, query)
    for _ in range(2):
        make_live(authors=[author], tags=[make_tag()], section=make_section())
    assert queries(client, query) == one <= BUDGET


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("boats", ["Boats leave"]),
        ("LEAVE boats", ["Boats leave"]),
        ('"boats leave"', ["Boats leave"]),
        ('"leave boats"', []),
        ("reed", ["Boats leave"]),
        ("Ọjà", ["Boats leave"]),
        ("oja", ["Boats leave"]),
        ("ade reed", ["Boats leave"]),
        ('"Ade Reed"', ["Boats leave"]),
        ("kessara", ["Boats leave"]),
        ("KÈSSÁ", ["Boats leave"]),
        ("horizon", ["Boats leave"]),
        ("reed rain", []),
        ("zzz", []),
        ("???", []),
    ],
)
def test_search_finds_in_words_authors_and_tags_whatever_the_marks(client, words, found):
    text = {"standfirst": "For Késsàrà.", "body": "<p>Beyond the horizon.</p>"}
    make_story(headline="Boats leave", authors=[make_author("Adé Reed")], tags=[make_tag("ọjà")], **text)
    make_story(headline="Rain", standfirst="It falls.")
    assert headlines(client, f"q={words}") == found


def test_each_story_found_is_listed_once(client):
    ada = make_author("Ada Reed")
    make_story(headline="Reed", authors=[(ada, "reporting"), (ada, "photography")], tags=[make_tag("reeds")])
    assert headlines(client, "q=reed") == ["Reed"]


def test_state_filter_tells_each_state(client, editor):
    make_story(headline="Draft")
    publishing.submit(make_story(headline="Handed in"), actor=editor)
    make_live(headline="Live")
    drafting.mark_changed(make_live(headline="Changed").story)
    withdraw(make_live(headline="Withdrawn"))
    assert headlines(client, "state=live&o=1") == ["Changed", "Live"]
    assert headlines(client, "state=changed") == ["Changed"]
    assert headlines(client, "state=withdrawn") == ["Withdrawn"]
    assert headlines(client, "state=in_review") == ["Handed in"]
    assert headlines(client, "state=draft&o=1") == ["Draft", "Withdrawn"]


def test_ai_filter_finds_the_answer_and_its_absence(client):
    make_story(headline="Generated", level=AILevel.GENERATED)
    TextDisclosure.objects.filter(story=make_story(headline="Open")).delete()
    assert headlines(client, "ai=generated") == ["Generated"]
    assert headlines(client, "ai=unanswered") == ["Open"]


def test_level_in_the_list_is_the_bodys(client):
    make_story(level=AILevel.EDITED, levels={"headline": AILevel.GENERATED})
    assert '<td class="field-level">edited</td>' in client.get(LIST).content.decode()


def test_reporter_finds_their_own_stories_alone(client):
    reporter = make_user("reporter")
    make_story(headline="Ferry of mine", created_by=reporter)
    make_story(headline="Ferry of another")
    client.force_login(reporter)
    assert headlines(client, "q=ferry") == ["Ferry of mine"]
