"""The screen on which words by AI are checked: what it shows, asks and records, and taking a check back."""

import pytest
from django.urls import reverse

from articles.models import AIPolicy, Story, TextReview
from articles.operations import reviewing
from articles.vocabulary import AILevel, Part
from factories.desk import desk
from factories.people import make_user
from factories.publication import make_publication
from factories.review_screen import check, check_url, make_ai_story, page_of, revoke_url, reword
from factories.stories import (
    NOON,
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_story,
    make_tool,
    publish,
)
from newsroom.audit.models import Event
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def editor(client):
    return desk(client, display_name="Salma Okonta")


def test_screen_shows_every_part_with_what_ai_did_in_it(client, editor):
    story = make_ai_story(
        levels={Part.HEADLINE: AILevel.NONE}, summary="Both are gone.", body="<p>Two.</p><p>Left.</p>"
    )
    page = page_of(client.get(check_url(story)))
    assert f"Headline <small>{AILevel.NONE.label}" in page
    assert f"Summary <small>{AILevel.GENERATED.label}" in page
    assert "<p>Two. </p><p>Left. </p>" in page


def test_screen_shows_tools_sources_and_pictures(client, editor):
    story = make_ai_story(
        ai_role="drafted from the port's notice",
        sources=[{"text": "Port notice", "url": "https://port.example/1"}],
        body=f"<p>Two.</p>{figure(make_picture(origin='trainedAlgorithmicMedia', alt='A drawn boat'))}",
    )
    story.ai_tools.add(make_tool())
    page = page_of(client.get(check_url(story)))
    for told in ("ExampleGen 3.1", "drafted from the port&#x27;s notice", "https://port.example/1", "A drawn boat"):
        assert told in page


def test_check_is_recorded_for_these_words_with_who_is_there(client, editor):
    story = make_ai_story()
    assert check(client, story, note="Looked up both names.").status_code == 302
    review = TextReview.objects.get()
    assert (review.reviewer, review.content_sha256) == (editor, reviewing.words_of(story).sha256)
    assert (review.outcome, review.note, review.responsible_name) == (
        "approved",
        "Looked up both names.",
        "Salma Okonta",
    )


def test_looking_records_nothing(client, editor):
    client.get(check_url(make_ai_story()))
    assert not TextReview.objects.exists()


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ({"outcome": None}, "Say what came of it"),
        ({"facts_checked": None}, "Say that you checked the facts"),
        ({"competence_note": ""}, "Say in a sentence why you can judge this subject"),
        ({"basis": ""}, "Say on what ground"),
        ({"basis": "because"}, "Select a valid choice"),
    ],
)
def test_missing_answer_is_asked_for_and_nothing_typed_is_lost(client, editor, answer, says):
    response = check(client, make_ai_story(), note="Half of it read.", **answer)
    assert response.status_code == 422
    assert says in response.content.decode()
    assert "Half of it read." in response.content.decode()
    assert not TextReview.objects.exists()


def test_refused_check_is_in_the_audit_record(client, editor):
    check(client, make_ai_story(), facts_checked=None)
    event = Event.objects.get(action="text.review.refused")
    assert event.data == {"deed": "record", "fields": ["facts_checked"], "rules": ["T2"]}


def test_words_that_changed_while_reading_are_not_checked_and_facts_are_asked_again(client, editor):
    story = make_ai_story()
    read = reviewing.words_of(story).sha256
    reword(story, "<p>Three boats left.</p>")
    response = check(client, story, sha256=read, note="Fine.")
    page = page_of(response)
    assert (response.status_code, TextReview.objects.exists()) == (422, False)
    assert "The words changed while you read" in page
    assert reviewing.words_of(story).sha256 in page
    assert " checked" not in page.partition('name="facts_checked"')[2].partition(">")[0]


def test_facts_are_asked_afresh_and_competence_is_remembered(client, editor):
    make_review(make_ai_story(), reviewer=editor, competence_note="Six years at the harbour.")
    page = page_of(client.get(check_url(make_ai_story())))
    assert "Six years at the harbour." in page
    assert " checked" not in page.partition('name="facts_checked"')[2].partition(">")[0]


def test_competence_begins_with_the_role_in_the_byline(client, editor):
    make_author("Salma Okonta", account=editor, role={"en": "Harbour editor"})
    assert 'value="Harbour editor"' in page_of(client.get(check_url(make_ai_story())))


def test_words_changed_after_a_check_are_shown_word_by_word(client, editor):
    story = make_ai_story()
    make_review(story)
    reword(story, "<p>Three boats left early.</p>")
    page = page_of(client.get(check_url(story)))
    assert '<span class="visually-hidden" lang="en">taken out: </span>Two<' in page
    assert '<span class="visually-hidden" lang="en">put in: </span>Three<' in page
    assert 'value="Confirm again"' in page


def test_part_that_is_gone_since_the_check_is_shown_as_taken_out(client, editor):
    story = make_ai_story(summary="Both are gone.")
    make_review(story)
    Story.objects.filter(pk=story.pk).update(summary="")
    assert "taken out: </span>Both are gone.<" in page_of(client.get(check_url(story)))


