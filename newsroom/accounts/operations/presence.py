"""Proof that a person is there: what only people may do asks for it, and no command, import or token can have it."""

from typing import NamedTuple

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import PermissionDenied

from newsroom.accounts.models import User


class Presence(NamedTuple):
    """A person signed in at the desk; made by ``of`` alone."""

    person: User


def of(request):
    """Return who sends this request out of a session they signed in to; raise ``PermissionDenied`` for anyone else."""
    person, session = request.user, request.session
    is_signed_in = (
        session.session_key and session.get(SESSION_KEY) == str(person.pk) and session.exists(session.session_key)
    )
    if not (is_signed_in and person.is_active and person.is_staff):
        raise PermissionDenied("Only a person who is signed in at the desk may do this.")
    return Presence(person)
