"""What the story admin does for the AI part of its form: who is asked what, the live sentence, and saving."""

from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.disclosure_form import DECIDED, PART_FIELDS, SCOPE, Forbidding, asked_of
from articles.models import AITool
from articles.operations import drafting
from articles.vocabulary import Part

PARTS = "AI in parts that differ from the body"


class DisclosureMixin:
    """Adds the AI fieldsets, the address that the live sentence asks, and the saving of what was answered."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("readers-see/", wrap(self.readers_see_view), name="articles_story_readers_see_new"),
            path("<int:pk>/readers-see/", wrap(self.readers_see_view), name="articles_story_readers_see"),
            *super().get_urls(),
        ]

    def get_object(self, request, object_id, from_field=None):
        story = super().get_object(request, object_id, from_field)
        if story:
            prefetch_related_objects([story], "disclosures")
        return story

    def get_readonly_fields(self, request, obj=None):
        own = super().get_readonly_fields(request, obj)
        return own if request.user.has_perm("articles.assess_scope") else [*own, "scope"]

    def ai_fieldsets(self, request, story):
        """Return the fieldsets on AI as this person gets them for a story (None: a new one)."""
        parts = {"fields": list(PART_FIELDS.values())[1:]}
        if not self._has_parts(request, story):
            parts["classes"] = ["collapse"]
        decided = asked_of(request.user, story, _forbidding(request))
        scope = SCOPE if "is_public_interest" in decided else ["scope"]
        more = ["ai_tools", "ai_role", "translated_from", "ai_reason", *scope, "realistic_reason"]
        more = [name for name in more if name in decided or name not in DECIDED]
        return [
            ("AI disclosure", {"fields": [PART_FIELDS[Part.BODY]]}),
            (PARTS, parts),
            ("More about AI in this story", {"fields": more, "classes": ["ai-more"]}),
        ]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.user, form.forbidding = request.user, _forbidding(request)
        if self.admin_site.is_registered(AITool) and request.user.has_perm("articles.add_aitool"):
            form.add_tool_url = reverse("admin:articles_aitool_add")
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        key, new = ([obj.pk], "") if obj else ([], "_new")
        context["readers_see_url"] = reverse(f"admin:articles_story_readers_see{new}", args=key)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def readers_see_view(self, request, pk=None):
        """Answer the form's values (POST) with what readers would see of AI, as HTML; nothing is stored."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        story = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        allowed = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        form = self.get_form(request, story, change=bool(story))(request.POST, instance=story)
        return HttpResponse(render_to_string("admin/articles/story/readers_see.html", {"seen": form.readers_see()}))

    def save_disclosure(self, request, form):
        """Store what was answered about AI, each answer by its own deed."""
        story, data, actor = form.instance, form.cleaned_data, request.user
        drafting.save_disclosure(
            story,
            form.levels(),
            actor=actor,
            tools=data["ai_tools"],
            ai_role=data["ai_role"],
            translated_from=data["translated_from"],
            reason=data.get("ai_reason"),
        )
        if "is_public_interest" in data:
            drafting.set_scope(story, data["is_public_interest"], actor=actor, reason=data["scope_reason"])
        if "realistic_reason" in data:
            drafting.allow_realistic(story, data["realistic_reason"], actor=actor)

    def scope(self, story):
        if story.is_public_interest:
            return "Of public interest, as news nearly always is. A publisher can say otherwise, with a reason."
        return format_html("Not of public interest: “{}” A publisher said so.", story.scope_reason)

    scope.short_description = "Public interest"

    def _has_parts(self, request, story):
        """Whether a part has, or is being given, an answer of its own."""
        if request.method == "POST":
            return any(request.POST.get(name) for part, name in PART_FIELDS.items() if part != Part.BODY)
        return bool(story and story.pk) and any(row.part != Part.BODY for row in story.disclosures.all())


def _forbidding(request):
    """Return where AI pictures that look real are not published, the same answer for the whole request."""
    if not hasattr(request, "forbidding"):
        request.forbidding = Forbidding()
    return request.forbidding
