"""Tags in the admin: renaming keeps the old name as an alias; merging asks which one stays, and can be undone."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join

from articles.admin.taxonomy import SlugForm
from articles.models import StoryTag, Tag, TagMerge
from articles.models.text import nfc_line
from articles.operations import merging

MOST = 50


class TagForm(SlugForm):
    """A tag's name and slug; the same rules as the deed's, with their words under the fields."""

    def clean_name(self):
        name = nfc_line(self.cleaned_data["name"])
        try:
            merging.check_name(name, but=self.instance if self.instance.pk else None)
        except ValidationError as error:
            raise forms.ValidationError(error.message_dict["name"]) from error
        return name


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):
    form = TagForm
    list_display = ["name", "slug", "live_count"]
    search_fields = ["name", "key", "slug", "aliases__key"]
    fields = ["name", "slug", "live_count", "old_names", "merges"]
    readonly_fields = ["live_count", "old_names", "merges"]
    show_full_result_count = False
    desk_search_place = 4
    actions = ["merge"]

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("merge/", wrap(self.merge_view), name="articles_tag_merge"),
            path("merges/<int:pk>/undo/", wrap(self.undo_view), name="articles_tag_undo_merge"),
            *super().get_urls(),
        ]

    def get_fields(self, request, obj=None):
        return self.fields if obj else ["name", "slug"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "slug":
            field.required = False
            field.help_text = (
                "Its word in the address. Empty: made from the name. The old address leads to the new one."
            )
        return field

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm(merging.PERMISSION)

    def has_merge_permission(self, request):
        return self.has_change_permission(request)

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            return
        stored = Tag.objects.get(pk=obj.pk)
        renamed = merging.rename(stored, name=obj.name, slug=form.cleaned_data["slug"], actor=request.user)
        obj.slug, obj.key = renamed.slug, renamed.key

    @admin.display(description="old names")
    def old_names(self, tag):
        return ", ".join(alias.name for alias in tag.aliases.all()) or "none"

    @admin.display(description="merged into it")
    def merges(self, tag):
        rows = [
            (
                ", ".join(was["name"] for was in merge.merged),
                f"{merge.merged_at:%d %B %Y}",
                reverse("admin:articles_tag_undo_merge", args=[merge.pk]),
            )
            for merge in tag.merges.filter(undone_at__isnull=True)
        ]
        shown = format_html_join("", '<li>{}, {} · <a href="{}">Undo…</a></li>', rows)
        return format_html("<ul>{}</ul>", shown) if rows else "none"

    @admin.action(description="Merge the selected tags…", permissions=["merge"])
    def merge(self, request, tags):
        keys = list(tags.order_by("-live_count", "pk").values_list("pk", flat=True)[: MOST + 1])
        if not 2 <= len(keys) <= MOST:
            messages.error(request, f"Choose two tags or more to merge, at most {MOST} at once.")
            return None
        query = "&".join(f"tag={key}" for key in keys)
        return HttpResponseRedirect(f"{reverse('admin:articles_tag_merge')}?{query}")

    def merge_view(self, request):
        """Ask which of the chosen tags stays (GET), then merge the others into it (POST)."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        chosen = request.POST if request.method == "POST" else request.GET
        keys = [key for key in chosen.getlist("tag") if key.isascii() and key.isdigit()][:MOST]
        tags = list(Tag.objects.filter(pk__in=keys).order_by("-live_count", "name"))
        error = ""
        if request.method == "POST":
            survivor = next((tag for tag in tags if str(tag.pk) == request.POST.get("survivor")), None)
            others = [tag for tag in tags if tag != survivor]
            try:
                if survivor is None:
                    raise ValidationError("Choose the tag that stays.")
                done = merging.merge(survivor, others, actor=request.user)
            except ValidationError as refused:
                error = " ".join(refused.messages)
            else:
                names = ", ".join(tag.name for tag in others)
                messages.success(
                    request,
                    format_html(
                        '{} is now “{}”. <a href="{}">Undo…</a>',
                        names,
                        survivor.name,
                        reverse("admin:articles_tag_undo_merge", args=[done.pk]),
                    ),
                )
                return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))
        for tag in tags:
            tag.stories = StoryTag.objects.filter(tag=tag).count()
        context = {"title": "Merge tags", "tags": tags, "error": error, "survivor": request.POST.get("survivor")}
        return self._page(request, "admin/articles/tag/merge.html", context, 422 if error else 200)

    def undo_view(self, request, pk):
        """Ask before the tags of a merge are parted (GET), then part them (POST)."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        merge = get_object_or_404(TagMerge.objects.select_related("survivor"), pk=pk)
        error = ""
        if request.method == "POST":
            try:
                returned = merging.undo(merge, actor=request.user)
            except ValidationError as refused:
                error = " ".join(refused.messages)
            else:
                messages.success(request, f"{', '.join(tag.name for tag in returned)} stand on their own again.")
                return HttpResponseRedirect(reverse("admin:articles_tag_changelist"))
        context = {"title": "Undo a merge", "merge": merge, "error": error}
        return self._page(request, "admin/articles/tag/undo_merge.html", context, 422 if error else 200)

    def _page(self, request, template, context, status):
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, template, context, status=status)
