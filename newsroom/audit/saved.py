"""Reads daily heads that were saved elsewhere: one JSON object, a JSON list of them, or one in each line."""

import json
import re
from typing import NamedTuple

from newsroom.audit.chain import START

ROOT = re.compile("[0-9a-f]{64}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
SHAPE = '{"date":"2026-11-23","seq":1234,"root":"…64 characters…"}'


class SavedHead(NamedTuple):
    date: str
    seq: int
    root: str


class Unreadable(Exception):
    """The file holds no heads, or something else; the message says where."""


def read(path):
    """Return the heads in a file; raise `Unreadable`, which names the line, where it holds anything else."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, ValueError) as failure:
        raise Unreadable(f"{path} cannot be read: {failure}") from None
    heads = [_head(value, f"{path}, {place}") for place, value in _values(text, path)]
    heads = [head for head in heads if head]
    if not heads:
        raise Unreadable(f"{path} holds no head. Each looks like {SHAPE}")
    return heads


def _values(text, path):
    """Yield (where it stands, value) for every value in the text."""
    try:
        whole = json.loads(text)
    except ValueError:
        for number, line in enumerate(text.splitlines(), start=1):
            if line.strip():
                yield f"line {number}", _parsed(line, f"{path}, line {number}")
    else:
        listed = whole if isinstance(whole, list) else [whole]
        yield from ((f"entry {number}", value) for number, value in enumerate(listed, start=1))


def _parsed(line, place):
    try:
        return json.loads(line)
    except ValueError as failure:
        raise Unreadable(f"{place} is no JSON: {failure}") from None


def _head(value, place):
    """Return the head that a value is, None for what is published before there is one."""
    match value:
        case {"date": None, "seq": 0, "root": root} if root == START:
            return None
        case {"date": str(date), "seq": int(seq), "root": str(root)} if (
            DAY.fullmatch(date) and seq > 0 and not isinstance(seq, bool) and ROOT.fullmatch(root)
        ):
            return SavedHead(date, seq, root)
    raise Unreadable(f"{place} is no head. It should look like {SHAPE}")
