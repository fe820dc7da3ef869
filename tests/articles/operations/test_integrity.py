"""Whatever is done to a stored edition behind the desk's back, verifying the audit record says so."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from articles.demo import generate
from articles.models import Edition, Story, TextReview
from articles.models.edition import EditionByline, EditionPicture
from articles.operations import integrity, publishing, reviewing
from articles.vocabulary import Outcome
from factories.people import make_user
from factories.stories import (
    figure,
    make_author,
    make_live,
    make_picture,
    make_review,
    make_section,
    make_story,
    make_tag,
    publish,
    withdraw,
)
from newsroom.audit import triggers
from newsroom.audit.models import Event, Secret
from newsroom.audit.operations import verifying
from newsroom.publication.models import Publication

pytestmark = pytest.mark.django_db
REST = "something else of what readers saw: words, markup, sources, notes, times, address, people or pictures"


@pytest.fixture
def edition():
    """A checked edition, by AI, with a person and pictures."""
    body = f"<p>The ferry came <strong>home</strong>.</p>{figure(make_picture())}"
    story = make_story(
        level="generated",
        body=body,
        lead_picture=make_picture(),
        authors=[make_author()],
        tags=[make_tag()],
        sources=[{"text": "Board", "url": "https://board.example/"}],
    )
    make_review(story)
    return publish(story)


def alter(sql, *values):
    """Change what is stored as somebody could who owns the database."""
    with triggers.lifted(), connection.cursor() as cursor:
        cursor.execute(sql, values)


def altered():
    return list(integrity.altered())


def said(edition, *found):
    return [f"Edition {edition.number} of story {edition.story_id} is not as it was published: {'; '.join(found)}."]


def not_recorded(*facts):
    return f"not as recorded: {', '.join(facts)}"


def test_editions_as_published_are_whole(edition):
    publish(edition.story, change="correction", note="It was Tuesday.")
    publishing.revoke_review(edition.story, actor=make_user("editor"), reason="I read another version.")
    make_live(level="data")
    withdraw(make_live(level="edited"))
    assert altered() == []


def test_altered_statement_is_found(edition):
    edition.statement["text"]["level"] = "none"
    alter("UPDATE articles_edition SET statement = %s", json.dumps(edition.statement))
    assert altered() == said(edition, not_recorded("its statement on AI"))


def test_altered_words_are_found(edition):
    alter("UPDATE articles_edition SET body = replace(body, 'came', 'never came')")
    assert altered() == said(edition, "its words are not those of its hash", not_recorded(REST))


def test_altered_words_with_their_hash_made_anew_are_found(edition):
    edition.headline = "Another headline"
    forged = reviewing.words_of(edition).sha256
    alter("UPDATE articles_edition SET headline = 'Another headline', content_sha256 = %s", forged)
    assert altered() == said(
        edition, not_recorded("the hash of its words"), "the check it names is not one of its words"
    )


def test_label_taken_away_by_hand_is_found(edition):
    alter("UPDATE articles_edition SET label_key = '', need = 'voluntary'")
    assert altered() == said(
        edition, not_recorded("its label"), "its label does not follow from what AI did and from who checked it"
    )


def test_answer_and_label_changed_together_are_found(edition):
    alter(
        "UPDATE articles_edition SET ai_level = 'none', ai_parts = %s, need = 'off', label_key = ''",
        json.dumps(dict.fromkeys(edition.ai_parts, "none")),
    )
    assert altered() == said(edition, not_recorded("what AI did", "whether readers must be told", "its label"))


@pytest.mark.parametrize(
    "change",
    [
        "body = replace(body, 'strong>', 'em>')",
        "sources = '[]'",
        "slug = 'another'",
        "published_at = '2026-01-01 00:00:00+00:00'",
        "corrections = '[]', reviewer = '{\"en\": \"Somebody\"}'",
        "review_id = review_id, is_public_interest = NOT is_public_interest",
    ],
)
def test_anything_else_that_readers_saw_is_found(edition, change):
    alter(f"UPDATE articles_edition SET {change}")
    assert altered() == said(edition, not_recorded(REST))


@pytest.mark.parametrize(
    "deed",
    [
        lambda edition: edition.bylines.create(author=make_author(), role="reporting", position=9),
        lambda edition: EditionByline.objects.all().delete(),
        lambda edition: EditionPicture.objects.update(origin="humanEdits"),
    ],
)
def test_people_and_pictures_changed_by_hand_are_found(edition, deed):
    with triggers.lifted():
        deed(edition)
    assert altered() == said(edition, not_recorded(REST))


def test_check_put_under_an_edition_by_hand_is_found():
    edition = make_live(level="generated")
    words = reviewing.words_of(edition)
    forged = TextReview.objects.create(
        story=edition.story,
        content_sha256=words.sha256,
        parts=words.parts,
        reviewer=make_user("editor"),
        reviewer_name="Nobody",
        reviewed_at=edition.published_at,
        outcome=Outcome.APPROVED,
        facts_checked=True,
        competence_note="None",
        is_own_text=False,
        is_confirmation=False,
    )
    alter("UPDATE articles_edition SET review_id = %s", forged.pk)
    assert "the check it names is not in the record" in altered()[0]
    assert "its label does not follow" in altered()[0]


@pytest.mark.parametrize("change", ["content_sha256 = 'x'", "parts = '[]'", "outcome = 'rejected'"])
def test_altered_check_is_found(edition, change):
    alter(f"UPDATE articles_textreview SET {change}")
    assert "the check it names is not one of its words" in altered()[0]


def test_edition_that_nobody_published_is_named(edition):
    copy = Edition.objects.get(pk=edition.pk)
    alter("UPDATE articles_edition SET is_live = %s", False)
    copy.pk, copy.number = None, 7
    copy.save(force_insert=True)
    assert altered() == [
        f"Edition 1 of story {copy.story_id} is not live, and the record says that it is.",
        f"Edition 7 of story {copy.story_id} is live, and the record says that it is not.",
        f"Not published by the desk, since no event tells of it: Edition 7 of story {copy.story_id}.",
    ]


def test_withdrawn_edition_put_back_by_hand_is_found(edition):
    withdraw(edition)
    alter("UPDATE articles_edition SET is_live = %s, withdrawn_at = NULL", True)
    assert altered() == [f"Edition 1 of story {edition.story_id} is live, and the record says that it is not."]


def test_removed_edition_is_found(edition):
    gone = make_live()
    with triggers.lifted():
        Edition.objects.filter(pk=gone.pk).delete()
    (sentence,) = altered()
    assert sentence.startswith(f"Edition 1 of story {gone.story_id}, of which event ")


def test_what_the_library_says_later_is_no_alteration(edition):
    for picture in (edition.lead_picture, edition.body_pictures.get().picture):
        picture.caption = picture.alt = "Words of a later day"
        picture.save()
    edition.tags.get().delete()
    Story.objects.update(headline="Another working copy")
    assert altered() == []


def test_generated_stories_of_a_demo_are_no_alteration(publication):
    make_section(), make_author(), make_picture(caption="A caption of the library")
    generate.generate(7)
    assert len(altered()) == 1 and altered()[0].endswith(" and 2 more.")
    Publication.objects.update(is_demo=True)
    assert altered() == []
    alter("UPDATE articles_edition SET standfirst = 'Another'")
    assert len(altered()) == 7


def test_publishing_while_it_runs_is_no_alteration(edition, monkeypatch):
    monkeypatch.setattr(integrity, "BATCH", 1)
    others = [make_live() for _ in range(2)]

    def publish_again(done, total):
        if done == 1:
            publish(others[0].story, change="minor")
            withdraw(others[1])

    assert list(integrity.altered(publish_again)) == []


def test_story_published_between_its_edition_and_its_events_is_left_to_the_next_time(edition, monkeypatch):
    read = integrity._events

    def late(story_ids):
        publish(edition.story, change="minor", minutes=9)
        monkeypatch.setattr(integrity, "_events", read)
        return read(story_ids)

    monkeypatch.setattr(integrity, "_events", late)
    assert altered() == []


def test_progress_is_told(edition, monkeypatch):
    monkeypatch.setattr(integrity, "BATCH", 2)
    make_live(), make_live()
    told = []
    list(integrity.altered(lambda done, total: told.append((done, total))))
    assert told == [(2, 3), (3, 3)]


def test_queries_do_not_grow_within_a_batch(edition, django_assert_num_queries):
    for _ in range(3):
        make_live(lead_picture=make_picture(), authors=[make_author()], body=f"<p>Words.</p>{figure(make_picture())}")
    with django_assert_num_queries(9):
        altered()


def test_record_that_cannot_be_read_breaks_nothing(edition):
    for payload in ('{"data":[]}', "{"):
        alter("UPDATE audit_event SET payload = %s", payload)
        assert altered()


def test_verify_names_the_edition_and_what_is_not_as_it_was(edition):
    out = StringIO()
    call_command("audit", "verify", stdout=out)
    assert "The audit record is whole" in out.getvalue()
    alter("UPDATE articles_edition SET payer = 'Somebody'")
    with pytest.raises(CommandError, match=f"Edition 1 of story {edition.story_id} is not as it was published"):
        call_command("audit", "verify")


def test_event_removed_with_the_end_of_the_record_leaves_the_edition_without_one(edition):
    with triggers.lifted():
        Secret.objects.all().delete()
        Event.objects.all().delete()
    assert any(sentence.startswith("Not published by the desk") for sentence in verifying.verify())
