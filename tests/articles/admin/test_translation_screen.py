"""The screen of a translation over HTTP: beside its original, saved as the story form saves, confirmed by people."""

import html
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from articles.models import Autosave, Edition, Notice, Revision, Story
from articles.operations import publishing, translating
from articles.vocabulary import Change, Status
from factories.desk import change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import figure, make_live, make_picture, make_story, make_tag, publish
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


def desk(client, role="editor", **fields):
    person = make_user(role, **fields)
    client.force_login(person)
    return person


def translate(edition, actor=None, **fields):
    """Return a translation into French of a live story, with these fields instead of the original's."""
    story = translating.translate(edition.story, "fr", actor=actor or make_user("editor"))
    Story.objects.filter(pk=story.pk).update(**fields)
    return Story.objects.get(pk=story.pk)


def change(edition, kind=Change.CORRECTION, note="It was nine boats.", hours=1, **words):
    """Publish the original again, with these words."""
    story = Story.objects.get(pk=edition.story_id)
    Story.objects.filter(pk=story.pk).update(version=story.version + 1, **words)
    now = edition.published_at + timedelta(hours=hours)
    return publishing.publish(story, actor=make_user("publisher"), change=kind, note=note, now=now)


def url(story):
    return reverse("admin:articles_story_translation", args=[story.pk])


def boxes(response):
    """Return what the screen's form would post, as a browser gives it back."""
    page = response.content.decode().partition('id="story_form"')[2]
    found = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page):
        found.setdefault(name, []).append(html.unescape(value))
    for attrs, value in re.findall(r"<textarea ([^>]*)>(.*?)</textarea>", page, re.DOTALL):
        name = re.search(r'name="([^"]*)"', attrs)[1]
        found.setdefault(name, []).append(html.unescape(value).removeprefix("\r\n").removeprefix("\n"))
    return {name: values for name, values in found.items() if name != "csrfmiddlewaretoken"}


def save(client, story, button="_stay", **typed):
    """Open the screen, type into its boxes, and press a button."""
    return client.post(url(story), boxes(client.get(url(story))) | {button: "1"} | typed)


def piece(number):
    return f"piece-{number}"


def states(response):
    return [(row.state, row.label) for row in response.context["rows"]]


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


# Role by translation: what the screen lets a person do.
SEEN = {
    "reporter": {"own", "named"},
    "editor": {"own", "named", "other"},
    "publisher": {"own", "named", "other", "restricted"},
}


def translation_for(person, which):
    story = translate(make_live(), headline="Secret harbour deal", is_restricted=which == "restricted")
    if which == "own":
        Story.objects.filter(pk=story.pk).update(created_by=person)
    if which == "named":
        story.collaborators.add(person)
    return story


@pytest.mark.parametrize("which", ["own", "named", "other", "restricted"])
@pytest.mark.parametrize("role", ["reporter", "editor", "publisher", "administrator"])
def test_who_sees_saves_and_confirms_a_translation(client, role, which):
    story = translation_for(person := make_user(role), which)
    client.force_login(make_user(superuser=True))
    typed = boxes(client.get(url(story))) | {"headline": "Bateaux", "_stay": "1"}
    corrected = change(story.original)
    client.force_login(person)
    pages = [client.get(url(story)), client.post(url(story), typed)]
    pages.append(client.post(url(story), {"_confirm": "1", "held": corrected.pk}))
    pages.append(client.post(reverse("admin:articles_story_translation_autosave", args=[story.pk]), typed))
    story.refresh_from_db()
    if which in SEEN.get(role, ()):
        assert [page.status_code for page in pages] == [200, 302, 302, 200]
        assert (story.headline, story.original) == ("Bateaux", corrected)
    else:
        assert {page.status_code for page in pages} <= {302, 403, 404}
        assert "Secret harbour deal" not in "".join(page.content.decode() for page in pages)
        assert story.headline == "Secret harbour deal"
        assert story.original != corrected
        assert not Revision.objects.filter(story=story).exclude(deed="translate").exists()


def test_reporter_reads_their_live_translation_and_an_editor_confirms_it(client):
    reporter = make_user("reporter")
    edition = make_live()
    story = translate(edition, actor=reporter)
    story.disclosures.create(part="body", level="none")
    publish(story)
    corrected = change(edition)
    client.force_login(reporter)
    response = client.get(url(story))
    assert "an editor changes it or confirms that it holds" in response.content.decode()
    assert (response.context["may_edit"], "_confirm" in response.content.decode()) == (False, False)
    assert client.post(url(story), {"_confirm": "1", "held": corrected.pk}).status_code == 403
    assert Edition.objects.live().get(story=story).original == edition


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


def test_draft_of_the_original_that_one_does_not_see_does_not_stand_beside(client):
    person = desk(client, "reporter")
    original = make_story(headline="Secret harbour deal", body="<p>Not a word of this.</p>")
    story = make_story(
        language="fr", translation_key=original.translation_key, translation_of=original, created_by=person
    )
    page = client.get(url(story)).content.decode()
    assert "You do not see the original’s draft" in page
    assert "Secret" not in page
    assert "Not a word" not in page


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
