import pytest
from django.urls import reverse

from newsroom.accounts.models import User


@pytest.fixture
def change(client):
    """Post the change form of a person as ``actor``, with what it shows now and then ``fields`` over it."""

    def post(actor, person, **fields):
        person = User.objects.get(pk=person.pk)
        data = {
            "username": person.username,
            "display_name": person.display_name,
            "email": person.email,
            "desk_role": person.desk_role,
            "is_administrator": person.is_administrator,
            "is_active": person.is_active,
            "is_superuser": person.is_superuser,
        }
        client.force_login(actor)
        posted = {name: value for name, value in (data | fields).items() if value is not False}
        return client.post(reverse("admin:accounts_user_change", args=[person.pk]), posted)

    return post


@pytest.fixture
def run_action(client):
    """Run a bulk action of the list of people as ``actor``."""

    def post(actor, action, *people, **fields):
        client.force_login(actor)
        data = {"action": action, "_selected_action": [person.pk for person in people]} | fields
        return client.post(reverse("admin:accounts_user_changelist"), data, follow=True)

    return post
