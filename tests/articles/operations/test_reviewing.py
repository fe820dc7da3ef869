import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import RequestFactory

from articles.models import AIPolicy, Author, Byline, Edition, Story, TextReview
from articles.operations import publishing, reviewing
from articles.operations.refusal import Refused
from articles.vocabulary import Outcome
from factories.people import make_presence, make_user
from factories.publication import make_publication
from factories.stories import NOON, figure, make_author, make_live, make_picture, make_review, make_story, publish
from newsroom.accounts.operations import presence
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


def rules(error):
    return {problem.rule for problem in error.value.problems}


def give(story, *, reviewer=None, **said):
    """Try to check a story's words as they stand."""
    said = {"sha256": reviewing.words_of(story).sha256, "outcome": "approved", "facts_checked": True} | said
    said = {"competence_note": "I cover the harbour."} | said
    return reviewing.review(story, presence=make_presence(reviewer or make_user("editor")), **said)


def change(story, **fields):
    Story.objects.filter(pk=story.pk).update(**fields)
    return Story.objects.get(pk=story.pk)


def checked_edition(**fields):
    """Return the live edition of a story that AI wrote and an editor checked."""
    story = make_story(level="generated", **fields)
    make_review(story)
    return publish(story)


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def test_checked_words_are_published_as_checked():
    editor = make_user("editor")
    make_author("Ada Example", account=editor)
    story = make_story(level="generated")
    make_review(story, reviewer=editor)
    edition = publish(story)
    assert (edition.need, edition.label_key) == ("voluntary", "text.generated.reviewed")
    assert edition.label_words == "Reported by AI, checked by Ada Example"


def test_unchecked_words_are_published_with_the_label_the_law_asks_for():
    edition = make_live(level="edited")
    assert (edition.need, edition.label_words) == ("mandatory", "Changed by AI. Not checked by an editor.")


@pytest.mark.parametrize("field", ["headline", "standfirst", "body", "summary", "lead_alt", "lead_caption"])
def test_any_change_of_words_makes_the_check_stale(field):
    story = make_story(level="generated", lead_picture=make_picture())
    review = make_review(story)
    story = change(story, **{field: "<p>Other words.</p>" if field == "body" else "Other words"})
    assert reviewing.is_stale(review, reviewing.words_of(story))


def test_change_of_markup_alone_keeps_the_check():
    story = make_story(level="generated", body="<p>The ferry came home.</p>")
    review = make_review(story)
    story = change(story, body="<p>The <strong>ferry</strong> came home.</p>")
    assert not reviewing.is_stale(review, reviewing.words_of(story))


def test_words_of_a_picture_in_the_body_are_words_of_the_story():
    picture = make_picture(alt="A quay")
    story = make_story(body=figure(picture, caption="At dawn"))
    assert ["alt", "Boats"] in reviewing.words_of(story).parts
    assert ["caption", "At dawn"] in reviewing.words_of(story).parts


def test_edition_has_the_words_that_were_checked_even_when_the_library_changes():
    picture = make_picture(alt="A quay")
    body = f"<p>Boats.</p>{figure(picture)}".replace('alt="Boats"', 'alt=""')
    story = make_story(level="generated", body=body, lead_picture=picture)
    review = make_review(story)
    edition = publish(story)
    picture.alt = "Something else"
    picture.save()
    edition = Edition.objects.get(pk=edition.pk)
    assert reviewing.words_of(edition).sha256 == edition.content_sha256 == review.content_sha256


def test_translation_does_not_inherit_the_check_of_its_original():
    original = make_story(level="generated")
    make_review(original)
    translation = make_story(level="translated", language="fr", translation_key=original.translation_key)
    assert publish(translation).label_key == "text.translated.unreviewed"


