"""The screen of a translation over HTTP: beside its original, kept while it is typed, saved as the story form saves."""

import html
import re

import pytest
from django.urls import reverse

from articles.models import Autosave, Story
from articles.vocabulary import Status
from factories.desk import change_url, desk, form_data
from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_tag
from factories.translation_screen import boxes, change, piece, save, states, translate, url

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def test_pieces_stand_beside_each_other_in_order(client):
    desk(client)
    story = translate(make_live(headline="Boats", body="<h2>Home</h2><p>At <em>dawn</em>.</p>"))
    rows = client.get(url(story)).context["rows"]
    assert [row.label for row in rows] == ["Headline", "Standfirst", "Heading", "Paragraph"]
    assert [str(row.left) for row in rows][2:] == ["<h2>Home</h2>", "<p>At <em>dawn</em>.</p>"]


def test_typed_words_become_the_story_s_and_the_rest_stays(client):
    person = desk(client)
    edition = make_live(body="<p>One.</p><p>Two.</p>", tags=[make_tag("harbour")], sources=[{"text": "A", "url": ""}])
    story = translate(edition)
    response = save(
        client, story, headline="Bateaux", **{piece(0): "Un.", piece(1): "<p>Deux, <strong>oui</strong>.</p>"}
    )
    story.refresh_from_db()
    assert response.url == url(story)
    assert (story.headline, story.body) == ("Bateaux", "<p>Un.</p><p>Deux, <strong>oui</strong>.</p>")
    assert (story.tags.get().name, story.sources, story.translation_of) == (
        "harbour",
        [{"text": "A", "url": ""}],
        edition.story,
    )
    assert (story.version, story.revisions.first().made_by) == (2, person)


def test_saving_what_nobody_changed_changes_nothing(client):
    desk(client)
    body = '<p>One &amp; <a href="https://a.example">two</a>.</p><ul><li>Three</li></ul><hr><p>A &lt; b</p>'
    story = translate(make_live(body=body + figure(make_picture())))
    save(client, story)
    again = Story.objects.get(pk=story.pk)
    assert (again.body, again.version) == (story.body, 1)


def test_paragraph_written_as_two_and_one_emptied_are_taken_as_they_are(client):
    desk(client)
    story = translate(make_live(body="<p>One.</p><p>Two.</p>"))
    save(client, story, **{piece(0): "Un.\n\nEt demi.", piece(1): ""})
    story.refresh_from_db()
    assert story.body == "<p>Un.</p><p>Et demi.</p>"


def test_captions_and_alternative_texts_are_translated_too(client):
    desk(client)
    lead, inside = make_picture(), make_picture()
    body = "<p>One.</p>" + figure(inside, caption="The quay")
    edition = make_live(body=body, lead_picture=lead, lead_alt="Boats", lead_caption="Home")
    story = translate(edition)
    typed = {"piece-1-alt": "Des bateaux", "piece-1-caption": "Le quai <em>Neuf</em>"}
    save(client, story, lead_alt="Bateaux", lead_caption="De retour", **typed)
    story.refresh_from_db()
    assert (story.lead_alt, story.lead_caption) == ("Bateaux", "De retour")
    shown = figure(inside, caption="Le quai <em>Neuf</em>").replace('alt="Boats"', 'alt="Des bateaux"')
    assert story.body == f"<p>One.</p>{shown}"


def test_markup_that_no_story_may_have_is_cleaned(client):
    desk(client)
    story = translate(make_live(body="<p>One.</p>" + figure(make_picture())))
    typed = {piece(0): "<p onclick=x>Un.</p><script>x</script>", "piece-1-caption": "<img src=x onerror=y>Quai"}
    save(client, story, **typed)
    story.refresh_from_db()
    assert "script" not in story.body
    assert "onclick" not in story.body
    assert "onerror" not in story.body


def test_words_still_in_the_original_s_language_are_counted(client):
    desk(client)
    story = translate(make_live(body="<p>One.</p><p>Two.</p>"))
    assert client.get(url(story)).context["left"] == 4
    save(client, story, headline="Bateaux", **{piece(1): "Deux."})
    assert client.get(url(story)).context["left"] == 2


@pytest.mark.parametrize(("name", "words"), [("headline", ""), ("headline", "x" * 201), ("lead_caption", "x" * 501)])
def test_text_without_room_is_refused_with_everything_typed_kept(client, name, words):
    desk(client)
    story = translate(make_live(body="<p>One.</p>", lead_picture=make_picture(), lead_caption="Home"))
    response = save(client, story, **{name: words, piece(0): "Un, deux, trois."})
    assert response.status_code == 422
    assert "Un, deux, trois." in response.content.decode()
    assert boxes(response)[name] == [words]
    assert Story.objects.get(pk=story.pk).version == 1


def test_stale_save_is_refused_with_both_sides_and_merges(client, django_user_model):
    desk(client)
    story = translate(make_live(headline="Boats", standfirst="Late.", body="<p>One.</p>"))
    typed = boxes(client.get(url(story))) | {"headline": "Bateaux", "_stay": "1"}
    theirs = form_data(story, standfirst="En retard.", translation_of=story.translation_of_id)
    client.post(change_url(story), theirs)
    response = client.post(url(story), typed)
    assert response.status_code == 409
    assert "Bateaux" in response.content.decode()
    assert (response.context["open"], [row["name"] for row in response.context["settled"]]) == (
        [],
        ["headline", "standfirst"],
    )
    page = response.content.decode()
    found = re.findall(r'<input type="hidden" name="(mine|shown_version)" value="([^"]*)"', page)
    client.post(change_url(story), {name: html.unescape(value) for name, value in found} | {"_merge": "1"})
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Bateaux", "En retard.")


