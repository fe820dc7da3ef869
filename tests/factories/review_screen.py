"""The screen on which words by AI are checked, as a browser opens and posts it."""

from django.urls import reverse

from articles.models import Story
from articles.operations import reviewing
from articles.vocabulary import AILevel
from factories.stories import (
    make_story,
)


def make_ai_story(**fields):
    return make_story(
        **{"level": AILevel.GENERATED, "headline": "Boats leave", "body": "<p>Two boats left.</p>"} | fields
    )


def check_url(story):
    return reverse("admin:articles_story_review", args=[story.pk])


def revoke_url(story):
    return reverse("admin:articles_story_revoke", args=[story.pk])


def check(client, story, **answers):
    """Post the answers of somebody who read the words as they stand."""
    answers = {
        "sha256": reviewing.words_of(story).sha256,
        "outcome": "approved",
        "basis": "editorial_control",
        "facts_checked": "on",
        "competence_note": "I cover the harbour.",
    } | answers
    return client.post(check_url(story), {name: value for name, value in answers.items() if value is not None})


def page_of(response):
    return " ".join(response.content.decode().split())


def reword(story, body):
    Story.objects.filter(pk=story.pk).update(body=body)
    story.refresh_from_db()
