"""Moments on the publication's clock: typed in one box, and said with what the clock is called."""

from datetime import datetime

from django import forms
from django.contrib import admin
from django.utils import timezone

from newsroom import local_time


class MomentField(forms.CharField):
    """A day and time that exist once in the publication's time zone; a box that is left empty is no moment."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60})

    def prepare_value(self, value):
        return local_time.typed(value, timezone.get_current_timezone()) if isinstance(value, datetime) else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        meant = local_time.read(value, timezone.get_current_timezone())
        if meant.moment is None:
            raise forms.ValidationError(meant.why)
        return meant.moment

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


def column(field, words):
    """Return a column, or a field to read, that says a moment of a row."""

    @admin.display(description=words, ordering=field, empty_value="–")
    def said(self, row):
        moment = getattr(row, field)
        return local_time.said(moment, timezone.get_current_timezone()) if moment else None

    return said
