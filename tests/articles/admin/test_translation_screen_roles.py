"""The screen of a translation over HTTP: who sees, saves and confirms it, and what is shown to nobody else."""

import pytest
from django.urls import reverse

from articles.models import Edition, Revision, Story
from factories.desk import desk
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_live, make_story, publish
from factories.translation_screen import boxes, change, translate, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


# Role by translation: what the screen lets a person do.
SEEN = {
    "reporter": {"own", "named"},
    "editor": {"own", "named", "other"},
    "publisher": {"own", "named", "other", "restricted"},
}


def translation_for(person, which):
    story = translate(make_live(), headline="Secret harbour deal", is_restricted=which == "restricted")
    if which == "own":
        Story.objects.filter(pk=story.pk).update(created_by=person)
    if which == "named":
        story.collaborators.add(person)
    return story


@pytest.mark.parametrize("which", ["own", "named", "other", "restricted"])
@pytest.mark.parametrize("role", ["reporter", "editor", "publisher", "administrator"])
def test_who_sees_saves_and_confirms_a_translation(client, role, which):
    story = translation_for(person := make_user(role), which)
    client.force_login(make_user(superuser=True))
    typed = boxes(client.get(url(story))) | {"headline": "Bateaux", "_stay": "1"}
    corrected = change(story.original)
    client.force_login(person)
    pages = [client.get(url(story)), client.post(url(story), typed)]
    pages.append(client.post(url(story), {"_confirm": "1", "held": corrected.pk}))
    pages.append(client.post(reverse("admin:articles_story_translation_autosave", args=[story.pk]), typed))
    story.refresh_from_db()
    if which in SEEN.get(role, ()):
        assert [page.status_code for page in pages] == [200, 302, 302, 200]
        assert (story.headline, story.original) == ("Bateaux", corrected)
    else:
        assert {page.status_code for page in pages} <= {302, 403, 404}
        assert "Secret harbour deal" not in "".join(page.content.decode() for page in pages)
        assert story.headline == "Secret harbour deal"
        assert story.original != corrected
        assert not Revision.objects.filter(story=story).exclude(deed="translate").exists()


def test_reporter_reads_their_live_translation_and_an_editor_confirms_it(client):
    reporter = make_user("reporter")
    edition = make_live()
    story = translate(edition, actor=reporter)
    story.disclosures.create(part="body", level="none")
    publish(story)
    corrected = change(edition)
    client.force_login(reporter)
    response = client.get(url(story))
    assert "an editor changes it or confirms that it holds" in response.content.decode()
    assert (response.context["may_edit"], "_confirm" in response.content.decode()) == (False, False)
    assert client.post(url(story), {"_confirm": "1", "held": corrected.pk}).status_code == 403
    assert Edition.objects.live().get(story=story).original == edition


def test_draft_of_the_original_that_one_does_not_see_does_not_stand_beside(client):
    person = desk(client, "reporter")
    original = make_story(headline="Secret harbour deal", body="<p>Not a word of this.</p>")
    story = make_story(
        language="fr", translation_key=original.translation_key, translation_of=original, created_by=person
    )
    page = client.get(url(story)).content.decode()
    assert "You do not see the original’s draft" in page
    assert "Secret" not in page
    assert "Not a word" not in page
