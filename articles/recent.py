"""Which of their recent actions a person may read at the desk: a headline is kept with each."""

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, When
from django.db.models.functions import Cast

from articles.models import Story

ON_STORY = Q(content_type__app_label="articles", content_type__model="story")


def readable(entries, user):
    """Leave out what was done to stories that the person does not see any more, or that are gone."""
    number = Case(When(ON_STORY, then=Cast("object_id", BigIntegerField())))
    seen = Story.objects.visible_to(user).filter(pk=OuterRef("story_number")).order_by()
    return entries.alias(story_number=number).filter(~ON_STORY | Exists(seen))
