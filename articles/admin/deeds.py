"""The screens behind the story form's buttons: each asks first, and does the deed with a second request."""

from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone, translation
from django.views.decorators.csp import csp_override

from articles.admin.deed_forms import FORMS, DeedForm, WithdrawForm
from articles.admin.options import related_options, tag_options
from articles.operations import gate, previewing, publishing, reach, reports, reviewing
from articles.validators import Problem
from articles.vocabulary import Deed, Status
from newsroom import local_time
from newsroom.media.models import Attachment
from newsroom.pages import render_page
from newsroom.publication.models import Publication


class Screen(NamedTuple):
    """What a screen says: its question, the button, what it says when done, and what its button is for."""

    question: str
    button: str
    done: str
    explanation: str = ""


SCREENS = {
    Deed.SUBMIT: Screen("Hand this story to the editors?", "Submit for review", "Submitted for review."),
    Deed.SEND_BACK: Screen("Send this story back to its writer?", "Send back", "Sent back to its writer."),
    Deed.APPROVE: Screen("Approve this story for publication?", "Approve", "Approved."),
    Deed.SCHEDULE: Screen(
        "Publish this story at a time?",
        "Schedule",
        "Scheduled.",
        "It goes out by itself at that time, in these words: nobody changes them until it is out or unscheduled. What "
        "stands against publishing is asked again then.",
    ),
    Deed.UNSCHEDULE: Screen(
        "Take the plan away?",
        "Unschedule",
        "Not planned any more; it may be edited again.",
        "The story is approved then, and keeps its words.",
    ),
    Deed.PUBLISH: Screen("Publish this story?", "Publish", "Published."),
    Deed.HIDE: Screen(
        "Hide this story from readers now?",
        "Hide now",
        "Hidden; its address says that it is not there.",
        "Its address answers that nothing is there, without a word of why. Pictures and files that nothing else shows "
        "go along, pictures also in the size for social networks. Publishers are told. “Show again” brings all of it "
        "back as it was.",
    ),
    Deed.SHOW: Screen("Show this story to readers again?", "Show again", "Readers see it again."),
    Deed.WITHDRAW: Screen(
        "Take this story from readers?",
        "Withdraw",
        "Withdrawn; its address now says so.",
        "Its address says that it was withdrawn, when, and why. It leaves lists, feeds, search and related stories.",
    ),
    Deed.RETRACT: Screen(
        "Retract this story?",
        "Retract",
        "Retracted; its address says why.",
        "The story stays at its address, with your reason in place of its words, and stands among the corrections.",
    ),
}
# Deeds for which the gate is asked beforehand, and those that it can hold up.
CHECKED = {Deed.PUBLISH, Deed.SCHEDULE, Deed.SUBMIT, Deed.APPROVE}
HELD_UP = {Deed.PUBLISH, Deed.SCHEDULE}
# Deeds before and after which one should know where else the story is.
FAR_REACHING = {Deed.HIDE, Deed.SHOW, Deed.WITHDRAW}
# Where in the story form a problem is mended, for fields whose box has another name.
ANCHORS = {"bylines": "bylines-group", "related": "related_links-group", "ai_body": "id_ai_body_0"}


