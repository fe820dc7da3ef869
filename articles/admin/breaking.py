"""Breaking news at the desk: a story begun with a headline, and the strip that leads to one from every page."""

from datetime import timedelta

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms.widgets import Script
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone

from articles.admin.deed_forms import WordsField
from articles.admin.moments import MomentField
from articles.admin.options import StoryChoiceField, StorySelect, relatable
from articles.models import Breaking, Edition, Section, Story
from articles.operations import breaking
from articles.vocabulary import AILevel
from newsroom import local_time
from newsroom.publication.languages import Language
from newsroom.publication.models import Publication

STAYS = timedelta(hours=3)


def _languages():
    return [(code, Language(code).name_local) for code in Publication.current().languages]


class BeginForm(forms.Form):
    """What a story needs to be published, and nothing else."""

    headline = forms.CharField(
        max_length=Story._meta.get_field("headline").max_length, widget=forms.TextInput(attrs={"autofocus": True})
    )
    text = WordsField(
        label="What is known", help_text="Empty: readers are told, in the story’s language, that more follows."
    )
    section = forms.ModelChoiceField(Section.objects.all(), empty_label="Choose")
    language = forms.ChoiceField()
    level = forms.ChoiceField(
        label="What did AI do in these words?",
        choices=AILevel,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose one answer: without it nothing is published."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["language"].choices = _languages()
        self.fields["language"].initial = Publication.current().default_language


class BeginMixin:
    """Adds the quick form to the story admin; stands before ``DeedsMixin``."""

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [path("breaking/", wrap(self.begin_view), name="articles_story_begin"), *super().get_urls()]

    def begin_view(self, request):
        """Ask for what a story cannot do without (GET), then save it and ask to publish it (POST)."""
        if not (self.has_add_permission(request) and request.user.has_perm("articles.publish_story")):
            raise PermissionDenied
        form = BeginForm(request.POST if request.method == "POST" else None)
        if form.is_valid():
            story = breaking.begin(actor=request.user, **form.cleaned_data)
            self.log_addition(request, story, "Begun as breaking news.")
            return HttpResponseRedirect(reverse("admin:articles_story_publish", args=[story.pk]))
        context = self.admin_site.each_context(request) | {
            "title": "Breaking news",
            "opts": self.opts,
            "form": form,
            "author": breaking.author_of(request.user),
        }
        status = 422 if form.is_bound else 200
        return TemplateResponse(request, "admin/articles/story/begin.html", context, status=status)

    def deeds_for(self, request, story):
        """The buttons of the form, with the strip's for a live story."""
        found = super().deeds_for(request, story)
        if story.is_live and request.user.has_perm("articles.add_breaking"):
            url = reverse("admin:articles_breaking_add") + f"?story={story.pk}&language={story.language}"
            found.append({"name": "_strip", "label": "Breaking strip…", "url": url})
        return found

    def response_change(self, request, obj):
        if "_strip" in request.POST:
            url = next((deed["url"] for deed in self.deeds_for(request, obj) if deed["name"] == "_strip"), "")
            return HttpResponseRedirect(url) if url else super().response_change(request, obj)
        return super().response_change(request, obj)


class BreakingForm(forms.ModelForm):
    """Where the strip of a language leads, and until when; one that is up already is replaced."""

    until = MomentField(label="Until", error_messages={"required": local_time.NO_TIME})

    class Meta:
        model = Breaking
        fields = ["language", "story", "words", "until"]
        widgets = {"words": forms.TextInput(attrs={"class": "vTextField"})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.zone = Publication.current().zone
        now = timezone.now()
        self.initial["until"] = self.instance.until or now + STAYS
        self.fields["until"].help_text = (
            f"It goes by itself then. In the publication’s time zone, {self.zone}, where it is "
            f"{local_time.clock(now, self.zone)} now."
        )
        if "language" in self.fields:
            self.fields["language"].choices = [("", "Choose"), *_languages()]
            self.fields["language"].help_text = " ".join(
                ["On every page that readers see in this language.", *self._standing(now)]
            )

    def clean(self):
        data = super().clean()
        language = data.get("language", self.instance.language)
        if language and data.get("story") and data.get("until"):
            for problem in breaking.problems(language, data["story"], data["until"], timezone.now()):
                self.add_error(problem.field if problem.field in self.fields else None, problem.message)
        return data

    def validate_unique(self):
        """Let the strip of a language be put up in place of one that is there."""

    def _standing(self, now):
        for strip in Breaking.objects.filter(until__gt=now):
            until = local_time.said(strip.until, self.zone)
            yield f"One is up in {strip.get_language_display()} until {until}: a new one takes its place."


@admin.register(Breaking)
class BreakingAdmin(admin.ModelAdmin):
    """The strip of each language; the deeds ask and store."""

    form = BreakingForm
    list_display = ["language", "leads_to", "ends", "is_shown"]
    actions = None

    class Media:
        js = [Script("admin_desk/names.js", type="module")]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        stories = relatable(request.user).filter(is_live=True)
        field = StoryChoiceField(
            queryset=stories,
            widget=StorySelect(db_field, self.admin_site),
            help_text="One that readers see. It leaves the strip at once when it is hidden or withdrawn.",
        )
        field.user = request.user
        return field

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if field := form.base_fields.get("story"):
            field.widget = field.widget.widget  # Without the buttons that would change the story from here.
        return form

    def get_readonly_fields(self, request, obj=None):
        return ["language"] if obj else []

    def save_model(self, request, obj, form, change):
        strip = breaking.put_up(
            actor=request.user, language=obj.language, story=obj.story, words=obj.words, until=obj.until
        )
        obj.pk = strip.pk

    def delete_model(self, request, obj):
        breaking.take_down(obj, actor=request.user)

    def response_add(self, request, obj, post_url_continue=None):
        return self._put_up(request, obj)

    def response_change(self, request, obj):
        return self._put_up(request, obj)

    def _put_up(self, request, strip):
        until = local_time.said(strip.until, Publication.current().zone)
        messages.success(request, f"The strip in {strip.get_language_display()} is up until {until}.")
        return HttpResponseRedirect(reverse("admin:articles_breaking_changelist"))

    @admin.display(description="says")
    def leads_to(self, strip):
        return strip.words or self._headline(strip) or "–"

    @admin.display(description="until")
    def ends(self, strip):
        return local_time.said(strip.until, Publication.current().zone)

    @admin.display(description="readers see it")
    def is_shown(self, strip):
        if strip.until <= timezone.now():
            return "no: its time is over"
        return "yes" if self._headline(strip) else "no: the story is not live"

    def _headline(self, strip):
        return Edition.objects.live().filter(story=strip.story_id).values_list("headline", flat=True).first()
