"""What the desk plans for a story and who works on it; readers never see any of this."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models.text import NFCTextField
from articles.vocabulary import Change

PERSON = {"on_delete": models.SET_NULL, "null": True, "blank": True, "related_name": "+"}


class Planning(models.Model):
    """The columns of a story that hold its plan: when it goes out or comes down, until when it is held, and by whom."""

    scheduled_for = models.DateTimeField(null=True, editable=False)
    scheduled_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, **PERSON)
    scheduled_change = models.CharField(max_length=12, choices=Change, blank=True, editable=False)
    scheduled_note = NFCTextField(blank=True, editable=False)
    schedule_refusal = NFCTextField(
        blank=True, editable=False, help_text="Why it did not go out at its hour; until somebody publishes or plans it."
    )
    withdraw_for = models.DateTimeField(null=True, editable=False)
    withdraw_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, **PERSON)
    withdraw_reason = NFCTextField(blank=True, editable=False)
    withdraw_target = models.CharField(
        max_length=500,
        blank=True,
        editable=False,
        help_text="Where its address leads then; empty: it says that it was withdrawn.",
    )
    embargo_until = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="Not published before; only a publisher lifts it."
    )
    embargo_by = models.ForeignKey(settings.AUTH_USER_MODEL, editable=False, **PERSON)
    hidden_at = models.DateTimeField(null=True, editable=False, help_text="Hidden from readers until shown again.")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, help_text="Who has it in hand.", **PERSON)
    collaborators = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", help_text="They see and edit it, as its writer does."
    )
    due_at = models.DateTimeField("due", null=True, blank=True)
    is_restricted = models.BooleanField(
        "restricted",
        default=False,
        help_text="Only those named on it, publishers and superusers see it; editors do not.",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(withdraw_for__isnull=True) | ~Q(withdraw_reason=""),
                name="planned_withdrawal_has_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["scheduled_for"], condition=Q(scheduled_for__isnull=False), name="story_scheduled_next"
            ),
            models.Index(fields=["withdraw_for"], condition=Q(withdraw_for__isnull=False), name="story_withdrawn_next"),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="story_due_next"),
            models.Index(fields=["id"], condition=~Q(schedule_refusal=""), name="story_refused"),
            models.Index(fields=["id"], condition=Q(is_restricted=True), name="story_restricted"),
        ]
