"""Files that readers download and recordings that they hear, at the desk."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.urls import path
from django.utils.html import format_html

from newsroom.media import hooks
from newsroom.media.admin.deeds import FILE_SCREENS, DeedsMixin
from newsroom.media.admin.filters import PulledFilter
from newsroom.media.attachment_picker import picker
from newsroom.media.file_kinds import ACCEPT, KINDS, TAKEN
from newsroom.media.models import Attachment
from newsroom.media.operations import attachments


class AttachmentForm(forms.ModelForm):
    """The words of a file and, for a new one, the file."""

    upload = forms.FileField(
        label="File",
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=f"{TAKEN}. It is published as it is: what it says of its author or place, inside too, is public.",
    )

    class Meta:
        model = Attachment
        fields = attachments.SAID
        widgets = {"description": forms.Textarea(attrs={"rows": 2}), "transcript": forms.Textarea(attrs={"rows": 8})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("upload", None)

    def clean_upload(self):
        file = self.cleaned_data["upload"]
        self.instance.kind = attachments.check_upload(file)
        return file

    def clean(self):
        data = super().clean()
        is_recording = self.instance.kind in KINDS and self.instance.is_audio
        if data.get("is_ai_voice") and self.instance.kind and not is_recording:
            self.add_error("is_ai_voice", "Only a recording has a voice.")
        return data

    @property
    def words(self):
        return {name: self.cleaned_data[name] for name in attachments.SAID if name in self.cleaned_data}


@admin.register(Attachment)
class AttachmentAdmin(DeedsMixin, admin.ModelAdmin):
    form = AttachmentForm
    screens = FILE_SCREENS
    list_display = ["title", "kind", "bytes", "uploaded_by", "created_at"]
    list_filter = ["kind", "is_ai_voice", PulledFilter]
    list_select_related = ["uploaded_by"]
    search_fields = ["title", "description"]
    search_help_text = "Title or description"
    change_form_template = "admin/media/attachment/change_form.html"
    readonly_fields = ["link", "bytes", "uploaded_by", "created_at"]

    class Media:
        css = {"all": ["admin_desk/picture-form.css"]}

    def get_fieldsets(self, request, obj=None):
        words = [(None, {"fields": ["title", "description"]})]
        if not obj:
            words = [(None, {"fields": ["upload", "title", "description"]})]
        if not obj or obj.is_audio:
            words.append(("Recordings", {"fields": ["transcript", "is_ai_voice"]}))
        return words + ([("Record", {"fields": self.readonly_fields})] if obj else [])

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("picker/", wrap(partial(picker, self, AttachmentForm)), name="media_attachment_picker"),
            path("<int:pk>/title/", wrap(self.title_view), name="media_attachment_title"),
            *super().get_urls(),
        ]

    def has_change_permission(self, request, obj=None):
        if not obj:
            return super().has_change_permission(request)
        return attachments.may_change(obj, request.user)

    def changeform_view(self, request, *args, **kwargs):
        """Say in words what the deed refuses although the form did not."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
            return redirect(request.get_full_path())

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        context["uses"] = hooks.where_attached(obj, request.user) if obj else []
        context["deeds"] = self.deed_buttons(request, obj) if obj else []
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def get_deleted_objects(self, objs, request):
        """Say that a used file stays, without naming its uses: not everyone may know of every story."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        used = hooks.attachments_written_into_texts()
        return deleted, counts, lacking, protected + [f"{obj}: {attachments.IN_USE}" for obj in objs if obj.pk in used]

    def save_model(self, request, obj, form, change):
        if change:
            attachments.change_attachment(obj, actor=request.user, **form.words)
        else:
            saved = attachments.add_attachment(form.cleaned_data["upload"], actor=request.user, **form.words)
            obj.pk = saved.pk
            obj.refresh_from_db()

    def delete_model(self, request, obj):
        attachments.delete_attachment(obj, actor=request.user)

    def delete_queryset(self, request, queryset):
        for attachment in queryset:
            attachments.delete_attachment(attachment, actor=request.user)

    def title_view(self, request, pk):
        """Give the body editor the words by which it calls a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return HttpResponse(get_object_or_404(Attachment, pk=pk).title, content_type="text/plain; charset=utf-8")

    @admin.display(description="file")
    def link(self, obj):
        return format_html('<a href="{}">{}</a>', obj.url, obj.file.name.rpartition("/")[2])

    @admin.display(description="size", ordering="size")
    def bytes(self, obj):
        return filesizeformat(obj.size)
