"""What the screens of the deeds ask: one form for each that asks anything; the deed itself says what is missing."""

import json
from datetime import timedelta

from django import forms
from django.utils import timezone

from articles.models import Story
from articles.models.text import nfc_text
from articles.operations import reports
from articles.vocabulary import Change, CorrectionKind, Deed
from newsroom import local_time

HOUR = timedelta(hours=1)
FARTHEST = timedelta(days=3653)
KINDS = [CorrectionKind.CORRECTION, CorrectionKind.CLARIFICATION, CorrectionKind.UPDATE]


class WordsField(forms.CharField):
    """Words of any length; what a text cannot hold is dropped from them."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value):
        return nfc_text(super().to_python(value))


class DeedForm(forms.Form):
    """A form about a story, in the publication's time zone; ``previous`` is the newest edition."""

    def __init__(self, data=None, *, story, previous=None, zone=None):
        self.story, self.previous, self.zone = story, previous, zone
        super().__init__(data, label_suffix="")


class ChangeForm(DeedForm):
    """Asks what changed, where readers have seen the story before."""

    change = forms.ChoiceField(
        label="What changed since readers last saw it?",
        choices=[choice for choice in Change.choices if choice[0] != Change.FIRST],
        widget=forms.RadioSelect,
        required=False,
    )
    kind = forms.ChoiceField(
        label="What kind of note is it?",
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=forms.RadioSelect,
        required=False,
        initial=CorrectionKind.CORRECTION,
    )
    note = WordsField(
        label="Note to readers",
        help_text="A correction needs one: what was wrong, and what is right. It stays on the story.",
    )

    reports = forms.MultipleChoiceField(
        label="Which reports of readers does it answer?",
        help_text="They are told that they were right, with the note and where it stands.",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        error_messages={"invalid_choice": "One of these reports was answered meanwhile: look again."},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.previous is None:
            for name in ("change", "kind", "note"):
                self.fields.pop(name, None)
        open_reports = reports.about_story(self.story.pk) if self.previous else []
        self.fields["reports"].choices = [(report.pk, report.text) for report in open_reports]
        if not self.fields["reports"].choices:
            del self.fields["reports"]

    def answer(self, key):
        """Begin with the correction that answers a reader's report; one that is not open here changes nothing."""
        texts = {str(pk): text for pk, text in self.fields["reports"].choices} if "reports" in self.fields else {}
        if key in texts:
            self.initial |= {"change": Change.CORRECTION, "reports": [key], "note": texts[key]}
            self.fields[
                "note"
            ].help_text = (
                "The reader’s words stand here to begin with: write instead what was wrong, and what is right."
            )

    def clean(self):
        data = super().clean()
        if data.get("reports") and data.get("change") != Change.CORRECTION:
            self.add_error("reports", "A reader’s report is answered by a correction: choose that, or untick it.")
        return data

    def clean_kind(self):
        return self.cleaned_data["kind"] or CorrectionKind.CORRECTION


class NoteForm(DeedForm):
    note = WordsField(label="Note to the writer: what is missing")


class ReasonForm(DeedForm):
    reason = WordsField(label="Reason, which readers will see")


class HideForm(DeedForm):
    with_translations = forms.BooleanField(label="Hide its translations too", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = Story.objects.filter(translation_key=self.story.translation_key, is_live=True).exclude(
            pk=self.story.pk
        )
        if not others:
            del self.fields["with_translations"]


class TimeForm(DeedForm):
    """Asks for a moment; explains what the clocks make ambiguous or leave out, and offers what can be meant."""

    at = forms.CharField(
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}),
        label="When",
    )
    which = forms.ChoiceField(
        label="Which moment do you mean?",
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": "Choose one of the moments below."},
    )

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.meant = local_time.read((data or {}).get("at", ""), self.zone)
        now = timezone.now()
        self.fields[
            "at"
        ].help_text = f"In the publication’s time zone, {self.zone}, where it is {self._clock(now)} now."
        self.fields["at"].widget.attrs["data-zones"] = json.dumps(local_time.names_ahead(now, self.zone))
        self.initial["at"] = local_time.typed(self.proposed(now), self.zone)
        if self.meant.options:
            options = [(option.isoformat(), local_time.said(option, self.zone)) for option in self.meant.options]
            self.fields["which"].choices = options
        else:
            del self.fields["which"]

    def proposed(self, now):
        """Return the moment that stands in the box at first: the next hour, or the end of an embargo."""
        hour = (now + HOUR).astimezone(self.zone).replace(minute=0, second=0, microsecond=0)
        return max(filter(None, [hour, self.story.embargo_until]))

    def clean(self):
        data = super().clean()
        if data.get("at"):
            data["at"] = self._moment(data)
        else:
            data["at"] = None
        data.pop("which", None)
        return data

    def _moment(self, data):
        if self.meant.moment or not data.get("which"):
            if self.meant.why:
                self.add_error("at", self.meant.why)
            elif self.meant.moment > timezone.now() + FARTHEST:
                self.add_error("at", "This is more than ten years ahead: look at the year again.")
            return self.meant.moment
        return next(option for option in self.meant.options if option.isoformat() == data["which"])

    def _clock(self, moment):
        return local_time.clock(moment, self.zone)


