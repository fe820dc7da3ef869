"""What nobody should post, and what is more than anybody would type: refused in words or handled, and nothing lost."""

import pytest
from django.urls import reverse

from articles.models import Byline, RelatedStory, Story, Tag
from factories.desk import ADD, change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story

pytestmark = pytest.mark.django_db
PARAGRAPH = "<p class='MsoNormal' style='margin:0'>{number} The ferry came home at dawn, and <b>nobody</b> minded.</p>"


@pytest.fixture(autouse=True)
def editor(client):
    make_publication()
    person = make_user("editor")
    client.force_login(person)
    return person


def row(prefix, pk, story, **values):
    """A stored row of an inline, as the form of a story posts it."""
    posted = {f"{prefix}-TOTAL_FORMS": 1, f"{prefix}-INITIAL_FORMS": 1, f"{prefix}-0-id": pk}
    posted |= {f"{prefix}-0-story": story.pk, f"{prefix}-0-position": 0}
    return posted | {f"{prefix}-0-{name}": value for name, value in values.items()}


@pytest.mark.parametrize("delete", [{}, {"DELETE": "on"}])
def test_byline_row_of_another_story_is_left_alone(client, delete):
    theirs, mine = make_story(authors=[make_author("Ada Fenn")]), make_story()
    other = Byline.objects.get(story=theirs)
    values = {"author": make_author("Bo Quay").pk, "role": "editing"} | delete
    client.post(change_url(mine), form_data(mine, headline="Typed") | row("bylines", other.pk, mine, **values))
    assert Byline.objects.get() == other
    assert Byline.objects.get().author.name == "Ada Fenn"


def test_row_of_another_story_is_refused_in_words_and_what_was_typed_stays(client):
    theirs, mine = make_story(related=[make_live().story]), make_story()
    other = RelatedStory.objects.get(story=theirs)
    posted = row("related_links", other.pk, mine, related=make_live().story_id)
    answer = client.post(change_url(mine), form_data(mine, headline="Typed with care") | posted)
    assert (answer.status_code, "Typed with care" in answer.text) == (200, True)
    assert RelatedStory.objects.get() == other


def test_tag_of_300_combining_marks_is_refused_in_words_and_nothing_typed_is_lost(client):
    tag = "e" + "\u0301" * 300
    answer = client.post(
        reverse(ADD), form_data(section=make_section().pk, tags=["boats", tag], body="<p>Long and well written.</p>")
    )
    assert "a tag has at most 60. Shorten it." in answer.text
    assert "Long and well written." in answer.text
    assert [word for word in ("boats", tag) if word not in answer.context["adminform"].form["tags"].value()] == []
    assert not (Story.objects.exists() or Tag.objects.exists())


def test_slug_of_emoji_is_refused_and_nothing_typed_is_lost(client):
    answer = client.post(reverse(ADD), form_data(slug="🎉🎉", body="<p>Long and well written.</p>"))
    assert "A slug needs letters or digits" in answer.text
    assert "Long and well written." in answer.text


def test_story_of_200_pages_is_taken_whole(client):
    body = "".join(PARAGRAPH.format(number=number) for number in range(9000))
    assert len(body) > 900_000
    assert client.post(reverse(ADD), form_data(section=make_section().pk, body=body)).status_code == 302
    story = Story.objects.get()
    assert story.body.count("<p>") == 9000
    assert story.body.endswith("<p>8999 The ferry came home at dawn, and <strong>nobody</strong> minded.</p>")


@pytest.mark.parametrize("slug", ["ai.json", "ninjs.json", "../../admin", "edit/", "a//b"])
def test_slug_never_takes_the_address_of_something_else(client, slug):
    client.post(reverse(ADD), form_data(section=make_section().pk, slug=slug))
    assert not set(Story.objects.get().slug) & set("./")


def test_byline_stays_when_the_account_goes(client):
    account = make_user("reporter")
    edition = make_live(authors=[make_author("Ada Fenn", account=account)], created_by=account)
    account.delete()
    html = client.get(edition.get_absolute_url()).text
    assert 'href="/authors/ada-fenn/"' in html
    assert "Ada Fenn" in client.get("/authors/ada-fenn/").text
