import pytest

from factories.people import make_user
from newsroom.audit.operations import verifying
from newsroom.audit.operations.recording import record


@pytest.fixture(autouse=True)
def record_alone(monkeypatch):
    """Leave what other rooms compare with the record to their own tests."""
    monkeypatch.setattr(verifying, "checks", [])


@pytest.fixture
def person(db):
    return make_user(username="ada", display_name="Ada Obi")


@pytest.fixture
def events(person):
    """Three events in a chain: a relabelling by Ada, one of her own by the schedule, and one by the installation."""
    return [
        record(
            "picture.relabelled",
            "picture:12",
            actor=person,
            reason="The agency wrote.",
            data={"to": "compositeSynthetic"},
        ),
        record("story.published", "story:5", actor="schedule", private={"credit": "Bo Ade"}),
        record("policy.published", "policy:1", actor=None),
    ]
