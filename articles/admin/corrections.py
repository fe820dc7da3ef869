"""The desk's list of public notes on stories, and the screen on which a publisher amends one."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.deed_forms import WordsField
from articles.models import Correction, Story
from articles.models.text import nfc_line
from articles.operations import public_notes, publishing
from articles.vocabulary import CorrectionKind
from newsroom.publication.models import Publication

PERMISSION = "articles.amend_correction"
PER_PAGE = 50


class NotesFilter(forms.Form):
    q = forms.CharField(label="Words", max_length=200, required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(
        label="Kind",
        choices=[("", "All"), *((kind, kind.label.partition(":")[0]) for kind in CorrectionKind)],
        required=False,
    )
    since = forms.DateField(label="From", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label="To", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self):
        data = super().clean()
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", "This day is before the first: mend one of them.")
        return data


class AmendForm(forms.Form):
    text = WordsField(label="What the note is to say")


@admin.register(Correction)
class CorrectionAdmin(admin.ModelAdmin):
    """Notes are made by publishing; here they are found, and amended where all can see it. None is ever deleted."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("", wrap(self.changelist_view), name="articles_correction_changelist"),
            path("<int:story>/<int:number>/", wrap(self.amend_view), name="articles_correction_amend"),
        ]

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("articles.view_story")

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """List the public notes on stories that this person may see, newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        form, found = NotesFilter(request.GET), []
        if form.is_valid():
            asked = dict(form.cleaned_data)
            words = nfc_line(asked.pop("q"))
            found = public_notes.notes(request.user, zone=Publication.current().zone, words=words, **asked)
        context = self.admin_site.each_context(request) | {
            "title": "Corrections",
            "opts": self.opts,
            "form": form,
            "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
            "is_asked": any(form.data.get(name) for name in form.fields),
            "may_amend": request.user.has_perm(PERMISSION),
        }
        status = 200 if form.is_valid() else 400
        return TemplateResponse(request, "admin/articles/correction/list.html", context, status=status)

    def amend_view(self, request, story, number):
        """Ask what a note is to say (GET), then amend it (POST); a refusal keeps what was typed."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        note = public_notes.note(request.user, story, number)
        if note is None:
            raise Http404
        form = AmendForm(request.POST if request.method == "POST" else None, initial={"text": note.line.text})
        if request.method == "POST" and form.is_valid():
            asked = {"actor": request.user, "seen": request.POST.get("seen")}
            working_copy = Story(pk=story)
            try:
                publishing.amend_correction(working_copy, number - 1, form.cleaned_data["text"], **asked)
            except publishing.Refused as refused:
                for problem in refused.problems:
                    form.add_error("text" if problem.field else None, problem.message)
                note = public_notes.note(request.user, story, number) or note
            else:
                messages.success(request, f"Amended: note {number} on “{note.edition.headline}” says both.")
                return HttpResponseRedirect(reverse("admin:articles_correction_changelist"))
        context = self.admin_site.each_context(request) | {
            "title": "Amend a note that readers have seen",
            "opts": self.opts,
            "note": note,
            "form": form,
            "seen": len(note.line.amended),
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/articles/correction/amend.html", context, status=status)
