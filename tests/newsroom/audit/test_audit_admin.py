import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.people import make_user
from newsroom.audit import triggers
from newsroom.audit.models import Event, Secret
from newsroom.audit.operations.recording import record
from newsroom.audit.operations.redaction import redact

LIST = "/admin/audit/event/"


@pytest.fixture
def desk(client, db):
    client.force_login(make_user("publisher"))
    return client


def read(client, address=LIST, **query):
    response = client.get(address, query, secure=True)
    assert response.status_code == 200
    return response.content.decode()


def detail(seq):
    return reverse("admin:audit_event_change", args=[seq])


def found(client, **query):
    """Return the numbers of the events that the list shows."""
    response = client.get(LIST, query, secure=True)
    return [event.seq for event in response.context["cl"].result_list]


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 403), ("editor", 403), ("publisher", 200), ("administrator", 200)]
)
def test_publishers_and_administrators_read_the_record(client, events, role, status):
    client.force_login(make_user(role))
    assert [client.get(address, secure=True).status_code for address in (LIST, detail(1))] == [status, status]


def test_nobody_adds_changes_or_deletes_not_even_a_superuser(client, events):
    client.force_login(make_user(superuser=True))
    addresses = [reverse("admin:audit_event_add"), detail(1), reverse("admin:audit_event_delete", args=[1])]
    assert [client.post(address, {"post": "yes"}, secure=True).status_code for address in addresses] == [403] * 3


def test_list_says_who_did_what_and_why(desk, events):
    page = read(desk)
    said = ["Ada Obi", "picture.relabelled", "picture:12", "The agency wrote.", "the installation"]
    assert [word for word in said if word not in page] == []


def test_erased_values_are_called_erased(desk, events):
    redact(events[0], "actor", actor=None, basis="A law")
    redact(events[0], "reason", actor=None, basis="A law")
    page = read(desk)
    assert (page.count("erased</td>"), "Ada Obi" in page) == (2, False)


@pytest.mark.parametrize(
    ("query", "seqs"),
    [
        ({"q": "agency"}, [1]),
        ({"q": "Ada"}, [1]),
        ({"q": "story:5"}, [2]),
        ({"q": "Bo Ade"}, [2]),
        ({"q": "nobody"}, []),
    ],
)
def test_list_is_searched(desk, events, query, seqs):
    assert found(desk, **query) == seqs


def test_list_is_filtered_by_action_and_actor(desk, events, person):
    assert found(desk, action="story.published") == [2]
    assert found(desk, actor=f"human:{person.pk}") == [1]
    assert found(desk, at__gte="2000-01-01 00:00:00+00:00", at__lt="2000-01-02 00:00:00+00:00") == []


def test_actor_is_offered_once_under_the_latest_name(desk, events, person):
    person.display_name = "Ada Bello"
    record("story.published", "story:6", actor=person)
    choices = desk.get(LIST, secure=True).context["cl"].filter_specs[2].lookup_choices
    assert choices == [
        (f"human:{person.pk}", "Ada Bello"),
        ("system:schedule", "schedule"),
        ("system:installation", "the installation"),
    ]


def test_event_is_told_in_words(desk, db):
    data = {"from": None, "parts": ["body", "alt"], "picture": {"is_live": True, "origin": ""}}
    record("picture.relabelled", "picture:12", actor=None, data=data, private={"credit": "<b>Bo</b>"})
    page = read(desk, detail(1))
    lines = ["from: nothing", "parts: body; alt", "picture, is live: yes", "picture, origin: empty"]
    assert [line for line in [*lines, "credit: &lt;b&gt;Bo&lt;/b&gt;"] if f"<li>{line}</li>" not in page] == []


def test_event_says_that_the_chain_holds(desk, events):
    assert "Holds: every event up to this one is as it was written." in read(desk, detail(2))


def test_event_says_where_the_chain_is_broken(desk, events):
    Secret.objects.filter(event=1, field="reason").update(value='"Other."')
    assert "<li>Event 1: its reason was changed.</li>" in read(desk, detail(1))


def test_desk_opens_on_a_record_that_somebody_made_unreadable(desk, events):
    Secret.objects.filter(event=1).update(value="not JSON")
    with triggers.lifted():
        Event.objects.filter(seq=1).update(payload="[]")
    assert read(desk)
    assert "Event 1 cannot be read: its JSON was changed." in read(desk, detail(1))


def test_list_asks_the_same_number_of_queries_whatever_it_shows(desk, events):
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            read(desk)
        counts.append(len(queries))
        for number in range(10):
            record("story.published", f"story:{number}", actor=f"desk {number}")
    assert counts == [14, 14]
