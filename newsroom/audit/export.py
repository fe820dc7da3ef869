"""The record as files for an authority: JSON with everything needed to check it, CSV to read in a table."""

import csv

from newsroom.audit.chain import canonical_json
from newsroom.audit.operations.recording import written
from newsroom.spreadsheet import cell

COLUMNS = ["seq", "at", "action", "object", "actor", "name", "reason", "data", "prev", "hash"]


def write_json(events, file):
    """Write a list of events, with the exact text that was hashed and the values and salts beside it."""
    file.write("[")
    for number, event in enumerate(events):
        secrets = {
            secret.field: {"salt": secret.salt, "value": secret.value, "erased": secret.value is None}
            for secret in event.secrets.all()
        }
        row = {"payload": event.payload, "prev": event.prev, "hash": event.hash, "secrets": secrets}
        file.write(("," if number else "") + "\n" + canonical_json(row))
    file.write("\n]\n")


def write_csv(events, file):
    """Write a table of events; what was erased is empty."""
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for event in events:
        actor, private = event.actor, event.private
        said = event.data | {field: value for field, value in private.items() if field not in {"actor", "reason"}}
        values = [event.seq, written(event.at), event.action, event.object, actor["id"], actor["name"]]
        values.append(private.get("reason") or "")
        rows.writerow(map(cell, [*values, canonical_json(said) if said else "", event.prev, event.hash]))
