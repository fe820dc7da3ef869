"""The forms that put pictures in the library and change what is known of them. Saving is the deeds' business."""

import json

from django import forms
from django.conf import settings
from django.forms.widgets import Script
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html

from newsroom.media import alt_text, hooks, vocabulary
from newsroom.media.models import Collection, Picture
from newsroom.media.operations import collecting, pictures
from newsroom.media.renditions import ACCEPTED, READS_HEIC

MOST_MEGABYTES = settings.PICTURE_MAX_BYTES // 1024**2
# By name and not "image/*", so that telephones hand over a JPEG where nothing here reads HEIC.
ACCEPT = "image/jpeg,image/png,image/webp,image/avif,image/gif" + (",image/heic,image/heif" if READS_HEIC else "")
RIGHTS = ["creator", "copyright_notice", "licence", "source", "usage_terms", "use_by", "data_mining"]
ORIGIN = ["origin", "realism", "ai_tools", "ai_role"]


class PictureFileField(forms.FileField):
    """A file that is read while the form is checked, so that a refusal stands beside its field."""

    widget = forms.FileInput(attrs={"accept": ACCEPT})
    default_error_messages = {"required": "Choose a picture.", "empty": "The file is empty. Choose it again."}

    def to_python(self, data):
        file = super().to_python(data)
        if file:
            pictures.check_upload(file)
        return file


class OriginSelect(forms.RadioSelect):
    """The plain choices with their meaning, and the exact terms behind "more"."""

    template_name = "admin/media/picture/origin.html"

    def create_option(self, name, value, *args, **kwargs):
        return super().create_option(name, value, *args, **kwargs) | {"help": vocabulary.CHOICE_HELP.get(value, "")}

    def render(self, name, value, attrs=None, renderer=None):
        return render_to_string(self.template_name, self.get_context(name, value, attrs))


def origin_field(*choices, **options):
    """Return the question where a picture comes from, with these choices before the plain ones."""
    return forms.ChoiceField(
        label="Where it comes from",
        required=False,
        choices=[*choices, *vocabulary.EDITOR_CHOICES, ("More exact terms", vocabulary.EXACT_CHOICES)],
        widget=OriginSelect,
        **options,
    )


def realism_field():
    """Return the question how real a picture looks, which the script shows only where AI had a part."""
    return forms.ChoiceField(
        label="How real it looks",
        required=False,
        choices=vocabulary.REALISM_CHOICES,
        widget=forms.RadioSelect(attrs={"data-asked-of": " ".join(vocabulary.MADE_WITH_AI)}),
        help_text="Answer when AI made or changed the picture.",
    )


class OriginChecks:
    """Asks of every form with an origin what the origin asks for."""

    def clean(self):
        data = super().clean()
        if not vocabulary.has_ai(data.get("origin", "")):
            data |= {name: "" for name in ("realism", "ai_tools", "ai_role") if name in self.fields}
        elif not data.get("realism"):
            self.add_error("realism", "Say how real it looks: AI made or changed this picture.")
        return data


