import unicodedata

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory

from factories.people import make_user
from newsroom.consent.defaults import ANALYTICS, NECESSARY
from newsroom.consent.frame import frame
from newsroom.consent.models import PolicyVersion, Purpose
from newsroom.consent.operations import policy
from newsroom.consent.vocabulary import Adapter, duration_text


def versions():
    return {purpose.slug: purpose.version for purpose in policy.current().purposes}


def test_defaults_ask_where_analytics_is_enabled(asking_site):
    assert versions() == {"necessary": 1, "analytics": 1}
    assert [purpose.slug for purpose in policy.current().optional] == ["analytics"]


def test_defaults_ask_nothing_where_analytics_is_disabled(db):
    policy.install_defaults(analytics_enabled=False)
    assert versions() == {"necessary": 1}
    assert Purpose.objects.filter(slug="analytics", is_enabled=False).exists()


def test_defaults_leave_what_is_there(asking_site):
    Purpose.objects.filter(slug="analytics").update(provider="Ours")
    policy.install_defaults(analytics_enabled=False)
    assert Purpose.objects.get(slug="analytics", is_enabled=True).provider == "Ours"


def test_defaults_are_composed_and_in_every_whole_language(settings):
    whole = [code for code, _name in settings.LANGUAGES if code not in settings.PREVIEW_LANGUAGES]
    texts = [part for words in (NECESSARY, ANALYTICS) for part in (words["title"], words["description"])]
    texts += [item["description"] for words in (NECESSARY, ANALYTICS) for item in words["items"]]
    assert all(list(text) == whole for text in texts)
    assert all(unicodedata.is_normalized("NFC", text) for each in texts for text in each.values())


def test_changed_purpose_raises_its_own_version_only(asking_site):
    Purpose.objects.filter(slug="analytics").update(provider="Someone else")
    policy.publish()
    assert versions() == {"necessary": 1, "analytics": 2}
    assert Purpose.objects.get(slug="analytics").version == 2


def test_changed_item_raises_the_version(asking_site):
    Purpose.objects.get(slug="analytics").items.update(name="/elsewhere/")
    policy.publish()
    assert versions()["analytics"] == 2


def test_publishing_without_a_change_makes_no_version(asking_site):
    before = PolicyVersion.objects.get()
    assert policy.publish() == before
    assert PolicyVersion.objects.get() == before


def test_draft_is_not_in_force_until_published(asking_site):
    Purpose.objects.filter(slug="analytics").update(is_enabled=False)
    assert policy.current().optional


def test_purpose_that_returns_keeps_its_version(asking_site):
    for is_enabled in (False, True):
        Purpose.objects.filter(slug="analytics").update(is_enabled=is_enabled)
        policy.publish()
    assert versions()["analytics"] == 1


def test_purpose_deleted_and_made_anew_asks_again(asking_site):
    Purpose.objects.get(slug="analytics").delete()
    policy.publish()
    Purpose.objects.create(slug="analytics", title={"en": "Other"}, description={"en": "Other"})
    policy.publish()
    assert versions()["analytics"] == 2


def test_publishing_needs_the_permission(asking_site):
    with pytest.raises(PermissionDenied):
        policy.publish(actor=make_user())


def test_more_purposes_than_the_cookie_holds_are_refused(asking_site):
    Purpose.objects.bulk_create(
        Purpose(slug=f"p{number}", title={"en": "P"}, description={"en": "P"}) for number in range(12)
    )
    with pytest.raises(ValidationError):
        policy.publish()


def test_published_policy_is_never_changed(asking_site):
    published = PolicyVersion.objects.get()
    published.purposes = []
    with pytest.raises(ValidationError):
        published.save()


def test_necessary_purpose_switches_nothing_on(db):
    purpose = Purpose(
        slug="necessary", basis="necessary", adapter=Adapter.COUNTER, title={"en": "N"}, description={"en": "N"}
    )
    with pytest.raises(ValidationError):
        purpose.full_clean()


def test_frame_asks_the_database_once(asking_site, django_assert_num_queries):
    with django_assert_num_queries(1):
        consent = frame(RequestFactory().get("/tags/c%23/?page=2"))["consent"]
        assert (consent.purposes_attribute, consent.next, consent.asks) == ("analytics:1", "/tags/c%23/", True)
        assert consent.config_json == '{"analytics": "/static/js/components/counter.js"}'


def test_frame_asks_nothing_before_a_policy(db):
    consent = frame(RequestFactory().get("/"))["consent"]
    assert (consent.purposes_attribute, consent.asks, consent.config_json) == ("", False, "{}")


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        (184, "day", "184 days"),
        (1, "month", "1 month"),
        (None, "session", "Until you close the browser"),
        (None, "not_kept", "Not kept on your device"),
    ],
)
def test_duration_is_said_in_words(number, unit, text):
    assert duration_text(number, unit) == text
