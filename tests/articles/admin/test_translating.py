"""Making a translation over HTTP: what comes along, what does not, and how the versions are linked."""

import pytest
from django.urls import reverse

from articles.models import Edition, Story
from articles.vocabulary import AILevel, BylineRole, Status
from factories.desk import change_url, desk, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_section,
    make_story,
    make_tag,
)
from factories.translating import made, translate, url
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def test_translation_is_made_in_a_click_and_leads_to_its_screen(client):
    person = desk(client)
    story = make_live(headline="Boats").story
    response = translate(client, story)
    copy = made(story)
    assert response.url == reverse("admin:articles_story_translation", args=[copy.pk])
    assert (copy.language, copy.translation_key, copy.headline) == ("yo", story.translation_key, "Boats")
    assert (copy.created_by, copy.assignee, copy.status, copy.is_live) == (person, person, Status.DRAFT, False)


def test_words_pictures_tags_sources_and_kind_come_along(client):
    desk(client)
    lead, inside = make_picture(), make_picture()
    story = make_live(
        section=make_section("harbour"),
        body="<p>At dawn.</p>" + figure(inside, caption="The quay"),
        summary="In short.",
        sources=[{"text": "Port board", "url": "https://port.example"}],
        lead_picture=lead,
        lead_alt="Two boats",
        lead_caption="Home at last",
        kind="sponsored",
        payer="Ferry Ltd",
        tags=[make_tag("harbour"), make_tag("boats")],
    ).story
    translate(client, story)
    copy = made(story)
    for name in ("section", "body", "summary", "sources", "lead_picture", "lead_alt", "lead_caption", "kind", "payer"):
        assert getattr(copy, name) == getattr(story, name), name
    assert set(copy.tags.values_list("name", flat=True)) == {"harbour", "boats"}
    assert (copy.slug, copy.desk_note) == ("", "")


def test_translation_is_made_of_what_readers_have_and_not_of_the_working_copy(client):
    desk(client)
    edition = make_live(headline="Boats")
    Story.objects.filter(pk=edition.story_id).update(headline="Ships, perhaps", version=2)
    translate(client, edition.story)
    assert (made(edition.story).headline, made(edition.story).original) == ("Boats", edition)


def test_translation_of_a_story_never_published_is_made_of_the_working_copy_and_held_against_nothing(client):
    desk(client)
    story = make_story(headline="Boats")
    translate(client, story)
    assert (made(story).headline, made(story).original) == ("Boats", None)


def test_library_s_alternative_text_comes_along_where_the_story_had_none(client):
    desk(client)
    story = make_story(lead_picture=make_picture(alt="A ferry at the quay"))
    translate(client, story)
    assert made(story).lead_alt == "A ferry at the quay"


def test_answer_about_ai_is_not_inherited_and_has_to_be_given(client):
    desk(client)
    story = make_live(level=AILevel.NONE).story
    translate(client, story)
    assert not made(story).disclosures.exists()
    response = client.post(reverse("admin:articles_story_publish", args=[made(story).pk]), {"seen": 1})
    assert "What AI did in this story is not answered" in response.content.decode()
    assert not Story.objects.get(pk=made(story).pk).is_live


def test_check_of_the_original_s_words_does_not_count_for_the_translation(client):
    desk(client)
    story = make_story(level=AILevel.GENERATED)
    make_review(story)
    translate(client, story)
    assert not made(story).reviews.exists()


def test_that_ai_wrote_the_original_is_not_said_less_of_in_silence(client):
    desk(client)
    story = make_live(level=AILevel.GENERATED).story
    translate(client, story)
    copy = made(story)
    client.post(change_url(copy), form_data(copy, ai_body="none", translation_of=story.pk, section=story.section_id))
    page = client.get(reverse("admin:articles_story_publish", args=[copy.pk])).content.decode()
    assert "This story was said to be made with more AI than now" in page


def test_byline_comes_along_with_the_translator_after_it(client):
    person = desk(client)
    ada, own = make_author("Ada"), make_author("Bo", account=person)
    story = make_live(authors=[ada]).story
    translate(client, story)
    found = list(made(story).bylines.values_list("author", "role"))
    assert found == [(ada.pk, BylineRole.REPORTING), (own.pk, BylineRole.TRANSLATION)]


def test_making_a_translation_is_recorded_and_kept_as_a_revision(client):
    person = desk(client)
    edition = make_live()
    translate(client, edition.story)
    copy = made(edition.story)
    event = Event.objects.get(action="story.translated")
    assert f'"of":{edition.story_id}' in event.payload
    assert copy.assignee == person
    assert copy.revisions.get().deed == "translate"
    history = client.get(reverse("admin:articles_story_history", args=[copy.pk])).content.decode()
    assert "Begun as a translation" in history


