"""Collections in the admin: named, noted, found by name, and emptied picture by picture."""

from django import forms
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html

from newsroom.media.admin.columns import printed_row
from newsroom.media.models import Collection, Picture
from newsroom.media.operations import collecting

MOST_SHOWN = 200


class Pictures(forms.ModelMultipleChoiceField):
    """Pictures to tick, each shown."""

    def label_from_instance(self, picture):
        return printed_row(picture)


class CollectionForm(forms.ModelForm):
    take_out = Pictures(
        Picture.objects.none(),
        label="Take out",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what does not belong here; it stays in the library.",
    )

    class Meta:
        model = Collection
        fields = ["name", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            newest = self.instance.pictures.order_by("-pk").values("pk")[:MOST_SHOWN]
            self.fields["take_out"].queryset = Picture.objects.filter(pk__in=list(newest.values_list("pk", flat=True)))


@admin.register(Collection)
class CollectionAdmin(admin.ModelAdmin):
    form = CollectionForm
    list_display = ["name", "size", "created_by", "created_at"]
    list_select_related = ["created_by"]
    search_fields = ["name", "note", "pictures__event"]
    search_help_text = "Name, note, or the event of a picture in it"
    readonly_fields = ["size"]
    show_full_result_count = False

    class Media:
        css = {"all": ["admin_desk/picture-form.css"]}

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(picture_count=Count("pictures", distinct=True))

    def get_fields(self, request, obj=None):
        if not obj:
            return ["name", "note"]
        may_change = self.has_change_permission(request, obj)
        return ["name", "note", "size", *(["take_out"] if may_change and obj.picture_count else [])]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        if change and form.cleaned_data.get("take_out"):
            collecting.take_out(obj, form.cleaned_data["take_out"], actor=request.user)

    @admin.display(description="pictures", ordering="picture_count")
    def size(self, collection):
        address = reverse("admin:media_picture_changelist")
        return format_html(
            '<a href="{}?collection={}">{} in the library</a>', address, collection.pk, collection.picture_count
        )
