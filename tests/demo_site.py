"""The demo newsroom in a folder and on a port of its own, for the commands that measure it or take its picture.

Nothing here is a test: ``tests/benchmarks/bench_lighthouse.py`` and ``docs/screenshots/take.py`` start from it.
"""

import contextlib
import json
import os
import secrets
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CHROME = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Prints "slug language" → address and key, of every published story; a translation goes by the English slug.
LIST_STORIES = """
import json
from articles.models import Edition
rows = list(Edition.objects.order_by("pk"))
english = {row.translation_key: row.slug for row in rows if row.language == "en"}
name = lambda row: f"{english[row.translation_key]} {row.language}"
print(json.dumps({name(row): [row.get_absolute_url(), row.story_id] for row in rows}))
"""
# Production refuses the demo, whose passwords are known; on loopback, for minutes, it may stand for a newspaper.
STAND_FOR_A_NEWSPAPER = """
from newsroom.publication.models import Publication
Publication.objects.update(is_demo={is_demo}, address={address!r})
"""


class DemoSite:
    """A demo newsroom in the folder `var`; `stories` has the published ones' addresses and keys."""

    def __init__(self, var):
        self.environ = {name: value for name, value in os.environ.items() if not name.startswith("NEWSROOM_")}
        self.environ.pop("DATABASE_URL", None)
        self.environ["NEWSROOM_VAR"] = str(var)
        self.manage("demo", "--no-serve")
        self.stories = json.loads(self.manage("shell", "-v", "0", "-c", LIST_STORIES).splitlines()[-1])

    def manage(self, *arguments):
        """Run a management command and return what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environ, check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def story(self, slug, language="en", reader="en"):
        """Return the address of a story, for readers whose interface is in the language `reader`."""
        return ("" if reader == "en" else f"/{reader}") + self.stories[f"{slug} {language}"][0]

    def desk(self, slug, language="en"):
        """Return the address of a story's form at the desk."""
        return f"/admin/articles/story/{self.stories[f'{slug} {language}'][1]}/change/"

    def pages(self, reader):
        """Return the address of each type of page, for readers whose interface is in `reader`: en, yo, es, fr or ar."""
        own = "" if reader == "en" else f"/{reader}"
        translated = {"en": ("rain-floods-tannery-row", "es"), "ar": ("premier-elect-tours-three-ports", "ar")}
        pact = "tolombe-and-cantemor-sketch-a-ferry-pact"
        ai = self.story(pact, reader=reader)
        return {
            "story": self.story("library-opens-on-sundays", reader if reader in ("yo", "ar") else "en", reader),
            "story-ai": ai,
            "story-translated": self.story(*translated.get(reader, ("ten-thousand-mangroves", "yo")), reader),
            "story-elements": self.story("ten-thousand-mangroves", "ar" if reader == "ar" else "en", reader),
            "front": f"{own}/",
            "section": f"{own}/sections/politics/",
            "digest": f"{own}/sections/politics/digest/",
            "tag": f"{own}/tags/ferry/",
            "author": f"{own}/authors/ronke-alao/",
            "search": f"{own}/search/?q=ferry",
            "search-none": f"{own}/search/?q=zebra",
            "corrections": f"{own}/corrections/",
            "ai": f"{own}/ai/",
            "ai-policy": f"{own}/ai/policy/1/",
            "ai-log": f"{own}/ai/log/",
            "ai-report": f"{own}/ai/report/",
            "mistake-report": f"{own}/corrections/report/?about={self.story(pact)}",
            "about": f"{own}/about/",
            "privacy": f"{own}/privacy/",
            "cookies": f"{own}/cookies/",
            "feeds": f"{own}/feeds/",
            "archive": f"{own}/archive/",
            "month": ai[: len(own) + len("/2026/11/")],
            "missing": f"{own}/no-such-page/",
            "withdrawn": self.story("price-of-bread-to-rise", reader=reader),
        }

    @contextlib.contextmanager
    def demonstrating(self, port):
        """Serve as the demo does; give the address."""
        with self._serving(port, "demo", "--port", str(port)) as address:
            yield address

    @contextlib.contextmanager
    def in_production(self, port, *, address):
        """Serve with production settings, as readers of `address` meet it; without https, which loopback lacks."""
        self.manage("shell", "-v", "0", "-c", STAND_FOR_A_NEWSPAPER.format(is_demo=False, address=address))
        self.environ |= {
            "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(50),
            "NEWSROOM_HOSTS": "127.0.0.1",
            "NEWSROOM_HTTPS": "off",
        }
        self.manage("collectstatic", "--no-input")
        try:
            with self._serving(port, "serve", "--port", str(port)) as served:
                yield served
        finally:
            self.manage("shell", "-v", "0", "-c", STAND_FOR_A_NEWSPAPER.format(is_demo=True, address=address))

    @contextlib.contextmanager
    def _serving(self, port, *command):
        server = subprocess.Popen(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environ, stdout=subprocess.DEVNULL
        )
        address = f"http://127.0.0.1:{port}"
        try:
            _wait_until_it_answers(f"{address}/healthz", server)
            yield address
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait_until_it_answers(url, server, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("The demo newsroom does not start; what it said stands above.")