def test_changed_words_are_not_published_again_before_they_are_checked_again():
    edition = checked_edition()
    story = change(edition.story, headline="Other words")
    with pytest.raises(Refused) as error:
        publish(story, change="minor")
    assert rules(error) == {"T6"}
    assert make_review(story).is_confirmation
    assert publish(story, change="minor").label_key == "text.generated.reviewed"


def test_check_taken_back_shows_readers_at_once_that_nobody_checked():
    edition = checked_edition()
    publishing.revoke_review(edition.story, actor=make_user("editor"), reason="The figures were not checked.")
    live = Edition.objects.live().get()
    assert (live.label_key, live.need, live.review) == ("text.generated.unreviewed", "mandatory", None)
    assert live.number == 2
    assert "Its label is: Reported by AI. Not checked by an editor." in live.corrections[-1]["text"]


def test_check_is_taken_back_with_a_reason_and_once():
    edition = checked_edition()
    with pytest.raises(Refused):
        publishing.revoke_review(edition.story, actor=make_user("editor"), reason=" ")
    publishing.revoke_review(edition.story, actor=make_user("editor"), reason="It was the wrong story.")
    with pytest.raises(Refused):
        publishing.revoke_review(edition.story, actor=make_user("editor"), reason="Again.")


def test_check_of_words_that_readers_do_not_have_yet_is_taken_back_without_a_word_to_them():
    story = change(checked_edition().story, headline="Other words")
    newest = make_review(story)
    publishing.revoke_review(story, actor=make_user("editor"), reason="A figure was wrong.")
    assert not reviewing.stands(TextReview.objects.get(pk=newest.pk))
    assert Edition.objects.live().get().number == 1


@pytest.mark.parametrize("outcome", [Outcome.APPROVED, Outcome.REJECTED])
def test_check_that_readers_are_told_of_is_taken_back_behind_a_later_one(outcome):
    edition = checked_edition()
    story = change(edition.story, headline="Other words")
    make_review(story, outcome=outcome)
    if outcome == Outcome.APPROVED:
        publishing.revoke_review(story, actor=make_user("editor"), reason="A figure was wrong.")
    assert (
        publishing.revoke_review(story, actor=make_user("editor"), reason="So was the first.").review == edition.review
    )
    assert Edition.objects.live().get().label_key == "text.generated.unreviewed"


def test_reviewer_who_left_does_not_count_for_what_is_published_later_but_stays_on_what_was():
    editor = make_user("editor")
    story = make_story(level="generated")
    make_review(story, reviewer=editor)
    edition = publish(story)
    editor.is_active = False
    editor.save()
    assert Edition.objects.get(pk=edition.pk).label_key == "text.generated.reviewed"
    assert publish(story, change="minor").label_key == "text.generated.unreviewed"


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"facts_checked": False}, "facts_checked"),
        ({"competence_note": " "}, "competence_note"),
        ({"outcome": "perhaps"}, "outcome"),
        ({"basis": "habit"}, "basis"),
    ],
)
def test_incomplete_check_is_refused_by_its_field(said, field):
    with pytest.raises(Refused) as error:
        give(make_story(level="generated"), **said)
    assert [problem.field for problem in error.value.problems] == [field]


def test_check_of_other_words_is_refused():
    with pytest.raises(Refused) as error:
        give(make_story(level="generated"), sha256="0" * 64)
    assert rules(error) == {"T6"}


def test_words_without_ai_need_no_check():
    with pytest.raises(Refused):
        give(make_story(level="none"))


def test_rejected_words_are_not_published():
    story = make_story(level="generated")
    give(story, outcome="rejected", facts_checked=False)
    with pytest.raises(Refused) as error:
        publish(story)
    assert rules(error) == {"T2"}


@pytest.mark.parametrize("missing", ["responsible_name", "responsible_role", "responsible_contact"])
def test_nothing_counts_as_checked_while_nobody_answers_in_public(publication, missing):
    setattr(publication, missing, {} if missing == "responsible_role" else "")
    publication.save()
    with pytest.raises(Refused) as error:
        give(make_story(level="generated"))
    assert rules(error) == {"E1"}


