"""The one door to accounts: what is done to people, by whom, and what is refused.

Every deed locks the rows it judges, asks ``authority``, writes, and returns the fresh person. Taking access away ends
the person's sessions at their next request.
"""

import logging

from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from newsroom.accounts.models import User
from newsroom.accounts.operations import authority
from newsroom.accounts.roles import DESK_ROLES, Role

logger = logging.getLogger(__name__)


class Refused(PermissionDenied):
    """The deed was not done; the message says why and what to do instead."""


@transaction.atomic
def add(person, *, actor, role="", is_administrator=False):
    """Store a person who is not stored yet, with a desk role and, where a superuser asks for it, as administrator."""
    _insist(authority.why_not_add(_fresh(actor)), "add", person, actor)
    if not person._state.adding:
        raise Refused(f"{person} is stored already. Edit that person instead.")
    person.is_active, person.is_staff, person.is_superuser = True, False, False
    if not person.password:
        person.set_unusable_password()
    person.full_clean()
    person.save(force_insert=True)
    if role:
        set_role(person, role, actor=actor)
    if is_administrator:
        set_administrator(person, True, actor=actor)
    return _fresh(person)


@transaction.atomic
def edit(person, *, actor, username=None, display_name=None, email=None):
    """Change how a person is called and reached; what is not given stays."""
    fresh = _judged("edit", authority.why_not_edit, person, actor)
    details = {"username": username, "display_name": display_name, "email": email}
    given = {name: value for name, value in details.items() if value is not None}
    for name, value in given.items():
        setattr(fresh, name, value)
    fresh.full_clean()
    fresh.save(update_fields=given)
    return fresh


@transaction.atomic
def mute(person, kinds):
    """Store of which kinds of notices a person wants no mail; it is their own to say, and recorded nowhere else."""
    fresh = User.objects.select_for_update().get(pk=person.pk)
    fresh.muted = sorted(set(kinds))
    fresh.save(update_fields=["muted"])
    return fresh


@transaction.atomic
def set_role(person, role, *, actor):
    """Give a person this desk role in place of any other; "" takes it away."""
    if role and role not in DESK_ROLES:
        raise Refused(f"Desk role: there is no “{role}”. Choose one of {', '.join(DESK_ROLES)}, or none.")
    fresh = _judged("set role", authority.why_not_set_role, person, actor)
    before = _access(fresh)
    fresh.groups.remove(*Group.objects.filter(name__in=DESK_ROLES).exclude(name=role))
    if role:
        fresh.groups.add(Group.objects.get(name=role))
    return _settle(fresh, before)


@transaction.atomic
def set_administrator(person, is_administrator, *, actor):
    """Let a person manage people, or stop them; a desk role stays what it is."""
    fresh = _judged("set administrator", authority.why_not_grant, person, actor)
    before = _access(fresh)
    change = fresh.groups.add if is_administrator else fresh.groups.remove
    change(Group.objects.get(name=Role.ADMINISTRATOR))
    return _settle(fresh, before)


@transaction.atomic
def set_superuser(person, is_superuser, *, actor):
    """Let a person do everything, or no longer."""
    why_not = authority.why_not_grant if is_superuser else authority.why_not_revoke_superuser
    fresh = _judged("set superuser", why_not, person, actor)
    before = _access(fresh)
    fresh.is_superuser = is_superuser
    return _settle(fresh, before)


@transaction.atomic
def set_permissions(person, permissions, *, actor):
    """Make these the person's single permissions, beside those of their role."""
    fresh = _judged("set permissions", authority.why_not_grant, person, actor)
    before = _access(fresh)
    fresh.user_permissions.set(permissions)
    return _settle(fresh, before)


@transaction.atomic
def deactivate(person, *, actor):
    """Shut a person out at their next request; what they did stays."""
    fresh = _judged("deactivate", authority.why_not_deactivate, person, actor)
    before = _access(fresh)
    fresh.is_active = False
    return _settle(fresh, before)


@transaction.atomic
def reactivate(person, *, actor):
    """Let a person sign in again, with the role they had."""
    fresh = _judged("reactivate", authority.why_not_reactivate, person, actor)
    before = _access(fresh)
    fresh.is_active = True
    return _settle(fresh, before)


@transaction.atomic
def set_password(person, password, *, actor):
    """Replace somebody else's password, which ends their sessions."""
    fresh = _judged("set password", authority.why_not_set_password, person, actor)
    validate_password(password, fresh)
    fresh.set_password(password)
    fresh.save(update_fields=["password"])
    return fresh


@transaction.atomic
def delete(person, *, actor):
    """Remove an account that was never used."""
    _judged("delete", authority.why_not_delete, person, actor).delete()


def _fresh(person):
    return User.objects.get(pk=person.pk)


def _judged(deed, why_not, person, actor):
    """Lock everybody the answer depends on, insist on it, and return the fresh person."""
    involved = Q(pk__in=[person.pk, actor.pk]) | Q(is_superuser=True)
    rows = {row.pk: row for row in User.objects.select_for_update().filter(involved).order_by("pk")}
    _insist(why_not(rows[person.pk], rows[actor.pk]), deed, person, actor)
    return rows[person.pk]


def _insist(reason, deed, person, actor):
    if reason:
        logger.warning("Refused: %s of person %s by person %s: %s", deed, person.pk, actor.pk, reason)
        raise Refused(reason)


def _access(person):
    """Return all that the person may do, signing in included."""
    return person.get_all_permissions() | ({"sign in"} if person.is_active else set())


def _settle(person, before):
    """Store the person's new access; where they lost any, no session made before it goes on."""
    person.is_staff = person.is_superuser or person.groups.filter(name__in=Role.values).exists()
    person.save(update_fields=["is_active", "is_staff", "is_superuser"])
    after = _fresh(person)
    if before - _access(after):
        after.access_version += 1
        after.save(update_fields=["access_version"])
    return after
