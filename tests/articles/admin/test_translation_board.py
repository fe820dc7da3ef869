"""The board of translations over HTTP: what is missing, in work, live and stale, as far as a person may know."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import Story
from articles.operations import publishing, translating
from articles.vocabulary import Change
from factories.desk import change_url
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_story, publish, withdraw

pytestmark = pytest.mark.django_db
BOARD = "admin:articles_translation_board"


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor"):
    person = make_user(role)
    client.force_login(person)
    return person


def translate(story, language="yo", *, live=False, actor=None):
    made = translating.translate(story, language, actor=actor or make_user("editor"))
    if live:
        made.disclosures.create(part="body", level="none")
        publish(made)
    return made


def correct(edition):
    story = Story.objects.get(pk=edition.story_id)
    now = edition.published_at + timedelta(hours=1)
    actor = make_user("publisher")
    return publishing.publish(story, actor=actor, change=Change.CORRECTION, note="It was nine.", now=now)


def board(client, **asked):
    """Return {headline: {language: standing}} of the board."""
    rows = client.get(reverse(BOARD), asked).context["rows"]
    return {line.headline: {language.code: str(v.standing) for language, v in cells if v} for line, cells in rows}


def test_board_says_where_each_story_stands_in_each_language(client):
    desk(client)
    edition = make_live(headline="Boats")
    translate(edition.story, "yo", live=True)
    translate(edition.story, "fr")
    assert board(client) == {"Boats": {"en": "live", "yo": "live", "fr": "draft"}}


def test_stale_translations_are_named_counted_and_found(client):
    desk(client)
    edition = make_live(headline="Boats")
    stale = translate(edition.story, "yo")
    make_live(headline="Rain")
    correct(edition)
    response = client.get(reverse(BOARD), {"standing": "stale"})
    assert [line.headline for line, _cells in response.context["rows"]] == ["Boats"]
    page = response.content.decode()
    assert "1 stale translation" in page
    assert f'href="{reverse("admin:articles_story_translation", args=[stale.pk])}">stale</a>' in page


def test_filters_by_language_and_standing(client):
    desk(client)
    both, one, none = (make_live(headline=headline) for headline in ("Both", "One", "None"))
    for language in ("yo", "fr"):
        translate(both.story, language, live=language == "yo")
    translate(one.story, "fr", live=True)
    assert set(board(client, standing="missing", language="yo")) == {"One", "None"}
    assert set(board(client, standing="missing")) == {"Both", "One", "None"}
    assert set(board(client, standing="live", language="fr")) == {"One"}
    assert set(board(client, standing="draft", language="fr")) == {"Both"}
    assert set(board(client, standing="live")) == {"Both", "One"}
    assert set(board(client, language="yo")) == {"Both"}
    assert set(board(client, language="en")) == {"Both", "One", "None"}
    assert none.headline == "None"


def test_stories_are_listed_newest_first_with_drafts_where_asked(client):
    desk(client)
    make_live(headline="Old")
    make_story(headline="Draft")
    make_live(headline="New")
    assert list(board(client)) == ["New", "Old"]
    assert list(board(client, drafts="on")) == ["New", "Draft", "Old"]


def test_missing_version_is_made_with_one_press(client):
    desk(client)
    edition = make_live(headline="Boats")
    address = reverse("admin:articles_story_translate", args=[edition.story_id])
    assert f'form="make" formaction="{address}" name="language" value="yo"' in client.get(reverse(BOARD)).text
    client.post(address, {"language": "yo"})
    assert board(client) == {"Boats": {"en": "live", "yo": "draft"}}


def test_pages_turn(client):
    desk(client)
    for _ in range(52):
        make_live()
    first = client.get(reverse(BOARD))
    assert (len(first.context["rows"]), first.context["older"]) == (50, 2)
    second = client.get(reverse(BOARD), {"page": 2})
    assert (len(second.context["rows"]), second.context["older"]) == (2, 0)


@pytest.mark.parametrize("page", ["0", "x", "201", "9" * 30, "-1"])
def test_page_that_cannot_be_is_not_found(client, page):
    desk(client)
    assert client.get(reverse(BOARD), {"page": page}).status_code == 404


@pytest.mark.parametrize("asked", [{"language": "xx"}, {"standing": "x"}])
def test_filter_that_means_nothing_is_an_answer_and_no_error(client, asked):
    desk(client)
    make_live()
    assert "No story is like that." in client.get(reverse(BOARD), asked).content.decode()


def test_empty_board_says_so(client):
    desk(client)
    assert "No story is like that." in client.get(reverse(BOARD)).content.decode()


def test_reporter_sees_live_originals_and_of_versions_no_more_than_they_may(client):
    reporter = desk(client, "reporter")
    edition = make_live(headline="Boats")
    own, other = translate(edition.story, "yo", actor=reporter), translate(edition.story, "fr")
    live = translate(edition.story, "es", live=True)
    Story.objects.filter(pk__in=[edition.story_id, other.pk]).update(headline="Secret harbour deal")
    make_story(headline="Secret inquiry")
    response = client.get(reverse(BOARD), {"drafts": "on"})
    page = response.content.decode()
    assert "Boats" in page
    assert "Secret" not in page
    assert "begun by a colleague" in page
    assert reverse("admin:articles_story_translation", args=[own.pk]) in page
    for story in (edition.story, other, live):
        assert change_url(story) not in page
        assert reverse("admin:articles_story_translation", args=[story.pk]) not in page


def test_restricted_draft_is_on_nobody_else_s_board(client):
    desk(client)
    make_story(headline="Secret inquiry", is_restricted=True)
    assert board(client, drafts="on") == {}


def test_stale_translation_of_somebody_else_s_does_not_count_for_a_reporter(client):
    reporter = desk(client, "reporter")
    edition = make_live(headline="Boats")
    translate(edition.story, "fr")
    correct(edition)
    assert list(translating.stale(reporter)) == []
    assert board(client, standing="stale") == {}
    assert board(client) == {"Boats": {"en": "live", "fr": "draft"}}


def test_withdrawn_original_leaves_the_board_and_makes_nothing_stale(client):
    editor = desk(client)
    edition = make_live(headline="Boats")
    translate(edition.story)
    correct(edition)
    withdraw(edition)
    assert board(client) == {}
    assert list(translating.stale(editor)) == []


@pytest.mark.parametrize("role", ["administrator", None])
def test_board_is_for_people_of_the_desk(client, role):
    person = make_user(role, is_staff=True)
    client.force_login(person)
    assert client.get(reverse(BOARD)).status_code == 403


@pytest.mark.parametrize("role", ["reporter", "editor"])
def test_board_asks_a_constant_number_of_queries(client, django_assert_max_num_queries, role):
    desk(client, role)
    for _ in range(3):
        edition = make_live()
        translate(edition.story, "yo", live=True)
        translate(edition.story, "fr")
    client.get(reverse(BOARD))
    with django_assert_max_num_queries(11):
        client.get(reverse(BOARD))


def test_story_list_leads_to_the_board(client):
    desk(client)
    assert f'href="{reverse(BOARD)}"' in client.get(reverse("admin:articles_story_changelist")).content.decode()
