"""Checks what lies beside it. Needs Python 3 and nothing else, neither a network nor the newsroom's own program.

python3 verify.py                in the unpacked folder
python3 verify.py heads.jsonl    also compares daily heads that somebody kept, one JSON object in a line
"""

import hashlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
START = "0" * 64
results = []


def read(name):
    """Return a file's JSON."""
    return json.loads((HERE / name).read_text(encoding="utf-8"))


def sha256(name):
    """Return the SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256((HERE / name).read_bytes()).hexdigest()


def digest(prefix, text):
    """Return the SHA-256 of a hash or salt followed by a text, as the chain is made."""
    return hashlib.sha256(bytes.fromhex(prefix) + text.encode()).hexdigest()


def tell(words):
    sys.stdout.write(f"{words}\n")


def say(holds, words):
    """Print whether something holds, and remember it."""
    results.append(holds)
    tell(("holds:          " if holds else "DOES NOT HOLD:  ") + words)


def check_files(manifest):
    """Every file is as it was packed, and no other lies beside it."""
    for name, expected in manifest["files"].items():
        if not (HERE / name).is_file():
            say(False, f"{name} is there")
        elif sha256(name) != expected:
            say(False, f"{name} is as it was packed")
    say(all(results), "every file is there as it was packed")


def check_edition(manifest, publication):
    """The words, the statement and the edition have the hashes that the record keeps."""
    statement, review = read("statement.json"), read("review.json")["of_this_edition"]
    say(sha256("words.json") == statement["content_sha256"], "the words have the hash that the statement names")
    if review:
        say(review["content_sha256"] == sha256("words.json"), "the check is of exactly these words")
    else:
        say(statement["review"] is None, "no check is claimed")
    if publication is None:
        tell("nothing proves:  no event of the record tells of this edition")
        return
    kept = publication["data"]
    say(kept["edition"] == manifest["edition"], "the event of publication names this edition")
    for name, key in [("words", "content_sha256"), ("statement", "statement_sha256"), ("edition", "edition_sha256")]:
        say(sha256(f"{name}.json") == kept[key], f"{name}.json has the hash that the record keeps ({key})")


def check_chain(chain):
    """Return {number: event} of the links given, and {number: hash}, once they hold."""
    events, hashes = {}, {}
    for segment in chain["segments"]:
        last = None
        for row in segment:
            event = json.loads(row["payload"])
            seq = event["seq"]
            follows = last is None or (seq, row["prev"]) == (last + 1, hashes[last])
            starts = seq > 1 or row["prev"] == START
            if not (follows and starts) or digest(row["prev"], row["payload"]) != row["hash"]:
                say(False, f"event {seq} is what was hashed and follows the one before it")
            for name, secret in row.get("secrets", {}).items():
                committed = event["commitments"].get(name)
                if not secret["erased"] and digest(secret["salt"], secret["value"]) != committed:
                    say(False, f"the {name} of event {seq} is the one that was recorded")
            events[seq], hashes[seq], last = event, row["hash"], seq
    say(all(results), f"{len(events)} events are what was hashed, each following the one before it")
    return events, hashes


def check_heads(hashes, heads, kept_by):
    """The links lead to these daily heads."""
    for head in heads:
        if head["seq"] in hashes:
            said = f"they lead to the daily head of {head['date']} ({kept_by})"
            say(hashes[head["seq"]] == head["root"], said)


def main(saved):
    """Check everything, and return whether it holds."""
    manifest, chain = read("manifest.json"), read("chain.json")
    check_files(manifest)
    events, hashes = check_chain(chain)
    check_edition(manifest, events.get(manifest["event"]))
    check_heads(hashes, chain["heads"], "as the newsroom gives it")
    if not chain["is_whole"]:
        tell(f"left out:        the links between the events are too many; the newsroom exports them: {chain['rest']}")
    for path in saved:
        lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines() if line.strip()]
        known = [head for head in lines if head["seq"] in hashes]
        if not known:
            tell(f"not compared:    no head in {path} is one that the links here lead to")
        check_heads(hashes, known, f"as kept in {path}")
    tell("Everything holds." if all(results) else "Something does not hold: see above.")
    return all(results)


if __name__ == "__main__":
    sys.exit(0 if main(sys.argv[1:]) else 1)
