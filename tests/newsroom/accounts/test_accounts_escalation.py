"""Every side door of the people screens, tried over HTTP."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from factories.people import make_user
from newsroom.accounts.models import User

pytestmark = pytest.mark.django_db
POWERS = {"is_superuser": "on", "is_staff": "on", "is_administrator": "on", "access_version": "7"}


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def administrator(root):
    return make_user("administrator")


def powers(person):
    """Return everything that may not have changed."""
    person = User.objects.get(pk=person.pk)
    groups = sorted(group.name for group in person.groups.all())
    single = person.user_permissions.count()
    return groups, person.is_active, person.is_staff, person.is_superuser, single, person.password


def everything():
    """Return POST fields that would grant all there is, if any form listened."""
    return POWERS | {
        "groups": [group.pk for group in Group.objects.all()],
        "user_permissions": [permission.pk for permission in Permission.objects.all()],
    }


def test_administrator_grants_nothing_by_posting_fields_the_form_does_not_show(change, administrator):
    person = make_user("reporter")
    before = powers(person)
    assert change(administrator, person, **everything()).status_code == 302
    assert powers(person) == before


def test_administrator_adds_nobody_stronger_than_a_publisher(client, administrator):
    client.force_login(administrator)
    data = {"username": "abeni", "password1": "riverbank-41", "password2": "riverbank-41", "desk_role": "publisher"}
    client.post(reverse("admin:accounts_user_add"), data | everything())
    assert powers(User.objects.get(username="abeni"))[:5] == (["publisher"], True, True, False, 0)


@pytest.mark.parametrize("role", ["administrator", "superuser", "owner"])
def test_administrator_cannot_choose_a_stronger_role(change, administrator, role):
    person = make_user("reporter")
    response = change(administrator, person, desk_role=role)
    assert "desk_role" in response.context["adminform"].form.errors
    assert User.objects.get(pk=person.pk).desk_role == "reporter"


def test_administrator_does_not_promote_themself(change, administrator):
    before = powers(administrator)
    change(administrator, administrator, desk_role="publisher", **everything())
    assert powers(administrator) == before


def test_administrator_changes_their_own_safe_fields(change, administrator):
    assert change(administrator, administrator, display_name="Abeni Alade").status_code == 302
    assert User.objects.get(pk=administrator.pk).display_name == "Abeni Alade"


def test_administrator_cannot_deactivate_themself(change, administrator):
    change(administrator, administrator, is_active=False)
    assert User.objects.get(pk=administrator.pk).is_active


@pytest.mark.parametrize("target", ["superuser", "administrator"])
@pytest.mark.parametrize(
    "fields", [{"email": "x@example.org"}, {"is_active": False}, {"desk_role": "reporter"}, {"username": "taken-over"}]
)
def test_administrator_cannot_touch_a_privileged_account(change, root, administrator, target, fields):
    person = root if target == "superuser" else make_user("administrator")
    assert change(administrator, person, **fields).status_code == 403
    assert User.objects.filter(pk=person.pk, username=person.username, email="", is_active=True).exists()


@pytest.mark.parametrize("query", ["", "?_popup=1", "?_to_field=id&_popup=1"])
def test_privileged_account_shows_administrators_nothing_to_fill_in(client, root, administrator, query):
    client.force_login(administrator)
    response = client.get(reverse("admin:accounts_user_change", args=[root.pk]) + query)
    assert response.status_code == 200
    assert list(response.context["adminform"].form.fields) == []


@pytest.mark.parametrize("target", ["superuser", "administrator"])
def test_administrator_cannot_set_a_privileged_password(client, root, administrator, target):
    person = root if target == "superuser" else make_user("administrator")
    client.force_login(administrator)
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    data = {"new_password1": "riverbank-41", "new_password2": "riverbank-41", "password1": "x", "password2": "x"}
    assert client.get(address).status_code == 403
    assert client.post(address, data).status_code == 403
    assert not User.objects.get(pk=person.pk).has_usable_password()


def test_own_password_asks_for_the_old_one(client, administrator):
    client.force_login(administrator)
    address = reverse("admin:auth_user_password_change", args=[administrator.pk])
    response = client.post(address, {"new_password1": "riverbank-41", "new_password2": "riverbank-41"})
    assert response.url == reverse("admin:password_change")
    assert not User.objects.get(pk=administrator.pk).has_usable_password()


def test_bulk_deactivation_skips_whom_the_actor_may_not_touch(run_action, root, administrator):
    colleague, reporter = make_user("administrator"), make_user("reporter")
    response = run_action(administrator, "deactivate", root, administrator, colleague, reporter)
    assert list(User.objects.filter(is_active=False)) == [reporter]
    assert "Only a superuser may change the account" in response.content.decode()


def test_bulk_reactivation_lets_no_superuser_in(run_action, administrator):
    former = make_user(superuser=True, is_active=False)
    run_action(administrator, "reactivate", former)
    assert not User.objects.get(pk=former.pk).is_active


@pytest.mark.parametrize("actor", ["superuser", "administrator"])
def test_nobody_deletes_in_bulk(run_action, root, administrator, actor):
    person = make_user("reporter")
    run_action(root if actor == "superuser" else administrator, "delete_selected", person, post="yes")
    assert User.objects.filter(pk=person.pk).exists()


def test_form_offers_no_deletion_action(client, root):
    client.force_login(root)
    person = make_user("reporter")
    address = reverse("admin:accounts_user_change", args=[person.pk])
    client.post(address, {"change_form-action": "delete_selected", "_selected_action": person.pk, "post": "yes"})
    assert User.objects.filter(pk=person.pk).exists()


def test_administrator_deletes_nobody(client, administrator):
    person = make_user("reporter")
    client.force_login(administrator)
    assert client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_superuser_deletes_an_account_never_used(client, root):
    person = make_user("reporter")
    client.force_login(root)
    client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"})
    assert not User.objects.filter(pk=person.pk).exists()


def test_superuser_does_not_delete_a_used_account(client, root):
    person = make_user("reporter")
    client.force_login(person)
    client.force_login(root)
    assert client.post(reverse("admin:accounts_user_delete", args=[person.pk]), {"post": "yes"}).status_code == 403


def test_last_superuser_cannot_be_deactivated_demoted_or_deleted(change, client, run_action, root):
    change(root, root, is_active=False, is_superuser=False)
    run_action(root, "deactivate", root)
    assert client.post(reverse("admin:accounts_user_delete", args=[root.pk]), {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=root.pk, is_active=True, is_superuser=True).exists()


def test_list_edits_nothing_in_place(client, administrator):
    person = make_user("reporter")
    client.force_login(administrator)
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": person.pk, "form-0-is_superuser": "on"}
    client.post(reverse("admin:accounts_user_changelist"), data | {"form-0-email": "x@example.org", "_save": "Save"})
    assert User.objects.filter(pk=person.pk, is_superuser=False, email="").exists()


def test_saving_as_new_copies_no_powers(client, root, administrator):
    client.force_login(administrator)
    data = {"username": "copy", "_saveasnew": "1", "password1": "riverbank-41", "password2": "riverbank-41"}
    client.post(reverse("admin:accounts_user_change", args=[root.pk]), data | everything())
    assert not User.objects.filter(username="copy", is_superuser=True).exists()
    assert not User.objects.get(username="copy").groups.exists()


@pytest.mark.parametrize("role", ["reporter", "editor", "publisher"])
@pytest.mark.parametrize(
    "name", ["changelist", "add", "change", "history", "delete", "password", "roles", "autocomplete"]
)
def test_desk_roles_meet_no_people_screen(client, root, role, name):
    actor = make_user(role)
    addresses = {
        "changelist": reverse("admin:accounts_user_changelist"),
        "add": reverse("admin:accounts_user_add"),
        "password": reverse("admin:auth_user_password_change", args=[actor.pk]),
        "roles": reverse("admin:accounts_roles"),
        "autocomplete": reverse("admin:autocomplete")
        + "?app_label=admin&model_name=logentry&field_name=user&term=superuser",
    }
    client.force_login(actor)
    address = addresses.get(name) or reverse(f"admin:accounts_user_{name}", args=[actor.pk])
    assert client.get(address).status_code == 403
    assert client.post(address, everything()).status_code in (403, 405)


def test_password_hash_cannot_be_guessed_through_the_list(client, administrator):
    client.force_login(administrator)
    response = client.get(reverse("admin:accounts_user_changelist"), {"password__startswith": "argon2"})
    assert response.status_code in (302, 400)


def test_history_of_a_superuser_is_only_read(client, root, administrator):
    client.force_login(administrator)
    address = reverse("admin:accounts_user_history", args=[root.pk])
    before = powers(root)
    client.post(address, everything())
    assert powers(root) == before
