"""The role table, over HTTP: each deed is tried by everybody, and happens for those that the table names alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.contents import key_of
from articles.models import Byline, Edition, FrontPage, Redirect, RelatedStory, Story, Tag
from articles.operations import planning, publishing, revisions
from articles.vocabulary import Change, Deed
from factories.desk import ADD, change_url, deed_url, form_data
from factories.people import make_user
from factories.publication import make_publication
from factories.stories import make_author, make_live, make_picture, make_story, make_tag
from newsroom.audit.models import Event
from newsroom.media.models import Picture

pytestmark = pytest.mark.django_db
REPORTER, EDITOR, PUBLISHER = "reporter", "editor", "publisher"
ADMINISTRATOR, SUPERUSER, ANONYMOUS = "administrator", "superuser", "anonymous"
ROLES = [REPORTER, EDITOR, PUBLISHER, ADMINISTRATOR, SUPERUSER, ANONYMOUS]
WRITERS = {REPORTER, EDITOR, PUBLISHER, SUPERUSER}
DESK = {EDITOR, PUBLISHER, SUPERUSER}
HEADS = {PUBLISHER, SUPERUSER}
LATER = timezone.now().year + 2
SOON = f"{LATER}-01-01T12:00"
ACTIONS = {}


def deed(*who):
    """Name those for whom an action happens; the action returns whether it did."""

    def name(function):
        ACTIONS[function.__name__] = (function, set().union(*who))
        return function

    return name


def stored(story):
    return Story.objects.get(pk=story.pk)


def other():
    return make_user("editor")


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


@deed(DESK)
def curate_the_front_page(client, person):
    story, page = make_live().story, FrontPage.objects.create(language="en")
    form = {"pins-TOTAL_FORMS": 1, "pins-INITIAL_FORMS": 0, "pins-0-story": story.pk, "pins-0-position": 0}
    client.post(reverse("admin:articles_frontpage_change", args=[page.pk]), form | {"_save": "1"})
    return page.pins.exists()


@deed(DESK)
def merge_tags(client, person):
    one, two = make_tag("ferry"), make_tag("boats")
    client.post(reverse("admin:articles_tag_merge"), {"tag": [one.pk, two.pk], "survivor": one.pk})
    return Tag.objects.count() == 1


@deed(DESK)
def rename_a_tag(client, person):
    tag = make_tag("ferry")
    client.post(reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "ferries", "slug": ""})
    return Tag.objects.get().name == "ferries"


@deed(WRITERS)
def make_a_tag_while_writing(client, person):
    story = make_story(created_by=person)
    client.post(change_url(story), form_data(story, tags=["new topic"]))
    return Tag.objects.filter(name="new topic").exists()


@deed(HEADS, {ADMINISTRATOR})
def make_a_redirect(client, person):
    client.post(reverse("admin:articles_redirect_add"), {"path": "/old/", "target": "/new/"})
    return Redirect.objects.exists()


@deed(HEADS)
def export_the_list(client, person):
    response = client.get(reverse("admin:articles_story_export"))
    return response.status_code == 200 and Event.objects.filter(action="story.exported").exists()


@deed(HEADS, {ADMINISTRATOR})
def read_the_audit_log(client, person):
    return client.get(reverse("admin:audit_event_changelist")).status_code == 200


@deed(HEADS)
def override_detection(client, person):
    picture = make_picture(detected={"is_ai": "yes"})
    client.post(reverse("admin:media_picture_override", args=[picture.pk]), {"reason": "I stood beside the camera."})
    return bool(Picture.objects.get().override_reason)


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


@deed({ADMINISTRATOR, SUPERUSER})
def manage_people(client, person):
    return client.get(reverse("admin:accounts_user_changelist")).status_code == 200


@deed({ADMINISTRATOR, SUPERUSER})
def change_the_publication(client, person):
    return client.get(reverse("admin:publication_publication_change", args=[1])).status_code == 200


@deed(HEADS)
def publish_an_ai_policy(client, person):
    return client.get(reverse("admin:articles_aipolicy_publish")).status_code == 200


@deed(WRITERS)
def upload_a_picture(client, person):
    return client.get(reverse("admin:media_picture_upload")).status_code == 200


@deed()
def change_the_audit_log(client, person):
    event = Event.objects.order_by("-pk").first() or _recorded()
    address = reverse("admin:audit_event_change", args=[event.pk])
    answers = [client.post(address, {"action": "x"}), client.post(address.replace("change", "delete"), {"post": "yes"})]
    return any(answer.status_code not in {302, 403, 404} for answer in answers) or not Event.objects.exists()


def _recorded():
    publishing.submit(make_story(), actor=other())
    return Event.objects.get()


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("action", ACTIONS)
def test_deed_happens_for_whom_the_table_names_and_for_nobody_else(client, role, action):
    make_publication()
    person = make_user(None if role == ANONYMOUS else role, superuser=role == SUPERUSER)
    if role == SUPERUSER:
        person.groups.clear()
    if role != ANONYMOUS:
        client.force_login(person)
    do, allowed = ACTIONS[action]
    assert do(client, person) == (role in allowed)


@pytest.mark.parametrize("name", [*Deed, "embargo", "people", "restrict", "change", "history", "delete", "preview"])
def test_person_who_only_manages_people_has_no_door_to_a_story(client, name):
    make_publication()
    client.force_login(make_user("administrator"))
    address = reverse(f"admin:articles_story_{name}", args=[make_live().story_id])
    assert {client.get(address).status_code, client.post(address).status_code} <= {302, 403, 404}


@pytest.mark.parametrize(
    "posted",
    [
        {"status": "approved"},
        {"is_live": "on", "first_published_on": "2026-01-01"},
        {"created_by": "1", "assignee": "1", "is_restricted": "on"},
        {"version": "99", "published_version": "99"},
        {"embargo_until_0": "2099-01-01", "scheduled_for": "2099-01-01T12:00"},
        {"realistic_reason": "Because I say so, and nobody else."},
        {"scope_reason": "It is a crossword puzzle, and no news.", "is_public_interest": ""},
        {"translation_key": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_field_that_the_form_does_not_show_is_ignored(client, posted):
    make_publication()
    person = make_user("reporter")
    client.force_login(person)
    story = make_story(created_by=person)
    names = {name.removesuffix("_0") for name in posted}
    before = {name: getattr(story, name) for name in names}
    client.post(change_url(story), form_data(story) | posted)
    story.refresh_from_db()
    expected = before | ({"version": story.version} if "version" in names else {})
    assert ({name: getattr(story, name) for name in names}, story.version < 99) == (expected, True)


@pytest.mark.parametrize("prefix", ["bylines", "related_links"])
def test_row_of_another_story_is_refused_and_stays(client, prefix):
    make_publication()
    person = make_user("reporter")
    client.force_login(person)
    mine, theirs, ada = make_story(created_by=person), make_story(related=[make_live().story]), make_author()
    byline, link = Byline.objects.create(story=theirs, author=ada), theirs.related_links.get()
    row = {"bylines": byline, "related_links": link}[prefix]
    data = form_data(mine) | {
        f"{prefix}-TOTAL_FORMS": 1,
        f"{prefix}-INITIAL_FORMS": 1,
        f"{prefix}-0-id": row.pk,
        f"{prefix}-0-story": mine.pk,
        f"{prefix}-0-author": ada.pk,
        f"{prefix}-0-role": "reporting",
        f"{prefix}-0-related": link.related_id,
        f"{prefix}-0-position": 5,
        f"{prefix}-0-DELETE": "on",
    }
    for posted in (data, {name: value for name, value in data.items() if not name.endswith("DELETE")}):
        client.post(change_url(mine), posted)
        assert (Byline.objects.get().story, RelatedStory.objects.get().story) == (theirs, theirs)
        assert key_of(RelatedStory.objects.get().position) == 0
