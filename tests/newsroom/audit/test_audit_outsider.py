"""What docs/security.md gives outsiders to check an export with does what it says, without any of our code."""

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from newsroom.audit.operations.redaction import redact

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "security.md"


def check(tmp_path, rows, *head_lines):
    """Return what the documented program says of exported rows and saved heads."""
    files = {
        "check.py": GUIDE.read_text("utf-8").split("```python\n")[1].split("```")[0],
        "export.json": json.dumps(rows),
        "heads.jsonl": "\n".join(head_lines),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    command = [sys.executable, "-I", *files]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) == (not done.stderr)
    return done.stdout + done.stderr


def head(row, **changes):
    return json.dumps({"date": "2026-11-23", "seq": json.loads(row["payload"])["seq"], "root": row["hash"]} | changes)


@pytest.fixture
def rows(events):
    redact(events[0], "actor", actor=None, basis="A law")
    out = StringIO()
    call_command("audit", "export", stdout=out)
    return json.loads(out.getvalue())


def test_export_as_written_holds(rows, tmp_path):
    assert check(tmp_path, rows, head(rows[1]), head(rows[3])) == "4 events hold.\n"


def test_export_of_some_days_holds(rows, tmp_path):
    assert check(tmp_path, rows[1:]) == "3 events hold.\n"


def test_changed_event_is_found(rows, tmp_path):
    rows[1]["payload"] = rows[1]["payload"].replace("story:5", "story:6")
    assert check(tmp_path, rows) == "Event 2 was changed, or does not follow the one before it.\n"


def test_removed_event_is_found(rows, tmp_path):
    assert check(tmp_path, [rows[0], *rows[2:]]) == "Event 3 was changed, or does not follow the one before it.\n"


def test_changed_value_is_found(rows, tmp_path):
    rows[0]["secrets"]["reason"]["value"] = '"Another."'
    assert check(tmp_path, rows) == "Event 1: its reason was changed.\n"


def test_removed_value_is_found(rows, tmp_path):
    del rows[0]["secrets"]["reason"]
    assert check(tmp_path, rows) == "Event 1: a value was added or removed.\n"


@pytest.mark.parametrize("changes", [{"root": "0" * 64}, {"seq": 9}])
def test_other_chain_than_the_saved_one_is_found(rows, tmp_path, changes):
    assert "is missing, or not the one saved on 2026-11-23." in check(tmp_path, rows, head(rows[0], **changes))
