"""The versions of the AI policy, to be read only, and the form that publishes the next one."""

import hashlib

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path

from articles.models import AIPolicy
from articles.operations import policy as deeds
from articles.operations.gate import REASON_LETTERS
from newsroom.audit.chain import canonical_json
from newsroom.publication.languages import Language


class AIPolicyForm(forms.ModelForm):
    """The next version, filled with the one that holds."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = AIPolicy
        fields = [*deeds.TEXTS, *deeds.SETTINGS, "reason"]
        widgets = {
            "realistic_pictures": forms.RadioSelect,
            "credit": forms.RadioSelect,
            "reason": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, data=None, *, held):
        initial = {name: getattr(held, name) for name in [*deeds.TEXTS, *deeds.SETTINGS]}
        super().__init__(data, initial=initial | {"based_on": held.pk or 0}, instance=AIPolicy())
        self.fields["reason"].help_text = f"At least {REASON_LETTERS} characters. Kept in the audit record; not public."

    @property
    def seen(self):
        """What stands for the values in the form, so that exactly what was asked about is published."""
        values = {name: self.cleaned_data[name] for name in self._meta.fields}
        return hashlib.sha256(canonical_json(values).encode()).hexdigest()


@admin.register(AIPolicy)
class AIPolicyAdmin(admin.ModelAdmin):
    """Nobody changes or deletes a version; a publisher publishes the next."""

    change_list_template = "admin/articles/aipolicy/change_list.html"
    list_display = ["__str__", "published_at", "published_by"]
    list_select_related = ["published_by"]
    fields = ["published_at", "published_by", *deeds.TEXTS, *deeds.SETTINGS, "reason"]
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_urls(self):
        publish = self.admin_site.admin_view(self.publish_view)
        return [path("publish/", publish, name="articles_aipolicy_publish"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        may_publish = request.user.has_perm(deeds.PERMISSION)
        return super().changelist_view(request, {**(extra_context or {}), "may_publish": may_publish})

    def publish_view(self, request):
        """Show the form, then what would change, then publish; nothing that was typed is lost on the way."""
        if not request.user.has_perm(deeds.PERMISSION):
            raise PermissionDenied
        held, asks = AIPolicy.current(), ""
        form = AIPolicyForm(request.POST or None, held=held)
        if form.is_valid():
            try:
                if "_publish" in request.POST and request.POST.get("seen") == form.seen:
                    deeds.publish_policy(form.instance, actor=request.user, based_on=form.cleaned_data["based_on"])
                    self.message_user(request, f"In force: {form.instance}.", messages.SUCCESS)
                    return redirect("admin:articles_aipolicy_changelist")
                deeds.check(form.instance, held, form.cleaned_data["based_on"])
                asks = form.seen
            except ValidationError as refused:
                form.add_error(None, refused)
                form.data = form.data.copy()
                form.data["based_on"] = AIPolicy.current().pk or 0
        context = self.admin_site.each_context(request) | {
            "title": "Publish a new version of the AI policy",
            "opts": self.opts,
            "media": self.media + form.media,
            "form": form,
            "held": held,
            "asks": asks,
            "changes": list(_changes(form.instance, held)) if asks else [],
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/articles/aipolicy/publish.html", context, status=status)


def _changes(new, held):
    """Yield (what differs, its language or "", what it says now, what it would say) for the page that asks."""
    for name in deeds.changes(new, held):
        label, before, after = AIPolicy._meta.get_field(name).verbose_name, getattr(held, name), getattr(new, name)
        if name not in deeds.TEXTS:
            yield label, "", _said(held, name, before), _said(new, name, after)
            continue
        for code in dict.fromkeys([*before, *after]):
            if before.get(code) != after.get(code):
                yield f"{label}, {Language(code).name_local}", code, before.get(code, "–"), after.get(code, "–")


def _said(policy, name, value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    display = getattr(policy, f"get_{name}_display", None)
    return display() if display else str(value)
