"""The demo newsroom as a newcomer finds it, loaded once for all of these tests."""

import unicodedata
from io import StringIO

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, models, transaction
from django.test import override_settings

from articles.models import Author, Edition, Section, Story, Tag
from articles.operations.reading import open_story
from articles.vocabulary import AILevel
from factories.publication import make_publication
from newsroom.media.models import Picture
from newsroom.publication.models import Page, Publication

pytestmark = pytest.mark.django_db
ANATOMY = "premier-elect-tours-three-ports"


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load the demo over an older one, and take it back after the last test here."""
    folder = tmp_path_factory.mktemp("demo")
    files = override_settings(
        MEDIA_ROOT=folder / "media", PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]
    )
    with django_db_blocker.unblock(), files, transaction.atomic():
        make_publication(is_demo=True, name={"en": "An older demo"})
        connection.check_constraints()
        call_command("demo", "--no-serve", "--reset", stdout=StringIO())
        yield
        transaction.set_rollback(True)
    # Loading over another demo gave every content type a key that is gone again.
    ContentType.objects.clear_cache()


def live(slug, language="en"):
    return Edition.objects.live().get(slug=slug, language=language)


def test_reset_replaced_the_older_demo():
    assert str(Publication.objects.get()) == "The Okunla Tide"


def test_there_is_enough_of_everything():
    assert Edition.objects.live().count() >= 50
    assert Section.objects.count() >= 5 and Author.objects.count() >= 5 and Page.objects.count() >= 4
    assert {"en", "yo", "es", "fr", "ar", "pt"} == set(Edition.objects.live().values_list("language", flat=True))


def test_some_stories_are_not_live():
    states = {story.state for story in Story.objects.all()}
    assert {"Live", "Draft", "In review", "Withdrawn · draft"} <= states


def test_one_story_has_the_anatomy_of_a_long_read():
    edition = live(ANATOMY)
    page = open_story(edition)
    assert edition.standfirst and edition.body.count("<p>") == 5 and "“" in edition.body
    assert len(page.related) == 7
    assert page.related[0].lead_picture.label_key == "image.generated"
    assert sorted(card.label_key for card in page.related) == [""] * 3 + ["text.generated.unreviewed"] * 4


def test_it_is_linked_with_its_translations():
    assert {line.language for line in open_story(live(ANATOMY)).translations} == {"yo", "es", "fr", "ar", "pt"}


def test_every_live_story_says_what_ai_did():
    assert set(Edition.objects.live().values_list("ai_level", flat=True)) <= set(AILevel.values)
    assert not Story.objects.filter(is_live=True).exclude(disclosures__part="body").exists()


def test_every_live_story_opens(client):
    editions = list(Edition.objects.live())
    assert {client.get(edition.get_absolute_url()).status_code for edition in editions} == {200}


def test_every_tag_counts_the_stories_that_carry_it():
    counts = {tag.pk: tag.live_count for tag in Tag.objects.all()}
    carried = {tag.pk: tag.editions.filter(is_live=True).count() for tag in Tag.objects.all()}
    assert counts == carried


@pytest.mark.parametrize("model", [Story, Edition, Author, Section, Tag, Page, Picture, Publication])
def test_every_text_is_nfc(model):
    fields = [f.name for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
    rows = model.objects.values_list(*fields)
    assert [text for row in rows for text in row if text and not unicodedata.is_normalized("NFC", text)] == []
