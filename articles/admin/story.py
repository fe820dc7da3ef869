"""The story list and the story form."""

from django.contrib import admin, messages
from django.forms import Textarea
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.autosaves import AutosavesMixin
from articles.admin.breaking import BeginMixin
from articles.admin.bulk import BulkMixin
from articles.admin.compliance import ComplianceMixin
from articles.admin.conflicts import ConflictsMixin
from articles.admin.deeds import DeedsMixin
from articles.admin.disclosure import DisclosureMixin
from articles.admin.disclosure_form import STORED
from articles.admin.export import ExportMixin
from articles.admin.filters import (
    DueFilter,
    LevelFilter,
    RestrictedFilter,
    ReviewFilter,
    SavedFilter,
    SectionFilter,
    StateFilter,
    WhoseFilter,
)
from articles.admin.inlines import BylineInline, RelatedInline
from articles.admin.minor import MinorMixin
from articles.admin.notices import NoticesMixin
from articles.admin.options import StorySelect
from articles.admin.people import PeopleMixin
from articles.admin.plans import PlansMixin, state_of
from articles.admin.previews import PreviewsMixin
from articles.admin.review_queue import QueueMixin
from articles.admin.reviews import ReviewsMixin
from articles.admin.revisions import RevisionsMixin
from articles.admin.story_form import StoryForm
from articles.admin.story_list import StoryList
from articles.admin.suggestions import SuggestionsMixin, wishes_in
from articles.admin.translating import TranslatingMixin
from articles.admin.translation_board import BoardMixin
from articles.admin.waits import WaitsFilter
from articles.admin.workbench import WorkbenchMixin
from articles.models import RelatedStory, Story
from articles.operations import deleting, drafting, finding, suggesting
from articles.operations.refusal import Refused
from articles.vocabulary import Deed, Part, Status
from newsroom.media.picker import OFFERED, offered

# What of a list's address leaves few of its stories.
NARROW = {"q", WaitsFilter.parameter_name}