class DeedsMixin:
    """Adds the deeds' addresses to the story admin."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("tag-options/", wrap(tag_options), name="articles_story_tag_options"),
            path("related-options/", wrap(related_options), name="articles_story_related_options"),
            path(
                "<int:pk>/preview/",
                csp_override(settings.SECURE_CSP)(wrap(self.preview_view)),
                name="articles_story_preview",
            ),
        ]
        own += [
            path(f"<int:pk>/{deed.replace('_', '-')}/", wrap(self._screen(deed)), name=f"articles_story_{deed}")
            for deed in Deed
        ]
        return own + super().get_urls()

    def preview_view(self, request, pk):
        """Show the working copy as readers would see it, in the interface language ``?ui=``."""
        story = self._story(request, pk)
        language = request.GET.get("ui", story.language)
        if language not in dict(settings.LANGUAGES):
            raise Http404
        with translation.override(language):
            context = {"story": previewing.page_of(story), "robots": "noindex"}
            response = render_page(request, "pages/story.html", context, private=True)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    def _screen(self, deed):
        def view(request, pk):
            return self.deed_view(request, pk, deed)

        return view

    def deed_view(self, request, pk, deed):
        """Ask before the deed (GET), then do it (POST); a refusal lists its problems and keeps what was typed."""
        story = self._story(request, pk)
        screen, previous = SCREENS[deed], story.editions.order_by("-number").first()
        make = FORMS.get(deed, DeedForm)
        if request.method != "POST":
            if not publishing.may(request.user, deed, story):
                raise PermissionDenied
            form = make(story=story, previous=previous, zone=Publication.current().zone)
            if deed == Deed.PUBLISH:
                form.answer(request.GET.get("report", ""))
            return self._question(request, story, deed, form)
        form = make(request.POST, story=story, previous=previous, zone=Publication.current().zone)
        if not form.is_valid():
            return self._question(request, story, deed, form, self.form_problems(form), request.POST.get("seen"))
        try:
            done = self._do(request, story, deed, form.cleaned_data) or screen.done
        except publishing.Refused as error:
            publishing.note_refusal(story, deed, error, actor=request.user)
            story.refresh_from_db()
            return self._question(request, story, deed, form, error.problems)
        self.log_change(request, story, done)
        messages.success(request, f"“{story}”: {done}")
        return HttpResponseRedirect(self._after(request, story))

    def _do(self, request, story, deed, typed):
        """Do the deed, and return what to say of it where that is more than the screen's own words."""
        asked = {"actor": request.user, "seen": request.POST.get("seen")}
        if deed == Deed.HIDE:
            return _hidden(publishing.hide(story, actor=request.user, **typed))
        if deed == Deed.PUBLISH:
            return _publish(story, typed, asked)
        if deed == Deed.WITHDRAW:
            return _withdraw(story, typed, asked)
        if deed == Deed.SCHEDULE:
            publishing.schedule(story, **typed, **asked)
            return f"It goes out on {_said(typed['at'])}."
        getattr(publishing, deed)(story, **typed, **asked)
        return ""

    def form_problems(self, form):
        """Return what a form itself cannot take, as problems."""
        return [Problem(field, message) for field, messages in form.errors.items() for message in messages]

    def _question(self, request, story, deed, form, refused=(), seen=None):
        screen = SCREENS[deed]
        at = form.proposed(timezone.now()) if deed == Deed.SCHEDULE else None
        checked = deed in CHECKED
        found = gate.problems(story, actor=request.user, previous=form.previous, at=at) if checked else []
        holding = [problem for problem in found if problem.blocks and deed in HELD_UP]
        blocking = list(dict.fromkeys([*refused, *holding]))
        context = {
            "deed": deed,
            "blocking": [(problem, self._mend(request, story, problem, form)) for problem in blocking],
            "warning": [
                (problem, self._mend(request, story, problem, form)) for problem in found if problem not in blocking
            ],
            "can_go": not holding,
            "reach": reach.reach(story, actor=request.user) if deed in FAR_REACHING else None,
        }
        title = "Move it to another time?" if deed == Deed.SCHEDULE and story.scheduled_for else screen.question
        words = {"title": title, "button": self._button(deed, story), "explanation": screen.explanation}
        return self.question(request, story, form, context | words, refused=refused, seen=seen)

    def question(self, request, story, form, context, *, refused=(), seen=None):
        """Return a screen that asks about a story; ``seen`` is what it shows, and is given back with the answer."""
        context = (
            self.admin_site.each_context(request)
            | {"opts": self.opts, "original": story, "story": story, "form": form}
            | {"seen": seen or publishing.stamp(story), "user": request.user}
            | context
        )
        status = 422 if refused else 200
        return TemplateResponse(request, "admin/articles/story/deed.html", context, status=status)

    def _story(self, request, pk):
        return get_object_or_404(self.get_queryset(request), pk=pk)

    def _mend(self, request, story, problem, form):
        """Return where this person mends a problem, or "" where that has no place of its own."""
        if problem.field in form.fields:
            return f"#id_{problem.field}"
        if problem.field in {"", "note", "change", "reason", "__all__"}:
            return ""
        if problem.field == "embargo_until":
            return reverse("admin:articles_story_embargo", args=[story.pk])
        if problem.field == "review":
            may = request.user.has_perm(reviewing.PERMISSION)
            return reverse("admin:articles_story_review", args=[story.pk]) if may else ""
        if problem.field == "translation":
            return reverse("admin:articles_story_translation", args=[story.pk])
        anchor = ANCHORS.get(problem.field, f"id_{problem.field}")
        return reverse("admin:articles_story_change", args=[story.pk]) + f"#{anchor}"

    def _after(self, request, story):
        if story.is_visible_to(request.user):
            return reverse("admin:articles_story_change", args=[story.pk])
        return reverse("admin:articles_story_changelist")

    def deeds_for(self, request, story):
        """The buttons of the form: what this person can do to this story now."""
        return [
            {
                "name": f"_{deed}",
                "label": self._button(deed, story) + "…",
                "url": reverse(f"admin:articles_story_{deed}", args=[story.pk]),
            }
            for deed in Deed
            if publishing.may(request.user, deed, story)
        ]

    def _button(self, deed, story):
        return "Move" if deed == Deed.SCHEDULE and story.status == Status.SCHEDULED else SCREENS[deed].button


def _publish(story, typed, asked):
    keys = typed.pop("reports", [])
    edition = publishing.publish(story, **typed, **asked)
    if not keys:
        return ""
    upheld = reports.uphold(keys, edition, actor=asked["actor"])
    lost = [report.contact for report in upheld if reports.mail_answer(report) is False]
    said = f"Published, and {len(upheld)} {'report' if len(upheld) == 1 else 'reports'} answered."
    return f"{said} The mail could not be sent: write to {', '.join(lost)} yourself." if lost else said


def _hidden(done):
    said = [SCREENS[Deed.HIDE].done]
    if len(done.stories) > 1:
        said = [f"{len(done.stories)} stories hidden: it and its translations."]
    files = [item for item in done.along if isinstance(item, Attachment)]
    for name, count in (("Pictures", len(done.along) - len(files)), ("Files", len(files))):
        if count:
            said.append(f"{name} that went along: {count}.")
    if done.left:
        names = ", ".join(f"“{item}”" for item in done.left)
        said.append(f"These could not be moved and are still at their addresses: {names}. Pull them in the library.")
    return " ".join(said)


def _withdraw(story, typed, asked):
    if typed["when"] == WithdrawForm.NOW:
        publishing.withdraw(story, reason=typed["reason"], target=typed["target"], **asked)
        return f"Withdrawn; its address leads to {typed['target']}." if typed["target"] else ""
    at = typed["at"] if typed["when"] == WithdrawForm.AT else None
    publishing.plan_withdrawal(story, at=at, reason=typed["reason"], target=typed["target"], **asked)
    return f"It comes down on {_said(at)}." if at else "It is not planned to come down any more."


def _said(moment):
    return local_time.said(moment, Publication.current().zone)
