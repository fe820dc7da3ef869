import csv

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_story
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
CSV = "/admin/articles/story/stories.csv"


@pytest.fixture(autouse=True)
def publisher(client):
    make_publication()
    person = make_user("publisher")
    client.force_login(person)
    return person


def rows(client, query=""):
    text = b"".join(client.get(f"{CSV}?{query}").streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def test_table_has_the_list_as_it_is_filtered(client):
    make_live(headline="Ferry", authors=[make_author("Ada Reed")])
    make_story(headline="Draft")
    assert [row["Headline"] for row in rows(client, "state=live")] == ["Ferry"]
    assert rows(client, "q=reed")[0]["Byline"] == "Reporting: Ada Reed"


def test_table_is_kept_on_record_with_how_it_was_asked_for(client):
    make_story(headline="Ferry")
    rows(client, "q=ferry")
    event = Event.objects.get(action="story.exported")
    assert (event.data, event.private["asked"]) == ({"stories": 1}, "q=ferry")


def test_headline_that_looks_like_a_formula_is_a_text(client):
    make_story(headline="=1+1")
    assert rows(client)[0]["Headline"] == "'=1+1"


def test_table_asks_as_much_for_many_stories_as_for_one(client):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            rows(client)
        return len(captured)

    make_story(authors=[make_author()])
    rows(client)
    few = queries()
    for _ in range(5):
        make_story(authors=[make_author()])
    assert queries() == few


@pytest.mark.parametrize("role", ["editor", "reporter", "administrator"])
def test_table_is_a_publishers(client, role):
    client.force_login(make_user(role))
    assert client.get(CSV).status_code == 403
    assert CSV not in client.get("/admin/articles/story/").content.decode()


def test_restricted_story_is_never_in_the_table_of_who_does_not_see_it(client):
    editor = make_user("editor")
    editor.user_permissions.add(Permission.objects.get(codename="export_stories"))
    client.force_login(editor)
    make_story(headline="Open")
    make_story(headline="Kept", is_restricted=True)
    assert [row["Headline"] for row in rows(client)] == ["Open"]