def test_own_text_is_checked_with_a_flag_and_not_under_four_eyes():
    editor = make_user("editor")
    story = make_story(level="generated", created_by=editor)
    assert give(story, reviewer=editor).is_own_text
    AIPolicy.objects.create(four_eyes=True, published_at=NOON)
    with pytest.raises(Refused) as error:
        give(story, reviewer=editor)
    assert rules(error) == {"T4"}
    assert publish(story).label_key == "text.generated.unreviewed"


def test_text_that_others_worked_on_is_no_own_text():
    editor = make_user("editor")
    story = make_story(level="generated", created_by=editor)
    Byline.objects.create(story=story, author=make_author(account=make_user("reporter")))
    assert not give(story, reviewer=editor).is_own_text


@pytest.mark.parametrize("role", ["reporter", "administrator", None])
def test_only_editors_check_words(role):
    person = make_user(role, is_staff=True)
    with pytest.raises(PermissionDenied):
        give(make_story(level="generated", created_by=person), reviewer=person)


def test_check_without_a_person_who_is_there_is_refused():
    story, editor = make_story(level="generated"), make_user("editor")
    for impostor in (editor, None, "import"):
        with pytest.raises(PermissionDenied):
            reviewing.review(
                story, presence=impostor, sha256="", outcome="approved", facts_checked=True, competence_note="x"
            )
    assert not TextReview.objects.exists()


def test_presence_needs_a_session_of_that_person(client):
    editor = make_user("editor")
    client.force_login(editor)
    request = RequestFactory().get("/")
    request.user, request.session = make_user("editor"), client.session
    with pytest.raises(PermissionDenied):
        presence.of(request)
    request.user = editor
    assert presence.of(request).person == editor


def test_user_name_never_reaches_readers():
    editor = make_user("editor", username="ada-login", display_name="Ada inside")
    story = make_story(level="generated")
    make_review(story, reviewer=editor)
    assert publish(story).label_words == "Reported by AI, checked by an editor"


def test_function_is_named_where_the_policy_says_so():
    editor = make_user("editor")
    Author.objects.create(name="Ada Example", slug="ada", account=editor)
    AIPolicy.objects.create(credit="function", function={"en": "our foreign desk"}, published_at=NOON)
    story = make_story(level="generated")
    make_review(story, reviewer=editor)
    assert publish(story).label_words == "Reported by AI, checked by our foreign desk"


def test_each_check_is_one_event_without_names_in_the_clear():
    story = make_story(level="generated")
    review = make_review(story)
    event = Event.objects.get(action="text.review.recorded")
    assert event.data["content_sha256"] == review.content_sha256
    assert review.reviewer_name not in event.payload


def test_database_refuses_a_check_without_facts():
    review = make_review(make_story(level="generated"))
    review.pk, review.facts_checked = None, False
    with pytest.raises(IntegrityError), transaction.atomic():
        review.save(force_insert=True)


def test_check_covers_the_words_of_tables_galleries_and_inserts():
    image = '<figure><img src="/admin/media/picture/{}/file/" alt="a{}"><figcaption>b{}</figcaption></figure>'
    gallery = "".join(image.format(make_picture().pk, number, number) for number in (1, 2))
    body = (
        "<table><caption>c</caption><tbody><tr><td>d</td></tr></tbody></table>"
        f'<figure data-gallery="">{gallery}</figure><aside class="pull-quote"><p>e</p></aside>'
        '<figure data-embed="https://youtu.be/abcdefghijk"><figcaption>f</figcaption></figure>'
    )
    words = reviewing.words_of(make_story(body=body))
    said = [[part, text] for part, text in words.parts if part in {"body", "alt", "caption"}]
    pictures = [["alt", "a1"], ["caption", "b1"], ["alt", "a2"], ["caption", "b2"]]
    assert said == [["body", "c d e"], *pictures, ["caption", "f"]]
