"""Who works on a story, by when, and who sees it: on its form, in the list, and the screens that change it."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse

from articles.admin.deed_forms import DeedForm, TimeForm
from articles.operations import planning, publishing
from newsroom import local_time
from newsroom.accounts.models import User
from newsroom.publication.models import Publication


class PeopleForm(TimeForm):
    """Asks who has a story in hand, who works with them, and by when."""

    assignee = forms.ModelChoiceField(
        User.objects.none(), label="Who has it in hand", required=False, empty_label="Nobody"
    )
    collaborators = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label="Who works on it with them",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They see it and, while it is an unpublished draft, edit it, as its writer does.",
    )
    field_order = ["assignee", "collaborators", "at", "which"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = "Due"
        self.fields["at"].help_text += " Empty: at no time."
        together = list(self.story.collaborators.all())
        # Whoever left the desk stays named until somebody takes them off.
        named = {person.pk for person in together} | {self.story.assignee_id}
        people = User.objects.filter(pk__in=[*named, *planning.assignable().values_list("pk", flat=True)])
        people = people.order_by("display_name", "username")
        self.fields["assignee"].queryset = self.fields["collaborators"].queryset = people
        self.initial |= {"assignee": self.story.assignee_id, "collaborators": together}
        if self.story.due_at is None:
            self.initial["at"] = ""

    def proposed(self, now):
        return self.story.due_at or super().proposed(now)

    def clean(self):
        data = super().clean()
        due = self.story.due_at
        # The box has no seconds: what was not touched stays what it was.
        if due and data["at"] == due.replace(second=0, microsecond=0):
            data["at"] = due
        return data


class PeopleMixin:
    """Adds the screens to the story admin, and what they change to its form and its list."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/people/", wrap(self.people_view), name="articles_story_people"),
            path("<int:pk>/restrict/", wrap(self.restrict_view), name="articles_story_restrict"),
        ]
        return own + super().get_urls()

    def people_view(self, request, pk):
        """Ask who works on the story and by when (GET), then keep it (POST); those who are new to it are told."""
        story, zone = self._story(request, pk), Publication.current().zone
        if not planning.may_assign(request.user, story):
            raise PermissionDenied
        if request.method != "POST":
            return self._people(request, story, PeopleForm(story=story, zone=zone))
        form = PeopleForm(request.POST, story=story, zone=zone)
        if not form.is_valid():
            return self._people(request, story, form, self.form_problems(form), request.POST.get("seen"))
        said = {name: form.cleaned_data[name] for name in ("assignee", "collaborators")}
        try:
            story = planning.assign(
                story, actor=request.user, due_at=form.cleaned_data["at"], seen=request.POST.get("seen"), **said
            )
        except publishing.Refused as error:
            story.refresh_from_db()
            return self._people(request, story, form, error.problems)
        return self._kept(request, story, "Who works on it is kept.")

    def restrict_view(self, request, pk):
        """Ask before a story is kept to those who are named on it, or opened (GET), then do so (POST)."""
        story = self._story(request, pk)
        if not planning.may_restrict(request.user, story):
            raise PermissionDenied
        if request.method == "POST":
            is_restricted = request.POST.get("to") == "restricted"
            planning.restrict(story, is_restricted, actor=request.user)
            return self._kept(
                request, story, "Restricted to those named on it." if is_restricted else "Open to the desk."
            )
        words = {
            "title": "Open this story to the whole desk?",
            "button": "Open",
            "explanation": "Every editor sees it again, in lists, searches and its history.",
        }
        if not story.is_restricted:
            words = {
                "title": "Keep this story to those named on it?",
                "button": "Restrict",
                "explanation": "Only those named on it (who began it, has it in hand, works on it or stands in its "
                "byline), publishers and superusers see it then. Other editors do not find it anywhere. What readers "
                "see stays as it is.",
            }
        return self.question(request, story, RestrictForm(story=story), {"deed": "restrict", "can_go": True} | words)

    def _people(self, request, story, form, refused=(), seen=None):
        context = {
            "title": "Who works on this story?",
            "crumb": "People",
            "button": "Save people",
            "explanation": "Those who are named see the story, also where it is restricted; who is new to it is told.",
            "deed": "people",
            "blocking": [(problem, f"#id_{problem.field}" if problem.field else "") for problem in refused],
            "can_go": True,
            "seen": seen or planning.stamp(story),
        }
        return self.question(request, story, form, context, refused=refused)

    def _kept(self, request, story, said):
        self.log_change(request, story, said)
        messages.success(request, f"“{story}”: {said}")
        return HttpResponseRedirect(self._after(request, story))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {
                "people": planning.people_of(obj),
                "people_url": self._screen_of(obj, "people", planning.may_assign(request.user, obj)),
                "restrict_url": self._screen_of(obj, "restrict", planning.may_restrict(request.user, obj)),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _screen_of(self, story, name, is_allowed):
        return reverse(f"admin:articles_story_{name}", args=[story.pk]) if is_allowed else ""

    @admin.display(description="in hand")
    def in_hand(self, story):
        return " · ".join(filter(None, [str(story.assignee or ""), planning.due_of(story)])) or "nobody"

    @admin.display(description="last saved", ordering="updated_at")
    def saved(self, story):
        return local_time.short(story.updated_at, Publication.current().zone)


class RestrictForm(DeedForm):
    """Says which way the button leads, so that a page that is old never does the opposite of what it says."""

    to = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["to"] = "open" if self.story.is_restricted else "restricted"
