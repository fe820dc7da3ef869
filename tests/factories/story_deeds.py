"""The deeds of the role table on one story, from writing it to deleting it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Story, Tag
from articles.operations import planning, publishing, revisions
from articles.vocabulary import Change
from factories.desk import ADD, change_url, deed_url, form_data
from factories.people import make_user
from factories.roles import DESK, HEADS, SUPERUSER, WRITERS, other, table
from factories.stories import make_live, make_story
from newsroom.audit.models import Event

ACTIONS, deed = table()
LATER = timezone.now().year + 2
SOON = f"{LATER}-01-01T12:00"


def stored(story):
    return Story.objects.get(pk=story.pk)


def post(client, story, name, **typed):
    return client.post(deed_url(story, name), typed)


def edits(client, story):
    client.post(change_url(story), form_data(story, headline="Changed by this person", ai_body="none"))
    return stored(story).headline == "Changed by this person"


def with_status(status, **fields):
    return make_story(status=status, **fields)


def planned():
    return publishing.schedule(make_story(), actor=other(), at=timezone.now() + timedelta(days=2))


def held():
    until = timezone.now() + timedelta(days=2)
    return planning.hold(make_story(), actor=other(), until=until)


@deed(WRITERS)
def create(client, person):
    client.post(reverse(ADD), form_data(headline="New one"))
    return Story.objects.filter(headline="New one", created_by=person).exists()


@deed(WRITERS)
def edit_own_draft(client, person):
    return edits(client, make_story(created_by=person))


@deed(WRITERS)
def edit_own_that_was_sent_back(client, person):
    publishing.submit(story := make_story(created_by=person), actor=other())
    return edits(client, publishing.send_back(story, actor=other(), note="Who says so?"))


@deed(DESK)
def edit_own_in_review(client, person):
    return edits(client, with_status("in_review", created_by=person))


@deed(DESK)
def edit_own_that_is_live(client, person):
    return edits(client, make_live(created_by=person).story)


@deed(DESK)
def edit_anothers(client, person):
    return edits(client, make_story(created_by=other()))


@deed()
def edit_what_is_scheduled(client, person):
    return edits(client, planned())


@deed(DESK)
def see_anothers(client, person):
    story = make_story(headline="Nobody's business", created_by=other())
    return "business" in client.get(change_url(story), follow=True).content.decode()


@deed(WRITERS)
def submit_own(client, person):
    post(client, story := make_story(created_by=person), "submit")
    return stored(story).status == "in_review"


@deed(DESK)
def submit_anothers(client, person):
    post(client, story := make_story(), "submit")
    return stored(story).status == "in_review"


@deed(DESK)
def send_back(client, person):
    post(client, story := with_status("in_review", created_by=person), "send_back", note="Who says so?")
    return stored(story).status == "draft"


@deed(DESK)
def approve(client, person):
    post(client, story := with_status("in_review", created_by=person), "approve")
    return stored(story).status == "approved"


@deed(DESK)
def publish(client, person):
    post(client, story := make_story(created_by=person), "publish")
    return stored(story).is_live


@deed(DESK)
def schedule(client, person):
    post(client, story := make_story(created_by=person), "schedule", at=SOON)
    return stored(story).status == "scheduled"


@deed(DESK)
def unschedule_own(client, person):
    story = planned()
    Story.objects.filter(pk=story.pk).update(scheduled_by=person, created_by=person)
    post(client, story, "unschedule")
    return stored(story).status == "approved"


@deed(HEADS)
def unschedule_anothers(client, person):
    post(client, story := planned(), "unschedule")
    return stored(story).status == "approved"


@deed(HEADS)
def move_anothers_schedule(client, person):
    post(client, story := planned(), "schedule", at=SOON)
    return stored(story).scheduled_for.year == LATER


@deed(DESK)
def put_under_embargo(client, person):
    post(client, story := make_story(created_by=person), "embargo", at=SOON)
    return stored(story).embargo_until is not None


@deed(HEADS)
def move_anothers_embargo(client, person):
    story = held()
    at = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    post(client, story, "embargo", what="until", at=at)
    return stored(story).embargo_until < story.embargo_until


@deed(HEADS)
def lift_anothers_embargo(client, person):
    post(client, story := held(), "embargo", what="lift")
    return stored(story).embargo_until is None


@deed(DESK)
def hide(client, person):
    post(client, story := make_live(created_by=person).story, "hide")
    return stored(story).hidden_at is not None


@deed(DESK)
def show_again(client, person):
    publishing.hide(story := make_live(created_by=person).story, actor=other())
    post(client, story, "show")
    return stored(story).is_live


@deed(HEADS)
def withdraw(client, person):
    post(client, story := make_live(created_by=person).story, "withdraw", when="now", reason="Not ours.")
    return not stored(story).is_live


@deed(HEADS)
def plan_a_withdrawal(client, person):
    post(client, story := make_live(created_by=person).story, "withdraw", when="at", at=SOON, reason="Not ours.")
    return stored(story).withdraw_for is not None


@deed(HEADS)
def retract(client, person):
    post(client, story := make_live(created_by=person).story, "retract", reason="It does not stand.")
    return Edition.objects.filter(story=story).count() == 2


@deed(DESK)
def correct(client, person):
    story = make_live(created_by=person).story
    post(client, story, "publish", change=Change.CORRECTION, note="It was noon.")
    return Edition.objects.filter(story=story, is_corrected=True).exists()


@deed(DESK)
def restore_a_revision(client, person):
    story = make_story(created_by=person, headline="As it was")
    revision = revisions.keep(story, revisions.SAVE, actor=person)
    Story.objects.filter(pk=story.pk).update(headline="As it is", version=2)
    client.post(reverse("admin:articles_story_restore", args=[story.pk, revision.pk]))
    return stored(story).headline == "As it was"


@deed(WRITERS)
def make_a_tag_while_writing(client, person):
    story = make_story(created_by=person)
    client.post(change_url(story), form_data(story, tags=["new topic"]))
    return Tag.objects.filter(name="new topic").exists()


@deed(HEADS)
def assess_scope(client, person):
    story = make_story(created_by=person)
    reason = "It is a crossword puzzle, and no news."
    client.post(change_url(story), form_data(story, scope_reason=reason) | {"is_public_interest": ""})
    return not stored(story).is_public_interest


@deed(DESK)
def assign(client, person):
    story, writer = make_story(created_by=person), make_user("reporter")
    client.post(
        reverse("admin:articles_story_people", args=[story.pk]),
        {"assignee": writer.pk, "seen": publishing.stamp(story)},
    )
    return stored(story).assignee == writer


@deed(HEADS)
def restrict(client, person):
    story = make_story(created_by=other())
    client.post(reverse("admin:articles_story_restrict", args=[story.pk]), {"to": "restricted"})
    return stored(story).is_restricted


@deed(DESK)
def restrict_own(client, person):
    story = make_story(created_by=person)
    client.post(reverse("admin:articles_story_restrict", args=[story.pk]), {"to": "restricted"})
    return stored(story).is_restricted


@deed(DESK)
def delete_a_draft(client, person):
    story = make_story(created_by=person)
    client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"})
    return not Story.objects.exists()


@deed({SUPERUSER})
def delete_what_readers_saw(client, person):
    story = make_live(created_by=person).story
    publishing.withdraw(story, actor=make_user("publisher"), reason="By order of a court.")
    client.post(reverse("admin:articles_story_delete", args=[story.pk]), {"post": "yes"})
    recorded = Event.objects.filter(action="story.deleted", object=f"story:{story.pk}").exists()
    return recorded and not Story.objects.exists()


@deed(DESK)
def open_the_check_of_words(client, person):
    story = make_story(created_by=person, level="generated")
    return client.get(reverse("admin:articles_story_review", args=[story.pk])).status_code == 200
