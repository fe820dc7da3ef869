"""The story form: the story's own fields, tags, sources, and a picture straight from a telephone."""

from django import forms
from django.contrib.admin.widgets import AdminTextareaWidget
from django.core.validators import URLValidator
from django.urls import reverse

from articles.admin.disclosure_form import DisclosureForm
from articles.admin.options import OriginalChoiceField, relatable
from articles.models import Story
from articles.models.text import nfc_line
from articles.operations import taxonomy
from articles.slugs import make_slug
from newsroom.media import vocabulary as pictures
from newsroom.media.forms import ACCEPT
from newsroom.media.operations import pictures as library
from newsroom.media.renditions import ACCEPTED


class TagSelect(forms.SelectMultiple):
    """The admin's own select2 box, for names: suggests tags and takes new ones by comma."""

    def __init__(self):
        super().__init__(attrs={"class": "admin-autocomplete"})

    @property
    def media(self):
        return forms.Media(
            css={"screen": ["admin/css/vendor/select2/select2.min.css", "admin/css/autocomplete.css"]},
            js=[
                "admin/js/vendor/jquery/jquery.min.js",
                "admin/js/vendor/select2/select2.full.min.js",
                "admin/js/jquery.init.js",
                "admin/js/autocomplete.js",
            ],
        )

    def build_attrs(self, base_attrs, extra_attrs=None):
        select2 = {
            "data-ajax--url": reverse("admin:articles_story_tag_options"),
            "data-ajax--cache": "true",
            "data-ajax--delay": 250,
            "data-ajax--type": "GET",
            "data-app-label": "articles",
            "data-model-name": "story",
            "data-field-name": "tags",
            "data-theme": "admin-autocomplete",
            "data-tags": "true",
            "data-token-separators": '[","]',
            "data-placeholder": "Type a tag, then a comma",
        }
        return super().build_attrs(base_attrs, extra_attrs) | select2

    def optgroups(self, name, value, attrs=None):
        self.choices = [(name, name) for name in value]
        return super().optgroups(name, value, attrs)


class TagsField(forms.Field):
    """A list of tag names; a name that is too long is refused with the rest kept."""

    widget = TagSelect

    def prepare_value(self, value):
        return [getattr(tag, "name", tag) for tag in value or []]

    def to_python(self, value):
        return taxonomy.clean_names(value or [])

    def has_changed(self, initial, data):
        return self.prepare_value(initial) != (data or [])


class SourcesField(forms.CharField):
    """Sources as lines: words, then an address."""

    def __init__(self, **kwargs):
        super().__init__(widget=AdminTextareaWidget(attrs={"rows": 3}), required=False, **kwargs)

    def prepare_value(self, value):
        if isinstance(value, list):
            return "\n".join(" ".join(filter(None, [source["text"], source["url"]])) for source in value)
        return value

    def to_python(self, value):
        return [self._source(line) for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "").splitlines() != (data or "").splitlines()

    def _source(self, line):
        words = nfc_line(line).split()
        url = words.pop() if "://" in words[-1] else ""
        if url:
            URLValidator(schemes=["http", "https"], message=f"“{url[:60]}” is not a web address; mend or remove it.")(
                url
            )
        return {"text": " ".join(words) or url, "url": url}


class StoryForm(DisclosureForm):
    """A story as the desk edits it. Drafts always save; what publishing needs is asked when publishing."""

    tags = TagsField(required=False, help_text="Topics readers follow. Related stories are found by them.")
    sources = SourcesField(help_text="One a line: what it is, then its address. Readers see them under the story.")
    translation_of = OriginalChoiceField(
        queryset=Story.objects.none(),
        required=False,
        help_text="The same story in another language; readers of one are led to the other.",
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    new_picture = forms.FileField(
        label="Upload a picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=f"From a camera or a file: {ACCEPTED}. It joins the library and leads this story.",
    )
    new_picture_credit = forms.CharField(label="Its credit", max_length=200, required=False)
    new_picture_origin = forms.ChoiceField(
        label="Where it comes from", choices=[("", "Choose"), *pictures.EDITOR_CHOICES], required=False
    )
    new_picture_realism = forms.ChoiceField(
        label="If AI-made", choices=[("", "Choose"), *pictures.REALISM_CHOICES], required=False
    )

    # Whether somebody else saved the story after this form was opened.
    is_stale = False
    # Whether it shows what was typed before and not saved; it never saves then, and the admin sets it.
    is_taken_up = False

    class Meta(DisclosureForm.Meta):
        fields = [
            "headline", "standfirst", "body", "kind", "payer", "language", "section", "tags", "lead_picture",
            "lead_alt", "lead_is_decorative", "lead_caption", "summary", "sources", "slug", "desk_note",
        ]  # fmt: skip

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        original, chosen = self.fields["translation_of"], self.instance.translation_of_id
        original.user, original.queryset = self.user, relatable(self.user, [chosen] if chosen else ())
        self.initial["opened_version"] = self.instance.version
        if self.instance.pk:
            self.initial["tags"] = list(self.instance.tags.order_by("articles_storytag_items__pk"))

    def clean_slug(self):
        typed = self.cleaned_data["slug"]
        slug = make_slug(typed)
        if typed and not slug:
            raise forms.ValidationError("A slug needs letters or digits; leave it empty to make one from the headline.")
        day = self.instance.first_published_on
        if not day:
            return slug
        slug = slug or self.instance.slug
        if Story.objects.filter(first_published_on=day, slug=slug).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(f"Another story of {day:%d %B %Y} has the slug “{slug}”: choose another.")
        return slug

    def clean(self):
        data = super().clean()
        if data.get("new_picture"):
            self._check_new_picture(data)
        if original := data.get("translation_of"):
            self._check_original(original, data.get("language"))
        if self.is_taken_up:
            self.add_error(None, "What was typed is looked over before it is saved.")
        elif self.instance.pk:
            self._refuse_stale(data.get("opened_version"))
        return data

    def add_new_picture(self, actor):
        """Put the uploaded picture in the library and make it the lead."""
        data = self.cleaned_data
        self.instance.lead_picture = library.add_picture(
            data["new_picture"],
            actor=actor,
            alt=data["lead_alt"],
            caption=data["lead_caption"],
            credit=data["new_picture_credit"],
            origin=data["new_picture_origin"],
            realism=data["new_picture_realism"],
        )

    def _check_original(self, original, language):
        group = Story.objects.filter(translation_key=original.translation_key).exclude(pk=self.instance.pk)
        own = Story.objects.filter(translation_of=self.instance.pk) if self.instance.pk else Story.objects.none()
        if group.filter(language=language).exists():
            self.add_error("translation_of", "That story already has a version in this language: choose another.")
        elif "translation_of" in self.changed_data and own.exists():
            said = "Other stories are translations of this one, so it is none itself: leave this empty."
            self.add_error("translation_of", said)

    def _check_new_picture(self, data):
        try:
            existing = library.find_duplicate(data["new_picture"])
        except forms.ValidationError as error:
            self.add_error("new_picture", error)
        else:
            if existing:
                self.add_error("new_picture", f"This picture is in the library already: choose “{existing}” there.")

    def _refuse_stale(self, opened_at):
        """Refuse a form opened before somebody else's save; ``conflicts`` answers with what was typed and what is."""
        stored = (
            Story.objects.select_for_update(of=("self",)).values_list("version", flat=True).get(pk=self.instance.pk)
        )
        if opened_at != stored:
            self.is_stale = True
            self.add_error(None, "Somebody saved this story while you were editing.")
