"""The screen on which an editor arranges a front page."""

from django.contrib import admin
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.admin.inlines import OrderedInline
from articles.admin.moments import MomentField
from articles.admin.options import StoryChoiceField, StorySelect, relatable
from articles.models import FrontPage, FrontPin
from newsroom import local_time
from newsroom.audit.operations.recording import record
from newsroom.publication.models import Publication

PERMISSION = "articles.curate_front"


class PinInline(OrderedInline):
    model = FrontPin
    fields = ["story", "until", "position"]
    verbose_name = "story"
    verbose_name_plural = "Stories at the top, the first one large; the newest follow by themselves"

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "until":
            clock = local_time.name_of(timezone.now(), timezone.get_current_timezone())
            return MomentField(label=f"Until ({clock}); empty: for good", required=False)
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "story":
            field.widget = field.widget.widget  # Without the buttons that would change the story from here.
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name != "story":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        stories = relatable(request.user).filter(is_live=True)
        field = StoryChoiceField(queryset=stories, widget=StorySelect(db_field, self.admin_site))
        field.user = request.user
        return field

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    def _may_edit(self, request, obj):
        return request.user.has_perm(PERMISSION)


@admin.register(FrontPage)
class FrontPageAdmin(admin.ModelAdmin):
    """One front page for each language of the publication; opening the list makes those that are missing."""

    inlines = [PinInline]
    readonly_fields = ["language"]
    list_display = ["__str__", "pinned"]
    actions = None

    class Media:
        css = {"all": ["admin_desk/story.css"]}

    def changelist_view(self, request, extra_context=None):
        if self.has_view_permission(request):
            for language in Publication.current().languages:
                FrontPage.objects.get_or_create(language=language)
        return super().changelist_view(request, extra_context)

    def get_queryset(self, request):
        return super().get_queryset(request).filter(language__in=Publication.current().languages)

    @admin.display(description="pinned")
    def pinned(self, page):
        return page.pins.count() or "nothing: it arranges itself"

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            pins = list(form.instance.pins.values_list("story", flat=True))
            record("front.arranged", form.instance, actor=request.user, data={"stories": pins})

    def response_change(self, request, obj):
        if "_continue" in request.POST or "_save" not in request.POST:
            return super().response_change(request, obj)
        super().response_change(request, obj)
        return HttpResponseRedirect(reverse("admin:articles_frontpage_changelist"))

    def has_module_permission(self, request):
        return request.user.has_perm(PERMISSION)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(PERMISSION)

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
