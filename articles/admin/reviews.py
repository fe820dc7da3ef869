"""The screens on which a person checks words that AI made or touched, and takes a check back."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import statement
from articles.admin.differences import by_words, numbered
from articles.models import AIPolicy, Author, Edition, TextReview
from articles.operations import freezing, publishing, review_queue, reviewing
from articles.operations.refusal import Refused
from articles.validators import levels
from articles.vocabulary import AILevel, Basis, Outcome, Part
from newsroom import richtext
from newsroom.accounts.operations import presence
from newsroom.media import vocabulary as pictures
from newsroom.publication.localtext import in_language
from newsroom.publication.models import Publication, PublicationMissing

PART_NAMES = dict(Part.choices) | {Part.CAPTION: "Caption", Part.ALT: "Alternative text"}
SHOWN_CHECKS = 50
UNANSWERED = (
    "The publication does not say who is responsible for it, with name, role and contact. Until it does, no text "
    "counts as checked."
)


class ReviewForm(forms.Form):
    """What the reviewer answers; ``reviewing.review`` says what is missing."""

    sha256 = forms.CharField(widget=forms.HiddenInput, required=False)
    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Outcome,
        widget=forms.RadioSelect,
        required=False,
        help_text="You change words in the story form: save there, come back, and answer “I changed them”.",
    )
    facts_checked = forms.BooleanField(
        label="I checked the facts in these words",
        required=False,
        help_text="Names, figures, quotations and claims, against the sources. Without it nothing counts as checked.",
    )
    basis = forms.ChoiceField(
        label="On what ground do the words need no label by law?",
        choices=Basis,
        widget=forms.RadioSelect,
        required=False,
        initial=Basis.EDITORIAL_CONTROL,
    )
    competence_note = forms.CharField(
        label="Why can you judge this subject?",
        max_length=300,
        required=False,
        help_text="In a sentence, such as “I have covered the harbour for six years”. Kept on record; not public.",
    )
    note = forms.CharField(
        label="Note for colleagues",
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text="What you changed, or what is wrong. Kept on record; not public.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)


class ReviewsMixin:
    """Adds checking to the story admin; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/check/", wrap(self.review_view), name="articles_story_review"),
            path("<int:pk>/check/revoke/", wrap(self.revoke_view), name="articles_story_revoke"),
        ]
        return own + super().get_urls()

    def review_view(self, request, pk):
        """Show the very words (GET), and record what a person says of them (POST)."""
        story = self._checked_story(request, pk)
        if request.method != "POST":
            initial = {"competence_note": competence_of(request.user, story)}
            return self._check(request, story, ReviewForm(initial=initial))
        form = ReviewForm(request.POST)
        if form.is_valid():
            try:
                review = reviewing.review(story, presence=presence.of(request), **form.cleaned_data)
            except Refused as error:
                reviewing.note_refusal(story, "record", error, actor=request.user)
                form = _refused(request.POST, story, error)
            else:
                said = f"Words checked: {review.get_outcome_display().lower()}."
                self.log_change(request, story, said)
                messages.success(request, f"“{story}”: {said} {_next_step(review)}")
                return HttpResponseRedirect(self._after(request, story))
        return self._check(request, story, form, status=422)

    def revoke_view(self, request, pk):
        """Ask why the check that stands is taken back (GET), then take it back (POST)."""
        story, reason, refused = self._checked_story(request, pk), request.POST.get("reason", ""), []
        if request.method == "POST":
            try:
                publishing.revoke_review(story, actor=request.user, reason=reason)
            except Refused as error:
                refused = error.problems
                reviewing.note_refusal(story, "revoke", error, actor=request.user)
            else:
                self.log_change(request, story, "Check taken back.")
                messages.success(request, f"“{story}”: the check is taken back. {_readers_see(story)}")
                return HttpResponseRedirect(reverse("admin:articles_story_review", args=[story.pk]))
        context = self._framed(request, story, "Take the check back?") | {
            "review": reviewing.to_take_back(story, reviewing.latest(story)),
            "live": _live(story),
            "readers_see": _readers_see(story),
            "problems": refused,
            "reason": reason,
        }
        status = 422 if refused else 200
        return TemplateResponse(request, "admin/articles/story/review_revoke.html", context, status=status)

    def deeds_for(self, request, story):
        """Put the check before the other buttons, where there is something to check and this person may."""
        buttons = super().deeds_for(request, story)
        if reviewing.needs_review(story) and request.user.has_perm(reviewing.PERMISSION):
            url = reverse("admin:articles_story_review", args=[story.pk])
            buttons.insert(0, {"name": "_check", "label": "Check the words…", "url": url})
        return buttons

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        story = obj and (self.get_object(request, str(obj.pk)) if request.method == "POST" else obj)
        if story and reviewing.needs_review(story):
            form = context["adminform"].form
            review, policy = form.newest_review, form.forbidding.policy
            said = review_queue.state_of(review, reviewing.words_of(story), policy, _publication())
            is_rejected = review is not None and review.outcome == Outcome.REJECTED and not review.is_revoked
            context |= {"check": said, "check_note": review.note if is_rejected else ""}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def response_add(self, request, obj, post_url_continue=None):
        return self._to_check(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._to_check(request, obj) or super().response_change(request, obj)

    def _to_check(self, request, story):
        if "_check" not in request.POST:
            return None
        return HttpResponseRedirect(reverse("admin:articles_story_review", args=[story.pk]))

    def _checked_story(self, request, pk):
        story = self._story(request, pk)
        if not request.user.has_perm(reviewing.PERMISSION):
            raise PermissionDenied
        return story

    def _check(self, request, story, form, status=200):
        prefetch_related_objects([story], "disclosures")
        words, newest = reviewing.words_of(story), reviewing.latest(story)
        policy, publication = AIPolicy.current(), _publication()
        is_stale, is_own = reviewing.is_stale(newest, words), reviewing.is_own_text(request.user, story)
        closed = _closed(story, publication, is_own and policy.four_eyes)
        named = reviewing.public_name(TextReview(story=story, reviewer=request.user), policy)
        form.initial["sha256"] = words.sha256
        context = self._framed(request, story, "Check the words") | {
            "form": form,
            "state": review_queue.state_of(newest, words, policy, publication),
            "parts": parts_of(story, words, newest.parts if is_stale else words.parts),
            "is_stale": is_stale,
            "newest": newest,
            "to_take_back": reviewing.to_take_back(story, newest),
            "closed": closed,
            "is_own": is_own,
            "answered_for": reviewing.is_answered_for(publication),
            "publication": publication,
            "responsible_role": in_language(publication.responsible_role),
            "named": in_language(named, story.language),
            "sha256": words.sha256,
            "tools": story.ai_tools.all(),
            "translated_from": statement.language_name(story.translated_from),
            "pictures": [(picture, pictures.name(picture.origin)) for picture in freezing.used_pictures(story)],
            "history": _history(story, newest, words, policy, publication),
            "button": "Confirm again" if is_stale else "Record the check",
        }
        return TemplateResponse(request, "admin/articles/story/review.html", context, status=status)

    def _framed(self, request, story, title):
        return self.admin_site.each_context(request) | {
            "title": title,
            "opts": self.opts,
            "original": story,
            "story": story,
        }


def competence_of(person, story):
    """Return what the form begins with: why this person could judge a subject before, or their role in bylines."""
    latest = TextReview.objects.filter(reviewer=person).values_list("competence_note", flat=True).first()
    author = None if latest else Author.objects.filter(account=person).order_by("pk").first()
    return latest or (str(in_language(author.role, story.language)) if author else "")


def _refused(typed, story, error):
    """Return the form with what was typed and what is wrong with it. Facts in other words are asked for again."""
    typed, sha256 = typed.copy(), reviewing.words_of(story).sha256
    if typed.get("sha256") != sha256:
        typed["sha256"] = sha256
        typed.pop("facts_checked", None)
    form = ReviewForm(typed)
    form.is_valid()
    for problem in error.problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.message)
    return form


