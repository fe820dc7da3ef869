"""The register of AI tools, and readers' reports with the screen that answers them."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin import moments
from articles.models import AIPolicy, AIReport, AITool, Story
from articles.operations import publishing, reports, tools
from articles.vocabulary import Deed
from newsroom.publication.localtext import in_language


@admin.register(AITool)
class AIToolAdmin(admin.ModelAdmin):
    """The public register. A tool is never deleted, because published stories name it: it is given an end."""

    list_display = ["name", "version", "provider", "what_for", "since", "until"]
    list_filter = [("until", admin.EmptyFieldListFilter)]
    search_fields = ["name", "provider"]
    fields = ["name", "version", "provider", "purpose", "since", "until"]
    show_full_result_count = False

    @admin.display(description="what for")
    def what_for(self, tool):
        return in_language(tool.purpose).text

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        tools.save_tool(obj, actor=request.user)


class AnswerForm(forms.Form):
    """What the desk answers."""

    state = forms.ChoiceField(
        label="Was the reader right?",
        choices=[choice for choice in AIReport.State.choices if choice[0] != AIReport.State.OPEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether the reader was right: choose one of the two."},
    )
    answer = forms.CharField(
        label="Answer",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="In words the reader understands. It stays on record.",
        error_messages={"required": "Write the answer: the reader gets it, and it stays on record."},
    )


@admin.register(AIReport)
class AIReportAdmin(admin.ModelAdmin):
    """Reports, open ones first; read here, and answered once."""

    change_form_template = "admin/articles/aireport/change_form.html"
    list_display = ["address", "about", "state", "sent", "story_link"]
    list_filter = ["state", "about"]
    search_fields = ["address", "text", "edition__headline"]
    list_select_related = ["edition"]
    ordering = ["state", "-created_at"]
    fields = [
        "about",
        "address",
        "story_link",
        "text",
        "contact",
        "sent",
        "state",
        "answer",
        "answered_by",
        "answered",
    ]
    readonly_fields = fields
    sent = moments.column("created_at", "sent")
    answered = moments.column("answered_at", "answered")
    show_full_result_count = False
    actions = None

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_queryset(self, request):
        return super().get_queryset(request).defer("edition__body", "edition__statement", "edition__corrections")

    def get_urls(self):
        answer = self.admin_site.admin_view(self.answer_view)
        return [path("<int:pk>/answer/", answer, name="articles_aireport_answer"), *super().get_urls()]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        report = self.get_object(request, object_id)
        more = {
            "may_answer": request.user.has_perm(reports.PERMISSION),
            "correct_url": self._correct_url(request, report) if report else "",
        }
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def _correct_url(self, request, report):
        """Return where this person corrects the story in answer to an open report of a mistake, "" for nowhere."""
        if report.about != AIReport.About.MISTAKE or report.state != AIReport.State.OPEN or not report.edition:
            return ""
        story = Story.objects.filter(pk=report.edition.story_id).first()
        if not publishing.may(request.user, Deed.PUBLISH, story):
            return ""
        return f"{reverse('admin:articles_story_publish', args=[story.pk])}?report={report.pk}"

    def answer_view(self, request, pk):
        """Ask for the answer (GET), then keep it and mail it (POST); a refusal keeps what was typed."""
        if not request.user.has_perm(reports.PERMISSION):
            raise PermissionDenied
        report = self.get_object(request, str(pk))
        if report is None:
            raise Http404
        if report.state != AIReport.State.OPEN and request.method != "POST":
            return redirect("admin:articles_aireport_change", pk)
        form = AnswerForm(request.POST or None)
        if form.is_valid():
            try:
                report = reports.answer(report, actor=request.user, **form.cleaned_data)
            except ValidationError as refused:
                form.add_error(None, refused)
            else:
                self._say(request, report, reports.mail_answer(report))
                return redirect("admin:articles_aireport_changelist")
        context = self.admin_site.each_context(request) | {
            "title": "Answer a report",
            "opts": self.opts,
            "report": report,
            "story_link": self.story_link(report),
            "correct_url": self._correct_url(request, report),
            "due_at": report.created_at + timedelta(days=AIPolicy.current().answer_days),
            "form": form,
        }
        status = 422 if form.errors else 200
        return TemplateResponse(request, "admin/articles/aireport/answer.html", context, status=status)

    def _say(self, request, report, is_mailed):
        said = {
            None: "The answer is kept. The reader gave no address.",
            True: f"The answer is kept and was mailed to {report.contact}.",
            False: f"The answer is kept, but the mail could not be sent: write to {report.contact} yourself.",
        }
        level = messages.WARNING if is_mailed is False else messages.SUCCESS
        self.message_user(request, said[is_mailed], level)

    @admin.display(description="story")
    def story_link(self, report):
        if report.edition is None:
            return "not found"
        url = reverse("admin:articles_story_change", args=[report.edition.story_id])
        return format_html('<a href="{}" lang="{}">{}</a>', url, report.edition.language, report.edition.headline)
