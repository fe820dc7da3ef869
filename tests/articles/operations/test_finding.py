import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Story
from articles.operations import finding, merging, searching
from articles.search import words
from articles.search.tables import DESK
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.stories import make_author, make_live, make_story, make_tag

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_index():
    """Other tests' transactions leave rows in a table that no flush empties."""
    DESK.clear()


def found(text):
    return [story.headline for story in finding.find(Story.objects.order_by("pk"), text)]


@pytest.fixture
def editor(client):
    person = make_user("editor")
    client.force_login(person)
    return person


def test_save_of_the_form_is_found_at_once_and_what_it_replaced_no_more(client, editor):
    story = make_story(headline="Old quay")
    client.post(change_url(story), form_data(story, headline="New pier", standfirst="", body="<p>Planks.</p>"))
    assert (found("pier planks"), found("quay")) == (["New pier"], [])


def test_new_story_is_found(client, editor):
    client.post(reverse("admin:articles_story_add"), form_data(headline="Night market"))
    assert found("night market") == ["Night market"]


def test_readers_search_never_finds_a_working_copy():
    make_live(headline="Ferry")
    make_story(headline="Ferry sunk by mayor")
    assert len(searching.find(words.parse("ferry")).keys) == 1


def test_renamed_author_and_merged_tag_are_found_by_their_new_names():
    author, old, new = make_author("Ada Reed"), make_tag("harbour"), make_tag("port")
    make_story(headline="Quay", authors=[author], tags=[old])
    author.name = "Adé Márquez"
    author.save()
    merging.merge(new, [old], actor=make_user("editor"))
    assert (found("marquez port"), found("harbour")) == (["Quay"], [])


def test_rebuild_makes_the_index_of_working_copies_anew():
    make_story(headline="Quay")
    DESK.clear()
    assert found("quay") == []
    call_command("search", "rebuild")
    assert found("quay") == ["Quay"]


def test_text_longer_than_an_index_has_room_for_is_found_by_its_beginning():
    words_of_it = " ".join(f"ọ̀rọ̀{number}" for number in range(60_000))
    make_story(headline="Long", body=f"<p>{words_of_it}</p>")
    assert found("oro17") == ["Long"]
