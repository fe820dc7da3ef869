import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from factories.people import make_user
from newsroom.consent.decision import Answer, Decision, today
from newsroom.consent.models import DecisionCount, PageCount, PolicyVersion, Purpose
from newsroom.consent.operations import counts, policy

PURPOSES = "/admin/consent/purpose/"


@pytest.fixture
def keeper(client, asking_site):
    """A browser signed in as someone who drafts the policy; give ``publish_policy`` to let them publish."""
    person = make_user(is_staff=True)
    names = ["view_purpose", "change_purpose", "view_storageitem", "view_policyversion"]
    person.user_permissions.set(Permission.objects.filter(codename__in=names))
    client.force_login(person)
    return person


def allow_publishing(person):
    person.user_permissions.add(Permission.objects.get(codename="publish_policy"))


def change_provider():
    Purpose.objects.filter(slug="analytics").update(provider="Someone else")


def test_button_publishes_the_draft(client, keeper):
    allow_publishing(keeper)
    change_provider()
    page = client.post(f"{PURPOSES}publish/", follow=True, secure=True)
    assert "In force: policy version" in page.content.decode()
    assert policy.current().optional[0].provider == "Someone else"
    assert PolicyVersion.objects.first().published_by == keeper


def test_button_is_only_for_publishers(client, keeper):
    assert "Publish policy" not in client.get(PURPOSES, secure=True).content.decode()
    allow_publishing(keeper)
    assert "Publish policy" in client.get(PURPOSES, secure=True).content.decode()


def test_publishing_without_the_permission_is_forbidden(client, keeper):
    change_provider()
    assert client.post(f"{PURPOSES}publish/", secure=True).status_code == 403
    assert PolicyVersion.objects.count() == 1


def test_publishing_takes_a_post(client, keeper):
    allow_publishing(keeper)
    assert client.get(f"{PURPOSES}publish/", secure=True).status_code == 405


def test_refused_publishing_says_why(client, keeper):
    allow_publishing(keeper)
    Purpose.objects.bulk_create(
        Purpose(slug=f"p{number}", title={"en": "P"}, description={"en": "P"}) for number in range(12)
    )
    page = client.post(f"{PURPOSES}publish/", follow=True, secure=True)
    assert "At most 12 purposes" in page.content.decode()


def test_slug_is_fixed_once_saved(client, keeper):
    purpose = Purpose.objects.get(slug="analytics")
    page = client.get(f"{PURPOSES}{purpose.pk}/change/", secure=True)
    assert page.status_code == 200
    assert 'name="slug"' not in page.content.decode()


@pytest.mark.parametrize("model", [PolicyVersion, DecisionCount, PageCount])
def test_published_and_counted_rows_are_read_only_even_for_superusers(client, asking_site, model):
    client.force_login(make_user(superuser=True))
    counts.count_page("/")
    counts.count_decision(Decision(today(), {"analytics": Answer(1, True)}), surface="banner", language="en")
    name = f"admin:consent_{model._meta.model_name}"
    pages = [f"{name}_changelist", f"{name}_add"]
    assert [client.get(reverse(page), secure=True).status_code for page in pages] == [200, 403]
    assert client.post(reverse(f"{name}_delete", args=[model.objects.get().pk]), secure=True).status_code == 403


def test_snapshot_is_shown_and_cannot_be_changed(client, keeper):
    address = reverse("admin:consent_policyversion_change", args=[PolicyVersion.objects.get().pk])
    assert client.get(address, secure=True).status_code == 200
    assert client.post(address, {"purposes": "[]"}, secure=True).status_code == 403