def test_confirming_again_is_recorded_as_such(client, editor):
    story = make_ai_story()
    make_review(story)
    reword(story, "<p>Three boats left.</p>")
    check(client, story, outcome="changed")
    assert TextReview.objects.first().is_confirmation
    assert 'value="Record the check"' in page_of(client.get(check_url(story)))


def test_check_is_closed_while_nobody_answers_for_the_publication(client, editor):
    Publication.objects.update(responsible_contact="")
    story = make_ai_story()
    page = page_of(client.get(check_url(story)))
    assert "does not say who is responsible" in page
    assert 'name="outcome"' not in page
    assert check(client, story).status_code == 422
    assert not TextReview.objects.exists()


def test_administrator_is_led_to_where_responsibility_is_said(client, editor):
    Publication.objects.update(responsible_name="")
    link = reverse("admin:publication_publication_change", args=[1])
    assert link not in page_of(client.get(check_url(make_ai_story())))
    client.force_login(make_user("editor", administrator=True))
    assert link in page_of(client.get(check_url(make_ai_story())))


def test_own_text_is_flagged_and_refused_under_four_eyes(client, editor):
    story = make_ai_story(created_by=editor)
    assert "You alone worked on these words." in page_of(client.get(check_url(story)))
    AIPolicy.objects.create(four_eyes=True, published_at=NOON)
    assert 'name="outcome"' not in page_of(client.get(check_url(story)))
    assert check(client, story).status_code == 422
    assert not TextReview.objects.exists()


@pytest.mark.parametrize("level", [AILevel.NONE, AILevel.AID, AILevel.DATA])
def test_words_without_ai_have_nothing_to_check(client, editor, level):
    story = make_story(level=level)
    assert "nothing to check" in page_of(client.get(check_url(story)))
    assert check(client, story).status_code == 422


def test_story_without_an_answer_is_answered_first(client, editor):
    story = make_ai_story()
    story.disclosures.all().delete()
    assert "Nobody has said what AI did" in page_of(client.get(check_url(story)))


def test_history_says_what_became_of_each_check(client, editor):
    story = make_ai_story()
    make_review(story)
    make_review(story)
    client.post(revoke_url(story), {"reason": "The port denies it."})
    make_review(story)
    reword(story, "<p>Three boats left.</p>")
    page = page_of(client.get(check_url(story)))
    for told in (
        "The words changed after the check by",
        "Taken back by Salma Okonta",
        "The port denies it.",
        "Replaced by",
    ):
        assert told in page


def test_taking_back_asks_first_and_says_what_readers_see_now(client, editor):
    edition = make_live(level=AILevel.GENERATED)
    story = edition.story
    make_review(story)
    publish(story, change="minor")
    assert "published again at once" in page_of(client.get(revoke_url(story)))
    response = client.post(revoke_url(story), {"reason": "The port denies it."}, follow=True)
    assert "Reported by AI. Not checked by an editor." in page_of(response)
    assert story.editions.get(is_live=True).review is None


def test_taking_back_needs_a_reason_and_a_check_that_stands(client, editor):
    story = make_ai_story()
    assert client.post(revoke_url(story), {"reason": "Wrong."}).status_code == 422
    review = make_review(story)
    response = client.post(revoke_url(story), {"reason": " "})
    assert (response.status_code, review.is_revoked) == (422, False)
    assert "Say why the check is taken back" in response.content.decode()
    assert [e.data["deed"] for e in Event.objects.filter(action="text.review.refused")] == ["revoke", "revoke"]


@pytest.mark.parametrize("role", ["reporter", "administrator", None])
@pytest.mark.parametrize("name", ["review", "revoke"])
def test_check_is_not_for_other_roles(client, role, name):
    story = make_ai_story(created_by=(person := make_user(role, is_staff=True)))
    client.force_login(person)
    url = reverse(f"admin:articles_story_{name}", args=[story.pk])
    answers = {
        "sha256": reviewing.words_of(story).sha256,
        "outcome": "approved",
        "facts_checked": "on",
        "reason": "No.",
    }
    assert {client.get(url).status_code, client.post(url, answers).status_code} == {403}
    assert not TextReview.objects.exists()


def test_other_peoples_story_is_nowhere(client):
    client.force_login(make_user("reporter"))
    story = make_ai_story(headline="Secret harbour deal")
    assert {client.get(url(story)).status_code for url in (check_url, revoke_url)} == {404}


def test_signed_out_person_is_asked_to_sign_in(client):
    response = client.post(check_url(make_ai_story()), {"outcome": "approved"})
    assert "/login/" in response.headers["Location"]


def test_screen_asks_as_little_for_many_pictures_as_for_one(client, editor, django_assert_max_num_queries):
    body = "".join(figure(make_picture()) for _ in range(5))
    story = make_ai_story(body=f"<p>Two.</p>{body}")
    for _ in range(3):
        make_review(story)
    with django_assert_max_num_queries(21):
        client.get(check_url(story))