class DayInput(forms.DateInput):
    """A day, with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def alt_widget(**attrs):
    """Return the box for an alternative text, which the script watches for what is often wrong with one."""
    return forms.Textarea(attrs={"rows": 2, "data-alt-rules": json.dumps(alt_text.rules())} | attrs)


class PictureForm(OriginChecks, forms.ModelForm):
    """Everything a person says of a picture. ``actor`` is who says it; without one nobody's right to is asked."""

    field_order = ["upload", "add_anyway"]
    actor = None
    upload = PictureFileField(
        label="Picture file",
        required=False,
        help_text=f"From a camera or a file: {ACCEPTED}, at most {MOST_MEGABYTES} MB. Where it was "
        "taken, and whatever else the camera wrote into it, is not published.",
    )
    add_anyway = forms.BooleanField(label="Add it even if the library has it already", required=False)
    reason = forms.CharField(
        label="Reason for the correction",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    origin = origin_field(help_text="Not answered: the picture is kept, but a story with it cannot be published.")
    realism = realism_field()

    class Meta:
        model = Picture
        fields = ["alt", "caption", "event", "credit", *RIGHTS, *ORIGIN, "focal_x", "focal_y"]
        asked_of_ai = {"data-asked-of": " ".join(vocabulary.MADE_WITH_AI)}
        widgets = {
            "alt": alt_widget(),
            "caption": forms.Textarea(attrs={"rows": 2}),
            "usage_terms": forms.Textarea(attrs={"rows": 2}),
            "use_by": DayInput,
            "ai_tools": forms.TextInput(attrs=asked_of_ai | {"class": "vTextField"}),
            "ai_role": forms.TextInput(attrs=asked_of_ai | {"class": "vTextField"}),
            "focal_x": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
            "focal_y": forms.NumberInput(attrs={"min": 0, "max": 1, "step": 0.01}),
        }

    class Media:
        css = {"all": ["admin_desk/picture-form.css"]}
        js = [
            Script("admin_desk/picture-form.js", type="module"),
            Script("admin_desk/picture-alt.js", type="module"),
            Script("admin_desk/picture-focal.js", type="module"),
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["upload"].required = not self.instance.pk
        self.fields.pop("add_anyway" if self.instance.pk else "reason", None)
        for name in {*self.instance.prefilled} & {*self.fields}:
            field = self.fields[name]
            field.help_text = format_html(
                '<strong class="from-file">From the file: check it.</strong> {}', field.help_text
            )

    def clean(self):
        data = super().clean()
        file = data.get("upload")
        if file and not self.instance.pk and not data.get("add_anyway"):
            self._refuse_duplicate(pictures.find_duplicate(file))
        if self.instance.pk and data.get("origin", self.initial["origin"]) != self.initial["origin"]:
            self._ask_for_reason(data)
        return data

    def _refuse_duplicate(self, existing):
        if existing:
            link = format_html('<a href="{}">{}</a>', self.address_of(existing), existing)
            self.add_error("upload", format_html("This picture is in the library already: {}", link))

    def _ask_for_reason(self, data):
        count = hooks.count_live_uses(self.instance)
        if count and self.actor and not pictures.may_declare(self.instance, self.actor):
            self.add_error("origin", "Readers see this picture: its origin is corrected by an editor.")
        elif count and not data.get("reason"):
            self.add_error("reason", "Readers see this picture: say why its origin is corrected.")

    def address_of(self, picture):
        """Return where a picture that is in the library already is to be seen."""
        return reverse("admin:media_picture_change", args=[picture.pk])

    @property
    def words(self):
        """What was said of the picture otherwise than before, without its file."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if name in PictureForm.Meta.fields and value != self.initial.get(name)
        }


class UploadForm(PictureForm):
    """What the picker asks for when a picture is uploaded while a story is written."""

    class Meta(PictureForm.Meta):
        fields = ["alt", "credit", "origin", "realism"]


class TogetherForm(OriginChecks, forms.Form):
    """What can be said of many pictures at once; a box that is left empty changes nothing."""

    credit = forms.CharField(required=False, max_length=200, help_text="Who made them.")
    event = forms.CharField(required=False, max_length=200, help_text="What they were taken at.")
    origin = origin_field(("", "Not said here"))
    realism = realism_field()
    collection = forms.ModelChoiceField(
        Collection.objects, required=False, empty_label="None", help_text="They are added to it."
    )

    class Media(PictureForm.Media):
        js = [Script("admin_desk/picture-form.js", type="module")]

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        if not actor.has_perm("media.change_collection"):
            del self.fields["collection"]

    @property
    def words(self):
        """The filled boxes that are a picture's own."""
        return {name: value for name, value in self.cleaned_data.items() if value and name in PICTURE_WORDS}


class BatchForm(TogetherForm):
    """What a photo desk says of the pictures it selected."""

    field_order = ["only_blanks", "credit", "event", *RIGHTS, "origin", "realism", "collection", "reason"]
    creator = forms.CharField(required=False, max_length=200)
    copyright_notice = forms.CharField(required=False, max_length=300)
    licence = forms.CharField(required=False, max_length=300, help_text="Its address, or its name.")
    source = forms.CharField(required=False, max_length=200, help_text="Where the desk had them from.")
    usage_terms = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    use_by = forms.DateField(
        required=False, widget=DayInput, help_text="After this day no story with them can be published."
    )
    data_mining = forms.ChoiceField(required=False, choices=[("", "No change"), *vocabulary.DATA_MINING_CHOICES])
    only_blanks = forms.BooleanField(
        label="Fill blanks only",
        required=False,
        initial=True,
        help_text="Unticked: what stands there is replaced.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Needed where the origin of a picture that readers see is corrected.",
    )


class CollectForm(forms.Form):
    """A collection to put pictures into: one that there is, or a new one."""

    collection = forms.ModelChoiceField(Collection.objects, required=False, empty_label="A new one")
    name = forms.CharField(label="Name of the new one", required=False, max_length=200)

    def __init__(self, *args, actor, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor = actor
        if not actor.has_perm("media.add_collection"):
            del self.fields["name"]

    def clean(self):
        data = super().clean()
        name = data.get("name", "").strip()
        if not data.get("collection") and not name:
            self.add_error(None, "Choose a collection, or name a new one.")
        elif name and Collection.objects.filter(name=name).exists():
            self.add_error("name", "There is a collection of this name: choose it in the list.")
        return data

    def collected(self):
        """Return the collection that was chosen or named."""
        if self.cleaned_data["collection"]:
            return self.cleaned_data["collection"]
        return collecting.make_collection(self.cleaned_data["name"], actor=self.actor)


PICTURE_WORDS = {field.name for field in Picture._meta.get_fields()} & {
    *TogetherForm.base_fields,
    *BatchForm.base_fields,
}
