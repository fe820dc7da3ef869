"""Redirects in the admin."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from articles.admin import moments
from articles.models import Redirect
from articles.operations import redirects


class RedirectForm(forms.ModelForm):
    """An address and where it leads; what does not go is said under its field."""

    def clean(self):
        data = super().clean()
        if "path" in data and "target" in data:
            try:
                data["path"], data["target"] = redirects.clean(data["path"], data["target"], but=self.instance)
            except ValidationError as error:
                for field, messages in error.message_dict.items():
                    self.add_error(field, messages)
        return data


@admin.register(Redirect)
class RedirectAdmin(admin.ModelAdmin):
    form = RedirectForm
    list_display = ["path", "target", "made"]
    search_fields = ["path", "target"]
    fields = ["path", "target"]
    show_full_result_count = False
    actions = None
    made = moments.column("made_at", "made")

    def save_model(self, request, obj, form, change):
        redirects.save(obj, path=obj.path, target=obj.target, actor=request.user)

    def delete_model(self, request, obj):
        redirects.remove(obj, actor=request.user)
