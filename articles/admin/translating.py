"""The screens of a translation: making one, and working on it beside its original."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.admin import contents, side_by_side
from articles.admin.options import relatable
from articles.models import Edition
from articles.operations import autosaving, publishing, revisions, translating, translation_board
from articles.vocabulary import CorrectionKind
from newsroom import local_time
from newsroom.publication.languages import Language
from newsroom.publication.models import Publication


class TranslateForm(forms.Form):
    """Into which language; a story has one version in each."""

    language = forms.ChoiceField(label="Into which language?", widget=forms.RadioSelect)

    def __init__(self, *args, codes, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        choices = [(code, Language(code).name_local) for code in codes]
        self.fields["language"].choices = choices
        if len(choices) == 1:
            self.initial = {"language": choices[0][0]}


class TranslatingMixin:
    """Adds the translator's screens to the story admin; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/translate/", wrap(self.translate_view), name="articles_story_translate"),
            path("<int:pk>/translation/", wrap(self.translation_view), name="articles_story_translation"),
            path(
                "<int:pk>/translation/autosave/",
                wrap(self.translation_autosave_view),
                name="articles_story_translation_autosave",
            ),
        ]
        return own + super().get_urls()

    def deeds_for(self, request, story):
        """The buttons of the form, with the one that makes a translation."""
        found = super().deeds_for(request, story)
        if translating.may_translate(request.user, story):
            url = reverse("admin:articles_story_translate", args=[story.pk])
            found.append({"name": "_translate", "label": "Translate…", "url": url})
        return found

    def save_model(self, request, obj, form, change):
        if "translation_of" in form.changed_data:
            # Nobody has held it against the story that it is linked to now.
            obj.original = None
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["versions"] = versions_of(obj, request.user)
            if obj.translation_of_id:
                context["translation_url"] = reverse("admin:articles_story_translation", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def translate_view(self, request, pk):
        """Ask into which language (GET), then make the translation and lead to it (POST)."""
        story = get_object_or_404(relatable(request.user), pk=pk)
        if not translating.may_translate(request.user, story):
            raise PermissionDenied
        codes = translating.missing(story)
        form = TranslateForm(request.POST if request.method == "POST" else None, codes=codes)
        refused = []
        if request.method == "POST" and form.is_valid():
            try:
                made = translating.translate(story, form.cleaned_data["language"], actor=request.user)
            except publishing.Refused as error:
                refused, form = error.problems, TranslateForm(codes=translating.missing(story))
            else:
                said = f"Begun in {Language(made.language).name_local}, in the original’s words: translate them here."
                self.log_addition(request, made, said)
                messages.success(request, said)
                return HttpResponseRedirect(reverse("admin:articles_story_translation", args=[made.pk]))
        elif request.method == "POST":
            refused = self.form_problems(form)
        context = self.admin_site.each_context(request) | {
            "title": "Translate this story?",
            "opts": self.opts,
            "original": story,
            "story": story,
            # What readers see, which is what is translated; only the working copy where they see nothing yet.
            "headline": story.shown or story.headline,
            "is_visible": story.is_visible_to(request.user),
            "form": form,
            "codes": codes,
            "refused": [problem.message for problem in refused],
            "versions": versions_of(story, request.user),
        }
        status = 422 if refused else 200
        return TemplateResponse(request, "admin/articles/story/translate.html", context, status=status)

    def translation_view(self, request, pk):
        """Show a translation beside its original (GET); save it as the story form does, and confirm it (POST)."""
        story, post = self._translation(request, pk), request.POST
        saved = autosaving.kept(request.user, story) if self.has_change_permission(request, story) else None
        if request.method != "POST":
            return self._beside(request, story, contents.kept(revisions.content(story)), saved=saved)
        if "_discard" in post:
            autosaving.discard(request.user, story)
        elif "_take_up" in post and saved:
            typed = contents.typed(QueryDict(saved.form))
            messages.warning(request, "This is what you typed. It is not saved yet: look it over, and save.")
            return self._beside(request, story, typed, opened=saved.opened_version)
        elif "pieces" in post:
            typed = side_by_side.written(post)
            if problems := list(side_by_side.too_long(typed)):
                found = contents.kept(revisions.content(story)) | typed
                return self._beside(request, story, found, opened=post.get("opened_version"), problems=problems)
            if (response := self._save(request, story)).status_code != 302:
                return response
        if "_confirm" in post and (response := self._confirm(request, story, post.get("held", ""))):
            return response
        lead_to = "articles_story_change" if "_form" in post else "articles_story_translation"
        return HttpResponseRedirect(reverse(f"admin:{lead_to}", args=[story.pk]))

    def translation_autosave_view(self, request, pk):
        """Keep what is typed on the screen as the story form keeps it."""
        story = self._translation(request, pk)
        if request.method == "POST" and "_beat" not in request.POST:
            is_leaving = "_leave" in request.POST
            request.POST = side_by_side.whole_form(story, request.POST)
            if is_leaving:
                request.POST["_leave"] = "1"
        return self.autosave_view(request, pk)

    def _save(self, request, story):
        """Save what came back as the story form would, with all that it asks and refuses."""
        request.POST = side_by_side.whole_form(story, request.POST)
        request.POST["_continue"] = "1"
        form_url = reverse("admin:articles_story_change", args=[story.pk])
        return self.changeform_view(request, str(story.pk), form_url)

    def _confirm(self, request, story, held):
        """Have the translation confirmed; return the screen again where that is refused."""
        try:
            publishing.confirm_original(story, actor=request.user, held=contents.key_of(held) or 0)
        except publishing.Refused as error:
            story = self._translation(request, story.pk)
            problems = [("", problem.message) for problem in error.problems]
            return self._beside(request, story, contents.kept(revisions.content(story)), problems=problems)
        said = "Confirmed: it holds against the original as that is now."
        self.log_change(request, story, said)
        messages.success(request, said)
        return None

    def _translation(self, request, pk):
        """Return a translation that this person may see."""
        story = self._story(request, pk)
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        if story.translation_of_id is None:
            raise Http404("This story is no translation.")
        return story

    def _beside(self, request, story, found, *, opened=None, saved=None, problems=()):
        original = story.translation_of
        live = Edition.objects.live().filter(story=original).first()
        sees = original.is_visible_to(request.user)
        words = translating.source_of(original).words if live or sees else story.original
        attrs = {"lang": story.language, "dir": story.direction}
        rows = side_by_side.rows(words, story.original, found, attrs) if words else []
        editor = side_by_side.BlockWidget()
        zone = Publication.current().zone
        context = self.admin_site.each_context(request) | {
            "title": "Translate beside the original",
            "opts": self.opts,
            "original": story,
            "story": story,
            "of": original,
            "words": words,
            "live": live,
            "held_at": local_time.said(story.original.published_at, zone) if story.original else "",
            "live_at": local_time.said(live.published_at, zone) if live else "",
            "sees_original": sees,
            "is_stale": translating.is_stale(story),
            "since": _since(story.original, live, zone) if live else [],
            "rows": rows,
            "differs": any(row.runs or row.state in {"changed", "new", "gone"} for row in rows),
            "left": sum(row.is_untranslated for row in rows),
            "pieces": sum(row.name.startswith("piece-") for row in rows),
            "opened_version": opened or story.version,
            "may_edit": self.has_change_permission(request, story),
            "may_confirm": bool(live) and publishing.may_confirm(request.user, story),
            "needs_confirming": bool(live) and story.original_id != live.pk,
            "problems": problems,
            "saved": saved,
            "last_save": revisions.last_save(story),
            "others": autosaving.others(request.user, story),
            "opened_at": local_time.clock(timezone.now(), zone),
            "media": editor.media,
        }
        status = 422 if problems else 200
        return TemplateResponse(request, "admin/articles/story/translation.html", context, status=status)


def versions_of(story, user):
    """Return the other versions of a story, each with the name of its language."""
    found = translation_board.versions([story.translation_key], user).get(story.translation_key, {})
    return [(Language(code), version) for code, version in found.items() if code != story.language]


def _since(held, live, zone):
    """Return what readers were told of the original's facts since it was held against: when, what, and the words."""
    if held is None:
        return []
    notes = [note for note in live.corrections_shown if note["at"] > held.published_at]
    kinds = {kind.value: kind.label.partition(":")[0] for kind in CorrectionKind}
    return [
        (local_time.said(note["at"], zone), kinds.get(note["kind"], ""), note["text"])
        for note in notes
        if note["kind"] != CorrectionKind.AI_DISCLOSURE
    ]
