"""A typo at a late hour: from a story's address to its form, and one dialog that shows, confirms and publishes."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse

from articles import converters  # noqa: F401 (its converters are used below)
from articles.admin.deed_forms import DeedForm
from articles.admin.differences import SAME
from articles.admin.reviews import competence_of, parts_of
from articles.models import Edition, Story, StoryTag
from articles.models.edition import PreviousPath
from articles.operations import freezing, gate, publishing, reviewing, revisions
from articles.operations.refusal import Refused
from articles.vocabulary import Change, Deed, Outcome
from newsroom.accounts.operations import presence

# What may differ besides words, as the dialog names it.
ALSO = {
    "language": "the language",
    "section_id": "the section",
    "kind": "the kind of story",
    "payer": "who pays for it",
    "lead_picture_id": "the lead picture",
    "sources": "the sources",
    "slug": "the address; the old one leads to the new one",
    "related_story_ids": "the related stories",
    "ai_parts": "what AI did",
    "is_public_interest": "whether it is of public interest",
}


class MinorForm(DeedForm):
    """Asks a person who checks words to confirm them again, where they changed after a check."""

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    facts_checked = forms.BooleanField(
        label="I checked the facts in these words",
        required=False,
        help_text="They changed after a check, so they are confirmed again. It is recorded under your name.",
    )
    competence_note = forms.CharField(
        label="Why can you judge this subject?",
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    def __init__(self, *args, confirms, competence="", **kwargs):
        super().__init__(*args, **kwargs)
        self.initial = {"sha256": reviewing.words_of(self.story).sha256, "competence_note": competence}
        if not confirms:
            self.fields.clear()


class MinorMixin:
    """Adds the way from a public address to the form, and the dialog; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("at/<day:day>/<words:slug>/", wrap(self.at_view), name="articles_story_at"),
            path("<int:pk>/minor/", wrap(self.minor_view), name="articles_story_minor"),
        ]
        return own + super().get_urls()

    def at_view(self, request, day, slug):
        """Lead from a story's address, today's or an old one, to its form; 404 where this person may not see it."""
        pk = _key_at(day, slug)
        if pk is None:
            raise Http404
        return HttpResponseRedirect(reverse("admin:articles_story_change", args=[self._story(request, pk).pk]))

    def minor_view(self, request, pk):
        """Show what differs from what readers see (GET); confirm the words where that is due, and publish (POST)."""
        story = self._story(request, pk)
        if not (story.is_live and publishing.may(request.user, Deed.PUBLISH, story)):
            raise PermissionDenied
        confirms = _confirms(request.user, story)
        if request.method != "POST":
            competence = competence_of(request.user, story)
            return self._minor(request, story, MinorForm(story=story, confirms=confirms, competence=competence))
        form = MinorForm(request.POST, story=story, confirms=confirms)
        refused = self.form_problems(form) or self._standing(request, story, confirms)
        if not refused:
            refused = self._publish_minor(request, story, form.cleaned_data if confirms else None)
        if refused:
            story.refresh_from_db()
            return self._minor(request, story, _shown_again(request.POST, story, confirms), refused)
        self.log_change(request, story, "Published as minor.")
        messages.success(request, f"“{story}”: Published.")
        return HttpResponseRedirect(self._after(request, story))

    def deeds_for(self, request, story):
        """The buttons of the form, with the short way for a live story first."""
        found = super().deeds_for(request, story)
        if story.is_live and publishing.may(request.user, Deed.PUBLISH, story):
            url = reverse("admin:articles_story_minor", args=[story.pk])
            found.insert(0, {"name": "_minor", "label": "Publish as minor…", "url": url})
        return found

    def response_change(self, request, obj):
        if "_minor" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_story_minor", args=[obj.pk]))
        return super().response_change(request, obj)

    def _publish_minor(self, request, story, answers):
        """Confirm the words where there are answers, then publish; return what was refused."""
        deed = "record"
        try:
            if answers is not None:
                _confirm(request, story, answers)
            deed = Deed.PUBLISH
            publishing.publish(story, actor=request.user, change=Change.MINOR, seen=request.POST.get("seen"))
        except Refused as error:
            noting = publishing if deed == Deed.PUBLISH else reviewing
            noting.note_refusal(story, deed, error, actor=request.user)
            return error.problems
        return []

    def _standing(self, request, story, confirms):
        """Return what stands against publishing, but for the check that the dialog asks for itself."""
        previous = story.editions.order_by("-number").first()
        found = gate.blocking(story, actor=request.user, previous=previous)
        return [problem for problem in found if not (confirms and problem.field == "review")]

    def _minor(self, request, story, form, refused=()):
        live = Edition.objects.live().filter(story=story).first()
        differences, also = _differences(story, live) if live else ([], [])
        standing = self._standing(request, story, "facts_checked" in form.fields)
        blocking = list(dict.fromkeys([*refused, *standing]))
        same = "" if differences or also else "Readers see these very words already: there is nothing to publish."
        context = {
            "title": "Publish this as minor?",
            "button": "Publish as minor",
            "deed": "minor",
            "explanation": same or "For a typo: readers are told nothing, and “Updated” does not move. What changes:",
            "differences": differences,
            "also": also,
            "blocking": [(problem, self._mend(request, story, problem, form)) for problem in blocking],
            "can_go": not standing and not same,
        }
        return self.question(request, story, form, context, refused=refused)


