"""The policy's draft, the button that publishes it, and what was published and counted, to be read only."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse

from newsroom.consent.models import DecisionCount, PageCount, PolicyVersion, Purpose, StorageItem
from newsroom.consent.operations import policy


class StorageItemInline(admin.StackedInline):
    model = StorageItem
    extra = 0


@admin.register(Purpose)
class PurposeAdmin(admin.ModelAdmin):
    change_list_template = "admin/consent/purpose/change_list.html"
    list_display = ["slug", "basis", "is_enabled", "adapter", "version"]
    list_filter = ["basis", "is_enabled"]
    search_fields = ["slug", "provider"]
    readonly_fields = ["version"]
    inlines = [StorageItemInline]

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "slug"] if obj else self.readonly_fields

    def get_urls(self):
        publish = self.admin_site.admin_view(self.publish_view)
        return [path("publish/", publish, name="consent_purpose_publish"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may_publish = request.user.has_perm("consent.publish_policy")
        return super().changelist_view(request, {**(extra_context or {}), "may_publish": may_publish})

    def publish_view(self, request):
        """Publish what is saved here as the policy in force."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        try:
            in_force = policy.publish(actor=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            messages.success(request, f"In force: policy version {in_force.pk}.")
        return HttpResponseRedirect(reverse("admin:consent_purpose_changelist", current_app=self.admin_site.name))


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows that nobody adds, changes or deletes by hand."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(PolicyVersion)
class PolicyVersionAdmin(ReadOnlyAdmin):
    list_display = ["pk", "published_at", "published_by"]
    fields = ["published_at", "published_by", "purposes"]
    list_select_related = ["published_by"]


@admin.register(DecisionCount)
class DecisionCountAdmin(ReadOnlyAdmin):
    list_display = ["day", "choice", "surface", "language", "policy", "total"]
    list_filter = ["choice", "surface", "language"]
    list_select_related = ["policy"]
    date_hierarchy = "day"


@admin.register(PageCount)
class PageCountAdmin(ReadOnlyAdmin):
    list_display = ["day", "path", "total"]
    search_fields = ["path"]
    date_hierarchy = "day"
