"""The screens of a story's revisions: who made which, what differs between two, and bringing one back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.admin import contents
from articles.admin.differences import by_words
from articles.operations import drafting, publishing, restoring, revisions
from articles.operations.gate import REASON_LETTERS
from articles.vocabulary import AILevel, Part

PER_PAGE = 50
NOW = "now"


class RestoreForm(forms.Form):
    """Why AI did less than is said now; asked only where the revision said less."""

    reason = forms.CharField(
        label="Why was it wrong to say that AI did more?",
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
        help_text=f"A sentence of at least {REASON_LETTERS} characters. Empty: what is said of AI now stays.",
    )

    def __init__(self, *args, asks, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        if not asks:
            del self.fields["reason"]

    def clean_reason(self):
        reason = self.cleaned_data["reason"].strip()
        if reason and len(reason) < REASON_LETTERS:
            raise forms.ValidationError(f"Say why in a sentence, of at least {REASON_LETTERS} characters, or nothing.")
        return reason


class RevisionsMixin:
    """Keeps a revision of each save, and shows them in place of Django's history; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/history/compare/", wrap(self.compare_view), name="articles_story_compare"),
            path("<int:pk>/history/<int:revision>/restore/", wrap(self.restore_view), name="articles_story_restore"),
        ]
        return own + super().get_urls()

    def save_model(self, request, obj, form, change):
        if change:
            revisions.keep_before(obj)
        super().save_model(request, obj, form, change)

    def keep_revision(self, request, story):
        """Keep what a save made of a story; called once everything of it is stored."""
        revisions.keep(story, revisions.SAVE, actor=request.user)

    def history_view(self, request, object_id, extra_context=None):
        """List what the story was: who made which revision, when, by what, and what was different then."""
        story = self._story(request, object_id if str(object_id).isdecimal() else 0)
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        paginator = Paginator(story.revisions.select_related("made_by"), PER_PAGE)
        page = paginator.get_page(request.GET.get("page"))
        # One more than the page shows: the last of a page changed something, too.
        start = page.start_index() - 1
        older = list(story.revisions.all()[start + 1 : start + PER_PAGE + 1])
        context = self._shown(request, story, "What the story was") | {
            "rows": [
                (revision, revisions.DEEDS.get(revision.deed, revision.deed), _changed(revision, before))
                for revision, before in zip(page, [*older, None], strict=False)
            ],
            "page": page,
            "may_restore": restoring.may_restore(request.user, story),
        }
        return TemplateResponse(request, "admin/articles/story/revisions.html", context)

    def compare_view(self, request, pk):
        """Show by words what differs between two revisions, ``?from=`` and ``?to=``; "now" is the story as it is."""
        story = self._story(request, pk)
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        both = [self._side(story, request.GET.get(name, NOW)) for name in ("from", "to")]
        (before, was), (after, then) = both
        rows = [
            (contents.LABELS[name], contents.said(was, name, request.user), contents.said(then, name, request.user))
            for name in contents.differing(was, then)
        ]
        context = self._shown(request, story, "What differs") | {
            "before": before,
            "after": after,
            "rows": [(label, by_words(" ".join(one), other or [""]), one == other) for label, one, other in rows],
            "language": then["language"],
            "may_restore": restoring.may_restore(request.user, story),
        }
        return TemplateResponse(request, "admin/articles/story/compare.html", context)

    def restore_view(self, request, pk, revision):
        """Ask before a revision is brought back (GET), then bring it back as a new save (POST)."""
        story = self._story(request, pk)
        revision = get_object_or_404(story.revisions, pk=revision)
        if not restoring.may_restore(request.user, story):
            raise PermissionDenied
        lowered = restoring.weaker(story, revision.content)
        form = RestoreForm(request.POST if request.method == "POST" else None, asks=lowered)
        refused, seen = [], request.POST.get("seen")
        if request.method == "POST" and form.is_valid():
            reason = form.cleaned_data.get("reason", "")
            try:
                story, left_out = restoring.restore(story, revision, actor=request.user, reason=reason, seen=seen)
            except publishing.Refused as error:
                refused, seen = error.problems, None
                story.refresh_from_db()
            else:
                return self._restored(request, story, revision, left_out)
        elif request.method == "POST":
            refused = self.form_problems(form)
        context = {
            "title": "Bring this version back?",
            "button": "Restore",
            "deed": "restore",
            "explanation": f"The story becomes what it was on {_when(revision)}, as a new save; what it is now stays "
            "among its revisions. Readers keep what they have until somebody publishes. The address, the note for "
            "colleagues and what a publisher decided stay as they are." + _less(story, revision, lowered),
            "blocking": [(problem, "#id_reason" if problem.field == "reason" else "") for problem in refused],
            "can_go": True,
        }
        return self.question(request, story, form, context, refused=refused, seen=seen)

    def _restored(self, request, story, revision, left_out):
        said = f"Restored as it was on {_when(revision)}."
        self.log_change(request, story, said)
        messages.success(request, f"“{story}”: {said}")
        for sentence in left_out:
            messages.warning(request, f"Not restored: {sentence}")
        return HttpResponseRedirect(self._after(request, story))

    def _side(self, story, key):
        """Return a revision and what it holds; None and what the story is, for "now"."""
        if key == NOW:
            return None, contents.kept(revisions.content(story))
        if not key.isdecimal() or len(key) > 18:
            raise Http404
        revision = get_object_or_404(story.revisions.select_related("made_by"), pk=key)
        return revision, contents.kept(revision.content)

    def _shown(self, request, story, title):
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": story,
            "story": story,
            "may_edit": drafting.may_edit(request.user, story),
            "form_url": reverse("admin:articles_story_change", args=[story.pk]),
        }


def _changed(revision, before):
    if before is None:
        return []
    return [
        contents.LABELS[n] for n in contents.differing(contents.kept(before.content), contents.kept(revision.content))
    ]


def _when(revision):
    return f"{timezone.localtime(revision.made_at):%d %B %Y, %H:%M}"


def _less(story, revision, lowered):
    if not lowered:
        return ""
    now = {row.part: row.level for row in story.disclosures.all()}
    part = lowered[0]
    level = AILevel(now.get(part, now[Part.BODY])).label
    return f" AI was said to have done less then ({part.label.lower()}; now: “{level}”)."
