import re
from datetime import timedelta

import pytest

from articles.models import Edition, Story
from articles.operations import publishing
from articles.vocabulary import AILevel, Change, CorrectionKind
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import NOON, make_live, make_picture, make_policy, make_story, publish
from newsroom.audit.operations import verifying

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def publisher():
    return make_user("publisher")


def page(client, edition, language=""):
    return client.get(language + edition.get_absolute_url())


def words(answer):
    """What the page says, without its markup."""
    return re.sub("<[^>]+>", "", answer.text)


def correct(edition, actor, note="It was nine boats.", kind=CorrectionKind.CORRECTION, hours=1):
    story = Story.objects.get(pk=edition.story_id)
    now = edition.published_at + timedelta(hours=hours)
    return publishing.publish(story, actor=actor, change=Change.CORRECTION, note=note, kind=kind, now=now)


def translate(edition, language="fr", **fields):
    original = Edition.objects.get(pk=edition.pk)
    story = make_story(
        language=language,
        translation_key=original.translation_key,
        translation_of_id=original.story_id,
        original=original,
        **fields,
    )
    return publish(story)


@pytest.mark.parametrize(
    ("kind", "word"), [("correction", "Correction"), ("clarification", "Clarification"), ("update", "Update")]
)
def test_note_says_of_which_kind_it_is(client, publisher, kind, word):
    edition = correct(make_live(), publisher, kind=kind)
    assert f"{word}, 23 November 2026, 14:00:" in words(page(client, edition))


def test_amended_correction_shows_what_it_said_before(client, publisher):
    edition = correct(make_live(), publisher)
    publishing.amend_correction(edition.story, 0, "It was ten boats.", actor=publisher, now=NOON + timedelta(hours=2))
    assert "Until 23 November 2026, 15:00 this note said: It was nine boats." in words(page(client, edition))


def test_amending_moves_no_time_of_update(publisher):
    edition = correct(make_live(), publisher)
    publishing.amend_correction(edition.story, 0, "It was ten boats.", actor=publisher)
    assert Edition.objects.live().get().updated_at == edition.updated_at


@pytest.mark.parametrize(("place", "text", "words"), [(0, "", "never taken away"), (3, "x", "no such correction")])
def test_amendment_that_cannot_be_is_refused(publisher, place, text, words):
    edition = correct(make_live(), publisher)
    with pytest.raises(publishing.Refused, match=words):
        publishing.amend_correction(edition.story, place, text, actor=publisher)


def test_retracted_story_keeps_its_address_and_says_why(client, publisher):
    edition = make_live(lead_picture=make_picture(), lead_alt="A boat", level=AILevel.GENERATED)
    publishing.retract(edition.story, actor=publisher, reason="The interview never took place.")
    answer = page(client, edition)
    assert answer.status_code == 200
    assert "<p>The interview never took place.</p>" in answer.text
    assert "came home at dawn" not in answer.text
    assert "<strong>Retraction, " in answer.text


@pytest.mark.parametrize(
    ("levels", "key", "w3c"),
    [({}, "text.partly", None), ({"headline": "none"}, "", "human-only"), ({"headline": "aid"}, "", None)],
)
def test_retraction_is_a_persons_word_under_a_headline_that_says_what_it_was(publisher, levels, key, w3c):
    edition = make_live(level="generated", levels=levels)
    retracted = publishing.retract(edition.story, actor=publisher, reason="The interview never took place.")
    assert (retracted.label_key, retracted.has_ai, retracted.ai_level) == (key, bool(key), "none")
    assert retracted.statement["text"]["w3c"] == w3c


def test_retraction_of_what_nobody_assessed_claims_nothing(publisher):
    make_policy(publishes_unassessed=True)
    story = make_story(is_archive=True)
    story.disclosures.all().delete()
    retracted = publishing.retract(publish(story).story, actor=publisher, reason="The interview never took place.")
    assert (retracted.is_unassessed, retracted.statement["text"]["level"]) == (True, None)


def test_retracted_words_are_still_the_desks(publisher):
    edition = make_live()
    publishing.retract(edition.story, actor=publisher, reason="The interview never took place.")
    story = Story.objects.get()
    assert ("came home at dawn" in story.body, story.is_changed) == (True, True)


def test_hidden_story_answers_with_neutral_words(client, publisher):
    edition = make_live()
    publishing.hide(edition.story, actor=make_user("editor"))
    answer = page(client, edition)
    assert (answer.status_code, "withdrawn" in answer.text) == (410, False)
    assert "This story is not available at the moment." in answer.text


def test_story_shown_again_is_as_it_was(client, publisher):
    edition = correct(make_live(), publisher)
    before = page(client, edition).text
    publishing.hide(edition.story, actor=publisher)
    publishing.show(edition.story, actor=publisher)
    assert page(client, edition).text == before


def test_hiding_can_take_translations_along(client, publisher):
    edition = make_live()
    translation = translate(edition)
    publishing.hide(edition.story, actor=publisher, with_translations=True)
    assert page(client, translation, "/fr").status_code == 410


def test_translation_says_that_its_original_was_corrected(client, publisher):
    edition = make_live()
    translation = translate(edition)
    correct(edition, publisher)
    assert "The original of this translation was corrected on 23 November 2026." in words(page(client, translation))


def test_translation_held_against_the_correction_says_nothing(client, publisher):
    edition = make_live()
    translation = translate(edition)
    correct(edition, publisher)
    publishing.confirm_original(translation.story, actor=publisher)
    assert "The original of this translation" not in page(client, translation).text


def test_everything_that_was_reissued_verifies(publisher):
    edition = make_live()
    translation = translate(edition)
    correct(edition, publisher)
    publishing.confirm_original(translation.story, actor=publisher)
    publishing.amend_correction(edition.story, 0, "It was ten boats.", actor=publisher)
    publishing.hide(edition.story, actor=publisher)
    publishing.show(edition.story, actor=publisher)
    publishing.retract(edition.story, actor=publisher, reason="None of it holds.")
    assert verifying.verify() == []
