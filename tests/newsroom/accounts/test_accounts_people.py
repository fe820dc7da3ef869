import logging

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from factories.people import make_user
from newsroom.accounts.models import User
from newsroom.accounts.operations import authority, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def administrator():
    return make_user("administrator")


def refused(deed, *args, **kwargs):
    """Return the words of the refusal."""
    with pytest.raises(people.Refused) as refusal:
        deed(*args, **kwargs)
    return str(refusal.value)


def test_added_person_has_the_role_and_no_more(administrator):
    person = User(username="abeni", is_superuser=True)
    added = people.add(person, actor=administrator, role="editor")
    assert (added.desk_role, added.is_staff) == ("editor", True)
    assert not (added.is_superuser or added.is_administrator)


def test_person_without_a_role_cannot_enter_the_desk(administrator):
    assert not people.add(User(username="abeni"), actor=administrator).is_staff


def test_added_person_is_never_half_stored(administrator):
    refused(people.add, User(username="abeni"), actor=administrator, is_administrator=True)
    assert not User.objects.filter(username="abeni").exists()


def test_adding_does_not_overwrite_a_stored_person(administrator, root):
    assert "is stored already" in refused(people.add, root, actor=administrator)
    assert User.objects.get(pk=root.pk).is_superuser


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
def test_desk_roles_do_not_add_people(role):
    assert refused(people.add, User(username="abeni"), actor=make_user(role)) == authority.NOT_A_MANAGER


def test_new_role_takes_the_place_of_the_old(administrator):
    person = people.set_role(make_user("editor"), "publisher", actor=administrator)
    assert [group.name for group in person.groups.all()] == ["publisher"]


def test_role_taken_away_closes_the_desk(administrator):
    person = people.set_role(make_user("editor"), "", actor=administrator)
    assert (person.desk_role, person.is_staff) == ("", False)


@pytest.mark.parametrize("role", ["administrator", "superuser", "owner"])
def test_unknown_role_is_refused_with_the_choices(administrator, role):
    assert "Choose one of reporter, editor, publisher" in refused(
        people.set_role, make_user("editor"), role, actor=administrator
    )


def test_desk_role_stays_beside_administration(root):
    person = people.set_administrator(make_user("editor"), True, actor=root)
    assert (person.desk_role, person.is_administrator) == ("editor", True)


def test_administration_taken_away_closes_the_desk(root):
    person = people.set_administrator(make_user("administrator"), False, actor=root)
    assert (person.is_administrator, person.is_staff) == (False, False)


DEEDS = {
    "edit": lambda person, actor: people.edit(person, actor=actor, email="new@example.org"),
    "set_role": lambda person, actor: people.set_role(person, "publisher", actor=actor),
    "set_administrator": lambda person, actor: people.set_administrator(person, True, actor=actor),
    "set_superuser": lambda person, actor: people.set_superuser(person, True, actor=actor),
    "set_permissions": lambda person, actor: people.set_permissions(person, [], actor=actor),
    "deactivate": lambda person, actor: people.deactivate(person, actor=actor),
    "reactivate": lambda person, actor: people.reactivate(person, actor=actor),
    "set_password": lambda person, actor: people.set_password(person, "riverbank-41", actor=actor),
    "delete": lambda person, actor: people.delete(person, actor=actor),
}
ORDINARY = {"edit", "set_role", "deactivate", "reactivate", "set_password"}
MAY = {
    ("superuser", "reporter"): set(DEEDS),
    ("superuser", "administrator"): set(DEEDS),
    ("superuser", "superuser"): set(DEEDS),
    ("superuser", "self"): {"edit"},
    ("administrator", "reporter"): ORDINARY,
    ("administrator", "publisher"): ORDINARY,
    ("administrator", "administrator"): set(),
    ("administrator", "superuser"): set(),
    ("administrator", "self"): {"edit"},
    ("publisher", "reporter"): set(),
    ("publisher", "self"): set(),
    ("editor", "reporter"): set(),
    ("editor", "self"): set(),
    ("reporter", "reporter"): set(),
    ("reporter", "self"): set(),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(("actor_role", "target_role"), MAY)
def test_deed_is_done_or_refused_by_role(root, actor_role, target_role, deed):
    def make(role):
        return make_user(superuser=True) if role == "superuser" else make_user(role)

    actor = make(actor_role)
    person = actor if target_role == "self" else make(target_role)
    try:
        DEEDS[deed](person, actor)
    except people.Refused:
        done = False
    else:
        done = True
    assert done == (deed in MAY[actor_role, target_role])


@pytest.mark.parametrize("deed", DEEDS)
def test_deactivated_superuser_does_nothing(root, deed):
    refused(DEEDS[deed], make_user("reporter"), make_user(superuser=True, is_active=False))


def test_single_permissions_put_an_account_out_of_an_administrators_reach(root, administrator):
    person = people.set_permissions(make_user("reporter"), [Permission.objects.get(codename="delete_user")], actor=root)
    assert refused(people.set_password, person, "riverbank-41", actor=administrator) == authority.PRIVILEGED


@pytest.mark.parametrize("deed", ["deactivate", "delete"])
def test_last_active_superuser_stays(root, deed):
    make_user(superuser=True, is_active=False)
    assert refused(DEEDS[deed], root, root) == authority.LAST_SUPERUSER


def test_last_active_superuser_is_not_demoted(root):
    assert refused(people.set_superuser, root, False, actor=root) == authority.LAST_SUPERUSER


def test_superuser_who_was_demoted_meanwhile_demotes_nobody(root):
    stale, third = make_user(superuser=True), make_user(superuser=True)
    people.set_superuser(User.objects.get(pk=stale.pk), False, actor=root)
    assert refused(people.set_superuser, third, False, actor=stale) == authority.NOT_A_SUPERUSER


def test_person_who_became_superuser_meanwhile_is_out_of_reach(root, administrator):
    stale = make_user("reporter")
    people.set_superuser(User.objects.get(pk=stale.pk), True, actor=root)
    assert refused(people.deactivate, stale, actor=administrator) == authority.PRIVILEGED


def test_used_account_is_deactivated_not_deleted(root, client):
    person = make_user("reporter")
    client.force_login(person)
    assert refused(people.delete, person, actor=root) == authority.HAS_A_TRACE


def test_account_somebody_is_recorded_under_is_not_deleted(root):
    person = make_user("reporter")
    person.logentry_set.create(action_flag=1, object_repr="a row")
    assert refused(people.delete, person, actor=root) == authority.HAS_A_TRACE


def test_weak_password_is_refused(administrator):
    with pytest.raises(ValidationError):
        people.set_password(make_user("reporter"), "password", actor=administrator)


def test_every_refusal_is_logged(administrator, root, caplog):
    with caplog.at_level(logging.WARNING):
        refused(people.deactivate, root, actor=administrator)
    assert f"deactivate of person {root.pk} by person {administrator.pk}" in caplog.text


def test_edit_changes_what_is_given_only(administrator):
    person = make_user("reporter", display_name="Abeni Alade", email="abeni@example.org")
    edited = people.edit(person, actor=administrator, display_name="Abẹ́ní Àlàdé")
    assert (edited.display_name, edited.email) == ("Abẹ́ní Àlàdé", "abeni@example.org")


def test_name_is_stored_as_nfc(administrator):
    edited = people.edit(make_user("reporter"), actor=administrator, display_name="Abe\u0301ni")
    assert edited.display_name == "Ab\u00e9ni"


def test_username_is_unique_in_any_case():
    make_user(username="abeni")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_user(username="Abeni")
