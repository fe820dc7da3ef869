"""Making a translation over HTTP: who may, and what is never shown to them on the way."""

import pytest
from django.urls import reverse

from articles.models import Story
from articles.operations import publishing
from articles.vocabulary import Status
from factories.desk import change_url, desk, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_section, make_story
from factories.translating import made, translate, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


# Role by story: whether the translation is made.
STORIES = ["own draft", "named draft", "other draft", "other live", "restricted draft", "restricted live"]
MAY = {
    "reporter": {"own draft", "named draft", "other live", "restricted live"},
    "editor": {"own draft", "named draft", "other draft", "other live", "restricted live"},
    "publisher": set(STORIES),
    "administrator": set(),
}


def story_for(person, which):
    fields = {"created_by": person if which == "own draft" else make_user("editor")}
    fields["is_restricted"] = "restricted" in which
    story = make_story(headline="Secret harbour deal", **fields)
    if which == "named draft":
        story.collaborators.add(person)
    if which.endswith("live"):
        publishing.publish(story, actor=make_user(superuser=True))
    return story


@pytest.mark.parametrize("which", STORIES)
@pytest.mark.parametrize("role", MAY)
def test_who_may_translate_what(client, role, which):
    person = desk(client, role)
    story = story_for(person, which)
    asked, done = client.get(url(story)), translate(client, story)
    if which in MAY[role]:
        assert (asked.status_code, done.status_code) == (200, 302)
        assert made(story).created_by == person
        assert client.get(done.url).status_code == 200
    else:
        assert asked.status_code in {403, 404}
        assert done.status_code in {403, 404}
        assert "Secret harbour deal" not in asked.content.decode() + done.content.decode()
        assert Story.objects.count() == 1


def test_reporter_who_translates_a_colleague_s_live_story_reads_no_unpublished_word(client):
    edition = make_live(headline="Boats")
    Story.objects.filter(pk=edition.story_id).update(headline="Secret harbour deal", version=2)
    desk(client, "reporter")
    pages = [client.get(url(edition.story)), translate(client, edition.story, follow=True)]
    pages.append(client.get(change_url(made(edition.story))))
    for page in pages:
        assert page.status_code == 200
        assert "Secret harbour deal" not in page.content.decode()


def test_reporter_is_not_told_the_headline_of_a_version_that_a_colleague_has_begun(client):
    story = make_live().story
    make_story(language="fr", translation_key=story.translation_key, translation_of=story, headline="Affaire secrète")
    desk(client, "reporter")
    page = client.get(url(story)).content.decode()
    assert "begun by a colleague" in page
    assert "Affaire secrète" not in page


def test_reporter_edits_and_submits_the_translation_they_made(client):
    desk(client, "reporter")
    story = make_live(section=make_section("harbour")).story
    translate(client, story)
    copy = made(story)
    saved = form_data(copy, headline="Ọkọ̀", translation_of=story.pk, button="_submit")
    assert client.post(change_url(copy), saved).status_code == 302
    client.post(reverse("admin:articles_story_submit", args=[copy.pk]), {"seen": Story.objects.get(pk=copy.pk).version})
    copy.refresh_from_db()
    assert (copy.headline, copy.status) == ("Ọkọ̀", Status.IN_REVIEW)


def test_original_that_one_sees_no_more_stays_linked_and_unnamed(client):
    person = desk(client, "reporter")
    story = make_live(headline="Boats").story
    translate(client, story)
    copy = made(story)
    publishing.withdraw(story, actor=make_user("publisher"), reason="Not ours.")
    Story.objects.filter(pk=story.pk).update(headline="Secret harbour deal")
    page = client.get(change_url(copy)).content.decode()
    assert "Secret harbour deal" not in page
    client.post(change_url(copy), form_data(copy, headline="Ọkọ̀", translation_of=story.pk))
    copy.refresh_from_db()
    assert (copy.headline, copy.translation_of, copy.created_by) == ("Ọkọ̀", story, person)
