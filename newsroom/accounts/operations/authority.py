"""Who may do what to whose account. Each question answers with the reason why not, or "" where they may."""

from newsroom.accounts.models import User
from newsroom.accounts.roles import DESK_ROLES

NOT_A_MANAGER = "You may not manage people. Ask an administrator."
PRIVILEGED = "Only a superuser may change the account of a superuser or an administrator. Ask a superuser."
OWN_ACCESS = "Nobody changes their own role, access or account state. Ask somebody else who may."
OWN_PASSWORD = "Change your own password with “Change password” at the top of the page."  # noqa: S105
NOT_A_SUPERUSER = "Only a superuser may do this. Ask a superuser."
LAST_SUPERUSER = "This is the last active superuser. Make somebody else a superuser first."
HAS_A_TRACE = "This account has been used, and what was done with it stays on record. Deactivate it instead."


def is_privileged(person):
    """Say whether this account may do more than an administrator can grant."""
    return (
        person.is_superuser or person.groups.exclude(name__in=DESK_ROLES).exists() or person.user_permissions.exists()
    )


def is_last_superuser(person):
    """Say whether nobody could undo what is done to this account."""
    if not (person.is_superuser and person.is_active):
        return False
    return not User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk).exists()


def why_not_add(actor):
    """May ``actor`` add people?"""
    return "" if actor.has_perm("accounts.add_user") else NOT_A_MANAGER


def why_not_edit(person, actor):
    """May ``actor`` change this person's username, name and address?"""
    if not actor.has_perm("accounts.change_user"):
        return NOT_A_MANAGER
    if person == actor or actor.is_superuser or not is_privileged(person):
        return ""
    return PRIVILEGED


def why_not_set_role(person, actor):
    """May ``actor`` give this person another desk role, or none?"""
    return why_not_edit(person, actor) or (OWN_ACCESS if person == actor else "")


def why_not_reactivate(person, actor):
    """May ``actor`` let this person in again?"""
    return why_not_set_role(person, actor)


def why_not_deactivate(person, actor):
    """May ``actor`` shut this person out?"""
    return (LAST_SUPERUSER if is_last_superuser(person) else "") or why_not_set_role(person, actor)


def why_not_set_password(person, actor):
    """May ``actor`` replace this person's password without knowing it?"""
    return why_not_edit(person, actor) or (OWN_PASSWORD if person == actor else "")


def why_not_grant(person, actor):
    """May ``actor`` make this person an administrator or superuser, or grant them single permissions?"""
    if not (actor.is_active and actor.is_superuser):
        return NOT_A_SUPERUSER
    return OWN_ACCESS if person == actor else ""


def why_not_revoke_superuser(person, actor):
    """May ``actor`` make this superuser an ordinary person?"""
    return (LAST_SUPERUSER if is_last_superuser(person) else "") or why_not_grant(person, actor)


def why_not_delete(person, actor):
    """May ``actor`` remove this account for good?"""
    return why_not_revoke_superuser(person, actor) or (HAS_A_TRACE if _has_a_trace(person) else "")


def _has_a_trace(person):
    if person.last_login:
        return True
    pointers = [
        field
        for field in person._meta.get_fields(include_hidden=True)
        if (field.one_to_many or field.one_to_one)
        and field.auto_created
        and not field.concrete
        and not field.related_model._meta.auto_created
    ]
    return any(
        pointer.related_model._base_manager.filter(**{pointer.field.name: person}).exists() for pointer in pointers
    )
