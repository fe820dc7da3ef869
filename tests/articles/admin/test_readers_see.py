"""The sentence that says what readers will see of AI, and why."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.translation import override

from articles import statement
from articles.admin.explain import Facts, explain, facts_of
from articles.models import AIPolicy, Story
from articles.vocabulary import AILevel, Need
from factories.desk import form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import NOON, make_author, make_review, make_story
from newsroom.audit.models import Event

NOBODY = "Nobody has checked these words."
UNCHECKED = "Reported by AI. Not checked by an editor."
CHECKED = "Edited with AI, checked by Ada Example"
BY_ADA = {"checker": "Ada Example", "checked_on": "24 November 2026"}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Facts(None), "Not answered yet: the story saves but cannot be published."),
        (
            Facts(None, is_free_archive=True),
            "Not answered. By our policy a story from an archive is published so, without a claim.",
        ),
        (Facts(AILevel.NONE), "No label: none of these words come from AI."),
        (
            Facts(AILevel.AID),
            "No label: none of these words come from AI. If you write below what AI did, a plain note at the end says "
            "that it helped.",
        ),
        (
            Facts(AILevel.AID, has_role=True),
            "No label: none of these words come from AI. A plain note at the end says that AI helped.",
        ),
        (
            Facts(AILevel.DATA, label="Automatic report from data", is_shown=True),
            "Readers will see, as a plain note at the end: “Automatic report from data”.",
        ),
        (
            Facts(AILevel.GENERATED, Need.MANDATORY, UNCHECKED, is_shown=True, unchecked=NOBODY),
            f"Readers will see: “{UNCHECKED}” {NOBODY} The words are of public interest, so the label is required.",
        ),
        (
            Facts(AILevel.GENERATED, Need.VOLUNTARY, UNCHECKED, is_shown=True, unchecked=NOBODY),
            f"Readers will see: “{UNCHECKED}” {NOBODY} The story is not of public interest, so the label is our "
            "choice, not the law’s.",
        ),
        (
            Facts(AILevel.AUTOMATED, Need.MANDATORY, UNCHECKED, is_shown=True, is_checked=True, **BY_ADA),
            f"Readers will see: “{UNCHECKED}” It is required, because no person sees each item before AI publishes it.",
        ),
        (
            Facts(AILevel.EDITED, Need.VOLUNTARY, CHECKED, is_shown=True, is_checked=True, **BY_ADA),
            f"Readers will see: “{CHECKED}”. By our policy the label is shown although it may be left off: Ada Example "
            "checked these words on 24 November 2026.",
        ),
        (
            Facts(AILevel.EDITED, Need.VOLUNTARY, CHECKED, is_checked=True, **BY_ADA),
            "No label. By our policy it is left off, and it may be: Ada Example checked these words on 24 November "
            "2026.",
        ),
        (
            Facts(AILevel.GENERATED, Need.MANDATORY, UNCHECKED, is_shown=True, is_stale=True, **BY_ADA),
            "The words changed after Ada Example checked them on 24 November 2026: until they are checked again, or "
            f"the check is taken back, the story cannot be published. Unchecked, readers would see: “{UNCHECKED}”",
        ),
        (
            Facts(AILevel.GENERATED, Need.MANDATORY, UNCHECKED, is_shown=True, is_rejected=True, **BY_ADA),
            "Ada Example checked these words on 24 November 2026 and rejected them: change them, or the story cannot "
            "be published.",
        ),
        (
            Facts(
                AILevel.TRANSLATED,
                Need.VOLUNTARY,
                "Translated by AI from …, checked by Ada Example",
                is_shown=True,
                is_checked=True,
                lacks_source_language=True,
                **BY_ADA,
            ),
            "Readers will see: “Translated by AI from …, checked by Ada Example”. By our policy the label is shown "
            "although it may be left off: Ada Example checked these words on 24 November 2026. Choose the language AI "
            "translated from: until then the story cannot be published.",
        ),
    ],
)
def test_explanation_says_what_is_seen_and_why(facts, said):
    assert str(explain(facts)) == said


@pytest.fixture
def reporter(client, db):
    make_publication()
    person = make_user("reporter")
    client.force_login(person)
    return person


def told(client, story=None, **typed):
    """Return what the desk is told of the story with these values typed."""
    name = "admin:articles_story_readers_see"
    address = reverse(name, args=[story.pk]) if story else reverse(f"{name}_new")
    response = client.post(address, form_data(story, **typed))
    assert response.status_code == 200
    return response.content.decode().strip()


def checked(reporter, by="Ada Example"):
    """Return a story of the reporter's that Ada Example checked."""
    story = make_story(level=AILevel.GENERATED, created_by=reporter)
    ada = make_user("editor", display_name=by)
    make_author(by, slug="ada", account=ada)
    make_review(story, reviewer=ada)
    return story


