"""The quick form and the screen of the breaking strip, over HTTP."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from articles.models import Breaking, Edition, Story
from articles.operations import breaking
from articles.operations.refusal import Refused
from articles.vocabulary import AILevel
from factories.desk import change_url, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story
from newsroom import local_time
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
BEGIN, ADD = "/admin/articles/story/breaking/", "/admin/articles/breaking/add/"
HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def enter(client):
    def sign_in(role="editor"):
        person = make_user(role)
        client.force_login(person)
        return person

    return sign_in


def typed(**fields):
    return {"headline": "Boat aground", "section": make_section().pk, "language": "en", "level": "none"} | fields


def at(moment):
    return local_time.typed(moment, Publication.current().zone)


def strip_data(story, **fields):
    return {"language": "en", "story": story.pk, "words": "", "until": at(timezone.now() + HOUR)} | fields


def test_headline_section_and_answer_are_enough_to_be_live(client, enter):
    enter()
    asked = client.post(BEGIN, typed())
    story = Story.objects.get()
    assert asked.url == deed_url(story, "publish")
    assert client.post(asked.url).status_code == 302
    assert client.get(Edition.objects.live().get().get_absolute_url()).status_code == 200


def test_what_is_missing_only_warns(client, enter):
    enter()
    page = client.get(client.post(BEGIN, typed()).url).text
    said = ["There is no standfirst", "There is no lead picture", "Nobody is named in the byline", "There are no tags"]
    assert "Not yet" not in page and [words for words in said if words not in page] == []


def test_byline_begins_with_the_author_whose_account_it_is(client, enter):
    person = enter()
    make_author("Gone", account=person, is_active=False)
    author = make_author("Ada Fenn", account=person)
    assert "begins with <bdi>Ada Fenn</bdi>" in client.get(BEGIN).text
    client.post(BEGIN, typed())
    assert list(Story.objects.get().bylines.values_list("author", "role")) == [(author.pk, "reporting")]


def test_quick_form_says_that_nobody_is_named_where_no_author_has_the_account(client, enter):
    enter()
    make_author("Ada Fenn")
    assert "the publication’s name stands in the byline" in client.get(BEGIN).text


def test_story_without_words_says_in_its_language_that_more_follows(client, enter):
    enter()
    client.post(BEGIN, typed())
    assert Story.objects.get().body == "<p>This is breaking news. More follows here.</p>"


def test_story_grows_at_the_same_address(client, enter):
    enter()
    client.post(client.post(BEGIN, typed(text="A boat ran aground.")).url)
    story, address = Story.objects.get(), Edition.objects.live().get().get_absolute_url()
    client.post(change_url(story), form_data(story, headline="Boat aground, nobody hurt", slug=story.slug))
    client.post(deed_url(story, "publish"), {"change": "update"})
    assert "nobody hurt" in client.get(address).text


@pytest.mark.parametrize("missing", ["headline", "section", "language", "level"])
def test_missing_answer_is_asked_for_and_nothing_typed_is_lost(client, enter, missing):
    enter()
    answer = client.post(BEGIN, typed(text="A boat ran aground.", **{missing: ""}))
    assert answer.status_code == 422 and "A boat ran aground." in answer.text
    assert not Story.objects.exists()


def test_answer_that_needs_more_is_saved_and_the_question_says_what(client, enter):
    enter()
    asked = client.post(BEGIN, typed(level=AILevel.TRANSLATED))
    assert "say from which language" in client.get(asked.url).text


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 403), ("editor", 302), ("publisher", 302), ("administrator", 403)]
)
def test_quick_form_is_for_those_who_publish(client, enter, role, status):
    enter(role)
    assert client.post(BEGIN, typed()).status_code == status
    assert Story.objects.exists() == (status == 302)
    assert (BEGIN in client.get("/admin/").text) == (status == 302)


@pytest.mark.parametrize(
    ("role", "status"), [("reporter", 403), ("editor", 302), ("publisher", 302), ("administrator", 403)]
)
@pytest.mark.parametrize("action", ["add", "change", "delete"])
def test_strip_is_the_editors(client, enter, role, status, action):
    enter(role)
    story = make_live().story
    args = []
    if action != "add":
        args = [Breaking.objects.create(language="en", story=story, until=timezone.now() + HOUR).pk]
    posted = {"post": "yes"} if action == "delete" else strip_data(story, words="Ten boats")
    answer = client.post(reverse(f"admin:articles_breaking_{action}", args=args), posted)
    assert answer.status_code == status
    assert Breaking.objects.filter(words="Ten boats").exists() == (status == 302 and action != "delete")
    assert Breaking.objects.exists() == (action == "change" or (status == 302) == (action == "add"))


@pytest.mark.parametrize("deed", ["put_up", "take_down"])
def test_deeds_ask_for_the_permission_themselves(deed):
    story, reporter = make_live().story, make_user("reporter")
    until = timezone.now() + HOUR
    with pytest.raises(PermissionDenied):
        if deed == "put_up":
            breaking.put_up(actor=reporter, language="en", story=story, until=until)
        else:
            breaking.take_down(Breaking.objects.create(language="en", story=story, until=until), actor=reporter)


def test_new_strip_takes_the_place_of_the_one_that_is_up(client, enter):
    enter()
    Breaking.objects.create(language="en", story=make_live().story, until=timezone.now() + HOUR)
    assert "One is up in English until" in client.get(ADD).text
    other = make_live().story
    client.post(ADD, strip_data(other))
    assert Breaking.objects.get().story == other


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"until": "2020-01-01T10:00"}, "This time is past"),
        ({"until": "tomorrow"}, "This is no day and time"),
        ({"language": "sw"}, "not one of the available choices"),
    ],
)
def test_strip_that_cannot_be_is_refused_in_words(client, enter, fields, words):
    enter()
    assert words in client.post(ADD, strip_data(make_live().story, **fields)).text
    assert not Breaking.objects.exists()


def test_strip_leads_to_no_draft(client, enter):
    editor, draft = enter(), make_story()
    client.post(ADD, strip_data(draft))
    with pytest.raises(Refused, match="publish it first"):
        breaking.put_up(actor=editor, language="en", story=draft, until=timezone.now() + HOUR)
    assert not Breaking.objects.exists()


def test_strip_is_one_button_from_a_live_story(client, enter):
    enter()
    story = make_live(headline="Boat aground").story
    asked = client.post(change_url(story), form_data(story, section=story.section_id, button="_strip"))
    assert asked.url == f"{ADD}?story={story.pk}&language=en"
    assert f'<option value="{story.pk}" selected' in client.get(asked.url).text
    assert "Breaking strip" not in client.get(change_url(make_story())).text


def test_list_says_what_readers_see(client, enter):
    enter()
    now, story = timezone.now(), make_live(headline="Boat aground").story
    Breaking.objects.create(language="en", story=story, until=now + HOUR)
    Breaking.objects.create(language="yo", story=story, until=now - HOUR)
    Breaking.objects.create(language="fr", story=make_story(headline="Secret deal"), until=now + HOUR)
    page = client.get("/admin/articles/breaking/").text
    assert "Boat aground" in page and "its time is over" in page and "the story is not live" in page
    assert "Secret deal" not in page


def test_strip_is_on_record(client, enter):
    enter()
    story = make_live().story
    client.post(ADD, strip_data(story))
    client.post(reverse("admin:articles_breaking_delete", args=[Breaking.objects.get().pk]), {"post": "yes"})
    events = Event.objects.filter(action__startswith="breaking.").order_by("seq")
    assert [(event.action, event.object) for event in events] == [
        ("breaking.put_up", f"story:{story.pk}"),
        ("breaking.taken_down", f"story:{story.pk}"),
    ]
