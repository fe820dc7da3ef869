import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.db.migrations.state import ProjectState

from factories.people import make_user
from newsroom.accounts import roles
from newsroom.accounts.operations import groups

pytestmark = pytest.mark.django_db


def held(role):
    pairs = Group.objects.get(name=role).permissions.values_list("content_type__app_label", "codename")
    return {".".join(pair) for pair in pairs}


@pytest.mark.parametrize("role", roles.Role.values)
def test_group_holds_exactly_the_permissions_of_the_table(role):
    assert held(role) == set(roles.table()[role])


def test_migrating_again_undoes_what_was_added_by_hand():
    Group.objects.get(name="reporter").permissions.add(Permission.objects.get(codename="delete_user"))
    call_command("migrate", verbosity=0)
    assert held("reporter") == set(roles.table()["reporter"])


def test_groups_wait_for_tables_that_are_not_there_yet():
    Group.objects.all().delete()
    groups.update_groups(apps=ProjectState().apps)
    assert not Group.objects.exists()


def test_unknown_permission_is_named(settings):
    settings.ROLES = "test_accounts_groups.TABLE"
    assert groups.missing_permissions() == ["accounts.fly_kite"]


TABLE = {"reporter": ("accounts.view_user", "accounts.fly_kite")}


def test_groups_are_nowhere_in_the_admin():
    assert not admin.site.is_registered(Group)


def test_person_gets_permissions_from_the_role():
    assert make_user("administrator").has_perm("accounts.change_user")
    assert not make_user("publisher").has_perm("accounts.change_user")
