"""The screen of a story's preview links: who has one, until when, making one and ending it."""

from datetime import timedelta

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from articles.models import PreviewLink
from articles.operations import addresses, previewing
from articles.operations.refusal import Refused
from newsroom.publication.models import Publication

LASTS = {1: "One day", 3: "Three days", 7: "A week", 14: "Two weeks", 30: "Thirty days"}


class LinkForm(forms.Form):
    """For whom, and for how long."""

    label = forms.CharField(
        label="Who is it for?",
        max_length=PreviewLink._meta.get_field("label").max_length,
        required=False,
        help_text="Such as “Mr Adeyemi, to check his quotations”. Colleagues see it.",
    )
    days = forms.TypedChoiceField(label="How long does it work?", choices=LASTS.items(), coerce=int, initial=3)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class PreviewsMixin:
    """Adds the screen to the story admin; stands before ``DeedsMixin``."""

    def get_urls(self):
        view = never_cache(self.admin_site.admin_view(self.previews_view))
        return [path("<int:pk>/previews/", view, name="articles_story_previews"), *super().get_urls()]

    def previews_view(self, request, pk):
        """List a story's links (GET), make one, whose address is shown this once, or end one (POST)."""
        story = self._story(request, pk)
        self._links(request, story)
        if request.method != "POST":
            return self._previews(request, story, LinkForm())
        if key := request.POST.get("revoke", ""):
            link = get_object_or_404(story.preview_links, pk=key if key.isdecimal() and len(key) < 19 else 0)
            previewing.revoke(link, actor=request.user)
            messages.success(request, f"The link for “{link.label}” leads nowhere now.")
            return HttpResponseRedirect(reverse("admin:articles_story_previews", args=[story.pk]))
        form = LinkForm(request.POST)
        if not form.is_valid():
            return self._previews(request, story, form)
        until = timezone.now() + timedelta(days=form.cleaned_data["days"])
        try:
            made = previewing.make_link(story, actor=request.user, label=form.cleaned_data["label"], until=until)
        except Refused as error:
            for problem in error.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.message)
            return self._previews(request, story, form)
        return self._previews(request, story, LinkForm(), made)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj and previewing.may_share(request.user, obj):
            context["previews_url"] = reverse("admin:articles_story_previews", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _links(self, request, story):
        """Return the links this person may see, and whether they may make more; refuse who may do neither."""
        links = story.preview_links.select_related("made_by", "story")
        may_share = previewing.may_share(request.user, story)
        if not may_share:
            links = links.filter(made_by=request.user)
            if not links:
                raise PermissionDenied
        return links, may_share

    def _previews(self, request, story, form, made=None):
        links, may_share = self._links(request, story)
        now = timezone.now()
        context = self.admin_site.each_context(request) | {
            "title": "Preview links for outsiders",
            "opts": self.opts,
            "original": story,
            "story": story,
            "form": form if may_share else None,
            "made": made,
            "address": _address(made) if made else "",
            "links": [(link, _state(link, now)) for link in links],
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/articles/story/previews.html", context, status=status)


def _address(made):
    """Return the whole address of a link, with the interface in the story's language where the publication has it."""
    publication = Publication.current()
    with override(addresses.interface_of(made.link.story, publication)):
        return publication.absolute_url(reverse("preview", args=[made.token]))


def _state(link, now):
    """Return why a link leads nowhere, "" while it works."""
    if link.revoked_at:
        return "ended"
    if link.expires_at <= now:
        return "over"
    return "" if previewing.is_backed(link) else "leads nowhere: whoever made it may not see the story any more"
