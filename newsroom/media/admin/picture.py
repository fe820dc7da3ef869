"""The picture library in the admin: the list, and the form of one picture."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path

from newsroom.media import alt_text, hooks
from newsroom.media.admin import evidence, filters
from newsroom.media.admin.alt_walk import AltWalkMixin
from newsroom.media.admin.columns import PictureColumns
from newsroom.media.admin.deeds import DeedsMixin
from newsroom.media.admin.rights import RightsMixin
from newsroom.media.admin.together import TogetherMixin
from newsroom.media.admin.upload import UploadMixin
from newsroom.media.forms import ORIGIN, RIGHTS, PictureForm
from newsroom.media.models import Picture
from newsroom.media.operations import files, pictures
from newsroom.media.picker import picker

WORDS = ["alt", "caption", "credit", "event"]
FOCAL_POINT = ("Focal point in numbers", {"fields": [("focal_x", "focal_y")], "classes": ["collapse"]})
RECORD = ("Record", {"fields": ["in_collections", "pixels", "public_sizes", "uploaded_by", "created_at"]})


@admin.register(Picture)
class PictureAdmin(UploadMixin, TogetherMixin, AltWalkMixin, RightsMixin, DeedsMixin, PictureColumns, admin.ModelAdmin):
    form = PictureForm
    list_display = ["shown", "credit", "event", "origin_name", "to_mend", "uploaded_by", "created_at"]
    list_filter = [
        filters.OriginFilter,
        filters.LabelFilter,
        filters.ConflictFilter,
        filters.MissingAltFilter,
        filters.MissingCreditFilter,
        filters.RightsFilter,
        filters.UnusedFilter,
        filters.PulledFilter,
        filters.CollectionFilter,
        ("uploaded_by", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["uploaded_by"]
    list_per_page = 60
    show_full_result_count = False
    search_fields = ["alt", "caption", "credit", "creator", "event"]
    desk_search_place = 2
    search_help_text = "Alternative text, caption, credit, creator or event"
    readonly_fields = ["preview", "origin_name", *RECORD[1]["fields"]]
    actions = ["edit_together", "write_alt_texts", "add_to_collection"]

    class Media:
        css = {"all": ["admin_desk/picture-form.css", "admin_desk/picture-desk.css"]}

    def deed_row(self, picture):
        return self.shown(picture)

    def desk_search_note(self, picture):
        return picture.credit

    def get_fieldsets(self, request, obj=None):
        if not obj:
            return [
                (None, {"fields": ["upload", "add_anyway", *WORDS]}),
                ("Origin", {"fields": ORIGIN}),
                ("Rights", {"fields": RIGHTS, "classes": ["collapse"]}),
                FOCAL_POINT,
            ]
        marks = evidence.printed(obj, override_url=self.override_url(request, obj))
        if not self.has_change_permission(request, obj):
            origin = ["origin_name", *ORIGIN[1:]]
            return [
                (None, {"fields": ["preview", *WORDS]}),
                ("Origin", {"fields": origin, "description": marks}),
                ("Rights", {"fields": RIGHTS}),
                RECORD,
            ]
        asked = [*ORIGIN, "reason"] if hooks.count_live_uses(obj) else ORIGIN
        return [
            (None, {"fields": ["preview", *WORDS, "upload"]}),
            ("Origin", {"fields": asked, "description": marks}),
            ("Rights", {"fields": RIGHTS}),
            FOCAL_POINT,
            RECORD,
        ]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.actor = request.user
        if obj and "reason" in form.base_fields:
            form.base_fields["reason"].help_text = _touched(hooks.count_live_uses(obj))
        return form

    def changelist_view(self, request, extra_context=None):
        may_change = {"may_change": self.has_change_permission(request)}
        return super().changelist_view(request, (extra_context or {}) | may_change)

    def changeform_view(self, request, *args, **kwargs):
        """Say in words what the deed refuses although the form did not, as when two people save at once."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect(request.get_full_path())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["uses"] = hooks.where_used(obj, request.user) if obj else []
        context["deeds"] = self.deed_buttons(request, obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("picker/", wrap(partial(picker, self)), name="media_picture_picker"),
            path("<int:pk>/file/", wrap(self.file_view), name="media_picture_file"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        if not obj:
            return super().has_change_permission(request)
        return pictures.may_change(obj, request.user)

    def save_model(self, request, obj, form, change):
        file = form.cleaned_data["upload"]
        if change:
            reason = form.cleaned_data.get("reason", "")
            saved = pictures.change_picture(obj, actor=request.user, file=file, reason=reason, **form.words)
        else:
            anyway = form.cleaned_data["add_anyway"]
            saved = pictures.add_picture(file, actor=request.user, allow_duplicate=anyway, **form.words)
        obj.pk = saved.pk
        obj.refresh_from_db()
        for sentence in alt_text.concerns(obj.alt, obj.caption):
            self.message_user(request, f"Alternative text: {sentence}", messages.WARNING)

    def delete_model(self, request, obj):
        pictures.delete_picture(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for picture in queryset:
            pictures.delete_picture(picture, actor=request.user)

    def get_deleted_objects(self, objs, request):
        """Say that a used picture stays, without naming its uses: not everyone may know of every story."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [pictures.in_use(len(protected))] if protected else []

    def file_view(self, request, pk):
        """Lead the editor's address of a picture to a public size of it; a pulled one is shown to the desk alone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        picture, spec = get_object_or_404(Picture, pk=pk), request.GET.get("spec", "body")
        if picture.is_pulled:
            return _pulled_file(picture, spec)
        image = picture.image(spec)
        if not image:
            raise Http404
        return redirect(image["url"])


def _pulled_file(picture, spec):
    rows = [row for row in picture.renditions.get(spec, []) if row["format"] == "jpeg"]
    if not rows:
        raise Http404
    data = files.read(files.pulled_shelf(), rows[-1]["name"])
    return HttpResponse(data, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _touched(count):
    pages = "one page" if count == 1 else f"{count} pages"
    return f"Needed when you correct the origin: the picture is on {pages} that readers see now, and they are told."
