"""What a story's page tells at its end, and on request, of how the story was made and who answers for it."""

import pytest

from articles.models import AITool
from factories.story_page import details, opened, part, publish, text
from newsroom.publication.models import Publication


def test_report_from_data_says_so_at_its_end(client):
    html = opened(client, publish(level="data"))
    note = part(html, '<p class="ai-note">(.*?)</p>')
    assert text(note) == "Automatic report from data How we use AI" and "/ai/#data" in note
    assert html.index('class="story__body') < html.index('class="ai-note"')


def test_help_by_ai_is_told_at_the_end_only_where_it_is_said(client):
    silent, said = publish(level="aid"), publish(level="aid", ai_role="transcribed the interviews")
    assert "ai-note" not in opened(client, silent)
    html = opened(client, said)
    assert "/ai/#aid" in part(html, '<p class="ai-note">(.*?)</p>')
    assert "transcribed the interviews" in details(html)["What AI did"]


def test_how_the_story_was_made_is_told_whole(client):
    edition = publish(
        level="translated",
        levels={"headline": "generated"},
        is_checked=True,
        tools=True,
        ai_role="translated from the board's notice",
    )
    told = details(opened(client, edition))
    [check], [fingerprint] = told.pop("Checked by"), told.pop("Fingerprint of these words")
    assert told == {
        "text": ["Translated by AI"],
        "What AI did": ["translated from the board's notice"],
        "headline": ["Written by AI, as a draft or as it stands"],
        "AI tools": ["ExampleGen 3.1 (Example Inc.)"],
        "Translated from": ["French"],
        "Who answers for it": ["Salma Okonta, Editor-in-chief, editor@tidewater.example"],
    }
    assert check.startswith("Ada Fenn, ") and fingerprint.startswith(edition.content_sha256[:12])


def test_fingerprint_leads_to_the_statement_for_machines(client):
    edition = publish(level="generated")
    assert f'href="{edition.get_absolute_url()}ai.json"' in opened(client, edition)


@pytest.mark.parametrize("level", ["edited", "generated"])
def test_words_that_nobody_checked_say_so_on_request_too(client, level):
    assert details(opened(client, publish(level=level)))["Checked by"] == ["No editor checked these words."]


def test_check_of_an_automatic_story_is_not_claimed_of_the_item(client):
    told = details(opened(client, publish(level="automated", is_checked=True)))
    assert told["Checked by"] == ["No editor checked these words."]


@pytest.mark.parametrize(
    ("level", "tools", "is_told"),
    [("none", False, False), ("aid", False, False), ("aid", True, True), ("data", True, True), ("edited", False, True)],
)
def test_how_the_story_was_made_is_told_where_there_is_something_to_tell(client, level, tools, is_told):
    assert (details(opened(client, publish(level=level, tools=tools))) is not None) == is_told


@pytest.mark.parametrize("contact", ["editor@tidewater.example", "https://tidewater.example/contact/"])
def test_contact_of_who_answers_is_a_link(client, contact):
    Publication.objects.update(responsible_contact=contact)
    address = contact if contact.startswith("https") else f"mailto:{contact}"
    assert f'<a href="{address}"><bdi>{contact}</bdi></a>' in opened(client, publish(level="generated"))


def test_what_stands_in_the_statement_stays_when_the_publication_changes(client):
    edition = publish(level="generated", tools=True)
    Publication.objects.update(responsible_name="Somebody Else")
    AITool.objects.update(name="OtherGen")
    told = details(opened(client, edition))
    assert "Salma Okonta" in told["Who answers for it"][0] and "ExampleGen" in told["AI tools"][0]
