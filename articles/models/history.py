"""How a story came to be as it is: every save and deed, what is typed and not saved yet, and who has it open."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Revision(models.Model):
    """A story's words and set-up as they stood after a save or a deed; a row is added and never changed."""

    story = models.ForeignKey("Story", models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField(help_text="The story's version at that time.")
    deed = models.CharField(max_length=20, help_text="What made it: “save”, “restore”, “keep” or a deed.")
    content = models.JSONField(help_text="See articles.operations.revisions.")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        default_permissions = []
        indexes = [models.Index(fields=["story", "-id"], name="revision_of_story")]

    def __str__(self):
        return f"{self.deed}, {self.made_at:%Y-%m-%d %H:%M}"


class Autosave(models.Model):
    """What a person typed into a story's form and has not saved: theirs alone, until they save or discard it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    story = models.ForeignKey(
        "Story", models.CASCADE, null=True, related_name="autosaves", help_text="None: a story not saved once."
    )
    opened_version = models.PositiveIntegerField(null=True, help_text="The version that the form was opened at.")
    form = models.TextField(help_text="The form's fields as the browser would post them.")
    saved_at = models.DateTimeField()

    class Meta:
        default_permissions = []
        constraints = [
            models.UniqueConstraint(fields=["person", "story"], name="one_autosave_a_person_and_story"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(story__isnull=True), name="one_autosave_of_a_new_story"
            ),
        ]

    def __str__(self):
        return f"{self.person_id}, {self.saved_at:%Y-%m-%d %H:%M}"


class Sitting(models.Model):
    """A person who has a story's form open; one whose browser was not heard of for a while has left."""

    story = models.ForeignKey("Story", models.CASCADE, related_name="sittings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    since = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        default_permissions = []
        constraints = [models.UniqueConstraint(fields=["story", "person"], name="one_sitting_a_person_and_story")]

    def __str__(self):
        return f"{self.person_id} at story {self.story_id}"
