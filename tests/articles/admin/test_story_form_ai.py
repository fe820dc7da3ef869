"""The AI part of the story form: what is asked of whom, what is refused, what is stored and recorded."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import AIPolicy, Section, Story
from articles.vocabulary import AILevel
from factories.desk import ADD, change_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import NOON, make_live, make_section, make_story, make_tool
from newsroom.audit.models import Event

pytestmark = pytest.mark.django_db
WHY = "A recipe is entertainment, and nobody votes on it."


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


def fields(client, story=None):
    """Return the names of the fields that the form shows."""
    page = client.get(change_url(story) if story else reverse(ADD))
    return {name for fieldset in page.context["adminform"] for name in fieldset.fields}


def events(story=None):
    return list(Event.objects.order_by("pk").values_list("action", flat=True))


def save(client, story, **typed):
    """Save the story with these values, and return it as it is stored."""
    response = client.post(change_url(story), form_data(story, **typed))
    assert response.status_code == 302, errors(response)
    return Story.objects.get(pk=story.pk)


def test_every_answer_about_ai_is_stored_with_one_event(client):
    desk(client)
    tool = make_tool()
    typed = {"ai_tools": [tool.pk], "ai_role": " translated  it ", "translated_from": "fr"}
    story = save(client, make_story(), ai_body="translated", **typed)
    assert (story.ai_role, story.translated_from, story.ai_ever) == ("translated it", "fr", "translated")
    assert list(story.ai_tools.all()) == [tool]
    assert events() == ["text.level.set"]


def test_new_story_keeps_every_answer_about_ai(client):
    desk(client)
    client.post(reverse(ADD), form_data(ai_body="generated", ai_tools=[make_tool().pk], ai_role="drafted it"))
    story = Story.objects.get()
    assert (story.ai_role, story.ai_tools.count(), story.disclosures.get().level) == ("drafted it", 1, "generated")
    assert events() == ["text.level.set"]


@pytest.mark.parametrize(
    "typed",
    [{"ai_body": "aid"}, {"ai_headline": "generated"}, {"ai_role": "found it"}, {"ai_reason": "Wrong tool."}],
)
def test_each_answer_alone_is_one_event(client, typed):
    desk(client)
    story = make_story(ai_ever="generated")
    save(client, story, **typed)
    assert events() == ["text.level.set"]


def test_save_that_changes_nothing_writes_no_event(client):
    desk(client, "publisher")
    reason = "The tool was named\nby mistake."
    said = {"ai_role": "drafted it", "ai_reason": reason, "ai_ever": "generated"}
    scope = {"is_public_interest": False, "scope_reason": WHY}
    story = make_story(level=AILevel.TRANSLATED, **said, **scope)
    story.ai_tools.add(tool := make_tool())
    typed = {"ai_tools": [tool.pk], "ai_role": "drafted it", "ai_reason": reason.replace("\n", "\r\n")}
    typed |= {"translated_from": "fr", "is_public_interest": "", "scope_reason": WHY, "ai_body": "translated"}
    assert save(client, story, **typed).version == story.version
    assert events() == []


def test_changed_answer_of_a_live_story_is_an_unpublished_change(client):
    desk(client)
    story = make_live(level=AILevel.GENERATED).story
    assert save(client, story, ai_body="generated", ai_role="drafted it").state == "Live · unpublished changes"


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("ai_body", "telepathy", "“telepathy” is none of the answers: choose one"),
        ("ai_caption", "telepathy", "“telepathy” is none of the answers: choose one"),
        ("ai_tools", ["999"], "Tool 999 is not in the register, or out of use: tick tools"),
        ("ai_tools", ["²"], "names no tool: tick tools"),
        ("ai_tools", ["9" * 30], "names no tool: tick tools"),
        ("ai_role", "r" * 201, "at most 200 characters (it has 201)"),
        ("ai_role", "\u0958" * 150, "at most 200 characters (it has 300)"),
        ("translated_from", "xx", "“xx” is none of the answers"),
        ("kind", "gossip", "gossip is not one of the available choices"),
    ],
)
def test_bad_answer_is_refused_in_words_and_kept(client, field, typed, says):
    desk(client)
    story = make_story(ai_ever="generated")
    response = client.post(change_url(story), form_data(story, headline="Typed", **{field: typed}))
    assert list(errors(response)) == [field]
    assert says in str(errors(response)[field])
    assert response.context["adminform"].form["headline"].value() == "Typed"
    assert events() == []


def test_refused_form_keeps_every_answer(client):
    desk(client)
    typed = {"ai_body": "edited", "ai_headline": "generated", "ai_role": "cut it", "ai_tools": [str(make_tool().pk)]}
    response = client.post(reverse(ADD), form_data(slug="🎉", translated_from="yo", **typed))
    form = response.context["adminform"].form
    assert {name: form[name].value() for name in typed} == typed
    assert form["translated_from"].value() == "yo"


def test_parts_that_differ_are_closed_until_one_is_set(client):
    desk(client)
    closed = '<details><summary>\n        <h2 id="fieldset-0-2-heading"'
    assert closed in client.get(change_url(make_story())).content.decode()
    assert closed not in client.get(change_url(make_story(levels={"headline": "edited"}))).content.decode()
    refused = client.post(reverse(ADD), form_data(slug="🎉", ai_headline="edited"))
    assert closed not in refused.content.decode()


def test_tool_out_of_use_is_offered_only_where_it_was_used(client):
    desk(client)
    ended = make_tool("OldGen", until=timezone.localdate() - timedelta(days=1), since=NOON.date() - timedelta(days=900))
    story, other = make_story(), make_story()
    story.ai_tools.add(ended)
    assert "OldGen 3.1, Example Inc. · no longer in use" in client.get(change_url(story)).content.decode()
    assert "OldGen" not in client.get(change_url(other)).content.decode()
    assert "ai_tools" in errors(client.post(change_url(other), form_data(other, ai_tools=[ended.pk])))


def test_tool_is_added_by_those_who_may(client):
    for role, offered in [("editor", True), ("reporter", False)]:
        desk(client, role)
        assert (reverse("admin:articles_aitool_add") in client.get(reverse(ADD)).content.decode()) == offered


def test_languages_are_named_in_themselves(client):
    desk(client)
    page = client.get(reverse(ADD)).content.decode()
    assert '<option value="yo">Yoruba · Yorùbá</option>' in page
    assert '<option value="fr">French · français</option>' in page


def test_reason_for_less_ai_is_asked_where_more_was_said(client):
    desk(client)
    assert "ai_reason" not in fields(client)
    assert "ai_reason" not in fields(client, make_story())
    assert "ai_reason" in fields(client, make_story(ai_ever="generated"))
    live = make_live(level=AILevel.GENERATED).story
    asked = json.loads(client.get(change_url(live)).context["adminform"].form.asked())
    assert asked["ai_reason"]["ai_body"] == ["none", "data", "aid", "edited", "translated"]


def test_reason_typed_where_none_is_asked_changes_nothing(client):
    desk(client)
    assert save(client, make_story(), ai_reason="Nothing to take back.").ai_reason == ""


def test_scope_is_a_publishers_to_change(client):
    desk(client, "publisher")
    story = save(client, make_story(), is_public_interest="", scope_reason=WHY)
    assert (story.is_public_interest, story.scope_reason) == (False, WHY)
    assert events() == ["text.scope.set"]
    assert save(client, story, scope_reason=WHY).scope_reason == ""


def test_scope_without_a_reason_is_refused_in_words(client):
    desk(client, "publisher")
    response = client.post(reverse(ADD), form_data(is_public_interest="", scope_reason="Because."))
    assert "at least 20 characters. Or tick" in str(errors(response)["scope_reason"])


def test_reason_for_a_scope_still_ticked_is_refused_in_words(client):
    desk(client, "publisher")
    response = client.post(reverse(ADD), form_data(scope_reason=WHY))
    assert "still ticked" in str(errors(response)["scope_reason"])


def test_scope_is_read_by_others_in_words(client):
    desk(client)
    assert {"scope"} == fields(client, make_story()) & {"scope", "is_public_interest", "scope_reason"}
    story = make_story(is_public_interest=False, scope_reason=WHY)
    assert f"Not of public interest: “{WHY}”" in client.get(change_url(story)).content.decode()


def test_person_without_the_permission_changes_no_decision_of_a_publisher(client):
    desk(client)
    AIPolicy.objects.create(realistic_pictures="forbid", reason="Trust.", published_at=NOON)
    stories = [make_story(), make_story(is_public_interest=False, scope_reason=WHY)]
    for story, ticked in zip(stories, ["", "on"], strict=True):
        save(client, story, is_public_interest=ticked, scope_reason="x" * 30, realistic_reason="y" * 30)
    assert [(s.is_public_interest, s.scope_reason) for s in Story.objects.order_by("pk")] == [(True, ""), (False, WHY)]
    assert not Story.objects.exclude(realistic_reason="").exists()
    assert events() == []


def test_realistic_pictures_are_asked_about_where_they_are_forbidden(client):
    desk(client, "publisher")
    story = make_story(section=make_section())
    assert "realistic_reason" not in fields(client, story)
    Section.objects.update(forbids_realistic_ai=True)
    assert "realistic_reason" in fields(client, story)
    stored = save(client, story, realistic_reason="It shows what nobody could photograph.")
    assert stored.realistic_reason == "It shows what nobody could photograph."
    assert events() == ["image.realistic_allowed"]
    Section.objects.update(forbids_realistic_ai=False)
    assert "realistic_reason" in fields(client, story)


def test_realistic_pictures_by_policy_are_a_publishers_question(client):
    AIPolicy.objects.create(realistic_pictures="forbid", reason="Trust.", published_at=NOON)
    for role, asked in [("publisher", True), ("editor", False)]:
        desk(client, role)
        assert ("realistic_reason" in fields(client)) == asked


def test_reason_for_a_realistic_picture_is_a_sentence(client):
    desk(client, "publisher")
    AIPolicy.objects.create(realistic_pictures="forbid", reason="Trust.", published_at=NOON)
    response = client.post(reverse(ADD), form_data(realistic_reason="Nice."))
    assert "at least 20 characters" in str(errors(response)["realistic_reason"])


def test_kind_and_payer_are_stored(client):
    desk(client)
    assert client.get(reverse(ADD)).context["adminform"].form["kind"].value() == "news"
    story = save(client, make_story(), kind="sponsored", payer="Harbour  Board")
    assert (story.kind, story.payer) == ("sponsored", "Harbour Board")


def test_language_without_a_translation_blocks_publishing_in_words(client):
    desk(client)
    story = save(client, make_story(), translated_from="fr")
    page = client.get(reverse("admin:articles_story_publish", args=[story.pk])).content.decode()
    assert "no answer says that AI translated" in page
