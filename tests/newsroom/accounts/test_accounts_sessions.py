import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from factories.people import make_user
from newsroom.accounts.models import User
from newsroom.accounts.operations import people

pytestmark = pytest.mark.django_db
OLD_KEY = "the-old-key-of-this-test-is-fifty-characters-long-0"
NEW_KEY = "the-new-key-of-this-test-is-fifty-characters-long-1"


@pytest.fixture
def root():
    return make_user(superuser=True)


def is_signed_in(client):
    return client.get(reverse("admin:password_change")).status_code == 200


ENDING = {
    "deactivation": lambda person, root: people.deactivate(person, actor=root),
    "demotion": lambda person, root: people.set_role(person, "reporter", actor=root),
    "no role": lambda person, root: people.set_role(person, "", actor=root),
    "no administration": lambda person, root: people.set_administrator(person, False, actor=root),
    "fewer permissions": lambda person, root: people.set_permissions(person, [], actor=root),
    "new password": lambda person, root: people.set_password(person, "riverbank-41", actor=root),
}


@pytest.mark.parametrize("deed", ENDING)
def test_session_ends_at_the_next_request(client, root, deed):
    person = make_user("publisher", administrator=True)
    person.user_permissions.add(Permission.objects.get(codename="delete_user"))
    client.force_login(person)
    assert is_signed_in(client)
    ENDING[deed](person, root)
    assert not is_signed_in(client)


def test_session_of_a_former_superuser_ends(client, root):
    person = make_user("publisher", superuser=True)
    client.force_login(person)
    people.set_superuser(person, False, actor=root)
    assert not is_signed_in(client)


def test_promotion_interrupts_nobody(client, root):
    person = make_user("reporter")
    client.force_login(person)
    people.set_role(person, "editor", actor=root)
    assert is_signed_in(client)


def test_session_stays_ended_after_reactivation(client, root):
    person = make_user("reporter")
    client.force_login(person)
    people.deactivate(person, actor=root)
    people.reactivate(person, actor=root)
    assert not is_signed_in(client)


def test_deactivation_ends_sessions_of_people_without_role_too(root):
    assert people.deactivate(make_user(), actor=root).access_version == 1


def test_session_survives_a_new_secret_key_with_fallback(client, root, settings):
    settings.SECRET_KEY = OLD_KEY
    client.force_login(make_user("reporter"))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, [OLD_KEY]
    assert is_signed_in(client)


def test_demotion_ends_sessions_of_a_fallback_key_too(client, root, settings):
    settings.SECRET_KEY = OLD_KEY
    person = make_user("editor")
    client.force_login(person)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW_KEY, [OLD_KEY]
    people.set_role(person, "reporter", actor=root)
    assert not is_signed_in(client)


def test_deactivated_person_cannot_sign_in(client):
    person = make_user("editor", password="riverbank-41", is_active=False)
    client.post(reverse("admin:login"), {"username": person.username, "password": "riverbank-41"})
    assert not is_signed_in(client)


def test_person_without_role_cannot_sign_in_to_the_desk(client):
    person = make_user(password="riverbank-41")
    client.post(reverse("admin:login"), {"username": person.username, "password": "riverbank-41"})
    assert not is_signed_in(client)


def test_signing_in_works_by_username(client):
    person = make_user("editor", password="riverbank-41")
    client.post(reverse("admin:login"), {"username": person.username, "password": "riverbank-41"})
    assert is_signed_in(client)


def test_own_password_change_keeps_the_session(client):
    person = make_user("editor", password="riverbank-41")
    client.force_login(person)
    data = {"old_password": "riverbank-41", "new_password1": "hillside-52", "new_password2": "hillside-52"}
    client.post(reverse("admin:password_change"), data)
    assert User.objects.get(pk=person.pk).check_password("hillside-52")
    assert is_signed_in(client)
