"""Two people at one story: a save of a form that somebody else overtook stores nothing, and asks what to do with both.

The version in the form is the guard, asked with the row locked; whatever was typed is on the page that answers.
"""

import json

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.admin import contents
from articles.admin.differences import by_words
from articles.models import Story
from articles.operations import autosaving, revisions
from newsroom.richtext import BodyWidget

THEIRS, MINE, EDITED = "theirs", "mine", "edited"
ANSWERS = ("_merge", "_keep", "_theirs")
LOCKED = "The story may not be edited by you any more: it was handed on or planned while you were typing."


class ConflictsMixin:
    """Answers a save that came too late with both sides; stands before everything that overrides the form's view."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not str(object_id).isdecimal():
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._saved(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Another story took the slug or the language at this very moment: asked again, the form says so.
            return self._saved(request, object_id, form_url, extra_context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if getattr(form, "is_stale", False):
            return self._conflict(request, Story.objects.get(pk=obj.pk), request.POST, form.fields)
        return super().render_change_form(request, context, add, change, form_url, obj)

    @transaction.atomic
    def _saved(self, request, object_id, form_url, extra_context):
        if (response := self._before_save(request, object_id)) is not None:
            return response
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _before_save(self, request, object_id):
        """Return the response to an answer that saves nothing, or to a save that is not theirs any more; else None."""
        story = self.get_object(request, object_id)
        if story is None:
            return None
        answer = next((name for name in ANSWERS if name in request.POST), None)
        if not (request.user.has_perm("articles.change_story") and story.is_visible_to(request.user)):
            raise PermissionDenied
        mine = _unpacked(request.POST.get("mine", "")) if answer else request.POST
        if answer == "_theirs":
            autosaving.discard(request.user, story)
            messages.success(request, "What you typed is dropped. This is the story as it was saved.")
        elif answer == "_keep":
            kept = contents.as_content(contents.typed(mine))
            version = _number(mine.get("opened_version")) or story.version
            revisions.keep(story, revisions.KEEP, actor=request.user, version=version, of=kept)
            autosaving.discard(request.user, story)
            messages.success(request, "What you typed is kept among the revisions. The story is as it was saved.")
        elif not self.has_change_permission(request, story):
            return self._conflict(request, story, mine, contents.LABELS, refused=LOCKED)
        else:
            return self._merge(request, story, mine) if answer else None
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[story.pk]))

    def _merge(self, request, story, mine):
        """Put what was chosen in the place of what was posted, for the save that follows; or ask again."""
        names = self.get_form(request, story, change=True)(instance=story).fields
        if _number(request.POST.get("shown_version")) != story.version:
            return self._conflict(request, story, mine, names)
        sides = Sides(story, mine, names)
        merged = dict(sides.mine)
        for name in sides.by_themselves:
            merged[name] = sides.theirs[name] if sides.by_themselves[name] == THEIRS else sides.mine[name]
        for name in sides.open:
            chosen = request.POST.get(f"choose-{name}")
            if chosen not in {THEIRS, MINE} and (name, chosen) != ("body", EDITED):
                refused = "Choose for each of them whose words stand."
                return self._conflict(request, story, mine, names, refused=refused, chosen=request.POST)
            if chosen == EDITED:
                merged[name] = BodyWidget().value_from_datadict(request.POST, {}, "merged_body") or ""
            else:
                merged[name] = sides.theirs[name] if chosen == THEIRS else sides.mine[name]
        contents.post_over(mine, merged, [*sides.by_themselves, *sides.open], story)
        mine["opened_version"] = str(story.version)
        mine["_continue"] = "1"
        request.POST = mine
        return None

    def _conflict(self, request, story, post, names, *, refused="", chosen=None):
        """Return the page with both sides; ``post`` is what was typed, and goes back with the answer."""
        sides = Sides(story, post, names)
        saves = [] if sides.started_from is None else story.revisions.filter(version__gt=sides.started_from)
        chosen, user = chosen or {}, request.user
        named = {"id": "id_merged_body", "aria-label": "Body, as I write it here"}
        editor = BodyWidget(attrs=named | {"lang": story.language, "dir": story.direction})
        body = chosen.get("merged_body") or sides.mine["body"]
        context = self.admin_site.each_context(request) | {
            "title": "Somebody saved this story while you were editing",
            "opts": self.opts,
            "original": story,
            "story": story,
            "refused": refused,
            "may_save": self.has_change_permission(request, story),
            "saves": [save for save in saves.select_related("made_by").defer("content")] if saves else [],
            "last": revisions.last_save(story),
            "open": [self._row(sides, name, user, chosen.get(f"choose-{name}")) for name in sides.open],
            "settled": [self._row(sides, name, user, whose) for name, whose in sides.by_themselves.items()],
            "mine": _packed(post),
            "has_base": sides.base is not None,
            "editor": editor.render("merged_body", body) if "body" in sides.open else "",
            "media": self.media + editor.media,
            "lost_picture": request.FILES.get("new_picture"),
        }
        return TemplateResponse(request, "admin/articles/story/conflict.html", context, status=409)

    def _row(self, sides, name, user, chosen):
        """Return a name with what both began with, and how each changed it, by words."""
        base = contents.said(sides.base, name, user) if sides.base else []
        both = [contents.said(side, name, user) for side in (sides.theirs, sides.mine)]
        before = " ".join(base)
        runs = [
            by_words(before, said or [""]) if sides.base else by_words(" ".join(said), said or [""]) for said in both
        ]
        return {
            "name": name,
            "label": contents.LABELS[name],
            "base": base,
            "theirs": runs[0],
            "mine": runs[1],
            "chosen": chosen,
            "same_words": both[0] == both[1],
        }


class Sides:
    """What both started from (None where that was not kept), what is stored now, what was typed; and who touched what.

    ``by_themselves`` are the names that one side alone touched, with whose words stand; ``open`` those of both.
    """

    def __init__(self, story, post, names):
        names = {*names, *contents.INLINES}
        self.started_from = _number(post.get("opened_version"))
        revision = revisions.at_version(story, self.started_from)
        self.base = contents.kept(revision.content) if revision else None
        self.theirs, self.mine = contents.kept(revisions.content(story)), contents.typed(post)
        self.by_themselves, self.open = {}, []
        touched = set(contents.differing(self.base, self.theirs)) if self.base else set(contents.LABELS)
        typed = set(contents.differing(self.base, self.mine)) if self.base else set(contents.LABELS)
        for name in contents.differing(self.theirs, self.mine, names):
            if name in touched and name in typed:
                self.open.append(name)
            else:
                self.by_themselves[name] = THEIRS if name in touched else MINE


def _packed(post):
    """Return what was posted as JSON, without the button and the token."""
    kept = (name for name in post if not name.startswith(("_", "csrf", "choose-")))
    return json.dumps({name: post.getlist(name) for name in kept}, ensure_ascii=False)


def _unpacked(text):
    found = QueryDict(mutable=True)
    try:
        for name, values in json.loads(text).items():
            found.setlist(str(name), [str(value) for value in values])
    except (ValueError, AttributeError, TypeError) as error:
        raise BadRequest("What was typed did not come back whole.") from error
    return found


def _number(text):
    return int(text) if str(text).isdecimal() and len(str(text)) < 10 else None