def _key_at(day, slug):
    """Return the key of the story whose address this is, or was before its slug changed; None where it is nobody's."""
    editions = Edition.objects.filter(path_date=day, slug=slug).order_by("-number")
    keys = [
        editions.live().values_list("story", flat=True),
        Story.objects.filter(first_published_on=day, slug=slug).values_list("pk", flat=True),
        PreviousPath.objects.filter(path_date=day, slug=slug).values_list("story", flat=True),
        editions.values_list("story", flat=True),
    ]
    return next((pk for found in keys for pk in found[:1]), None)


def _confirms(actor, story):
    """Say whether the words changed after a check, and this person may check them."""
    stale = reviewing.is_stale(reviewing.latest(story), reviewing.words_of(story))
    return stale and reviewing.needs_review(story) and reviewing.may_review(actor, story)


def _confirm(request, story, answers):
    """Record that the person who is there stands by the words; whoever saved them last has changed them."""
    last = revisions.last_save(story)
    is_own = last is not None and last.made_by_id == request.user.pk
    reviewing.review(
        story,
        presence=presence.of(request),
        outcome=Outcome.CHANGED if is_own else Outcome.APPROVED,
        basis=reviewing.latest(story).basis,
        **answers,
    )


def _shown_again(typed, story, confirms):
    """Return the form with what was typed; facts in other words are asked for again."""
    typed, sha256 = typed.copy(), reviewing.words_of(story).sha256
    if typed.get("sha256") != sha256:
        typed["sha256"] = sha256
        typed.pop("facts_checked", None)
    return MinorForm(typed, story=story, confirms=confirms)


def _differences(story, live):
    """Return ([(part, changed paragraphs of runs)], [what else differs]) between readers' edition and the story."""
    before, words = reviewing.words_of(live), reviewing.words_of(story)
    changed = []
    for name, _level, paragraphs in parts_of(story, words, before.parts):
        if touched := [runs for runs in paragraphs if any(run.kind != SAME for run in runs)]:
            changed.append((name, touched))
    made = freezing.unsaved_edition(story, previous=live)
    also = [label for field, label in ALSO.items() if getattr(made, field) != getattr(live, field)]
    if live.body != made.body and "Body" not in dict(changed):
        also.append("form, links or pictures of the body")
    tags = StoryTag.objects.filter(content_object=story).order_by("pk").values_list("tag_id", flat=True)
    if list(tags) != list(live.tag_links.values_list("tag_id", flat=True)):
        also.append("the tags")
    bylines = [list(rows.values_list("author_id", "role")) for rows in (story.bylines, live.bylines)]
    if bylines[0] != bylines[1]:
        also.append("the byline")
    return changed, also