class ScheduleForm(TimeForm, ChangeForm):
    """Asks when a story goes out, and what changed; a plan that stands is where it begins."""

    field_order = ["at", "which", "change", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = "Goes out on"
        # A plan keeps no kind of note: at its hour a correction goes out as such. Nor does it answer anybody.
        self.fields.pop("kind", None)
        self.fields.pop("reports", None)
        self.initial |= {"change": self.story.scheduled_change, "note": self.story.scheduled_note}

    def proposed(self, now):
        return self.story.scheduled_for or super().proposed(now)

    def clean_at(self):
        if not self.cleaned_data["at"]:
            raise forms.ValidationError(local_time.NO_TIME)
        return self.cleaned_data["at"]


class WithdrawForm(TimeForm):
    """Asks when a story comes down, and why; a plan that stands can be taken away."""

    NOW, AT, NEVER = "now", "at", "never"
    when = forms.ChoiceField(
        label="When?",
        choices=[(NOW, "Now"), (AT, "At a time")],
        widget=forms.RadioSelect,
        required=False,
        initial=NOW,
    )
    reason = ReasonForm.base_fields["reason"]
    target = WordsField(
        label="Lead its readers to another address",
        help_text="Such as /health/, or a whole address with https://. Empty: the address says that the story was "
        "withdrawn, when, and why.",
        widget=forms.TextInput(attrs={"class": "vTextField", "inputmode": "url"}),
        max_length=500,
    )
    field_order = ["when", "at", "which", "reason", "target"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = "Comes down on"
        if self.story.withdraw_for:
            self.fields["when"].choices += [(self.NEVER, "Not any more: take the plan away")]
            self.initial |= {"when": self.AT, "reason": self.story.withdraw_reason}
            self.initial["target"] = self.story.withdraw_target

    def proposed(self, now):
        return self.story.withdraw_for or super().proposed(now)

    def clean(self):
        data = super().clean()
        data["when"] = data.get("when") or self.NOW
        if data["when"] != self.AT:
            self.errors.pop("at", None)
        elif not data["at"] and "at" not in self.errors:
            self.add_error("at", local_time.NO_TIME)
        return data


class EmbargoForm(TimeForm):
    """Asks until when a story is held back, or that it is not any more."""

    UNTIL, LIFT = "until", "lift"
    what = forms.ChoiceField(
        label="What is wanted?",
        choices=[(UNTIL, "Not before a time"), (LIFT, "No embargo any more")],
        widget=forms.RadioSelect,
        required=False,
        initial=UNTIL,
    )
    field_order = ["what", "at", "which"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["at"].label = "Not before"
        if not self.story.embargo_until:
            del self.fields["what"]

    def clean(self):
        data = super().clean()
        if data.get("what") == self.LIFT:
            self.errors.pop("at", None)
            data["at"] = None
        elif not data["at"] and "at" not in self.errors:
            self.add_error("at", local_time.NO_TIME)
        return data


FORMS = {
    Deed.SEND_BACK: NoteForm,
    Deed.SCHEDULE: ScheduleForm,
    Deed.PUBLISH: ChangeForm,
    Deed.HIDE: HideForm,
    Deed.WITHDRAW: WithdrawForm,
    Deed.RETRACT: ReasonForm,
}