def test_language_that_exists_is_refused_in_words(client):
    desk(client)
    story = make_live().story
    make_story(language="yo", translation_key=story.translation_key, headline="Ọkọ̀")
    response = translate(client, story)
    assert response.status_code == 422
    assert Story.objects.filter(language="yo").count() == 1


def test_second_click_is_refused_in_words(client):
    desk(client)
    story = make_live().story
    translate(client, story)
    response = translate(client, story)
    assert response.status_code == 422
    assert "Yorùbá" in response.content.decode()
    assert Story.objects.filter(translation_of=story).count() == 1


@pytest.mark.parametrize("language", ["", "xx", "en", "pt"])
def test_language_that_cannot_be_is_refused(client, language):
    desk(client)
    story = make_live().story
    assert translate(client, story, language).status_code == 422
    assert Story.objects.count() == 1


def test_screen_offers_the_missing_languages_alone(client):
    desk(client)
    story = make_live().story
    translate(client, story)
    page = client.get(url(story)).content.decode()
    assert 'value="fr"' in page
    assert 'value="yo"' not in page


def test_story_that_exists_everywhere_offers_nothing(client, publication):
    publication.languages = ["en"]
    publication.save()
    desk(client)
    page = client.get(url(make_live().story)).content.decode()
    assert "exists in every language" in page


def test_embargo_comes_along(client):
    desk(client)
    until = NOON.replace(year=2030)
    story = make_story(embargo_until=until)
    translate(client, story)
    assert made(story).embargo_until == until


def test_restriction_comes_along_and_the_original_s_people_see_it(client):
    writer, other = make_user("reporter"), make_user("reporter")
    editor = desk(client)
    story = make_story(is_restricted=True, created_by=writer, assignee=editor)
    story.collaborators.add(other)
    translate(client, story)
    copy = made(story)
    assert copy.is_restricted
    assert set(copy.collaborators.all()) == {writer, other}
    assert not Story.objects.visible_to(make_user("editor")).filter(pk=copy.pk).exists()


def test_saving_the_original_does_not_make_it_a_translation_of_its_translation(client):
    desk(client)
    story = make_live().story
    translate(client, story)
    shown = client.get(change_url(story)).context["adminform"].form["translation_of"].value()
    client.post(change_url(story), form_data(story, headline="Boats again", translation_of=shown or ""))
    story.refresh_from_db()
    assert (story.headline, story.translation_of) == ("Boats again", None)


def test_story_with_translations_is_linked_to_no_other(client):
    desk(client)
    story, other = make_live().story, make_story(language="fr")
    translate(client, story)
    response = client.post(change_url(story), form_data(story, translation_of=other.pk))
    assert "Other stories are translations of this one" in response.content.decode()


def test_story_linked_by_hand_was_held_against_nothing(client):
    desk(client)
    first, second = make_live(), make_live()
    translate(client, first.story)
    copy = made(first.story)
    client.post(change_url(copy), form_data(copy, translation_of=second.story_id))
    copy.refresh_from_db()
    assert (copy.translation_key, copy.original) == (second.translation_key, None)


def test_story_form_leads_to_the_other_versions_and_to_a_new_one(client):
    desk(client)
    story = make_live().story
    translate(client, story)
    copy = made(story)
    page = client.get(change_url(story)).content.decode()
    assert f'href="{change_url(copy)}" lang="yo"' in page
    assert 'value="Translate…" name="_translate"' in page
    page = client.get(change_url(copy)).content.decode()
    assert f'href="{reverse("admin:articles_story_translation", args=[copy.pk])}"' in page
    assert "original, live" in page


def test_translate_button_saves_first(client):
    desk(client)
    story = make_story()
    response = client.post(change_url(story), form_data(story, headline="Boats", button="_translate"))
    assert response.url == url(story)
    assert Story.objects.get().headline == "Boats"


def test_publishing_warns_of_words_still_in_the_original_s_language(client):
    desk(client)
    story = make_live(headline="Boats", standfirst="Late.", body="<p>One.</p><p>Two.</p>").story
    translate(client, story)
    Story.objects.filter(translation_of=story).update(headline="Ọkọ̀", body="<p>Ọ̀kan.</p><p>Two.</p>")
    page = client.get(reverse("admin:articles_story_publish", args=[made(story).pk])).content.decode()
    assert "2 of 4 pieces are still in the original’s words" in page
    assert Edition.objects.count() == 1