@admin.register(Story)
class StoryAdmin(
    AutosavesMixin,
    ConflictsMixin,
    WorkbenchMixin,
    ReviewsMixin,
    QueueMixin,
    NoticesMixin,
    ComplianceMixin,
    RevisionsMixin,
    BeginMixin,
    MinorMixin,
    PreviewsMixin,
    TranslatingMixin,
    BoardMixin,
    PlansMixin,
    PeopleMixin,
    BulkMixin,
    ExportMixin,
    DeedsMixin,
    DisclosureMixin,
    SuggestionsMixin,
    admin.ModelAdmin,
):
    form = StoryForm
    inlines = [BylineInline, RelatedInline]
    list_display = ["headline", "state", "section", "language", "level", "saved", "created_by", "in_hand"]
    list_filter = [
        WaitsFilter,
        StateFilter,
        WhoseFilter,
        ("section", SectionFilter),
        "language",
        LevelFilter,
        ReviewFilter,
        DueFilter,
        SavedFilter,
        RestrictedFilter,
    ]
    sortable_by = ["headline", "saved"]
    # Not columns to join: it asks for the search box, and finding.find finds.
    search_fields = ["headline"]
    search_help_text = "Words of the story, an author or a tag; tone marks and capitals do not matter"
    ordering = ["-updated_at"]
    show_full_result_count = False
    desk_search_place = 1
    # Each filter would count every story.
    show_facets = admin.ShowFacets.NEVER
    list_per_page = 50
    autocomplete_fields = ["lead_picture"]
    # What the form asks for itself and deeds store.
    exclude = [*STORED, "tags"]
    words = (None, {"fields": ["opened_version", "headline", "standfirst", "body"]})
    surroundings = [
        ("Where it goes", {"fields": ["section", "kind", "payer", "tags", "language", "translation_of"]}),
        ("Lead picture", {"fields": ["lead_picture", "lead_alt", "lead_is_decorative", "lead_caption"]}),
        (
            "A new picture",
            {
                "fields": ["new_picture", "new_picture_credit", "new_picture_origin", "new_picture_realism"],
                "description": "Uploads a picture and leads the story with it; its texts are the ones above.",
            },
        ),
        ("More", {"fields": ["summary", "sources", "slug", "desk_note"], "classes": ["collapse"]}),
    ]

    class Media:
        css = {"all": [f"admin_desk/{name}.css" for name in ("story", "story-ai", "workbench", "picture-choice")]}
        js = [Script(f"admin_desk/{name}.js", type="module") for name in ("story", "story-ai", "autosave", "workbench")]
        js = [*js, OFFERED]

    def get_queryset(self, request):
        at = request.resolver_match and request.resolver_match.url_name
        is_list = at == "articles_story_changelist" and not NARROW & request.GET.keys()
        stories = super().get_queryset(request).visible_to(request.user, few=not is_list)
        return stories.select_related("lead_picture") if at == "articles_story_change" else stories

    def get_fieldsets(self, request, obj=None):
        if obj and not self.has_change_permission(request, obj):
            shown = ["headline", "standfirst", "body_as_read", "section", "language", "lead_picture", "lead_alt"]
            return [(None, {"fields": [*shown, "desk_note"]})]
        fieldsets = [self.words, *self.ai_fieldsets(request, obj), *self.surroundings]
        if not request.user.has_perm("media.add_picture"):
            return [fieldset for fieldset in fieldsets if fieldset[0] != "A new picture"]
        return fieldsets

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        return offered(field) if db_field.name == "lead_picture" else field

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in {"standfirst", "summary", "lead_alt", "lead_caption", "desk_note"}:
            field.widget = Textarea(
                attrs={"rows": 2, "class": "vLargeTextField", "maxlength": db_field.max_length or ""}
            )
        elif db_field.name == "headline":
            field.widget.attrs["class"] = "vTextField headline"
        return field

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if field := form.base_fields.get("translation_of"):
            field.widget = StorySelect(RelatedStory._meta.get_field("related"), self.admin_site)
        return form

    def has_change_permission(self, request, obj=None):
        if obj is None or not obj.pk:
            return super().has_change_permission(request, obj)
        return drafting.may_edit(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or deleting.may_delete(request.user, obj))

    def get_deleted_objects(self, objs, request):
        story = next(iter(objs))
        kept = [f"Editions, as readers saw them: {story.editions.count()}", f"Checks of words: {story.reviews.count()}"]
        if request.user.is_superuser and (story.first_published_on or story.reviews.exists()):
            return [str(story), "All that belongs to it", kept], {"story and all that is kept of it": 1}, set(), []
        return super().get_deleted_objects(objs, request)

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except Refused as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(reverse("admin:articles_story_change", args=[object_id]))

    def delete_model(self, request, obj):
        deleting.delete(obj, actor=request.user)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        if "translation_of" in form.changed_data:
            obj.translation_key = drafting.translation_key(obj, form.cleaned_data["translation_of"])
        if form.cleaned_data.get("new_picture") and request.user.has_perm("media.add_picture"):
            form.add_new_picture(request.user)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        story = form.instance
        drafting.save_tags(story, form.cleaned_data["tags"], actor=request.user)
        self.save_disclosure(request, form)
        typed = set(form.changed_data) - {"opened_version"}
        arranged = change and suggesting.arrange(story, wishes_in(request.POST), actor=request.user)
        if change and (typed or arranged or any(formset.has_changed() for formset in formsets)):
            drafting.mark_changed(story)
            self.keep_revision(request, story)
        elif not change:
            self.keep_revision(request, story)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        extra = {"deeds": [], "live_url": ""}
        if obj:
            # A form that was refused has written on its own story.
            story = self.get_object(request, str(obj.pk)) if request.method == "POST" else obj
            newest = context["adminform"].form.newest
            extra = {
                "deeds": (deeds := self.deeds_for(request, story)),
                "live_url": newest.get_absolute_url() if newest and newest.is_live else "",
                "preview_url": reverse("admin:articles_story_preview", args=[story.pk]),
                "state": state_of(story),
                "plans": self.plans_for(story, deeds),
                "sent_back": story.desk_note if story.status == Status.DRAFT else "",
            }
        return super().render_change_form(request, context | extra, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._go_on(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._go_on(request, obj) or super().response_change(request, obj)

    def _go_on(self, request, obj):
        """Lead on to the deed's question, or to the preview, once the save has gone through."""
        for deed in [*Deed, "embargo", "translate"]:
            if f"_{deed}" in request.POST:
                return HttpResponseRedirect(reverse(f"admin:articles_story_{deed}", args=[obj.pk]))
        if "_preview" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_story_preview", args=[obj.pk]))
        return None

    def desk_search_note(self, story):
        return state_of(story)

    @admin.display(ordering="status")
    def state(self, story):
        kind = "live" if story.is_live else story.status
        return format_html('<span class="state state--{}">{}</span>', kind, state_of(story))

    @admin.display(description="AI")
    def level(self, story):
        level = next((row.level for row in story.disclosures.all() if row.part == Part.BODY), None)
        return level or "not answered"

    def get_list_display_links(self, request, list_display):
        return ["headline"]

    def get_changelist(self, request, **kwargs):
        return StoryList

    def get_search_results(self, request, queryset, search_term):
        return finding.find(queryset, search_term), False
