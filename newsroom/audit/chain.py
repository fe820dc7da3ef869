"""How the record is chained: pure functions over text.

Each event's hash covers its exact JSON and the hash before it, so that no event can be changed, removed or moved
without every later hash telling. A personal or free-text value is not in that JSON: its salted commitment is. The value
and its salt can be erased, and the chain stays whole.
"""

import hashlib
import json

START = "0" * 64


def canonical_json(value):
    """Return the one JSON text of a value: sorted keys, no spaces, Unicode as it is."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def link(prev, payload):
    """Return the hash of an event's JSON that follows the event with the hash ``prev``."""
    return hashlib.sha256(bytes.fromhex(prev) + payload.encode()).hexdigest()


def commitment(salt, value):
    """Return what stands in the chain for a value's JSON: without the salt (in hex) nobody can guess it."""
    return hashlib.sha256(bytes.fromhex(salt) + value.encode()).hexdigest()


def head_json(date, seq, root):
    """Return a daily head as one line of JSON; before the first day ended there is no date, and the chain's start."""
    return json.dumps({"date": date and date.isoformat(), "seq": seq, "root": root}, separators=(",", ":"))
