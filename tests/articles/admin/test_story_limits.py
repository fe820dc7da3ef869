"""Text at the edge of what a column holds: SQLite takes anything, PostgreSQL does not, and the form must say so."""

import pytest
from django.urls import reverse

from articles.models import Edition, Story, Tag
from factories.desk import ADD, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_section

pytestmark = pytest.mark.django_db
# One character as typed, two in NFC.
GROWS = "\u0958"
# One character as typed, eighteen when folded.
LIGATURE = "\ufdfa"


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user(superuser=True)
    client.force_login(person)
    return person


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("headline", GROWS * 150),
        ("headline", "h" * 201),
        ("standfirst", GROWS * 400),
        ("summary", GROWS * 200),
        ("lead_alt", GROWS * 200),
        ("lead_caption", GROWS * 400),
        ("slug", "s" * 81),
        ("tags", [LIGATURE * 20]),
        ("tags", ["t" * 300]),
    ],
)
def test_text_that_is_too_long_is_refused_at_its_field(client, field, typed):
    response = client.post(reverse(ADD), form_data(section=make_section().pk, **{field: typed}))
    assert list(response.context["adminform"].form.errors) == [field]
    assert not Story.objects.exists()


def test_text_is_stored_in_nfc(client):
    client.post(reverse(ADD), form_data(section=make_section().pk, headline="o\u0323\u0301" * 60))
    assert Story.objects.get().headline == "\u1ecd\u0301" * 60


def test_namesakes_of_a_day_get_addresses_no_longer_than_a_slug():
    first, second = (make_live(headline="港" * 120) for _ in range(2))
    assert (first.slug, second.slug) == ("港" * 80, "港" * 78 + "-2")


def test_tags_whose_slugs_meet_get_one_each():
    first, second = (Tag.objects.create(name="ß" * 59 + last) for last in "ab")
    assert (first.slug, second.slug) == ("s" * 80, "s" * 78 + "-1")


def test_note_to_readers_is_kept_in_nfc_and_without_control_characters(client):
    story = make_live().story
    client.post(deed_url(story, "publish"), {"change": "correction", "note": " O\u0323\u0300na\x00\r\nTwo. "})
    edition = Edition.objects.live().get()
    assert edition.change_note == edition.corrections[0]["text"] == "\u1ecc\u0300na\nTwo."


def test_reason_of_nothing_but_control_characters_is_no_reason(client):
    response = client.post(deed_url(make_live().story, "withdraw"), {"reason": "\x00"})
    assert response.status_code == 422


@pytest.mark.parametrize("query", ["q=a%00", "language__exact=%00", "created_by=%00"])
def test_nul_in_an_address_of_the_desk_is_refused(client, query):
    assert client.get(f"{reverse('admin:articles_story_changelist')}?{query}").status_code == 400


@pytest.mark.parametrize("box", ["tag_options", "related_options"])
def test_box_asked_for_a_page_beyond_all_has_none(client, box):
    response = client.get(reverse(f"admin:articles_story_{box}"), {"page": "9" * 30})
    assert response.json()["results"] == []
