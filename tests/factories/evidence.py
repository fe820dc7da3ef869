"""Evidence for tests: a clock to make it by, a story to make it of, and what an outsider says of it."""

import hashlib
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

from django.core.management import call_command
from django.utils import timezone

from articles.models import Story
from factories.people import make_user
from factories.stories import NOON, make_review, make_story, publish


class Clock:
    """A clock in place of the true one: it shows ``now``, at first noon."""

    now = NOON

    def __init__(self, monkeypatch):
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def pass_to(self, minutes):
        self.now = NOON + timedelta(minutes=minutes)


def maker(tmp_path):
    """Return a function that makes evidence and returns its files by name; its ``path`` is the zip."""

    def run(story, minutes=None, **options):
        make_out = tmp_path / f"evidence-{len(list(tmp_path.iterdir()))}.zip"
        at = {} if minutes is None else {"at": (NOON + timedelta(minutes=minutes)).isoformat()}
        call_command("evidence", str(story), **at, **({"out": make_out} | options))
        run.path = make_out
        with zipfile.ZipFile(make_out) as folder:
            return {name: folder.read(name) for name in folder.namelist()}

    return run


def story_twice(clock, **fields):
    """Return a story by AI, published unchecked at noon, then checked and published again after an hour."""
    story = make_story(level="generated", headline="The ferry is late", body="<p>It was late.</p>", **fields)
    publish(story)
    clock.pass_to(60)
    story = edited(story, headline="The ferry is back")
    make_review(story, reviewer=make_user("editor", display_name="Dele Marchetti"), note="Rang the harbour.")
    publish(story, change="update", minutes=60)
    clock.pass_to(120)
    return story


def edited(story, **fields):
    """Return the story with its working copy changed."""
    Story.objects.filter(pk=story.pk).update(**fields)
    return Story.objects.get(pk=story.pk)


def verify(files, tmp_path, *heads_kept):
    """Return what the program in the files says, run by a Python that knows none of our code."""
    folder = tmp_path / "unpacked"
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (tmp_path / "heads.jsonl").write_text("\n".join(heads_kept))
    command = [sys.executable, "-I", folder / "verify.py", *([tmp_path / "heads.jsonl"] if heads_kept else [])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stderr, done.returncode == 0) == ("", "DOES NOT HOLD" not in done.stdout)
    return done.stdout


def repacked(files, **changes):
    """Return the files with some changed, and the manifest made to fit as a forger would."""
    files = files | changes
    manifest = json.loads(files["manifest.json"])
    manifest["files"] = {name: hashlib.sha256(files[name]).hexdigest() for name in manifest["files"]}
    return files | {"manifest.json": json.dumps(manifest).encode()}