def test_typed_words_are_told_and_nothing_is_stored(client, reporter):
    story = make_story(created_by=reporter)
    said = told(client, story, headline="Another", ai_body="generated", ai_role="drafted it")
    assert UNCHECKED in said
    assert (Story.objects.get().headline, Story.objects.get().ai_ever) == (story.headline, "")
    assert not Event.objects.exists()


def test_new_story_is_told_before_its_first_save(client, reporter):
    assert "Not answered yet" in told(client, ai_body="")
    assert "No label" in told(client, ai_body="none")
    assert "Partly by AI: headline" in told(client, ai_body="none", ai_headline="generated")
    assert not Story.objects.exists()


def test_check_stands_for_the_words_as_they_were(client, reporter):
    story = checked(reporter)
    assert "Reported by AI, checked by Ada Example" in told(client, story, ai_body="generated")


def test_check_is_stale_as_soon_as_another_word_is_typed(client, reporter):
    story = checked(reporter)
    assert "The words changed after Ada Example" in told(client, story, ai_body="generated", standfirst="Other words.")


def test_white_space_alone_leaves_a_check_as_it_is(client, reporter):
    story = checked(reporter)
    assert "checked by Ada Example" in told(client, story, ai_body="generated", headline=f"  {story.headline} ")


@pytest.mark.parametrize(("language", "direction"), [("es", "ltr"), ("yo", "ltr"), ("ar", "rtl")])
def test_label_is_in_the_storys_language(client, reporter, language, direction):
    with override(language):
        words = statement.label_words("text.generated.unreviewed")
    assert f'lang="{language}" dir="{direction}">{words}<' in told(client, language=language, ai_body="generated")


def test_what_ai_helped_with_makes_a_note(client, reporter):
    assert "A plain note at the end says that AI helped" in told(client, ai_body="aid", ai_role="transcribed it")


def test_language_of_the_original_stands_in_the_label(client, reporter):
    assert "from French." in told(client, ai_body="translated", translated_from="fr")
    assert "Choose the language AI translated from" in told(client, ai_body="translated", translated_from="xx")


def test_value_that_does_not_exist_counts_as_no_answer(client, reporter):
    assert "Not answered yet" in told(client, ai_body="telepathy", language="\x00", lead_picture="9" * 30)


def test_markup_in_a_name_is_not_run(client, reporter):
    story = checked(reporter, by="<b>Ada</b>")
    assert "checked by &lt;b&gt;Ada&lt;/b&gt;" in told(client, story, ai_body="generated")


@pytest.mark.parametrize("level", list(AILevel))
def test_sentence_and_preview_agree(client, reporter, level):
    story = make_story(level=level, created_by=reporter)
    label = facts_of(story).label
    page = client.get(reverse("admin:articles_story_preview", args=[story.pk])).content.decode()
    assert label in page


def test_policy_that_leaves_the_label_off_is_told(client, reporter):
    story = checked(reporter)
    AIPolicy.objects.create(label_reviewed=False, reason="Trust.", published_at=NOON + timedelta(days=1))
    assert told(client, story, ai_body="generated").startswith("No label. By our policy")


def test_page_says_it_without_script(client, reporter):
    story = checked(reporter)
    page = client.get(reverse("admin:articles_story_change", args=[story.pk])).content.decode()
    assert 'role="status"' in page
    assert "checked by Ada Example" in page


def test_refused_form_says_it_of_what_was_typed(client, reporter):
    story = checked(reporter)
    address = reverse("admin:articles_story_change", args=[story.pk])
    page = client.post(address, form_data(story, ai_body="edited", slug="🎉")).content.decode()
    assert "Changed by AI. Not checked" not in page
    assert "Edited with AI, checked by Ada Example" in page


def test_anothers_story_is_not_told(client, reporter):
    address = reverse("admin:articles_story_readers_see", args=[make_story().pk])
    assert client.post(address, form_data()).status_code == 404


def test_story_that_one_may_only_read_is_not_told(client, reporter):
    story = make_story(created_by=reporter, status="in_review")
    address = reverse("admin:articles_story_readers_see", args=[story.pk])
    assert client.post(address, form_data(story)).status_code == 403


def test_story_that_one_may_only_read_says_what_readers_will_see(client, reporter):
    story = make_story(created_by=reporter, status="in_review", level=AILevel.GENERATED)
    assert UNCHECKED in client.get(reverse("admin:articles_story_change", args=[story.pk])).content.decode()


def test_address_of_the_sentence_takes_posts_alone(client, reporter):
    assert client.get(reverse("admin:articles_story_readers_see_new")).status_code == 405
