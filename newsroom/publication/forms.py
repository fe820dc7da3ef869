"""Forms of the publication's settings and of its pages."""

from django import forms

from newsroom.publication.languages import interface_choices
from newsroom.publication.localtext_forms import LocalTextFormField, LocalTextWidget
from newsroom.publication.models import Page, Publication
from newsroom.publication.validators import time_zones
from newsroom.richtext import BodyWidget


class PublicationForm(forms.ModelForm):
    """Languages as check boxes; the one without prefix comes first."""

    languages = forms.MultipleChoiceField(
        choices=interface_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=Publication._meta.get_field("languages").help_text
        + " A preview is not finished: its pages say so, and parts of them are in English.",
    )

    class Meta:
        model = Publication
        fields = [
            "name",
            "tagline",
            "logo",
            "accent",
            "accent_dark",
            "headline_type",
            "body_type",
            "address",
            "languages",
            "default_language",
            "time_zone",
            "imprint",
            "responsible_name",
            "responsible_role",
            "responsible_contact",
            "support_url",
            "support_label",
            "newsletter_url",
            "newsletter_email_field",
            "newsletter_hidden",
            "newsletter_text",
            "newsletter_provider",
            "newsletter_privacy_url",
            "mining",
            "mining_contact",
            "robots_extra",
        ]
        widgets = {
            "default_language": forms.Select(choices=interface_choices),
            "time_zone": forms.Select(choices=[(zone, zone) for zone in time_zones()]),
            "support_url": forms.TextInput({"class": "vURLField"}),
            "newsletter_url": forms.TextInput({"class": "vURLField"}),
            "newsletter_hidden": forms.Textarea({"rows": 4, "class": "vLargeTextField"}),
            "newsletter_privacy_url": forms.TextInput({"class": "vURLField"}),
        }

    def clean(self):
        data = super().clean()
        default = data.get("default_language")
        data["languages"] = sorted(data.get("languages", []), key=lambda code: code != default)
        return data


class PageForm(forms.ModelForm):
    """A page's title and body, with the stories' editor once per language."""

    body = LocalTextFormField(required=False, widget=LocalTextWidget(box=BodyWidget()))

    class Meta:
        model = Page
        fields = ["title", "slug", "body", "place", "position", "is_published"]
