"""Sections, tags and authors: what readers browse by."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from taggit.models import ItemBase, TagBase

from articles.models.text import NFCCharField
from articles.search.words import plain
from articles.slugs import fold, make_slug, numbered
from newsroom.media.models import Picture
from newsroom.publication.localtext import LocalTextField, in_language


class SectionQuerySet(models.QuerySet):
    def in_menu(self):
        return self.filter(is_in_menu=True).order_by("position", "slug")


class Section(models.Model):
    """A desk of the publication, such as Health."""

    slug = models.CharField(max_length=80, unique=True, help_text="Its word in the address, such as “health”.")
    name = LocalTextField()
    description = LocalTextField(multiline=True, help_text="One sentence at the top of the section's page.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Lower comes first in the menu.")
    is_in_menu = models.BooleanField("in the menu", default=True)
    automation_allowed = models.BooleanField(
        "automatic stories", default=False, help_text="Stories that AI writes and no person sees may be published here."
    )
    forbids_realistic_ai = models.BooleanField(
        "no AI pictures that look real",
        default=False,
        help_text="They are not published here, unless a publisher decides so with a reason.",
    )

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "slug"]
        constraints = [models.CheckConstraint(condition=~models.Q(slug=""), name="section_slug_is_not_empty")]

    def __str__(self):
        return str(in_language(self.name)) or self.slug

    def get_absolute_url(self):
        return reverse("section", args=[self.slug])


class Tag(TagBase):
    """A topic. Two spellings that differ only in case, spacing or normal form are one tag."""

    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=80, unique=True)
    key = models.CharField(max_length=120, unique=True, editable=False)
    folded = models.TextField(editable=False, help_text="Its words without marks and dots, for the desk's search.")
    live_count = models.PositiveIntegerField(
        "live stories", default=0, editable=False, help_text="Kept by the publishing door."
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(key=""), name="tag_key_is_not_empty"),
            models.CheckConstraint(condition=~models.Q(slug=""), name="tag_slug_is_not_empty"),
        ]

    def save(self, *args, **kwargs):
        self.key, self.folded = fold(self.name), plain(self.name)
        super().save(*args, **kwargs)

    def slugify(self, tag, i=None):
        slug = make_slug(tag, fallback="tag")
        return numbered(slug, i) if i else slug

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])


class TagAlias(models.Model):
    """A name that a tag had or that was merged into it: typing it yields the tag, and its address leads there."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=60)
    slug = models.CharField(max_length=80, unique=True)
    key = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]
        default_permissions = []
        verbose_name_plural = "tag aliases"

    def __str__(self):
        return self.name


class TagMerge(models.Model):
    """Tags that became one, with all that is needed to part them again."""

    survivor = models.ForeignKey(Tag, models.CASCADE, related_name="merges")
    merged = models.JSONField(help_text="What each tag was, and the keys of the stories and editions it moved from.")
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = []

    def __str__(self):
        return f"Merged into {self.survivor}"


class StoryTag(ItemBase):
    """A tag on a story's working copy; the order of the rows is the order of the tags."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="%(app_label)s_%(class)s_items")
    content_object = models.ForeignKey("articles.Story", models.CASCADE)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="story_has_a_tag_once")]

    def __str__(self):
        # No headline here: the row also shows to people who may not read the story's working copy.
        return f"{self.tag} on story {self.content_object_id}"


class Author(models.Model):
    """Someone readers see in a byline: a person, never a login and never an AI."""

    slug = models.CharField(max_length=80, unique=True, blank=True, help_text="Empty: made from the name.")
    name = NFCCharField(max_length=120)
    folded = models.TextField(editable=False, help_text="Its words without marks and dots, for the desk's search.")
    role = LocalTextField(help_text="Such as “Health reporter”.")
    bio = LocalTextField(multiline=True)
    picture = models.ForeignKey(Picture, models.PROTECT, null=True, blank=True, related_name="+")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="authors",
        help_text="The account of this person, who then sees the stories that carry the byline.",
    )
    is_active = models.BooleanField("works here", default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(slug=""), name="author_slug_is_not_empty"),
            models.CheckConstraint(condition=~models.Q(name=""), name="author_name_is_not_empty"),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.folded = plain(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("author", args=[self.slug])
