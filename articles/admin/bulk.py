"""Deeds to many stories at once: chosen in the list, looked at together, done one by one; each is asked for itself."""

from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR, Action, ActionLocation
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles.admin.deed_forms import DeedForm, NoteForm
from articles.admin.plans import state_of
from articles.operations import deleting, planning, publishing
from articles.vocabulary import PERMISSIONS, Change, Deed

# Each is a transaction of its own, with everything asked again: more would keep a browser waiting.
MOST = 100


class NoteForAllForm(NoteForm):
    def clean_note(self):
        if not self.cleaned_data["note"]:
            raise forms.ValidationError("Stories are sent back with a note: say what is missing.")
        return self.cleaned_data["note"]


class ChangeOfAllForm(DeedForm):
    change = forms.ChoiceField(
        label="Of those that readers have seen before: what changed?",
        choices=[choice for choice in Change.choices if choice[0] in {Change.MINOR, Change.UPDATE}],
        widget=forms.RadioSelect,
        required=False,
        help_text="A correction needs a note of its own: publish that story by itself.",
    )


class AssigneeForm(DeedForm):
    assignee = forms.ModelChoiceField(
        planning.assignable(),
        label="Who has them in hand",
        required=False,
        empty_label="Nobody",
        help_text="Who works with them, and when they are due, stays as it is.",
    )


class Act(NamedTuple):
    """A deed to many: its entry in the list's menu, its question and its button; ``do`` does it to one story."""

    label: str
    title: str
    button: str
    permission: str
    do: Callable
    form: type = DeedForm
    explanation: str = ""
    stamp: Callable = publishing.stamp


def _deed(deed):
    return lambda story, typed, **asked: getattr(publishing, deed)(story, **typed, **asked)


def _hide(story, typed, *, actor, seen):
    publishing.hide(story, actor=actor)


def _assign(story, typed, **asked):
    planning.assign(story, collaborators=list(story.collaborators.all()), due_at=story.due_at, **typed, **asked)


def _delete(story, typed, **asked):
    deleting.delete(story, **asked)


ACTS = {
    "submit": Act(
        "Submit for review",
        "Hand these stories to the editors?",
        "Submit",
        PERMISSIONS[Deed.SUBMIT],
        _deed(Deed.SUBMIT),
    ),
    "approve": Act(
        "Approve",
        "Approve these stories for publication?",
        "Approve",
        PERMISSIONS[Deed.APPROVE],
        _deed(Deed.APPROVE),
        explanation="Nobody’s check of words by AI is recorded by this: words are checked one story at a time.",
    ),
    "send-back": Act(
        "Send back",
        "Send these stories back to their writers?",
        "Send back",
        PERMISSIONS[Deed.SEND_BACK],
        _deed(Deed.SEND_BACK),
        NoteForAllForm,
    ),
    "publish": Act(
        "Publish",
        "Publish these stories?",
        "Publish",
        PERMISSIONS[Deed.PUBLISH],
        _deed(Deed.PUBLISH),
        ChangeOfAllForm,
        "What stands against publishing is asked for each of them. Those that may not go out stay as they are, and you "
        "are told why.",
    ),
    "hide": Act(
        "Hide now",
        "Hide these stories from readers now?",
        "Hide now",
        PERMISSIONS[Deed.HIDE],
        _hide,
        explanation="Their addresses answer that nothing is there. Publishers are told. “Show again”, in the form of "
        "each, brings it back.",
    ),
    "assign": Act(
        "Give to somebody",
        "Who has these stories in hand?",
        "Give",
        planning.ASSIGN,
        _assign,
        AssigneeForm,
        stamp=planning.stamp,
    ),
    "delete": Act(
        "Delete drafts",
        "Delete these drafts for good?",
        "Delete for good",
        deleting.PERMISSION,
        _delete,
        explanation="Nothing brings them back. A story that readers have seen is never deleted: it is withdrawn.",
    ),
}


class BulkMixin:
    """Adds the deeds to the list's menu, and their screens."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [path(f"bulk/{name}/", wrap(self._bulk(name)), name=f"articles_story_bulk_{name}") for name in ACTS]
        return own + super().get_urls()

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        if IS_POPUP_VAR in request.GET or action_location != ActionLocation.CHANGE_LIST:
            return {}
        return {
            name: Action(self._chosen(name), name, f"{act.label}…", f"{act.label}…", [action_location])
            for name, act in ACTS.items()
            if request.user.has_perm(act.permission)
        }

    def _chosen(self, name):
        def lead_on(model_admin, request, stories):
            keys = list(stories.values_list("pk", flat=True)[: MOST + 1])
            if len(keys) > MOST:
                messages.error(request, f"At most {MOST} stories at once: choose fewer, or narrow the list first.")
                return None
            address = reverse(f"admin:articles_story_bulk_{name}")
            return HttpResponseRedirect(f"{address}?{urlencode([('story', key) for key in keys])}")

        return lead_on

    def _bulk(self, name):
        def view(request):
            return self.bulk_view(request, name, ACTS[name])

        return view

    def bulk_view(self, request, name, act):
        """Show the chosen stories and ask (GET), then do the deed to each (POST), and say what came of each."""
        if not request.user.has_perm(act.permission):
            raise PermissionDenied
        if request.method != "POST":
            return self._ask(request, act, act.form(story=None), self._read(request, request.GET))
        form, chosen = act.form(request.POST, story=None), self._read(request, request.POST)
        if not form.is_valid() or not chosen or len(chosen) > MOST:
            return self._ask(request, act, form, chosen, status=422)
        done, refused = [], []
        for story, seen in chosen:
            why = self._try(request, name, act, story, form.cleaned_data, seen)
            (refused if why else done).append((story, why))
        gone = len(set(request.POST.getlist("story"))) - len(chosen)
        context = {"title": act.label, "done": done, "refused": refused, "gone": gone}
        return self._page(request, "admin/articles/story/bulk_done.html", context)

    def _read(self, request, given):
        """Return the stories that were chosen and that this person sees, each with the stamp it was shown with."""
        seen = dict(value.partition(":")[::2] for value in given.getlist("story"))
        keys = [key for key in seen if key.isascii() and key.isdecimal() and len(key) < 19]
        stories = self.get_queryset(request).filter(pk__in=keys[: MOST + 1]).select_related("assignee", "section")
        stories = stories.prefetch_related("collaborators")
        return [(story, seen[str(story.pk)]) for story in stories.defer("body").order_by("-updated_at", "-pk")]

    def _try(self, request, name, act, story, typed, seen):
        """Do the deed to one story, and return why not, in words, where it was refused."""
        try:
            act.do(story, typed, actor=request.user, seen=seen)
        except publishing.Refused as error:
            if name.replace("-", "_") in Deed.values:
                publishing.note_refusal(story, Deed(name.replace("-", "_")), error, actor=request.user)
            return [problem.message for problem in error.problems]
        except PermissionDenied as error:
            return [str(error) or "You may not do this."]
        if name != "delete":
            self.log_change(request, story, f"{act.label}, with others.")
        return []

    def _ask(self, request, act, form, chosen, status=200):
        context = {
            "title": act.title,
            "act": act,
            "form": form,
            "rows": [(story, act.stamp(story), state_of(story)) for story, _seen in chosen[:MOST]],
            "error": f"At most {MOST} stories at once: choose fewer." if len(chosen) > MOST else "",
        }
        return self._page(request, "admin/articles/story/bulk.html", context, status)

    def _page(self, request, template, context, status=200):
        context = self.admin_site.each_context(request) | {"opts": self.opts} | context
        return TemplateResponse(request, template, context, status=status)