def _closed(story, publication, is_own_under_four_eyes):
    """Return why nobody, or not this person, can check the story now; "" where they can."""
    if levels(story) is None:
        return "Nobody has said what AI did in this story: answer that in the story form first."
    if not reviewing.needs_review(story):
        return "AI made none of these words, so there is nothing to check."
    if not reviewing.is_answered_for(publication):
        return UNANSWERED
    if is_own_under_four_eyes:
        return "You alone worked on these words. By our policy (four eyes) somebody else checks them."
    return ""


def parts_of(story, words, before):
    """Return (name, level, paragraphs of runs) for each part that is there or was when it was checked."""
    said = {row.part: row.level for row in story.disclosures.all()}
    now, then = numbered(words.parts), numbered(before)
    made = []
    for part, place in [*now, *(key for key in then if key not in now)]:
        text = now.get((part, place), "")
        split = richtext.paragraphs(story.body) if part == Part.BODY and text else [text]
        level = said.get(part, said.get(Part.BODY))
        name = PART_NAMES[part] + (f" {place}" if place > 1 else "")
        made.append((name, AILevel(level).label if level else "", by_words(then.get((part, place), ""), split)))
    return made


def _history(story, newest, words, policy, publication):
    """Return (review, what became of it) of the checks so far, newest first."""
    found = story.reviews.select_related("revocation__revoked_by").defer("parts")[:SHOWN_CHECKS]
    return [(review, _became(review, newest, words, policy, publication)) for review in found]


def _became(review, newest, words, policy, publication):
    if review.is_revoked:
        taken = review.revocation
        return f"Taken back by {taken.revoked_by}, {taken.revoked_at:%d %B %Y}: {taken.reason}"
    if review.pk != newest.pk:
        return "Replaced by a later check."
    if review.outcome == Outcome.REJECTED:
        return "These words are rejected." if review.content_sha256 == words.sha256 else "Other words were rejected."
    if reviewing.is_valid(review, words, policy, publication):
        return "Stands."
    return review_queue.state_of(review, words, policy, publication)


def _next_step(review):
    if review.outcome == Outcome.REJECTED:
        return "It cannot be published with these words."
    return "Readers are told when the story is published."


def _live(story):
    return Edition.objects.live().filter(story=story).first()


def _readers_see(story):
    """Return in a sentence what readers are told of AI in the story now."""
    live = _live(story)
    if live is None:
        return "The story is not live, so readers see nothing of it."
    said = live.label_words.rstrip(".")
    return f"Readers see: “{said}.”" if said else "Readers see no label on its words."


def _publication():
    """Return the publication, or one that answers for nothing where there is none yet."""
    try:
        return Publication.current()
    except PublicationMissing:
        return Publication()
