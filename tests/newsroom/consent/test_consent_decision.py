from datetime import date, timedelta

import pytest

from newsroom.consent.decision import Answer, Decision, State, read, state

DAY = date(2026, 11, 23)


def test_decision_is_written_in_the_grammar():
    assert str(Decision(DAY, {"analytics": Answer(3, False)})) == "1.20261123.analytics:3:n"


def test_decision_is_read_back():
    decision = Decision(DAY, {"analytics": Answer(3, True), "embeds": Answer(1, False)})
    assert read(str(decision), on=DAY) == decision


@pytest.mark.parametrize(
    "value",
    [
        "",
        "1",
        "2.20261123.analytics:3:n",
        "1.20261123",
        "1.20261123.analytics:0:y",
        "1.20261123.Analytics:1:y",
        "1.20261123.analytics:1:x",
        "1.20261123.analytics:1:y\n",
        "1.20261399.analytics:1:y",
        "1.20261123" + ".a:1:y" * 13,
        "1.20261123" + ".analytics_of_every_kind:12345:y" * 12 + "y" * 512,
    ],
)
def test_malformed_cookie_counts_as_absent(value):
    assert read(value, on=DAY) is None


@pytest.mark.parametrize(("days", "is_valid"), [(-2, False), (-1, True), (0, True), (184, True), (185, False)])
def test_decision_lasts_184_days_and_is_not_from_the_future(days, is_valid):
    value = str(Decision(DAY, {"analytics": Answer(1, False)}))
    assert bool(read(value, on=DAY + timedelta(days=days))) is is_valid


@pytest.mark.parametrize(
    ("answer", "has_signal", "expected"),
    [
        (None, False, State.ASK),
        (None, True, State.SIGNAL),
        (Answer(1, False), False, State.REFUSED),
        (Answer(9, False), True, State.REFUSED),
        (Answer(2, True), False, State.ACCEPTED),
        (Answer(2, True), True, State.ACCEPTED),
        (Answer(1, True), False, State.ASK),
        (Answer(1, True), True, State.SIGNAL),
        (Answer(3, True), False, State.STALE),
    ],
)
def test_state_follows_answer_version_and_signal(answer, has_signal, expected):
    decision = Decision(DAY, {"analytics": answer}) if answer else None
    assert state(decision, "analytics", 2, has_signal) == expected
