"""The role table, over HTTP: each deed is tried by everybody, and happens for those that the table names alone."""

import pytest
from django.urls import reverse

from articles.admin.contents import key_of
from articles.models import Byline, RelatedStory
from articles.vocabulary import Deed
from factories import desk_deeds, story_deeds
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.roles import ADMINISTRATOR, ANONYMOUS, EDITOR, PUBLISHER, REPORTER, SUPERUSER
from factories.stories import make_author, make_live, make_story

pytestmark = pytest.mark.django_db
ROLES = [REPORTER, EDITOR, PUBLISHER, ADMINISTRATOR, SUPERUSER, ANONYMOUS]
ACTIONS = story_deeds.ACTIONS | desk_deeds.ACTIONS


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_deed_happens_for_whom_the_table_names_and_for_nobody_else(client, role, action):
    make_publication()
    person = make_user(None if role == ANONYMOUS else role, superuser=role == SUPERUSER)
    if role == SUPERUSER:
        person.groups.clear()
    if role != ANONYMOUS:
        client.force_login(person)
    do, allowed = ACTIONS[action]
    assert do(client, person) == (role in allowed)


@pytest.mark.parametrize("name", [*Deed, "embargo", "people", "restrict", "change", "history", "delete", "preview"])
def test_person_who_only_manages_people_has_no_door_to_a_story(client, name):
    make_publication()
    client.force_login(make_user("administrator"))
    address = reverse(f"admin:articles_story_{name}", args=[make_live().story_id])
    assert {client.get(address).status_code, client.post(address).status_code} <= {302, 403, 404}


@pytest.mark.parametrize(
    "posted",
    [
        {"status": "approved"},
        {"is_live": "on", "first_published_on": "2026-01-01"},
        {"created_by": "1", "assignee": "1", "is_restricted": "on"},
        {"version": "99", "published_version": "99"},
        {"embargo_until_0": "2099-01-01", "scheduled_for": "2099-01-01T12:00"},
        {"realistic_reason": "Because I say so, and nobody else."},
        {"scope_reason": "It is a crossword puzzle, and no news.", "is_public_interest": ""},
        {"translation_key": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_field_that_the_form_does_not_show_is_ignored(client, posted):
    make_publication()
    person = make_user("reporter")
    client.force_login(person)
    story = make_story(created_by=person)
    names = {name.removesuffix("_0") for name in posted}
    before = {name: getattr(story, name) for name in names}
    client.post(change_url(story), form_data(story) | posted)
    story.refresh_from_db()
    expected = before | ({"version": story.version} if "version" in names else {})
    assert ({name: getattr(story, name) for name in names}, story.version < 99) == (expected, True)


@pytest.mark.parametrize("prefix", ["bylines", "related_links"])
def test_row_of_another_story_is_refused_and_stays(client, prefix):
    make_publication()
    person = make_user("reporter")
    client.force_login(person)
    mine, theirs, ada = make_story(created_by=person), make_story(related=[make_live().story]), make_author()
    byline, link = Byline.objects.create(story=theirs, author=ada), theirs.related_links.get()
    row = {"bylines": byline, "related_links": link}[prefix]
    data = form_data(mine) | {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 1,
        f"{prefix}-0-id": row.pk,
        f"{prefix}-0-story": mine.pk,
        f"{prefix}-0-author": ada.pk,
        f"{prefix}-0-role": "reporting",
        f"{prefix}-0-related": link.related_id,
        f"{prefix}-0-position": 5,
        f"{prefix}-0-DELETE": "on",
    }
    for posted in (data, {name: value for name, value in data.items() if not name.endswith("DELETE")}):
        client.post(change_url(mine), posted)
        assert (Byline.objects.get().story, RelatedStory.objects.get().story) == (theirs, theirs)
        assert key_of(RelatedStory.objects.get().position) == 0
