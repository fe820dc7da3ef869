"""The form's bar: where the story stands, what stands against publishing what is typed, its preview, what is next."""

from types import SimpleNamespace

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import translation
from django.utils.csp import CSP
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.csp import csp_override

from articles.admin.unsaved import story_of
from articles.operations import freezing, gate, reading, revisions
from articles.validators import HEADLINE_CUT
from articles.vocabulary import Status
from newsroom.pages import render_page
from newsroom.publication.models import Publication

# A reader's page in a frame of the desk's own, and in nobody else's.
FRAMED_CSP = settings.SECURE_CSP | {"frame-ancestors": [CSP.SELF]}
# How much of a title and a description search engines print, in columns, and of a headline our lists, in characters.
CUTS = {"headline": [60, HEADLINE_CUT], "standfirst": [155, 0]}
# What the form's boxes lack for ``DeedsMixin._mend`` to lead to the story form.
NO_BOXES = SimpleNamespace(fields={})


class WorkbenchMixin:
    """Adds to the form what helps while writing; nothing here changes a story."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        framed = xframe_options_sameorigin(csp_override(FRAMED_CSP)(wrap(self.live_preview_view)))
        own = [
            path("publish-check/", wrap(self.publish_check_view), name="articles_story_publish_check_new"),
            path("<int:pk>/publish-check/", wrap(self.publish_check_view), name="articles_story_publish_check"),
            path("live-preview/", framed, name="articles_story_live_preview_new"),
            path("<int:pk>/live-preview/", framed, name="articles_story_live_preview"),
            path("<int:pk>/next/", wrap(self.next_view), name="articles_story_next"),
        ]
        return own + super().get_urls()

    def publish_check_view(self, request, pk=None):
        """Answer the form's values (POST) with what blocks publishing them and what warns, each with its field."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        story, previous = self._typed_story(request, pk)
        found = gate.problems(story, actor=request.user, previous=previous)
        form_url = reverse("admin:articles_story_change", args=[story.pk])
        problems = [
            {
                "text": problem.message,
                "href": self._mend(request, story, problem, NO_BOXES).removeprefix(form_url),
                "rule": problem.rule,
                "blocks": problem.blocks,
            }
            for problem in found
        ]
        return JsonResponse({"problems": problems})

    def live_preview_view(self, request, pk=None):
        """Show readers' page of the form's values (POST), in the interface language ``?ui=``; nothing is stored."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        story, previous = self._typed_story(request, pk)
        language = request.GET.get("ui", story.language)
        if language not in dict(settings.LANGUAGES):
            language = story.language
        edition = freezing.unsaved_edition(story, actor=request.user, previous=previous)
        with translation.override(language):
            page = reading.story_page(
                edition, bylines=story.bylines.all(), tags=list(story.tags.all()), is_preview=True
            )
            response = render_page(request, "pages/story.html", {"story": page, "robots": "noindex"}, private=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def next_view(self, request, pk):
        """Lead to the next story in review that this person may see, the one that waits longest first."""
        story = self._story(request, pk)
        waiting = self.get_queryset(request).filter(status=Status.IN_REVIEW).exclude(pk=pk)
        waiting = waiting.order_by("updated_at", "pk").only("pk")
        found = waiting.filter(updated_at__gte=story.updated_at).first() or waiting.first()
        if found is None:
            messages.info(request, "No other story is in review.")
            return HttpResponseRedirect(reverse("admin:articles_story_changelist"))
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[found.pk]))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        key, new = ([obj.pk], "") if obj else ([], "_new")
        publication = Publication.current()
        context |= {
            "last_save": revisions.last_save(obj) if obj else None,
            "publish_check_url": reverse(f"admin:articles_story_publish_check{new}", args=key),
            "live_preview_url": reverse(f"admin:articles_story_live_preview{new}", args=key),
            "next_url": reverse("admin:articles_story_next", args=key) if obj else "",
            "preview_languages": [(code, name) for code, name in settings.LANGUAGES if code in publication.languages],
            "cuts": CUTS,
        }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _typed_story(self, request, pk):
        """Return the story as it is typed, and its newest edition; for those who may change it."""
        story = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        allowed = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        form = self.get_form(request, story, change=bool(story))(request.POST, instance=story)
        previous = story.editions.order_by("-number").first() if story else None
        return story_of(form, request.POST), previous
