import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import AIPolicy
from articles.operations import policy
from factories.people import make_user
from factories.stories import NOON, make_policy
from newsroom.audit.models import Event

WHY = "The desk agreed on it on Monday."


@pytest.fixture
def publisher():
    return make_user("publisher")


def test_published_policy_holds_and_is_recorded(publisher):
    made = policy.publish_policy(
        AIPolicy(text={"en": "AI may translate."}, four_eyes=True, reason=WHY), actor=publisher, now=NOON
    )
    assert AIPolicy.current() == made
    assert (made.published_at, made.published_by) == (NOON, publisher)
    event = Event.objects.get()
    assert (event.action, event.object, event.private["reason"]) == ("policy.published", f"aipolicy:{made.pk}", WHY)
    assert (event.data["four_eyes"], event.data["answer_days"]) == (True, 7)
    assert "translate" not in event.payload


def test_first_policy_may_be_the_rules_that_held_before(publisher):
    assert policy.publish_policy(AIPolicy(reason=WHY), actor=publisher).pk


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"reason": "Because."}, "reason"),
        ({"reason": " " * 30}, "reason"),
        ({"answer_days": 0}, "answer_days"),
        ({"answer_days": 91}, "answer_days"),
        ({"realistic_pictures": "maybe"}, "realistic_pictures"),
        ({"credit": ""}, "credit"),
    ],
)
def test_policy_that_cannot_hold_is_refused_by_field(publisher, fields, field):
    with pytest.raises(ValidationError) as refused:
        policy.publish_policy(AIPolicy(**{"reason": WHY} | fields), actor=publisher)
    assert list(refused.value.message_dict) == [field]
    assert (AIPolicy.objects.count(), Event.objects.count()) == (0, 0)


def test_policy_without_a_change_is_refused(publisher):
    make_policy()
    with pytest.raises(ValidationError, match="Nothing differs"):
        policy.publish_policy(AIPolicy(text={"en": "AI never decides what is news."}, reason=WHY), actor=publisher)


def test_policy_written_from_an_older_one_is_refused(publisher):
    older, newer = make_policy(), make_policy()
    with pytest.raises(ValidationError, match=f"{newer} was published while you wrote"):
        policy.publish_policy(AIPolicy(four_eyes=True, reason=WHY), actor=publisher, based_on=older.pk)
    assert policy.publish_policy(AIPolicy(four_eyes=True, reason=WHY), actor=publisher, based_on=newer.pk)


@pytest.mark.parametrize("role", ["editor", "administrator"])
def test_only_a_publisher_publishes_a_policy(db, role):
    with pytest.raises(PermissionDenied):
        policy.publish_policy(AIPolicy(reason=WHY), actor=make_user(role))
