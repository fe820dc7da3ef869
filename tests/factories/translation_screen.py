"""The screen of a translation as a browser opens and posts it, and the deeds at its original."""

import html
import re
from datetime import timedelta

from django.urls import reverse

from articles.models import Story
from articles.operations import publishing, translating
from articles.vocabulary import Change
from factories.people import make_user


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
