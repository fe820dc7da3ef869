"""A translation whose original has changed: what makes it stale, who is told, and how people confirm that it holds."""

import pytest
from django.core import mail
from django.urls import reverse

from articles.models import Edition, Notice, Story
from articles.operations import publishing, translating
from articles.vocabulary import Change
from factories.desk import change_url, desk, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_story, publish
from factories.translation_screen import boxes, change, save, states, translate, url
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def test_stale_original_shows_by_words_what_changed(client):
    desk(client)
    edition = make_live(headline="Boats", body="<p>It was eight boats.</p><p>Two.</p>")
    story = translate(edition)
    change(edition, body="<p>It was nine boats.</p><p>Two.</p><p>Three.</p>")
    response = client.get(url(story))
    assert states(response)[2:] == [("changed", "Paragraph"), ("same", "Paragraph"), ("new", "Paragraph")]
    page = response.content.decode()
    assert "taken out: </span>eight" in page
    assert "put in: </span>nine" in page
    assert "It was nine boats." in page
    assert "has changed since this translation was held against it" in page


def test_what_is_gone_from_the_original_is_shown_and_can_be_taken_out(client):
    desk(client)
    body = "<p>One.</p>" + figure(make_picture(), caption="The quay")
    edition = make_live(body=body)
    story = translate(edition)
    change(edition, body="<p>One.</p>")
    assert ("gone", "Picture or file") in states(client.get(url(story)))
    save(client, story, **{"piece-1-drop": "on"})
    assert Story.objects.get(pk=story.pk).body == "<p>One.</p>"


def test_stale_translation_warns_before_publishing(client):
    desk(client)
    edition = make_live()
    story = translate(edition)
    change(edition)
    page = client.get(reverse("admin:articles_story_publish", args=[story.pk])).content.decode()
    assert f'<a href="{url(story)}">The original has changed' in page


def test_confirming_a_draft_ends_that_it_is_stale(client):
    person = desk(client)
    edition = make_live()
    story = translate(edition)
    corrected = change(edition, body="<p>Nine.</p>")
    assert list(translating.stale(person)) == [story]
    save(client, story, "_confirm")
    story.refresh_from_db()
    assert (story.original, list(translating.stale(person))) == (corrected, [])
    assert Event.objects.filter(action="translation.confirmed").count() == 1
    assert "_confirm" not in client.get(url(story)).content.decode()


def test_confirming_saves_first(client):
    desk(client)
    edition = make_live()
    story = translate(edition)
    change(edition)
    save(client, story, "_confirm", headline="Neuf bateaux")
    story.refresh_from_db()
    assert (story.headline, translating.is_stale(story)) == ("Neuf bateaux", False)


def test_readers_are_told_of_the_correction_until_somebody_confirms(client):
    desk(client)
    edition = make_live()
    story = translate(edition, headline="Bateaux", slug="bateaux")
    story.disclosures.create(part="body", level="none")
    live = publish(story)
    change(edition)
    told = "The original of this translation was corrected"
    assert told in client.get(live.get_absolute_url()).content.decode()
    save(client, story, "_confirm")
    assert told not in client.get(live.get_absolute_url()).content.decode()
    assert Edition.objects.live().get(story=story).number == 2


def test_original_published_again_meanwhile_is_looked_at_first(client):
    desk(client)
    edition = make_live()
    story = translate(edition)
    change(edition)
    typed = boxes(client.get(url(story))) | {"_confirm": "1"}
    change(edition, note="It was ten boats.", hours=2)
    response = client.post(url(story), typed)
    assert response.status_code == 422
    assert "was published again" in response.content.decode()
    assert translating.is_stale(Story.objects.get(pk=story.pk))


def test_original_that_is_not_live_is_confirmed_by_nobody(client):
    person = desk(client)
    edition = make_live()
    story = translate(edition)
    publishing.withdraw(edition.story, actor=make_user("publisher"), reason="Not ours.")
    response = client.post(url(story), {"_confirm": "1", "held": edition.pk})
    assert response.status_code == 422
    assert "The original is not live" in response.content.decode()
    assert list(translating.stale(person)) == []


@pytest.mark.parametrize(
    ("kind", "words", "is_stale"),
    [
        (Change.MINOR, {"body": "<p>A comma, moved.</p>"}, False),
        (Change.UPDATE, {"body": "<p>Something new.</p>"}, True),
        (Change.UPDATE, {}, False),
        (Change.CORRECTION, {}, True),
    ],
)
def test_what_makes_a_translation_stale(kind, words, is_stale):
    edition = make_live()
    story = translate(edition)
    change(edition, kind, **words)
    assert translating.is_stale(story) == is_stale


def test_update_is_not_forgotten_over_a_typo_mended_after_it():
    edition = make_live()
    story = translate(edition)
    change(edition, Change.UPDATE, body="<p>Something new.</p>")
    change(edition, Change.MINOR, hours=2, body="<p>Something new!</p>")
    assert translating.is_stale(story)


def test_retracted_original_makes_its_translations_stale():
    edition = make_live()
    story = translate(edition)
    publishing.retract(edition.story, actor=make_user("publisher"), reason="None of it holds.")
    assert translating.is_stale(story)


def test_translation_made_before_the_original_was_live_is_stale_once_that_is():
    original = make_story()
    story = translating.translate(original, "fr", actor=make_user("editor"))
    assert not translating.is_stale(story)
    publish(original)
    assert translating.is_stale(story)


def test_translator_is_told_of_updates_and_corrections_and_not_of_typos(client, django_capture_on_commit_callbacks):
    translator = make_user("reporter", email="translator@tidewater.example")
    edition = make_live(headline="Boats", slug="boats")
    story = translate(edition, actor=translator)
    desk(client)
    original = edition.story
    for kind, note in (("minor", ""), ("update", ""), ("correction", "It was nine boats.")):
        original.refresh_from_db()
        client.post(change_url(original), form_data(original, body=f"<p>Now with a {kind}.</p>"))
        original.refresh_from_db()
        asked = {"seen": original.version, "change": kind, "note": note, "kind": "correction"}
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(reverse("admin:articles_story_publish", args=[original.pk]), asked)
        assert response.status_code == 302
    told = Notice.objects.filter(person=translator, story=story, kind="original_changed").order_by("pk")
    assert [notice.text for notice in told] == [
        "The original, “Boats”, was updated.",
        "The original, “Boats”, was corrected. It was nine boats.",
    ]
    assert len([message for message in mail.outbox if message.to == ["translator@tidewater.example"]]) == 2


def test_hidden_translation_that_was_confirmed_is_shown_as_confirmed(client):
    editor = desk(client)
    edition = make_live()
    story = translate(edition, slug="bateaux")
    story.disclosures.create(part="body", level="none")
    publish(story)
    change(edition)
    publishing.hide(story, actor=editor)
    save(client, story, "_confirm")
    shown = publishing.show(story, actor=editor)
    assert "The original of this translation" not in client.get(shown.get_absolute_url()).content.decode()
