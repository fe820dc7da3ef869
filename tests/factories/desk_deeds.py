"""The deeds of the role table beside those on stories: lists, tags, pictures, people and the publication."""

from django.urls import reverse

from articles.models import FrontPage, Redirect, Tag
from articles.operations import publishing
from factories.roles import ADMINISTRATOR, DESK, HEADS, SUPERUSER, WRITERS, other, table
from factories.stories import make_live, make_picture, make_story, make_tag
from newsroom.audit.models import Event
from newsroom.media.models import Picture

ACTIONS, deed = table()


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
