"""The list of stories whose words a person should check."""

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.models import Section
from articles.operations import review_queue, reviewing
from newsroom.media.models import Picture
from newsroom.publication.models import Publication

PER_PAGE = 50


class QueueFilter(forms.Form):
    why = forms.ChoiceField(choices=[("", "All"), *review_queue.Why.choices], required=False)
    language = forms.ChoiceField(choices=[("", "All"), *settings.LANGUAGES], required=False)
    section = forms.ModelChoiceField(Section.objects.all(), required=False, empty_label="All")


class QueueMixin:
    """Adds the list to the story admin."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.queue_view)
        return [path("checks/", view, name="articles_review_queue"), *super().get_urls()]

    def queue_view(self, request):
        """List the stories that this person may see and that wait for a check, newest first."""
        if not request.user.has_perm(reviewing.PERMISSION):
            raise PermissionDenied
        form, stories = QueueFilter(request.GET), self.get_queryset(request)
        found = stories.none()
        if form.is_valid():
            asked = {name: value for name in ("language", "section") if (value := form.cleaned_data[name])}
            found = review_queue.queue(stories.filter(**asked), form.cleaned_data["why"])
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        keys = [story.pk for story in page.object_list.only("pk")]
        context = self.admin_site.each_context(request) | {
            "title": "Words to check",
            "opts": self.opts,
            "form": form,
            "page": page,
            "rows": review_queue.rows(stories.filter(pk__in=keys).order_by("-updated_at", "-pk")),
            "others": others(stories),
            "is_answered_for": reviewing.is_answered_for(Publication.current()),
        }
        return TemplateResponse(request, "admin/articles/story/review_queue.html", context)


def others(stories):
    """Return (words, how many, address) of what else the desk still has to say about AI: two queries."""
    return [
        (
            "Stories without an answer to what AI did",
            review_queue.unanswered(stories).count(),
            reverse("admin:articles_story_changelist") + "?ai=unanswered",
        ),
        (
            "Pictures whose file’s marks disagree with their origin",
            Picture.objects.in_conflict().count(),
            reverse("admin:media_picture_changelist") + "?conflict=yes",
        ),
    ]
