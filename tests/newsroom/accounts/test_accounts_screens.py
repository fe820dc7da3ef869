import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from factories.people import make_user
from newsroom.accounts.models import User

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:accounts_user_changelist", "admin:accounts_user_add"


@pytest.fixture
def root():
    return make_user(superuser=True)


@pytest.fixture
def administrator(client):
    person = make_user("administrator", username="adm")
    client.force_login(person)
    return person


def fields(response):
    return set(response.context["adminform"].form.fields)


def listed(response):
    return [person.username for person in response.context["cl"].result_list]


def test_administrator_adds_a_person_on_one_screen(client, administrator):
    data = {"username": "abeni", "display_name": "Abeni Alade", "email": "abeni@example.org", "desk_role": "editor"}
    response = client.post(reverse(ADD), data | {"password1": "riverbank-41", "password2": "riverbank-41"})
    person = User.objects.get(username="abeni")
    assert response.url == reverse(LIST)
    assert (person.display_name, person.email, person.desk_role) == ("Abeni Alade", "abeni@example.org", "editor")
    assert person.check_password("riverbank-41")


def test_refused_addition_keeps_what_was_typed(client, administrator):
    data = {"username": "abeni", "display_name": "Abeni Alade", "password1": "short", "password2": "short"}
    response = client.post(reverse(ADD), data)
    assert "This password is too short" in response.content.decode()
    assert 'value="Abeni Alade"' in response.content.decode()
    assert not User.objects.filter(username="abeni").exists()


def test_username_in_other_capitals_is_refused_in_words(change, administrator):
    person = make_user("reporter", username="abeni")
    response = change(administrator, person, username="ADM")
    assert "This username is taken" in response.content.decode()


def test_add_form_offers_administrators_no_stronger_role(client, administrator):
    offered = {"username", "display_name", "email", "desk_role", "password1", "password2"}
    assert fields(client.get(reverse(ADD))) == offered


def test_change_form_offers_administrators_safe_fields_and_the_role(client, administrator):
    response = client.get(reverse("admin:accounts_user_change", args=[make_user("reporter").pk]))
    assert fields(response) == {"desk_role", "display_name", "email", "is_active", "password", "username"}


def test_own_form_offers_safe_fields_only(client, administrator):
    response = client.get(reverse("admin:accounts_user_change", args=[administrator.pk]))
    assert fields(response) == {"display_name", "email", "password", "username"}


def test_privileged_account_is_shown_without_its_password(client, root, administrator):
    page = client.get(reverse("admin:accounts_user_change", args=[root.pk])).content.decode()
    assert "Superuser" in page
    assert "algorithm" not in page


def test_superuser_grants_all_there_is(change, root):
    person = make_user("reporter")
    permission = Permission.objects.get(codename="delete_user")
    powers = {"is_administrator": "on", "is_superuser": "on", "user_permissions": [permission.pk]}
    assert change(root, person, desk_role="publisher", **powers).status_code == 302
    person = User.objects.get(pk=person.pk)
    assert (person.desk_role, person.is_administrator, person.is_superuser) == ("publisher", True, True)
    assert list(person.user_permissions.all()) == [permission]


def test_superuser_takes_all_back(change, root):
    person = make_user("publisher", administrator=True, superuser=True)
    change(root, person, desk_role="reporter", is_administrator=False, is_superuser=False)
    person = User.objects.get(pk=person.pk)
    assert (person.desk_role, person.is_administrator, person.is_superuser) == ("reporter", False, False)


def test_change_form_gives_another_role(change, administrator):
    person = make_user("reporter")
    change(administrator, person, desk_role="publisher")
    assert User.objects.get(pk=person.pk).desk_role == "publisher"


def test_change_form_deactivates_and_reactivates(change, administrator):
    person = make_user("reporter")
    change(administrator, person, is_active=False)
    assert not User.objects.get(pk=person.pk).is_active
    change(administrator, person, is_active="on")
    assert User.objects.get(pk=person.pk).is_active


def test_saving_an_unchanged_form_ends_no_session(change, administrator):
    person = make_user("publisher")
    change(administrator, person)
    assert User.objects.get(pk=person.pk).access_version == 0


def test_administrator_sets_a_password(client, administrator):
    person = make_user("reporter")
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    assert 'name="new_password1"' in client.get(address).content.decode()
    response = client.post(address, {"new_password1": "riverbank-41", "new_password2": "riverbank-41"})
    assert response.url == reverse("admin:accounts_user_change", args=[person.pk])
    assert User.objects.get(pk=person.pk).check_password("riverbank-41")


def test_two_different_passwords_change_nothing(client, administrator):
    person = make_user("reporter")
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    response = client.post(address, {"new_password1": "riverbank-41", "new_password2": "riverbank-42"})
    assert "The password is not changed" in response.content.decode()
    assert "The two password fields didn’t match" in response.content.decode()
    assert not User.objects.get(pk=person.pk).has_usable_password()


@pytest.mark.parametrize("pk", ["999999", "x"])
def test_password_of_nobody_is_explained(client, administrator, pk):
    response = client.get(reverse("admin:auth_user_password_change", args=[pk]), follow=True)
    assert "doesn’t exist. Perhaps it was deleted?" in response.content.decode()


@pytest.mark.parametrize("term", ["abeni", "Alade", "abeni@example.org"])
def test_list_finds_by_username_name_and_address(client, administrator, term):
    make_user("reporter", username="abeni", display_name="Bisi Alade", email="abeni@example.org")
    assert listed(client.get(reverse(LIST), {"q": term})) == ["abeni"]


@pytest.mark.parametrize(
    ("role", "found"),
    [("editor", ["ed"]), ("administrator", ["adm"]), ("superuser", ["top"]), ("none", ["nobody"])],
)
def test_list_narrows_to_a_role(client, administrator, role, found):
    make_user("editor", username="ed")
    make_user(superuser=True, username="top")
    make_user(username="nobody")
    assert listed(client.get(reverse(LIST), {"role": role})) == found


def test_list_narrows_to_inactive_people(client, administrator):
    make_user("editor", username="gone", is_active=False)
    assert listed(client.get(reverse(LIST), {"is_active__exact": "0"})) == ["gone"]


def test_list_asks_as_often_for_three_as_for_one(client, administrator):
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make_user("editor")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 10


def test_autocomplete_finds_people_for_administrators(client, administrator):
    query = {"app_label": "admin", "model_name": "logentry", "field_name": "user", "term": "adm"}
    found = client.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [row["id"] for row in found] == [str(administrator.pk)]


def test_list_names_roles(client, administrator):
    make_user("editor", administrator=True)
    assert "Administrator" in client.get(reverse(LIST)).content.decode()
    assert "Editor, Administrator" in client.get(reverse(LIST)).content.decode()


def test_roles_page_says_who_may_do_what(client, administrator):
    page = client.get(reverse("admin:accounts_roles")).content.decode()
    assert "Can add person" in page
    assert all(role in page for role in ("Reporter", "Editor", "Publisher", "Administrator"))


def test_roles_page_changes_nothing(client, administrator):
    page = client.get(reverse("admin:accounts_roles")).content.decode()
    assert "<input type=" not in page.partition('id="content-main"')[2]


def test_history_names_who_did_what(change, client, administrator):
    person = make_user("reporter")
    change(administrator, person, desk_role="editor")
    page = client.get(reverse("admin:accounts_user_history", args=[person.pk])).content.decode()
    assert "Changed Desk role" in page
