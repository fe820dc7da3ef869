import re

import pytest
from django.urls import reverse

from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, publish, withdraw
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/correction/"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def publisher(client):
    person = make_user("publisher")
    client.force_login(person)
    return person


def corrected(note="It was nine boats.", *, minutes=5, **fields):
    return publish(make_live(**fields).story, change="correction", note=note, minutes=minutes)


def amend_url(edition, number=1):
    return reverse("admin:articles_correction_amend", args=[edition.story_id, number])


def amend(client, edition, text, number=1, seen=0):
    return client.post(amend_url(edition, number), {"text": text, "seen": seen})


def found(client, **asked):
    """The notes that the list shows, in its order."""
    rows = re.findall(r"<tr>(.*?)</tr>", client.get(LIST, asked).text, re.S)
    return [re.search(r'<span lang="[^"]*" dir="[^"]*">(.*?)</span>', row)[1] for row in rows if "<td>" in row]


def test_list_has_every_note_newest_first(client, publisher):
    corrected("One.")
    withdraw(corrected("Two.", minutes=9))
    assert found(client) == ["Two.", "One."]


@pytest.mark.parametrize(
    ("asked", "notes"),
    [
        ({"q": "oja"}, ["Ten."]),
        ({"q": "NINE"}, ["Nine."]),
        ({"q": "ferry nine"}, ["Nine."]),
        ({"kind": "clarification"}, []),
        ({"kind": "correction"}, ["Nine.", "Ten."]),
        ({"since": "2026-11-24"}, ["Nine."]),
        ({"until": "2026-11-23"}, ["Ten."]),
    ],
)
def test_list_is_searched_and_narrowed(client, publisher, asked, notes):
    corrected("Ten.", headline="Ọjà opens")
    corrected("Nine.", headline="Ferry late", minutes=24 * 60)
    assert found(client, **asked) == notes


@pytest.mark.parametrize("asked", [{"since": "x"}, {"since": "2026-11-24", "until": "2026-11-23"}, {"kind": "gossip"}])
def test_filter_that_cannot_be_is_refused_in_words(client, publisher, asked):
    answer = client.get(LIST, asked)
    assert (answer.status_code, "errorlist" in answer.text) == (400, True)


def test_reporter_finds_the_notes_on_their_own_stories_alone(client):
    reporter = make_user("reporter")
    corrected("Theirs.")
    corrected("Mine.", created_by=reporter)
    client.force_login(reporter)
    assert found(client) == ["Mine."]


def test_editor_finds_no_notes_on_a_restricted_story(client):
    corrected("Secret.", is_restricted=True)
    client.force_login(make_user("editor"))
    assert found(client) == []


def test_list_asks_as_much_however_long_it_is(client, publisher, django_assert_max_num_queries):
    for number in range(6):
        corrected(f"{number}.", minutes=number + 1)
    with django_assert_max_num_queries(9):
        assert len(found(client)) == 6


def test_publisher_amends_a_note_and_readers_see_both(client, publisher):
    edition = corrected("It was nine boats.")
    answer = amend(client, edition, "It was ten boats.")
    assert answer.status_code == 302
    for address in (edition.get_absolute_url(), "/corrections/", "/feeds/corrections/feed.json"):
        text = client.get(address).text
        assert [
            word for word in ("It was ten boats.", "It was nine boats.", "this note said:") if word not in text
        ] == []


def test_amendment_is_told_to_machines(client, publisher):
    edition = corrected()
    amend(client, edition, "It was ten boats.")
    html = client.get(edition.get_absolute_url()).text
    told = re.search(r'"@type":"CorrectionComment",("url":"[^"]*#correction-1","position":1,[^}]*)', html)[1]
    assert '"text":"It was ten boats."' in told
    assert '"dateModified":' in told


def test_amendment_is_recorded(client, publisher):
    edition = corrected()
    amend(client, edition, "It was ten boats.")
    event = Event.objects.get(action="correction.amended")
    assert (event.actor["id"], event.private["reason"]) == (f"human:{publisher.pk}", "It was ten boats.")


@pytest.mark.parametrize(("text", "words"), [("", "never taken away"), ("It was nine boats.", "says that already")])
def test_amendment_that_says_nothing_new_is_refused(client, publisher, text, words):
    answer = amend(client, corrected(), text)
    assert (answer.status_code, words in answer.text) == (422, True)


def test_amendment_of_a_note_amended_meanwhile_is_refused_and_keeps_what_was_typed(client, publisher):
    edition = corrected()
    amend(client, edition, "It was ten boats.")
    answer = amend(client, edition, "It was eight boats.", seen=0)
    assert "Somebody amended this note" in answer.text
    assert "It was eight boats.</textarea>" in answer.text
    assert 'name="seen" value="1"' in answer.text


@pytest.mark.parametrize("role", ["reporter", "editor", "administrator"])
def test_others_amend_nothing(client, role):
    edition = corrected()
    client.force_login(make_user(role))
    assert [client.get(amend_url(edition)).status_code, amend(client, edition, "No.").status_code] == [403, 403]


@pytest.mark.parametrize("number", [0, 2, 10**9])
def test_note_that_is_none_is_not_found(client, publisher, number):
    assert client.get(amend_url(corrected(), number)).status_code == 404


def test_administrator_finds_no_list(client):
    client.force_login(make_user("administrator"))
    assert client.get(LIST).status_code == 403


def test_empty_list_says_so(client, publisher):
    assert "Nothing was corrected yet." in client.get(LIST).text