def test_story_handed_on_while_one_typed_keeps_the_words(client):
    person = desk(client, "reporter")
    story = translate(make_live(), actor=person)
    typed = boxes(client.get(url(story))) | {"headline": "Bateaux", "_stay": "1"}
    Story.objects.filter(pk=story.pk).update(status=Status.IN_REVIEW)
    response = client.post(url(story), typed)
    assert response.status_code == 409
    assert "Bateaux" in response.content.decode()
    assert Story.objects.get(pk=story.pk).headline != "Bateaux"


def test_what_is_typed_is_kept_and_taken_up_again(client):
    person = desk(client)
    story = translate(make_live(body="<p>One.</p>"))
    typed = boxes(client.get(url(story))) | {piece(0): "Un."}
    client.post(reverse("admin:articles_story_translation_autosave", args=[story.pk]), typed)
    assert Autosave.objects.get().person == person
    assert "that is not saved" in client.get(url(story)).content.decode()
    taken = client.post(url(story), {"_take_up": "1"})
    assert boxes(taken)[piece(0)] == ["Un."]
    assert Story.objects.get(pk=story.pk).body == "<p>One.</p>"
    client.post(url(story), boxes(taken) | {"_stay": "1"})
    assert Story.objects.get(pk=story.pk).body == "<p>Un.</p>"
    assert not Autosave.objects.exists()


def test_what_is_typed_on_the_screen_is_offered_in_the_story_form_too(client):
    desk(client)
    story = translate(make_live(body="<p>One.</p>"))
    typed = boxes(client.get(url(story))) | {piece(0): "Un."}
    client.post(reverse("admin:articles_story_translation_autosave", args=[story.pk]), typed)
    assert client.get(change_url(story)).context["unsaved"]["labels"] == ["Body"]


def test_kept_words_are_discarded(client):
    desk(client)
    story = translate(make_live())
    typed = boxes(client.get(url(story))) | {"headline": "Bateaux"}
    client.post(reverse("admin:articles_story_translation_autosave", args=[story.pk]), typed)
    client.post(url(story), {"_discard": "1"})
    assert not Autosave.objects.exists()


def test_screen_leads_on_to_the_whole_form(client):
    desk(client)
    story = translate(make_live())
    assert save(client, story, "_form", headline="Bateaux").url == change_url(story)
    assert Story.objects.get(pk=story.pk).headline == "Bateaux"


def test_story_that_is_no_translation_has_no_such_screen(client):
    desk(client)
    assert client.get(url(make_live().story)).status_code == 404


def test_screen_asks_a_constant_number_of_queries(client, django_assert_max_num_queries):
    desk(client)
    story = translate(make_live(body="<p>One.</p>" * 40))
    client.get(url(story))
    with django_assert_max_num_queries(25):
        client.get(url(story))


def test_long_text_is_handled(client):
    desk(client)
    body = "".join(f"<p>Paragraph {number} of a long report.</p>" for number in range(400))
    edition = make_live(body=body)
    story = translate(edition)
    gone = "<p>Paragraph 300 of a long report.</p>"
    change(edition, body=body.replace("Paragraph 7 of", "Page 7 of").replace(gone, ""))
    assert client.get(url(story)).status_code == 200
    save(client, story, **{piece(0): "Un."})
    assert Story.objects.get(pk=story.pk).body.startswith("<p>Un.</p><p>Paragraph 1 of")


SOURCES = [{"text": "Port register", "url": "https://port.example/register"}, {"text": "A call", "url": ""}]


def test_sources_stand_beside_each_other_and_are_named_in_the_translation(client):
    desk(client)
    story = translate(make_live(sources=SOURCES))
    row = client.get(url(story)).context["rows"][-1]
    assert (row.left, row.is_untranslated) == ("Port register https://port.example/register<br>A call", False)
    assert row.boxes[0]["value"] == "Port register https://port.example/register\nA call"
    save(client, story, sources="Registre du port https://port.example/register\r\nUn appel")
    named = [{"text": "Registre du port", "url": "https://port.example/register"}, {"text": "Un appel", "url": ""}]
    assert Story.objects.get(pk=story.pk).sources == named


def test_sources_that_nobody_changed_are_saved_as_they_were(client):
    desk(client)
    story = translate(make_live(sources=SOURCES))
    save(client, story)
    again = Story.objects.get(pk=story.pk)
    assert (again.sources, again.version) == (SOURCES, 1)


def test_source_that_is_new_in_the_original_is_marked(client):
    desk(client)
    edition = make_live(sources=SOURCES)
    story = translate(edition)
    assert states(client.get(url(story)))[-1][0] == "same"
    change(edition, sources=[*SOURCES, {"text": "Tide table", "url": ""}])
    response = client.get(url(story))
    assert states(response)[-1][0] == "changed"
    assert "put in: </span>Tide table" in response.text


def test_source_without_a_web_address_is_refused_in_words_with_what_was_typed(client):
    desk(client)
    story = translate(make_live(sources=SOURCES))
    response = save(client, story, headline="Bateaux", sources="Registre ftp://port.example")
    assert "is not a web address; mend or remove it." in html.unescape(response.text)
    assert "Bateaux" in response.text and "Registre ftp://port.example" in response.text
    assert Story.objects.get(pk=story.pk).sources == SOURCES


def test_story_without_sources_is_asked_for_none(client):
    desk(client)
    assert "sources" not in boxes(client.get(url(translate(make_live()))))
