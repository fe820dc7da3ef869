"""Two people who translate one story at once, each in a thread with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from articles.models import Byline, Story
from articles.operations import translating
from articles.operations.refusal import Refused
from factories.people import make_user
from factories.stories import make_author, make_live, make_story

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do all the deeds at one moment; return what each returned, ``Refused`` for a refusal."""
    start = Barrier(len(deeds))

    def do(deed):
        try:
            start.wait()
            return deed()
        except Refused:
            return Refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(do, deeds))


def translating_of(story, language):
    actor = make_user("reporter")
    return lambda: translating.translate(story, language, actor=actor)


def test_two_clicks_at_once_make_one_translation_and_one_refusal():
    story = make_live(authors=[make_author("Ada")]).story
    outcomes = at_once(translating_of(story, "yo"), translating_of(story, "yo"))
    assert outcomes.count(Refused) == 1
    assert Story.objects.filter(language="yo").count() == 1
    assert Byline.objects.filter(story__language="yo").count() == 1


def test_translations_from_two_versions_into_one_language_are_one():
    story = make_live().story
    french = make_story(language="fr", translation_key=story.translation_key, translation_of=story)
    Story.objects.filter(pk=french.pk).update(is_live=True)
    outcomes = at_once(translating_of(story, "yo"), translating_of(story, "es"), translating_of(story, "yo"))
    assert outcomes.count(Refused) == 1
    assert set(Story.objects.values_list("language", flat=True)) == {"en", "fr", "yo", "es"}
