"""The form of a text per language: one box for each of the publication's languages."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError

from newsroom.publication.languages import Language, default_language, offered_codes, publication_codes


class LocalTextWidget(forms.Widget):
    """One box per language, labelled with the language's own name and set in its direction."""

    template_name = "publication/local_text.html"
    use_fieldset = True

    def __init__(self, attrs=None, box=None):
        super().__init__(attrs)
        self.box = box or forms.TextInput()

    @property
    def media(self):
        return self.box.media + forms.Media(css={"all": ["admin_desk/publication.css"]})

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        texts = value if isinstance(value, dict) else {}
        offered = publication_codes()
        kept = [code for code in offered_codes() if code not in offered and texts.get(code)]
        attrs = context["widget"]["attrs"]
        context["widget"]["boxes"] = [
            self.box_context(name, code, texts.get(code, ""), attrs) for code in [*offered, *kept]
        ]
        return context

    def box_context(self, name, code, text, attrs):
        """Return one language's box: the language, and the HTML of its input."""
        language = Language(code)
        box_id = f"{attrs.get('id', f'id_{name}')}__{code}"
        own = {**attrs, "id": box_id, "lang": code, "dir": language.dir}
        return {"language": language, "id": box_id, "html": self.box.render(f"{name}__{code}", text, own)}

    def value_from_datadict(self, data, files, name):
        boxes = {code: f"{name}__{code}" for code in offered_codes()}
        return {code: self.box.value_from_datadict(data, files, box) for code, box in boxes.items() if box in data}

    def value_omitted_from_data(self, data, files, name):
        return not any(f"{name}__{code}" in data for code in offered_codes())

    def use_required_attribute(self, initial):
        return False

    def id_for_label(self, id_):
        return f"{id_}__{default_language()}" if id_ else ""


class LocalTextFormField(forms.Field):
    """Texts per language as a dict without empty ones, in NFC; required means: in the default language at least."""

    def __init__(self, *, multiline=False, widget=None, **kwargs):
        if widget is None:
            widget = LocalTextWidget(box=forms.Textarea({"rows": 5}) if multiline else forms.TextInput())
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value):
        texts = {code: unicodedata.normalize("NFC", text).strip() for code, text in (value or {}).items()}
        return {code: text for code, text in texts.items() if text}

    def validate(self, value):
        if self.required and not value.get(default_language()):
            raise ValidationError(
                f"Fill in {Language(default_language()).name_local} at least: it stands in for missing translations."
            )

    def has_changed(self, initial, data):
        return self.to_python(data) != self.to_python(initial)
