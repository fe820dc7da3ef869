"""What the story form's boxes suggest while an editor types: tags, and stories to relate."""

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db.models import F, OuterRef, Q, Subquery
from django.http import JsonResponse
from django.urls import reverse

from articles.models import Edition, Story, Tag
from articles.models.story import visible
from articles.models.text import nfc_line
from articles.slugs import fold

PER_PAGE = 20
MOST_PAGES = 500
UNSEEN = "A story that you do not see, or that is gone"


def relatable(user, held=()):
    """The stories a person may choose as related: those they see, what is public, and the keys that are chosen now.

    ``shown`` is the headline that readers see: all that may be told where the working copy is not this person's to see.
    """
    live = Edition.objects.live().filter(story=OuterRef("pk")).values("headline")[:1]
    stories = Story.objects.annotate(shown=Subquery(live))
    seen = visible(user)
    return stories.filter(seen | Q(is_live=True) | Q(pk__in=held)) if seen else stories


def shown_headline(story, user):
    """The headline a person may read, and the state."""
    if story.shown and not user.has_perm("articles.view_all_stories"):
        return story.shown
    if story.is_visible_to(user):
        return f"{story.headline} · {story.state}"
    return story.shown or "A story that you do not see"


def related_options(request):
    """Answer the related box: stories whose headline holds the words, newest first."""
    if not request.user.has_perm("articles.view_story"):
        raise PermissionDenied
    stories = relatable(request.user).order_by("-updated_at", "-pk").defer("body", "sources")
    seen = visible(request.user, few=True)
    for word in nfc_line(request.GET.get("term", "")).split():
        if not seen:
            stories = stories.filter(headline__icontains=word)
        else:
            # First what costs little: the headline readers see is another one only where changes are unpublished.
            stories = stories.filter(Q(headline__icontains=word) | ~Q(version=F("published_version")))
            stories = stories.filter(Q(shown__icontains=word) | (seen & Q(headline__icontains=word)))
    return _page(request, stories, lambda story: (story.pk, shown_headline(story, request.user)))


def tag_options(request):
    """Answer the tag box: tags whose name holds the words; ids are names, so that new ones can be typed."""
    if not request.user.has_perm("articles.view_tag"):
        raise PermissionDenied
    tags = Tag.objects.filter(key__contains=fold(nfc_line(request.GET.get("term", "")))).order_by("-live_count", "name")
    return _page(request, tags, lambda tag: (tag.name, tag.name))


def _page(request, rows, describe):
    try:
        page = min(max(int(request.GET.get("page", 1)), 1), MOST_PAGES)
    except ValueError:
        page = 1
    start = (page - 1) * PER_PAGE
    found = list(rows[start : start + PER_PAGE + 1])
    results = [{"id": str(pk), "text": text} for pk, text in map(describe, found[:PER_PAGE])]
    return JsonResponse({"results": results, "pagination": {"more": len(found) > PER_PAGE}})


class KnownChoiceField(forms.ModelChoiceField):
    """A row chosen by its key, taken out of ``known``, by key as text, where that is set."""

    known = None

    def to_python(self, value):
        if self.known is None or value in self.empty_values:
            return super().to_python(value)
        if str(value) not in self.known:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})
        return self.known[str(value)]


class StoryChoiceField(KnownChoiceField):
    """A story, chosen by the headline that ``user`` may read."""

    user = None

    def label_from_instance(self, story):
        return shown_headline(story, self.user)


class OriginalChoiceField(StoryChoiceField):
    """The story that another is a translation of; it stays chosen when ``user`` does not see it any more."""

    def label_from_instance(self, story):
        return super().label_from_instance(story) if story.shown or story.is_visible_to(self.user) else UNSEEN


class KnownSelect(AutocompleteSelect):
    """The admin's autocomplete box; the rows of ``known``, by key as text, it does not ask the database for."""

    known = None

    def optgroups(self, name, value, attrs=None):
        if self.known is None:
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        for key in filter(None, map(str, value)):
            if row := self.known.get(key):
                label = self.choices.field.label_from_instance(row)
                options.append(self.create_option(name, key, label, True, len(options)))
        return [(None, options, 0)]


class StorySelect(KnownSelect):
    """The admin's autocomplete box, asking ``related_options``."""

    def get_url(self):
        return reverse("admin:articles_story_related_options")
