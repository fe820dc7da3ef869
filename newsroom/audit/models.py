"""Who did what: events in a chain, beside it the values that may have to be erased one day, and its daily heads."""

import json
from datetime import UTC, datetime, time, timedelta
from functools import cached_property

from django.db import models
from django.db.models import F, Q

from newsroom.audit import chain


class Event(models.Model):
    """Something that was done. ``payload`` is the exact JSON that was hashed; the other columns serve finding it."""

    seq = models.BigIntegerField("number", primary_key=True)
    at = models.DateTimeField("time", db_index=True)
    action = models.CharField(max_length=100, db_index=True)
    object = models.CharField(max_length=200, db_index=True)
    payload = models.TextField("exact JSON")
    prev = models.CharField("hash before", max_length=64, unique=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-seq"]
        verbose_name = "audit event"
        default_permissions = ["view"]
        permissions = [("redact_event", "Can erase a value of an event")]
        constraints = [
            models.CheckConstraint(
                condition=Q(seq=1, prev=chain.START) | Q(Q(seq__gt=1), ~Q(prev=chain.START)),
                name="audit_event_chain_starts_at_one",
            ),
            models.CheckConstraint(condition=~Q(prev=F("hash")), name="audit_event_does_not_follow_itself"),
        ]

    def __str__(self):
        return f"{self.seq}: {self.action} {self.object}"

    @cached_property
    def content(self):
        """The payload as a dict, empty where somebody made it unreadable."""
        content = _read(self.payload)
        return content if isinstance(content, dict) else {}

    @property
    def data(self):
        """What was recorded about the deed in the clear."""
        return self.content.get("data", {})

    @property
    def private(self):
        """Field → value of what can be erased (actor, reason and others), None where it was."""
        return {secret.field: secret.content for secret in self.secrets.all()}

    @property
    def actor(self):
        """Who did it, as {"id", "name"}: both empty where this was erased."""
        actor = self.private.get("actor")
        return actor if isinstance(actor, dict) else {"id": "", "name": ""}


class Secret(models.Model):
    """A personal or free-text value of an event, with the salt of its commitment in the chain; both can be erased."""

    event = models.ForeignKey(Event, models.PROTECT, related_name="secrets")
    field = models.CharField(max_length=50)
    value = models.TextField(null=True, help_text="The exact JSON that was committed to.")
    salt = models.CharField(max_length=64, null=True)
    actor = models.CharField(
        max_length=100, blank=True, help_text="For the actor: kind and key, such as human:7; no database constraint."
    )

    class Meta:
        default_permissions = []
        ordering = ["event_id", "field"]
        constraints = [
            models.UniqueConstraint(fields=["event", "field"], name="audit_secret_once_for_each_field"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, salt__isnull=False)
                | Q(value__isnull=True, salt__isnull=True, actor=""),
                name="audit_secret_is_whole_or_erased",
            ),
        ]
        indexes = [
            models.Index(fields=["actor", "id"], condition=~Q(actor=""), name="audit_secret_of_actor"),
        ]

    def __str__(self):
        return f"{self.field} of event {self.event_id}"

    @property
    def content(self):
        """The value, None where it was erased."""
        return None if self.value is None else _read(self.value)


def _read(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


class Head(models.Model):
    """The chain's last event: the one row that writers lock, so that numbers have no gap."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=chain.START)

    class Meta:
        default_permissions = []
        constraints = [models.CheckConstraint(condition=Q(id=1), name="audit_head_is_one_row")]

    def __str__(self):
        return f"{self.seq} {self.hash}"


class DailyHead(models.Model):
    """The chain's end as it stood when a day in UTC ended: small enough to be kept elsewhere, and public.

    It is the event with the highest number among those whose time is on that day or before. So it includes an event
    that a clock running fast dated later but that comes before such a one; an event written afterwards under an
    earlier time belongs to the next day's head.
    """

    date = models.DateField(primary_key=True)
    seq = models.BigIntegerField()
    root = models.CharField(max_length=64)
    mailed_at = models.DateTimeField(null=True, editable=False)
    mail_tried_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        default_permissions = []
        ordering = ["-date"]

    def __str__(self):
        return self.as_json

    @property
    def as_json(self):
        """The head as it is published, mailed and saved: one line."""
        return chain.head_json(self.date, self.seq, self.root)

    @property
    def ended_at(self):
        """When the day was over."""
        return datetime.combine(self.date + timedelta(days=1), time.min, UTC)
