"""Breaking news: a story that begins with a headline, and the strip that leads to it from every page of a language."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from articles.models import Author, Breaking, Byline, Edition, Story
from articles.models.text import nfc_line, nfc_text
from articles.operations import drafting, revisions
from articles.operations.refusal import Refused
from articles.validators import Problem
from articles.vocabulary import Part
from newsroom import richtext
from newsroom.audit.operations.recording import record, written
from newsroom.publication.models import Publication


def author_of(person):
    """Return the author whose account this is and who works here, None where nobody is."""
    return Author.objects.filter(account=person, is_active=True).first()


@transaction.atomic
def begin(*, actor, headline, section, language, level, text=""):
    """Store a draft with what is known so far and what AI did in it, and return it.

    Without a text its body says, in the story's language, that more follows. Its byline begins with ``author_of`` them.
    """
    if not actor.has_perm("articles.add_story"):
        raise PermissionDenied("You may not write stories.")
    with override(language):
        text = nfc_text(text) or gettext("This is breaking news. More follows here.")
    story = Story.objects.create(
        headline=nfc_line(headline),
        body=richtext.from_text(text),
        section=section,
        language=language,
        created_by=actor,
    )
    if author := author_of(actor):
        Byline.objects.create(story=story, author=author)
    drafting.save_disclosure(story, {Part.BODY: level}, actor=actor)
    revisions.keep(story, revisions.SAVE, actor=actor)
    return story


def problems(language, story, until, now):
    """Yield what stands against putting up the strip of a language."""
    if language not in Publication.current().languages:
        yield Problem("language", "The publication has no pages in this language: choose another.")
    if not Edition.objects.live().filter(story=story).exists():
        yield Problem("story", "Readers do not see this story: publish it first.")
    if until <= now:
        yield Problem("until", "This time is past: choose a later one.")


def put_up(*, actor, language, story, until, words="", now=None):
    """Have the strip of a language lead to a live story until a moment, in place of what it led to; return the strip.

    Without ``words`` it says the headline that readers see.
    """
    now, words = now or timezone.now(), nfc_line(words)
    with transaction.atomic():
        before = Breaking.objects.select_for_update().filter(language=language).first()
        if not actor.has_perm(f"articles.{'change' if before else 'add'}_breaking"):
            raise PermissionDenied("You may not put up the breaking strip.")
        if refused := list(problems(language, story, until, now)):
            raise Refused(refused)
        strip, _is_new = Breaking.objects.update_or_create(
            language=language, defaults={"story": story, "words": words, "until": until}
        )
        replaced = before.story_id if before and before.until > now and before.story_id != story.pk else None
        data = {"language": language, "until": written(until)} | ({"replaced": replaced} if replaced else {})
        record("breaking.put_up", story, actor=actor, data=data)
    return strip


@transaction.atomic
def take_down(strip, *, actor):
    """Take the strip of a language down before its time."""
    if not actor.has_perm("articles.delete_breaking"):
        raise PermissionDenied("You may not take down the breaking strip.")
    record("breaking.taken_down", strip.story, actor=actor, data={"language": strip.language})
    strip.delete()
