"""What is typed and not saved: kept every few seconds, offered when the form opens again; and who else is there."""

from django.contrib import messages
from django.contrib.admin.helpers import AdminErrorList
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse, QueryDict
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone

from articles.admin import contents
from articles.admin.differences import by_words
from articles.operations import autosaving, revisions
from newsroom import local_time
from newsroom.publication.models import Publication

# Boxes of a new story that hold something before anybody typed.
FILLED = {"kind", "language", "is_public_interest"}


class AutosavesMixin:
    """Adds the address that the form's script tells what is typed, and the offer to take it up again."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("autosave/", wrap(self.autosave_view), name="articles_story_autosave_new"),
            path("<int:pk>/autosave/", wrap(self.autosave_view), name="articles_story_autosave"),
        ]
        return own + super().get_urls()

    def autosave_view(self, request, pk=None):
        """Keep what is typed (POST), or with ``_beat`` only say that the form is open; answer what the form's bar says.

        A GET answers a new token, for a form that was opened before its person signed in anew.
        """
        story = get_object_or_404(self.get_queryset(request), pk=pk) if pk else None
        allowed = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        if not allowed:
            raise PermissionDenied
        if request.method == "GET":
            return JsonResponse({"token": get_token(request)})
        if request.method != "POST":
            return HttpResponseNotAllowed(["GET", "POST"])
        opened = request.POST.get("opened_version", "")
        opened = int(opened) if opened.isdecimal() and len(opened) < 10 else None
        try:
            self._keep(request, story, opened)
        except IntegrityError as error:
            raise Http404("The story was deleted meanwhile.") from error
        if story is None:
            return JsonResponse({"at": _clock(timezone.now()), "others": [], "overtaken": ""})
        overtaken = _overtaken(story, request.user) if opened != story.version else ""
        others = autosaving.others(request.user, story)
        return JsonResponse({"at": _clock(timezone.now()), "others": others, "overtaken": overtaken})

    def _keep(self, request, story, opened):
        with transaction.atomic():
            if "_beat" not in request.POST:
                autosaving.keep(request.user, story, form=_typed(request.POST), opened_version=opened)
            if story and "_leave" in request.POST:
                autosaving.leave(request.user, story)
            elif story:
                autosaving.sit(request.user, story)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        autosaving.discard(request.user, form.instance if change else None)

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        form.is_taken_up = getattr(request, "taken_up", None) is not None
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and {"_take_up", "_discard"} & set(request.POST):
            story = self.get_object(request, object_id) if object_id else None
            if (object_id and story is None) or (story and not self.has_change_permission(request, story)):
                raise PermissionDenied
            saved = autosaving.kept(request.user, story)
            if saved is None or "_discard" in request.POST:
                autosaving.discard(request.user, story)
                return HttpResponseRedirect(request.path)
            # The form is shown as it was typed, bound and unsaved, on the rows that the story has now.
            post = QueryDict(saved.form, mutable=True)
            contents.post_over(post, contents.typed(post), [], story or self.model())
            request.POST, request.taken_up = post, saved
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if saved := getattr(request, "taken_up", None):
            form.errors.pop(NON_FIELD_ERRORS, None)
            context["errors"] = AdminErrorList(form, [inline.formset for inline in context["inline_admin_formsets"]])
            said = (
                f"This is what you typed until {_clock(saved.saved_at)}. It is not saved yet: look it over, and save."
            )
            messages.warning(request, said)
        elif request.method != "POST" and context.get("has_change_permission", True):
            context["unsaved"] = self._offer(request, obj, form)
        name, key = ("articles_story_autosave", [obj.pk]) if obj else ("articles_story_autosave_new", [])
        context["autosave_url"] = reverse(f"admin:{name}", args=key)
        context["opened_at"] = _clock(timezone.now())
        context["others"] = autosaving.others(request.user, obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _offer(self, request, story, form):
        """Return what is typed and not saved, with what differs by words; None where that is nothing."""
        saved = autosaving.kept(request.user, story)
        if saved is None or (story and not self.has_change_permission(request, story)):
            return None
        typed, names = contents.typed(QueryDict(saved.form)), {*form.fields, *contents.INLINES}
        if story:
            stored = contents.kept(revisions.content(story))
        else:
            stored, names = contents.typed(QueryDict()), names - FILLED
        differing = contents.differing(stored, typed, names)
        if not differing:
            autosaving.discard(request.user, story)
            return None
        rows = [
            (contents.LABELS[n], *(contents.said(side, n, request.user) for side in (stored, typed))) for n in differing
        ]
        return {
            "at": saved.saved_at,
            "labels": [label for label, _was, _now in rows],
            "rows": [(label, by_words(" ".join(was), now or [""])) for label, was, now in rows],
            "overtaken": _overtaken(story, request.user) if story and saved.opened_version != story.version else "",
        }


def _typed(post):
    """Return a form as a browser would post it, without its token and the script's own words."""
    kept = QueryDict(mutable=True)
    for name, values in post.lists():
        if not name.startswith(("_", "csrfmiddlewaretoken")):
            kept.setlist(name, values)
    return kept.urlencode()


def _overtaken(story, person):
    """Say who saved the story after the form was opened."""
    last = revisions.last_save(story)
    who = "Somebody" if last is None or not last.made_by else last.made_by
    who = "You, in another window," if who == person else who
    return f"{who} saved this story at {_clock(story.updated_at)}. Saving yours shows both, and loses neither."


def _clock(moment):
    return local_time.clock(moment, Publication.current().zone)
