"""A visitor's decision as their own cookie holds it: a day, and an answer per purpose; nothing that names them."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

DAYS = 184
MAX_AGE = DAYS * 24 * 60 * 60
MAX_LENGTH = 512
MAX_PURPOSES = 12
SLUG = r"[a-z][a-z0-9_]{0,23}"
ANSWER = rf"\.{SLUG}:[1-9][0-9]{{0,4}}:[yn]"
GRAMMAR = re.compile(rf"1\.([0-9]{{8}})((?:{ANSWER}){{1,{MAX_PURPOSES}}})")


class State(StrEnum):
    """What a visitor's answer to one purpose amounts to."""

    ASK = "ask"
    SIGNAL = "signal"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    STALE = "stale"


@dataclass(frozen=True)
class Answer:
    """Yes or no to one version of a purpose."""

    version: int
    is_yes: bool


@dataclass(frozen=True)
class Decision:
    """The day of a decision and the answers by the purposes' slugs."""

    decided_on: date
    answers: dict[str, Answer]

    def __str__(self):
        answers = (f".{slug}:{answer.version}:{'y' if answer.is_yes else 'n'}" for slug, answer in self.answers.items())
        return f"1.{self.decided_on:%Y%m%d}" + "".join(answers)


def today(now=None):
    """Return the day by which decisions are dated and counted, in UTC."""
    return (now or datetime.now(UTC)).astimezone(UTC).date()


def read(value, on=None):
    """Return the decision a cookie holds; None when it is malformed, expired or from the future."""
    if len(value) > MAX_LENGTH or not (match := GRAMMAR.fullmatch(value)):
        return None
    try:
        decided_on = datetime.strptime(match[1], "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None
    if not timedelta(days=-1) <= (on or today()) - decided_on <= timedelta(days=DAYS):
        return None
    answers = {}
    for part in match[2][1:].split("."):
        slug, version, letter = part.split(":")
        answers.setdefault(slug, Answer(int(version), letter == "y"))
    return Decision(decided_on, answers)


def state(decision, slug, version, has_signal):
    """Return the state of one purpose at its current version."""
    answer = decision.answers.get(slug) if decision else None
    if answer is None or (answer.is_yes and answer.version < version):
        return State.SIGNAL if has_signal else State.ASK
    if not answer.is_yes:
        return State.REFUSED
    return State.ACCEPTED if answer.version == version else State.STALE
