"""What people typed and have not saved, and who sits at which story; neither is ever the story, nor a lock on it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from articles.models import Autosave, Sitting

# A browser is heard of every few seconds; one that was silent for this long has left.
GONE_AFTER = timedelta(seconds=75)


@transaction.atomic
def keep(person, story, *, form, opened_version=None, now=None):
    """Keep what a person typed into a story's form (None: a new story's), in the place of what was kept before."""
    typed = {"form": form, "opened_version": opened_version, "saved_at": now or timezone.now()}
    return Autosave.objects.update_or_create(person=person, story=story, defaults=typed)[0]


def kept(person, story):
    """Return what a person typed into a story's form and has not saved, or None."""
    return Autosave.objects.filter(person=person, story=story).first()


def discard(person, story):
    """Forget what a person typed into a story's form: it is saved, or they want it no more."""
    Autosave.objects.filter(person=person, story=story).delete()


@transaction.atomic
def sit(person, story, *, now=None):
    """Say that a person has a story's form open; whoever was gone for a while sits down anew."""
    now = now or timezone.now()
    was = Sitting.objects.filter(person=person, story=story).first()
    since = was.since if was and now - was.seen_at <= GONE_AFTER else now
    Sitting.objects.update_or_create(person=person, story=story, defaults={"since": since, "seen_at": now})


def leave(person, story):
    """Say that a person has closed a story's form."""
    Sitting.objects.filter(person=person, story=story).delete()


def others(person, story, *, now=None):
    """Return in words who else has the story's form open: “Ada is editing, 2 min”; the longest first."""
    now = now or timezone.now()
    there = Sitting.objects.filter(story=story, seen_at__gte=now - GONE_AFTER).exclude(person=person)
    return [
        f"{sitting.person} is editing, {max(1, (now - sitting.since) // timedelta(minutes=1))} min"
        for sitting in there.select_related("person").order_by("since")
    ]
