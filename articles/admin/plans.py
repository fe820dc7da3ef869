"""What is planned for a story, as its form and the list say it, and the screen of its embargo."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from articles.admin.deed_forms import EmbargoForm
from articles.models import Story
from articles.operations import planning, publishing
from articles.vocabulary import Status
from newsroom import local_time, richtext
from newsroom.publication.models import Publication


class PlansMixin:
    """Adds the embargo's address to the story admin; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("<int:pk>/embargo/", wrap(self.embargo_view), name="articles_story_embargo"), *super().get_urls()]

    def get_object(self, request, object_id, from_field=None):
        """Read the story for a save with its row locked, so that no deed done meanwhile is written over."""
        if request.method == "POST" and connection.in_atomic_block:
            Story.objects.select_for_update(of=("self",)).filter(pk=_key(object_id)).first()
        return super().get_object(request, object_id, from_field)

    @admin.display(description="Body")
    def body_as_read(self, story):
        """Print the body for people who may not change it now."""
        return mark_safe(f'<div lang="{story.language}" dir="{story.direction}">{richtext.clean(story.body)}</div>')

    def embargo_view(self, request, pk):
        """Ask until when the story is held back (GET), then hold it, or lift that (POST)."""
        story = self._story(request, pk)
        if not request.user.has_perm("articles.publish_story"):
            raise PermissionDenied
        zone = Publication.current().zone
        if request.method != "POST":
            return self._embargo(request, story, EmbargoForm(story=story, zone=zone))
        form = EmbargoForm(request.POST, story=story, zone=zone)
        if not form.is_valid():
            return self._embargo(request, story, form, self.form_problems(form), request.POST.get("seen"))
        until = form.cleaned_data["at"]
        try:
            planning.hold(story, actor=request.user, until=until, seen=request.POST.get("seen"))
        except publishing.Refused as error:
            story.refresh_from_db()
            return self._embargo(request, story, form, error.problems)
        done = f"Under embargo until {local_time.said(until, zone)}." if until else "The embargo is lifted."
        self.log_change(request, story, done)
        messages.success(request, f"“{story}”: {done}")
        return HttpResponseRedirect(self._after(request, story))

    def _embargo(self, request, story, form, refused=(), seen=None):
        context = {
            "title": "Hold this story back until a time?",
            "button": "Put under embargo",
            "explanation": "Nobody publishes it before that time, nor plans it for before. You may make it later; a "
            "publisher makes it earlier, or lifts it.",
            "deed": "embargo",
            "blocking": [(problem, "#id_at" if problem.field == "at" else "") for problem in refused],
            "can_go": True,
        }
        return self.question(request, story, form, context, refused=refused, seen=seen)

    def plans_for(self, story, deeds):
        """Return what is planned for a story: each a sentence for its form, and the buttons that change it."""
        zone = Publication.current().zone

        def said(moment):
            return local_time.said(moment, zone)

        found, buttons = [], {deed["name"]: deed for deed in deeds}

        def add(sentence, *names):
            found.append((sentence, [buttons[name] for name in names if name in buttons]))

        if story.status == Status.SCHEDULED:
            add(
                f"Goes out on {said(story.scheduled_for)}{_by('planned', story.scheduled_by)}. Its words are locked "
                "until then: unschedule it to change them.",
                "_unschedule",
                "_schedule",
            )
        if story.schedule_refusal:
            add(f"It did not go out as planned. {story.schedule_refusal}")
        if story.withdraw_for:
            leads = f"; its address then leads to {story.withdraw_target}" if story.withdraw_target else ""
            planner = _by("planned", story.withdraw_by)
            add(f"Comes down on {said(story.withdraw_for)}{planner}{leads}.", "_withdraw")
        if story.embargo_until and story.embargo_until > timezone.now():
            add(f"Under embargo until {said(story.embargo_until)}{_by('set', story.embargo_by)}.", "_embargo")
        if story.hidden_at:
            add(f"Hidden from readers since {said(story.hidden_at)}.", "_show")
        return found

    def deeds_for(self, request, story):
        """The buttons of the form, with the embargo's."""
        found = super().deeds_for(request, story)
        if request.user.has_perm("articles.publish_story"):
            url = reverse("admin:articles_story_embargo", args=[story.pk])
            found.append({"name": "_embargo", "label": "Embargo…", "url": url})
        return found


def state_of(story):
    """Return the state in words, with the times of what is planned: "Scheduled for 24 Nov 14:00 WAT"."""
    zone, said = Publication.current().zone, [story.state]
    if story.status == Status.SCHEDULED:
        at = local_time.short(story.scheduled_for, zone)
        said = [f"Live · scheduled for {at}" if story.is_live else f"Scheduled for {at}"]
    if story.schedule_refusal:
        said.append("did not go out as planned")
    if story.withdraw_for:
        said.append(f"comes down {local_time.short(story.withdraw_for, zone)}")
    if story.embargo_until and story.embargo_until > timezone.now():
        said.append(f"embargo until {local_time.short(story.embargo_until, zone)}")
    if story.is_restricted:
        said.append("restricted")
    return " · ".join(said)


def _by(what, person):
    return f", {what} by {person}" if person else ""


def _key(object_id):
    return int(object_id) if str(object_id).isdecimal() else 0
