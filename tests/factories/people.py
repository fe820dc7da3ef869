"""People for tests."""

from itertools import count

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from newsroom.accounts.models import User
from newsroom.accounts.operations import presence

_numbers = count(1)


def make_user(role=None, *, superuser=False, administrator=False, password=None, **fields):
    """Return a stored person with this role ("reporter", "editor", "publisher", "administrator"), or with none."""
    names = [name for name in (role, administrator and "administrator") if name]
    fields.setdefault("username", f"{'superuser' if superuser else role or 'person'}-{next(_numbers)}")
    fields.setdefault("is_staff", superuser or bool(names))
    person = User(is_superuser=superuser, **fields)
    person.set_password(password)
    person.save()
    person.groups.set(Group.objects.filter(name__in=names))
    return person


def make_presence(person):
    """Return the proof that a person is there, as a request out of their own session gives it."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session.create()
    request = RequestFactory().get("/admin/")
    request.user, request.session = person, session
    return presence.of(request)
