import json
from datetime import UTC, date, datetime
from itertools import count

import pytest

from newsroom.audit import chain
from newsroom.audit.operations import recording

EVENTS = [
    '{"actor":"ada","at":"2026-11-23T09:00:00Z","event":"text.level.set","from":null,"object":"article:42:en",'
    '"reason":"","seq":1,"to":"generated"}',
    '{"actor":"bo","at":"2026-11-23T09:20:00Z","content_sha256":'
    '"b96f7894adf76aa2aaa6113491c0c550429bc73a757fff7cdb6122655ab6349d","event":"text.review.recorded",'
    '"object":"article:42:en","seq":2}',
]
HASHES = [
    "c392c2807c53ebb0af52839987494b9f818d36c4791b377b6cf9eb8183b73aa4",
    "f65558fdbbbdc063156666866a6f8508ab63b9309819c3048b3edc704ad1288b",
]
# Computed with sha256sum from the bytes of 32 times 0x07 and the text.
COMMITMENT = "a6778b8dff7e3357a59ecc9e0fd58abbd3b88ed6101925deeb9ffe84d9e44879"

# Our own events, with the salts 32 times 0x07 (actor) and 0x08 (reason); computed with sha256sum alone.
SCHEDULE = "c63fc057265b8f1691201b129672f8e60d8cb8208e2b5a1f6243e962a95801fb"
OURS = [
    (
        '{"action":"story.published","at":"2026-11-23T09:00:00Z","commitments":{"actor":"'
        f'{SCHEDULE}","reason":"784fe954c21e6b160ed279a095810f982f08006ea53e0d1c2166c69a438d3118"}},'
        '"data":{"edition":1,"labels":{"body":"text.generated"}},"object":"story:42","seq":1}',
        "fd5e4d69f666db997e70f952a01a9a768a02ccd9240225483864b580267bbefb",
    ),
    (
        '{"action":"story.withdrawn","at":"2026-11-23T09:20:00.500000Z","commitments":{"actor":"'
        f'{SCHEDULE}"}},"data":{{}},"object":"story:42","seq":2}}',
        "d6a0a0e24278279f6a0addb38381a14ebae61d43253bf73cf0f8d91d937e5485",
    ),
]


@pytest.mark.parametrize("number", [0, 1])
def test_link_gives_the_hashes_of_the_specification(number):
    prev = [chain.START, HASHES[0]][number]
    assert chain.link(prev, EVENTS[number]) == HASHES[number]


@pytest.mark.parametrize("text", EVENTS)
def test_canonical_json_gives_the_bytes_of_the_specification(text):
    shuffled = dict(reversed(json.loads(text).items()))
    assert chain.canonical_json(shuffled) == text


def test_canonical_json_keeps_letters_as_they_are():
    assert chain.canonical_json({"b": "ọ́", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"ọ́"}'


@pytest.mark.parametrize("value", [float("nan"), object(), {"at": b"x"}])
def test_canonical_json_refuses_what_json_does_not_have(value):
    with pytest.raises((TypeError, ValueError)):
        chain.canonical_json(value)


def test_commitment_depends_on_salt_and_value():
    given = [("07" * 32, '"Ada"'), ("08" * 32, '"Ada"'), ("07" * 32, '"Bo"')]
    assert len({chain.commitment(salt, value) for salt, value in given}) == 3


def test_commitment_has_the_bytes_it_is_said_to_have():
    assert chain.commitment("07" * 32, '"Ada"') == COMMITMENT


def test_recorded_events_have_the_bytes_and_hashes_of_our_vectors(db, monkeypatch):
    salts = count(7)
    monkeypatch.setattr(recording.secrets, "token_hex", lambda size: f"{next(salts):02x}" * size)
    at, later = datetime(2026, 11, 23, 9, tzinfo=UTC), datetime(2026, 11, 23, 9, 20, 0, 500_000, tzinfo=UTC)
    data = {"labels": {"body": "text.generated"}, "edition": 1}
    first = recording.record("story.published", "story:42", actor="schedule", reason="Kọ́ ṣe é.", data=data, now=at)
    salts = count(7)
    second = recording.record("story.withdrawn", "story:42", actor="schedule", now=later)
    assert [(event.payload, event.hash) for event in (first, second)] == OURS


@pytest.mark.parametrize(("number", "prev"), [(0, chain.START), (1, OURS[0][1])])
def test_our_vectors_are_linked(number, prev):
    payload, digest = OURS[number]
    assert chain.link(prev, payload) == digest
    assert chain.canonical_json(json.loads(payload)) == payload


def test_head_is_one_line_of_json():
    line = '{"date":"2026-11-23","seq":2,"root":"' + OURS[1][1] + '"}'
    assert chain.head_json(date(2026, 11, 23), 2, OURS[1][1]) == line
