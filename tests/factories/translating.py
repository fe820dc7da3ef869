"""Making a translation as a browser asks for it."""

from django.urls import reverse

from articles.models import Story


def url(story):
    return reverse("admin:articles_story_translate", args=[story.pk])


def translate(client, story, language="yo", **options):
    return client.post(url(story), {"language": language}, **options)


def made(story):
    return Story.objects.get(translation_of=story)
