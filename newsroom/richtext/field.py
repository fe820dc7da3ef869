"""The body as a model field, a form field and the editor's widget."""

from django import forms
from django.db import models
from django.templatetags.static import static
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from newsroom.richtext.markup import EXTENSIONS
from newsroom.richtext.sanitiser import clean, from_text, is_plain

MODULES = [f"newsroom/prose-{name}.js" for name in ("marks", "figure", "inserts", "table", "paste", "plain")]


class BodyWidget(AdminProseEditorWidget):
    """The editor over a text area; the text area alone works too, for plain text.

    Give it ``lang`` and ``dir`` among its ``attrs`` where the text's language is known.
    """

    def __init__(self, attrs=None):
        super().__init__(attrs={"rows": 20, **(attrs or {})}, preset="configurable")

    @property
    def media(self):
        return super().media + Media(css={"all": ["django_prose_editor/overrides.css", "newsroom/prose.css"]})

    def get_config(self):
        return {"extensions": EXTENSIONS, "js_modules": [static(path) for path in MODULES]}

    def value_from_datadict(self, data, files, name):
        """Return what was written as clean markup, whether it was written in the editor or as plain text."""
        value = super().value_from_datadict(data, files, name)
        if value is None:
            return None
        if data.get(f"{name}-format") == "plain" or is_plain(value):
            return from_text(value)
        return clean(value)


class BodyFormField(forms.CharField):
    widget = BodyWidget

    def to_python(self, value):
        return clean(super().to_python(value))

    def has_changed(self, initial, data):
        return clean(initial or "") != clean(data or "")


class BodyField(models.TextField):
    """Rich text that is cleaned however it comes in: forms, ``create()``, ``bulk_create()``, ``update()``."""

    def clean(self, value, model_instance):
        return super().clean(clean(value or ""), model_instance)

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = clean(value)
            setattr(model_instance, self.attname, value)
        return value

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(clean(value) if isinstance(value, str) else value, connection)

    def formfield(self, **kwargs):
        widget = kwargs.pop("widget", None)
        kwargs["widget"] = widget if _is_body_widget(widget) else BodyWidget
        return super().formfield(**{"form_class": BodyFormField, **kwargs})

    def deconstruct(self):
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs


def _is_body_widget(widget):
    return isinstance(widget, BodyWidget) or (isinstance(widget, type) and issubclass(widget, BodyWidget))
