"""Where the desk leads to the check of a story's words, and what it says there of a check."""

import re

import pytest

from articles.models import Story
from articles.vocabulary import AILevel, Part, Status
from factories.desk import change_url, deed_url, desk, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.review_screen import check, check_url, make_ai_story, page_of, reword
from factories.stories import make_picture, make_review, make_section, make_story

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def publication():
    return make_publication()


@pytest.fixture
def editor(client):
    return desk(client, display_name="Salma Okonta")


def test_rejected_words_may_lack_checked_facts_and_say_why_in_the_story_form(client, editor):
    story = make_ai_story()
    assert check(client, story, outcome="rejected", facts_checked=None, note="Who said so?").status_code == 302
    page = page_of(client.get(change_url(story)))
    assert "Rejected by Salma Okonta" in page
    assert "Who said so?" in page


def test_story_form_leads_to_the_check_once_it_is_saved(client, editor):
    story = make_ai_story(status=Status.IN_REVIEW)
    page = page_of(client.get(change_url(story)))
    assert "Check the words…" in page
    assert "Nobody has checked these words." in page
    answers = {"ai_body": "generated", "kind": "news", "headline": "Gone"}
    response = client.post(change_url(story), form_data(story, button="_check", **answers))
    assert (response.headers["Location"], Story.objects.get().headline) == (check_url(story), "Gone")


def test_story_form_offers_no_check_without_ai_or_without_the_right(client, editor):
    assert "Check the words…" not in page_of(client.get(change_url(make_story())))
    reporter = make_user("reporter")
    client.force_login(reporter)
    assert "Check the words…" not in page_of(client.get(change_url(make_ai_story(created_by=reporter))))


def test_publish_question_leads_to_the_check_and_names_the_rule(client, editor):
    story = make_ai_story()
    make_review(story)
    reword(story, "<p>Three boats left.</p>")
    page = page_of(client.get(deed_url(story, "publish")))
    assert f'<a href="{check_url(story)}">The words changed after' in page
    assert "<small>T6</small>" in page


def test_reporter_is_not_led_to_a_screen_they_cannot_open(client):
    reporter = make_user("reporter")
    client.force_login(reporter)
    page = page_of(client.get(deed_url(make_ai_story(created_by=reporter), "submit")))
    assert "Nobody has checked these words." in page
    assert "/check/" not in page


def test_every_problem_leads_to_a_box_that_the_form_has(client):
    client.force_login(make_user("publisher"))
    fields = {"section": None, "body": "", "translated_from": "", "lead_picture": make_picture(alt="")}
    said = {Part.SUMMARY: AILevel.TRANSLATED, Part.HEADLINE: AILevel.AUTOMATED}
    story = make_story(section=make_section(), levels=said, kind="sponsored", summary="Gone.", ai_ever="generated")
    Story.objects.filter(pk=story.pk).update(is_public_interest=False, scope_reason="No.", **fields)
    story.disclosures.update(level=AILevel.NONE)
    story.disclosures.filter(part=Part.SUMMARY).update(level=AILevel.DATA)
    story.ai_tools.clear()
    found = anchors_of(client, story)
    story.disclosures.update(level=AILevel.TRANSLATED)
    story.disclosures.filter(part=Part.HEADLINE).update(level=AILevel.AUTOMATED)
    Story.objects.filter(pk=story.pk).update(kind="news", payer="A bank")
    found |= anchors_of(client, story)
    wanted = {f"id_{name}" for name in ("ai_reason", "ai_tools", "scope_reason", "payer", "kind", "translated_from")}
    assert wanted <= found
    form = client.get(change_url(story)).content.decode()
    assert [anchor for anchor in found if f'id="{anchor}"' not in form] == []


def anchors_of(client, story):
    """Return where in the story form the problems of publishing lead."""
    page = client.get(deed_url(story, "publish")).content.decode()
    return set(re.findall(f'href="{change_url(story)}#([^"]+)"', page))
