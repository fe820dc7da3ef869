import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from factories.people import make_user
from newsroom.audit.models import Event, Secret
from newsroom.audit.operations.recording import record
from newsroom.audit.operations.redaction import redact
from newsroom.audit.operations.verifying import verify, verify_chain_to

BASIS = "Art. 17(1) GDPR"


@pytest.mark.parametrize("field", ["reason", "actor"])
def test_redacted_value_is_gone_and_the_chain_is_whole(events, field):
    redact(events[0], field, actor="command line", basis=BASIS)
    secret = Secret.objects.get(event=1, field=field)
    assert (secret.value, secret.salt, secret.actor) == (None, None, "")
    assert Event.objects.get(seq=1).private[field] is None
    assert verify() == []


def test_other_private_value_can_be_redacted(events):
    redact(events[1], "credit", actor="command line", basis=BASIS)
    assert Event.objects.get(seq=2).private["credit"] is None


def test_redaction_is_recorded_with_its_basis(events):
    logged = redact(events[0], "reason", actor="command line", basis=f" {BASIS} ")
    assert (logged.seq, logged.action, logged.object) == (4, "event.redacted", "event:1")
    assert logged.data == {"field": "reason", "basis": BASIS}


def test_redacted_event_still_verifies_by_itself(events):
    redact(events[0], "reason", actor="command line", basis=BASIS)
    assert verify_chain_to(Event.objects.get(seq=1)) == []


@pytest.mark.parametrize(
    ("field", "basis", "problem"),
    [
        ("reason", " ", "Give the legal basis"),
        ("mood", BASIS, "Event 1 has no “mood”. It has: actor, reason."),
    ],
)
def test_redaction_that_cannot_be_done_says_why(events, field, basis, problem):
    with pytest.raises(ValidationError, match=problem):
        redact(events[0], field, actor="command line", basis=basis)
    assert Event.objects.count() == 3


def test_nothing_is_redacted_twice(events):
    redact(events[0], "reason", actor="command line", basis=BASIS)
    with pytest.raises(ValidationError, match="erased before"):
        redact(events[0], "reason", actor="command line", basis=BASIS)


@pytest.mark.django_db(transaction=True)
def test_redaction_needs_no_transaction_around_it():
    with transaction.atomic():
        event = record("story.withdrawn", "story:5", actor=None, reason="Wrong.")
    assert redact(event, "reason", actor=None, basis=BASIS).seq == 2


@pytest.mark.parametrize("role", ["publisher", "administrator"])
def test_no_role_redacts(events, role):
    with pytest.raises(PermissionDenied):
        redact(events[0], "reason", actor=make_user(role), basis=BASIS)
    assert Event.objects.count() == 3


def test_superuser_redacts(events):
    actor = make_user(superuser=True, display_name="Root")
    assert redact(events[0], "reason", actor=actor, basis=BASIS).private["actor"]["name"] == "Root"
