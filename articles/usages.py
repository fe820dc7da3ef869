"""Where stories use a picture or a file, for the library."""

import re

from django.db.models import Q
from django.urls import reverse

from articles.models import Edition, Story
from articles.models.text import file_in_body

FILE_IN_BODY = re.compile(r'<figure data-(?:file|audio)="(\d+)"')
IN_BODY = re.compile(r'src="/admin/media/picture/(\d+)/file/"')


def in_bodies():
    """Return the keys of the pictures that stand in the bodies of stories, drafts too."""
    bodies = Story.objects.filter(body__contains='src="/admin/media/picture/').values_list("body", flat=True)
    return {int(key) for body in bodies.iterator() for key in IN_BODY.findall(body)}


def count_live(item):
    """Return how many live editions show a picture or a file."""
    return Edition.objects.live().showing(item).distinct().count()


def shown_pictures():
    """Return the query for the keys of the pictures that live editions show."""
    live = Edition.objects.live().order_by()
    return live.values_list("lead_picture").union(live.values_list("body_pictures__picture"))


def stories_with(picture, user):
    """Return (headline, address of the form) of each story this person may see whose words or readers use a picture."""
    live = Edition.objects.live().showing(picture)
    address = reverse("admin:media_picture_file", args=[picture.pk])
    used = Q(lead_picture=picture) | Q(pk__in=live.values("story")) | Q(body__contains=f'src="{address}"')
    stories = Story.objects.visible_to(user).filter(used)
    return [(f"{story} · {story.state}", reverse("admin:articles_story_change", args=[story.pk])) for story in stories]


def attachments_in_bodies():
    """Return the keys of the files and recordings in the bodies of stories, drafts too, and of live editions."""
    used = Q(body__contains="<figure data-file=") | Q(body__contains="<figure data-audio=")
    bodies = Story.objects.filter(used).values_list("body", flat=True)
    live = Edition.objects.live().filter(used).values_list("body", flat=True)
    found = [key for texts in (bodies, live) for body in texts.iterator() for key in FILE_IN_BODY.findall(body)]
    return {int(key) for key in found}


def stories_with_attachment(attachment, user):
    """Return (headline, address of the form) of each story this person may see whose words or readers use a file."""
    live = Edition.objects.live().showing(attachment).values("story")
    stories = Story.objects.visible_to(user).filter(file_in_body(attachment) | Q(pk__in=live))
    return [(f"{story} · {story.state}", reverse("admin:articles_story_change", args=[story.pk])) for story in stories]
