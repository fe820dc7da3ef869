import pytest
from django.urls import reverse

from articles.models import Edition, Story, Tag
from factories.desk import ADD, change_url, form_data
from factories.people import make_user
from factories.pictures import make_picture
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor"):
    """Sign in somebody of this role and return them."""
    person = make_user(role)
    client.force_login(person)
    return person


def errors(response):
    return response.context["adminform"].form.errors


def test_story_is_written_with_everything_the_form_asks(client):
    desk(client)
    author, other = make_author("Ada Reed"), make_live().story
    data = form_data(
        section=make_section().pk,
        tags=["harbour", "Ọjà"],
        bylines=[(author.pk, "reporting", 0)],
        related=[(other.pk, 0)],
        ai_headline="generated",
        sources="Harbour board https://example.org/board",
    )
    client.post(reverse(ADD), data)
    story = Story.objects.get(headline="Market opens")
    assert list(story.tags.order_by("pk").values_list("name", flat=True)) == ["harbour", "Ọjà"]
    assert (story.authors.get(), story.related.get()) == (author, other)
    assert dict(story.disclosures.values_list("part", "level")) == {"body": "none", "headline": "generated"}
    assert story.sources == [{"text": "Harbour board", "url": "https://example.org/board"}]


def test_draft_saves_without_an_answer_about_ai(client):
    desk(client)
    client.post(reverse(ADD), form_data(ai_body=""))
    assert not Story.objects.get().disclosures.exists()


def test_form_of_a_new_story_has_no_answer_about_ai_chosen(client):
    desk(client)
    form = client.get(reverse(ADD)).context["adminform"].form
    assert not form["ai_body"].value()


def test_saving_a_live_story_leaves_the_edition(client):
    desk(client)
    story = make_live(headline="Boats leave").story
    client.post(change_url(story), form_data(story, headline="Boats stay"))
    story.refresh_from_db()
    assert (story.state, Edition.objects.live().get().headline) == ("Live · unpublished changes", "Boats leave")


def test_saving_without_a_change_is_no_change(client):
    desk(client)
    story = make_live().story
    client.post(change_url(story), form_data(story))
    story.refresh_from_db()
    assert story.state == "Live"


def test_tag_of_300_characters_is_refused_in_words(client):
    desk(client)
    response = client.post(reverse(ADD), form_data(tags=["harbour", "x" * 300]))
    assert "300 characters; a tag has at most 60" in str(errors(response)["tags"])
    assert response.context["adminform"].form["tags"].value() == ["harbour", "x" * 300]
    assert not Tag.objects.exists()


def test_slug_of_emoji_is_refused_in_words(client):
    desk(client)
    response = client.post(reverse(ADD), form_data(slug="🎉🎉"))
    assert "letters or digits" in str(errors(response)["slug"])


def test_slug_of_anothers_address_is_refused_in_words(client):
    desk(client)
    make_live(headline="Rain")
    story = make_live(headline="Sun").story
    response = client.post(change_url(story), form_data(story, slug="rain"))
    assert "has the slug “rain”" in str(errors(response)["slug"])


def test_source_that_is_no_address_is_refused_in_words(client):
    desk(client)
    response = client.post(reverse(ADD), form_data(sources="Board http://nowhere at all://x"))
    assert "is not a web address" in str(errors(response)["sources"])


def test_script_in_a_body_is_not_stored(client):
    desk(client)
    client.post(reverse(ADD), form_data(body="<p>Rain</p><script>alert(1)</script>"))
    assert Story.objects.get().body == "<p>Rain</p>"


def test_two_spellings_of_a_tag_are_one(client):
    desk(client)
    client.post(reverse(ADD), form_data(tags=["Ọ̀yọ́", "ọ̀yọ́ ", "Ọ\u0300yọ\u0301"]))
    assert Tag.objects.count() == 1


def test_text_is_stored_as_nfc_in_one_line(client):
    desk(client)
    client.post(reverse(ADD), form_data(headline="O\u0323ja\u0300  s\u0323i\u0301"))
    assert Story.objects.get().headline == "Ọjà ṣí"


def test_story_form_asks_a_constant_number_of_queries(client, django_assert_max_num_queries):
    desk(client)
    authors = [make_author(f"Author {n}") for n in range(6)]
    story = make_story(authors=authors, related=[make_live().story for _ in range(6)])
    client.get(change_url(story))
    with django_assert_max_num_queries(25):
        client.get(change_url(story))


def test_form_of_a_live_story_by_ai_asks_no_more(client, django_assert_max_num_queries):
    desk(client)
    make_section(forbids_realistic_ai=True)
    picture = make_picture(origin="trainedAlgorithmicMedia", realism="evident")
    edition = make_live(level="generated", lead_picture=picture, tags=["harbour", "ferry"], authors=[make_author()])
    client.get(change_url(edition.story))
    with django_assert_max_num_queries(25):
        client.get(change_url(edition.story))


def test_story_is_linked_as_the_translation_of_another(client):
    desk(client)
    original = make_story()
    client.post(reverse(ADD), form_data(language="yo", translation_of=original.pk))
    assert Story.objects.get(language="yo").translation_key == original.translation_key


def test_second_version_in_one_language_is_refused_in_words(client):
    desk(client)
    original = make_story()
    response = client.post(reverse(ADD), form_data(translation_of=original.pk))
    assert "already has a version in this language" in str(errors(response)["translation_of"])


def test_changed_language_of_a_translation_must_be_free(client):
    desk(client)
    original = make_story()
    other = make_story(language="yo", translation_key=original.translation_key, translation_of=original)
    response = client.post(change_url(other), form_data(other, language="en", translation_of=original.pk))
    assert "already has a version in this language" in str(errors(response)["translation_of"])


def test_emptied_box_parts_a_translation_from_its_original(client):
    desk(client)
    original = make_story()
    other = make_story(language="yo", translation_key=original.translation_key, translation_of=original)
    client.post(change_url(other), form_data(other, translation_of=""))
    other.refresh_from_db()
    assert other.translation_key != original.translation_key


def test_translation_parted_and_moved_to_the_originals_language_saves(client):
    desk(client)
    original = make_story()
    other = make_story(language="yo", translation_key=original.translation_key, translation_of=original)
    client.post(change_url(other), form_data(other, language="en", translation_of=""))
    other.refresh_from_db()
    assert other.language == "en"
